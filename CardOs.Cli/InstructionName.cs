using System;
using CardOs.Apdu;

namespace CardOs.Cli;

/// <summary>What an instruction byte is called.</summary>
internal static class InstructionName
{
    /// <summary>The name in capitals and a space behind it, to go in front of the command; nothing for an instruction that has none.</summary>
    public static string Of(byte instruction)
    {
        var known = (Instruction)instruction;
        return Enum.IsDefined(known) ? $"{Screen.Words(known.ToString()).ToUpperInvariant()} " : "";
    }
}
