using System;

namespace CardOs.Apdu.Tlv;

/// <summary>The tag of a BER-TLV object, held as the number that its one to four bytes spell.</summary>
/// <remarks>
/// ISO 8825-1 8.1.2; cards use up to three bytes, ISO 7816-4 5.2.2.1.
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1      further bytes
/// +-----+--+-------------+    +--+--------------------+
/// |class|c | number      | …  |m | seven bits, high   |
/// +-----+--+-------------+    | | first               |
///        |  11111 = number    +--+--------------------+
///        |  in further bytes   |
///        c = constructed       m = more bytes follow
/// </code>
/// </remarks>
public readonly struct BerTag : IEquatable<BerTag>
{
    /// <summary>The most bytes that a tag has.</summary>
    public const int MaxEncodedLength = 4;

    internal const byte NumberMask = 0b0001_1111;
    internal const byte MoreMask = 0b1000_0000;
    private const byte ConstructedMask = 0b0010_0000;
    private const int ClassShift = 6;

    /// <summary>The tag spelled by the bytes of <paramref name="value"/>, leading zero bytes left out: 62, 9F38, 7F49.</summary>
    public BerTag(uint value) => Value = value;

    /// <summary>The bytes of the tag as one number: 0x62, 0x9F38, 0x7F49.</summary>
    public uint Value { get; }

    /// <summary>The class of the tag.</summary>
    public BerTagClass Class => (BerTagClass)(FirstByte >> ClassShift);

    /// <summary>Whether the value is a sequence of further BER-TLV objects.</summary>
    public bool IsConstructed => (FirstByte & ConstructedMask) != 0;

    /// <summary>The tag number, without class and form.</summary>
    public int Number
    {
        get
        {
            uint value = Value;
            return (int)(value <= 0xFF ? value & NumberMask
                : value <= 0xFFFF ? value & 0x7F
                : value <= 0xFF_FFFF ? ((value >> 1) & 0x3F80) | (value & 0x7F)
                : ((value >> 2) & 0x1F_C000) | ((value >> 1) & 0x3F80) | (value & 0x7F));
        }
    }

    /// <summary>Bytes that the tag takes, 1 to 4.</summary>
    public int EncodedLength => BerTlvEncoder.LengthOfTag(Value);

    private uint FirstByte => Value <= 0xFF ? Value : Value <= 0xFFFF ? Value >> 8 : Value <= 0xFF_FFFF ? Value >> 16 : Value >> 24;

    /// <summary>Whether both spell the same bytes.</summary>
    public static bool operator ==(BerTag left, BerTag right) => left.Value == right.Value;

    /// <summary>Whether they spell different bytes.</summary>
    public static bool operator !=(BerTag left, BerTag right) => left.Value != right.Value;

    /// <inheritdoc/>
    public bool Equals(BerTag other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BerTag other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Value;

    /// <summary>The tag in hexadecimal.</summary>
    public override string ToString() => Value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture);
}
