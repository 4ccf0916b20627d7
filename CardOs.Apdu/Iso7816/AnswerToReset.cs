using System;

namespace CardOs.Apdu;

/// <summary>The answer to reset: what a card says of itself when power comes.</summary>
/// <remarks>
/// ISO 7816-3 8.2.
/// <code>
/// 0    1    2
/// +----+----+-----+-----+-----+-----+-----+-----+------------------+-----+
/// | TS | T0 | TA1 | TB1 | TC1 | TD1 | TA2 | ... | historical bytes | TCK |
/// +----+----+-----+-----+-----+-----+-----+-----+------------------+-----+
///    b8..b5 of T0, TD1, TD2 ...: which of TD TC TB TA follow; b4..b1 of T0: how many historical bytes; of TDi: a protocol.
///    TCK makes the exclusive or from T0 on zero; it is there when a protocol other than T=0 is offered.
/// </code>
/// </remarks>
public readonly ref struct AnswerToReset
{
    /// <summary>The most bytes that an answer to reset has.</summary>
    public const int MaxLength = 33;

    /// <summary>The protocol number that stands for global interface bytes instead of a protocol.</summary>
    public const int GlobalInterfaceBytes = 15;

    private const byte DirectConvention = 0x3B;
    private const byte InverseConvention = 0x3F;
    private const int LowMask = 0x0F;
    private const int LastInterfaceMask = 1 << (4 + (int)InterfaceByte.D);
    private const int FirstInterfaceOffset = 2;
    private const byte CategoryCompactTlv = 0x80;
    private const byte CategoryStatusBehind = 0x00;
    private const int StatusIndicatorLength = 3;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _historicalOffset;
    private readonly int _protocols;

    private AnswerToReset(ReadOnlySpan<byte> bytes, int historicalOffset, int protocols)
    {
        _bytes = bytes;
        _historicalOffset = historicalOffset;
        _protocols = protocols;
    }

    /// <summary>The whole answer.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Whether the card sends in the inverse convention.</summary>
    public bool IsInverseConvention => _bytes[0] == InverseConvention;

    /// <summary>The historical bytes.</summary>
    public ReadOnlySpan<byte> HistoricalBytes => _bytes.Slice(_historicalOffset, _bytes[1] & LowMask);

    /// <summary>The COMPACT-TLV objects among the historical bytes, for <see cref="CompactTlvReader"/>: ISO 7816-4 8.1.1.2.</summary>
    public ReadOnlySpan<byte> HistoricalObjects
    {
        get
        {
            ReadOnlySpan<byte> historical = HistoricalBytes;
            if (historical.IsEmpty)
            {
                return default;
            }

            return historical[0] switch
            {
                CategoryCompactTlv => historical.Slice(1),
                CategoryStatusBehind when historical.Length > StatusIndicatorLength => historical.Slice(1, historical.Length - 1 - StatusIndicatorLength),
                _ => default,
            };
        }
    }

    /// <summary>The protocol of the first TD, T=0 without one.</summary>
    public int FirstProtocol => TryGetInterfaceByte(InterfaceByte.D, 1, out byte value) ? value & LowMask : 0;

    /// <summary>Whether the card is in specific mode (TA2 is there): it uses the protocol that TA2 names and takes no PPS.</summary>
    public bool IsSpecificMode => TryGetInterfaceByte(InterfaceByte.A, 2, out _);

    /// <summary>Whether a check byte ends the answer.</summary>
    public bool HasCheckByte => _bytes.Length > _historicalOffset + HistoricalBytes.Length;

    /// <summary>Whether the protocol with this number is offered; 15 asks for global interface bytes.</summary>
    public bool Offers(int protocol) => protocol is >= 0 and <= LowMask && (_protocols & (1 << protocol)) != 0;

    /// <summary>Finds an interface byte of the group <paramref name="group"/>, counted from 1.</summary>
    public bool TryGetInterfaceByte(InterfaceByte kind, int group, out byte value)
    {
        int offset = FirstInterfaceOffset;
        int present = _bytes[1];
        for (int current = 1; ; current++)
        {
            int bits = present >> 4;
            int count = CountBits(bits);
            if (current == group)
            {
                int position = offset + CountBits(bits & ((1 << (int)kind) - 1));
                bool isPresent = (bits & (1 << (int)kind)) != 0;
                value = isPresent ? _bytes[position] : (byte)0;
                return isPresent;
            }

            if ((present & LastInterfaceMask) == 0)
            {
                value = 0;
                return false;
            }

            offset += count;
            present = _bytes[offset - 1];
        }
    }

    /// <summary>Sees an answer to reset in <paramref name="source"/>, which must hold it exactly, its check byte right.</summary>
    public static bool TryParse(ReadOnlySpan<byte> source, out AnswerToReset answer)
    {
        answer = default;
        if (source.Length is < FirstInterfaceOffset or > MaxLength || source[0] is not (DirectConvention or InverseConvention))
        {
            return false;
        }

        int present = source[1];
        int offset = FirstInterfaceOffset;
        int protocols = 0;
        while (true)
        {
            offset += CountBits(present >> 4);
            if (offset > source.Length)
            {
                return false;
            }

            if ((present & LastInterfaceMask) == 0)
            {
                break;
            }

            present = source[offset - 1];
            int protocol = present & LowMask;
            if (protocols == 0 && protocol == GlobalInterfaceBytes)
            {
                return false;
            }

            protocols |= 1 << protocol;
        }

        protocols = protocols == 0 ? 1 : protocols;
        bool hasCheck = protocols != 1;
        if (source.Length != offset + (source[1] & LowMask) + (hasCheck ? 1 : 0) || (hasCheck && ExclusiveOr(source.Slice(1)) != 0))
        {
            return false;
        }

        answer = new AnswerToReset(source, offset, protocols);
        return true;
    }

    internal static byte ExclusiveOr(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (byte value in bytes)
        {
            sum ^= value;
        }

        return sum;
    }

    private static int CountBits(int nibble) => (nibble & 1) + ((nibble >> 1) & 1) + ((nibble >> 2) & 1) + ((nibble >> 3) & 1);
}
