using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Memory;

namespace CardOs.Transport;

/// <summary>Commands that arrive in parts, by b5 of the class byte: ISO 7816-4 5.3.3.</summary>
/// <remarks>
/// <code>
/// 0      1     2     3     4          6      8
/// +------+-----+-----+-----+----------+------+------
/// | CLA  | INS | P1  | P2  | length   | open | data
/// +------+-----+-----+-----+----------+------+------
/// </code>
/// </remarks>
internal static class CommandChain
{
    private const int LengthOffset = 4;
    private const int OpenOffset = 6;
    private const byte ChainingBit = 0b0001_0000;

    /// <summary>Forgets the parts of a chain that was not ended.</summary>
    public static void End(CardState state) => state.Working.Byte(WorkingMap.CommandChain + OpenOffset) = 0;

    /// <summary>Whether parts came, and the last one is awaited.</summary>
    public static bool IsOpen(CardState state) => state.Working.Byte(WorkingMap.CommandChain + OpenOffset) != 0;

    /// <summary>Takes one part in.</summary>
    /// <param name="state">The card.</param>
    /// <param name="command">The part as it arrived; then the command to execute: the chain that it ended, or the part itself.</param>
    /// <param name="status">The answer when there is none to execute.</param>
    /// <returns>Whether there is a command to execute.</returns>
    public static bool TryAdd(CardState state, ref CommandApdu command, ref StatusWord status)
    {
        CommandApdu part = command;
        bool isOpen = IsOpen(state);
        bool isLast = !part.Class.IsChaining;
        Span<byte> header = state.Working.Span(WorkingMap.CommandChain, WorkingMap.CommandChainHeaderLength);
        Span<byte> data = state.Working.Span(WorkingMap.CommandChain + WorkingMap.CommandChainHeaderLength, WorkingMap.CommandChainCapacity);
        int length = isOpen ? BinaryPrimitives.ReadUInt16LittleEndian(header.Slice(LengthOffset)) : 0;
        byte cla = (byte)(part.Cla & ~ChainingBit);
        bool continues = isOpen && header[0] == cla && header[1] == part.Ins && header[2] == part.P1 && header[3] == part.P2;
        if (isOpen && !continues)
        {
            header[OpenOffset] = 0;
            if (isLast)
            {
                // Another command ends the chain and is executed itself.
                return true;
            }

            length = 0;
        }

        if (!part.Data.TryCopyTo(data.Slice(length)))
        {
            header[OpenOffset] = 0;
            status = StatusWord.NotEnoughMemory;
            return false;
        }

        length += part.Data.Length;
        if (isLast)
        {
            header[OpenOffset] = 0;
            command = new CommandApdu(cla, part.Ins, part.P1, part.P2, data.Slice(0, length), part.ExpectedLength, part.IsExtended);
            return true;
        }

        header[0] = cla;
        header[1] = part.Ins;
        header[2] = part.P1;
        header[3] = part.P2;
        header[OpenOffset] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.Slice(LengthOffset), (ushort)length);
        return false;
    }
}
