using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace CardOs.Tests.Architecture;

/// <summary>The instructions of compiled code, as far as finding the next one needs.</summary>
internal static class InstructionSet
{
    private static readonly Dictionary<short, OpCode> Instructions = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(instruction => instruction.Value);

    /// <summary>Reads the instruction at <paramref name="position"/>, which moves to its operand.</summary>
    public static OpCode Read(byte[] code, ref int position)
    {
        short value = code[position++];
        return Instructions[value == 0xFE ? (short)((0xFE << 8) | code[position++]) : value];
    }

    public static int OperandLength(OpCode instruction, byte[] code, int position) => instruction.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, position)),
        _ => 4,
    };
}
