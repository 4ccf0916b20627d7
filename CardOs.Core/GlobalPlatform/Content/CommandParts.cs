using System;
using System.Runtime.InteropServices;
using CardOs.Apdu;
using CardOs.Memory;

namespace CardOs.GlobalPlatform.Content;

/// <summary>A DELETE, INSTALL or PUT KEY whose data come in several commands, b8 of P1 set in all but the last: GlobalPlatform 2.3.1 11.1.5.</summary>
/// <remarks>
/// The parts are joined as they arrived: a secure channel covers the whole, with one MAC in the last part. There is one such command at a time.
/// <code>
/// 0             1    2     3     4    6
/// +-------------+----+-----+-----+----+--------+---
/// | channel + 1 | P2 | CLA | INS | P1 | length | -   then the data, from 16
/// +-------------+----+-----+-----+----+--------+---
/// </code>
/// </remarks>
internal static class CommandParts
{
    private const byte More = 0x80;

    /// <summary>Takes a command in that may be a part.</summary>
    /// <param name="state">The card.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="isAuthenticated">Whether its sender is authenticated: parts of others are not kept.</param>
    /// <param name="command">The command as it arrived.</param>
    /// <param name="joined">The command to execute, behind its last part.</param>
    /// <param name="refusal">Why a part was refused, which ends the command.</param>
    public static CommandPart Take(
        CardState state, int channel, bool isAuthenticated, scoped CommandApdu command, out CommandApdu joined, out StatusWord refusal)
    {
        joined = default;
        refusal = StatusWord.Success;
        ref Header header = ref state.Working.Cell<Header>(WorkingMap.Parts);
        bool hasMore = ComesInParts((Instruction)command.Ins) && (command.P1 & More) != 0;
        bool isBegun = header.Owner == channel + 1;
        if (!isBegun && !hasMore)
        {
            return CommandPart.Whole;
        }

        bool isOfOther = !isBegun && header.Owner != 0;
        refusal = isBegun && !IsNext(header, command) ? StatusWord.ConditionsOfUseNotSatisfied
            : !isAuthenticated ? StatusWord.SecurityStatusNotSatisfied
            : isOfOther ? StatusWord.ConditionsOfUseNotSatisfied
            : command.Data.Length > WorkingMap.PartsCapacity - header.Length ? StatusWord.IncorrectParameters
            : StatusWord.Success;
        if (refusal != StatusWord.Success)
        {
            Forget(state, channel);
            return CommandPart.Refused;
        }

        Span<byte> data = state.Working.Span(WorkingMap.Parts + WorkingMap.PartsHeaderLength, WorkingMap.PartsCapacity);
        command.Data.CopyTo(data.Slice(header.Length));
        int length = header.Length + command.Data.Length;
        if (hasMore)
        {
            header.Owner = (byte)(channel + 1);
            header.P2 = command.P2;
            header.Cla = command.Cla;
            header.Ins = command.Ins;
            header.P1 = (byte)(command.P1 & ~More);
            header.Length = (ushort)length;
            return CommandPart.Kept;
        }

        header = default;
        bool isExtended = command.IsExtended || length > byte.MaxValue;
        joined = new CommandApdu(command.Cla, command.Ins, command.P1, command.P2, data.Slice(0, length), command.ExpectedLength, isExtended);
        return CommandPart.Last;
    }

    /// <summary>Forgets what came on a channel.</summary>
    public static void Forget(CardState state, int channel)
    {
        ref Header header = ref state.Working.Cell<Header>(WorkingMap.Parts);
        if (header.Owner == channel + 1)
        {
            header = default;
        }
    }

    private static bool ComesInParts(Instruction instruction) => instruction is Instruction.Delete or Instruction.Install or Instruction.PutKey;

    private static bool IsNext(Header header, scoped CommandApdu command) =>
        command.Cla == header.Cla && command.Ins == header.Ins && (command.P1 & ~More) == header.P1 && command.P2 == header.P2;

    [StructLayout(LayoutKind.Sequential)]
    private struct Header
    {
        public byte Owner;
        public byte P2;
        public byte Cla;
        public byte Ins;
        public ushort P1;
        public ushort Length;
    }
}
