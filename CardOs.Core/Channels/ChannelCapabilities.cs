using System;
using CardOs.Apdu;
using CardOs.Memory;

namespace CardOs.Channels;

/// <summary>What the answer to reset says of logical channels: card capabilities, byte 3. ISO 7816-4 table 119, TS 102 221 11.1.17.</summary>
/// <remarks>
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1
///           c  t  n  n  n    c: the card chooses the number; t: the terminal does; n: channels less one, 7 for eight or more
/// </code>
/// An answer without the byte says nothing, and limits nothing.
/// </remarks>
internal readonly struct ChannelCapabilities
{
    private const int CapabilitiesTag = 7;
    private const int CapabilitiesLength = 3;
    private const byte CardChooses = 0b0001_0000;
    private const byte TerminalChooses = 0b0000_1000;
    private const byte CountMask = 0b0000_0111;

    private readonly byte _value;

    private ChannelCapabilities(byte value) => _value = value;

    /// <summary>Whether a channel can be opened without naming it.</summary>
    public bool AllowsCardToChoose => (_value & CardChooses) != 0;

    /// <summary>Whether a channel can be opened by its number.</summary>
    public bool AllowsTerminalToChoose => (_value & TerminalChooses) != 0;

    /// <summary>The channels that there are, the basic one included.</summary>
    public int Count => (_value & CountMask) == CountMask ? WorkingMap.ChannelCount : (_value & CountMask) + 1;

    public static ChannelCapabilities Of(NonVolatileMemory memory)
    {
        NvAddress block = memory.ReadAddress(new NvAddress(NonVolatileMap.AnswerToReset));
        ReadOnlySpan<byte> bytes = memory.Read(block + 1, memory.ReadByte(block));
        return AnswerToReset.TryParse(bytes, out AnswerToReset answer)
            && new CompactTlvReader(answer.HistoricalObjects).TryFind(CapabilitiesTag, out ReadOnlySpan<byte> value)
            && value.Length == CapabilitiesLength
            ? new ChannelCapabilities(value[CapabilitiesLength - 1])
            : new ChannelCapabilities(CardChooses | TerminalChooses | CountMask);
    }
}
