using System;

namespace CardOs.Apdu.Tlv;

/// <summary>The tag of a COMPREHENSION-TLV object: a value of 15 bits, and whether the receiver must understand the object.</summary>
/// <remarks>
/// TS 101 220 7.1.1.
/// <code>
/// +----+---------------+        +------+----+------------------+
/// | CR | value 01..7E  |   or   |  7F  | CR | value 0001..7FFF |
/// +----+---------------+        +------+----+------------------+
///   b8   b7 ... b1                       b8   15 bits
/// </code>
/// The bytes 00, 80 and FF begin no tag.
/// </remarks>
public readonly struct ComprehensionTag : IEquatable<ComprehensionTag>
{
    /// <summary>The greatest tag value.</summary>
    public const int MaxValue = 0x7FFF;

    private const int MaxShortValue = 0x7E;
    private const byte LongForm = 0x7F;
    private const byte Unused = 0xFF;
    private const int ComprehensionMask = 0x80;
    private const int LongComprehensionMask = 0x8000;
    private const int LongLength = 3;

    private readonly ushort _bits;

    /// <summary>The tag with this value, 1 to 7FFF.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not 1 to 7FFF.</exception>
    public ComprehensionTag(int value, bool isComprehensionRequired)
    {
        if (value is < 1 or > MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(value));
        }

        _bits = (ushort)(value | (isComprehensionRequired ? LongComprehensionMask : 0));
    }

    private ComprehensionTag(int bits) => _bits = (ushort)bits;

    /// <summary>The tag value, without the comprehension bit.</summary>
    public int Value => _bits & MaxValue;

    /// <summary>CR: whether a receiver that does not understand the object must refuse the whole command.</summary>
    public bool IsComprehensionRequired => (_bits & LongComprehensionMask) != 0;

    /// <summary>Bytes that the tag takes, 1 or 3.</summary>
    public int EncodedLength => Value <= MaxShortValue ? 1 : LongLength;

    /// <summary>Whether both have the same value and comprehension bit.</summary>
    public static bool operator ==(ComprehensionTag left, ComprehensionTag right) => left._bits == right._bits;

    /// <summary>Whether value or comprehension bit differ.</summary>
    public static bool operator !=(ComprehensionTag left, ComprehensionTag right) => left._bits != right._bits;

    /// <summary>Reads the tag at the start of <paramref name="source"/>.</summary>
    /// <returns>False, and default outputs, when there is none.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out ComprehensionTag tag, out int bytesConsumed)
    {
        if (!source.IsEmpty)
        {
            int first = source[0];
            if (first == LongForm)
            {
                return TryReadLong(source, out tag, out bytesConsumed);
            }

            int value = first & ~ComprehensionMask;
            if (first != Unused && value != 0)
            {
                tag = new ComprehensionTag(value | ((first & ComprehensionMask) << 8));
                bytesConsumed = 1;
                return true;
            }
        }

        tag = default;
        bytesConsumed = 0;
        return false;
    }

    /// <summary>Writes the tag in the shortest form.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public bool TryWrite(Span<byte> destination, out int bytesWritten)
    {
        int length = EncodedLength;
        if (destination.Length < length || Value == 0)
        {
            bytesWritten = 0;
            return false;
        }

        if (length == 1)
        {
            destination[0] = (byte)(Value | (IsComprehensionRequired ? ComprehensionMask : 0));
        }
        else
        {
            destination[0] = LongForm;
            destination[1] = (byte)(_bits >> 8);
            destination[2] = (byte)_bits;
        }

        bytesWritten = length;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ComprehensionTag other) => _bits == other._bits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ComprehensionTag other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _bits;

    private static bool TryReadLong(ReadOnlySpan<byte> source, out ComprehensionTag tag, out int bytesConsumed)
    {
        int bits = source.Length < LongLength ? 0 : (source[1] << 8) | source[2];
        if ((bits & MaxValue) == 0)
        {
            tag = default;
            bytesConsumed = 0;
            return false;
        }

        tag = new ComprehensionTag(bits);
        bytesConsumed = LongLength;
        return true;
    }
}
