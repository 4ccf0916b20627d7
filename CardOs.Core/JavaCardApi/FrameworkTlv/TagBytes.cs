using System;

namespace CardOs.JavaCardApi.FrameworkTlv;

/// <summary>Tags as bytes: up to three, so numbers up to 16383.</summary>
/// <remarks>
/// <code>
/// b8 b7      b6           b5 to b1
/// +---------+-------------+------------------------------------------------------------+
/// | class   | constructed | number, or 11111 and bytes of 7 bits, b8 set in all but the last |
/// +---------+-------------+------------------------------------------------------------+
/// </code>
/// </remarks>
internal static class TagBytes
{
    public const int MaxLength = 3;
    public const int MaxNumber = (1 << 14) - 1;

    private const int ConstructedBit = 0x20;
    private const int LongNumber = 0x1F;
    private const int More = 0x80;

    /// <summary>The length of the tag that <paramref name="bytes"/> begin with.</summary>
    /// <param name="bytes">The tag, and what is behind it.</param>
    /// <param name="length">Its length.</param>
    /// <returns>0, or the reason why it is none: malformed, or too long.</returns>
    public static short Measure(scoped ReadOnlySpan<byte> bytes, out int length)
    {
        length = 1;
        if (bytes.IsEmpty)
        {
            return TlvReason.MalformedTag;
        }

        if ((bytes[0] & LongNumber) != LongNumber)
        {
            return 0;
        }

        // A number in further bytes is above 30, and its first byte is not one of zeros.
        if (bytes.Length < 2 || bytes[1] == More || bytes[1] < LongNumber)
        {
            return TlvReason.MalformedTag;
        }

        while (length < bytes.Length && (bytes[length] & More) != 0)
        {
            length++;
        }

        length++;
        if (length > MaxLength)
        {
            return TlvReason.IllegalSize;
        }

        return length > bytes.Length ? TlvReason.MalformedTag : (short)0;
    }

    public static int ClassOf(byte first) => first >> 6;

    public static bool IsConstructed(byte first) => (first & ConstructedBit) != 0;

    /// <summary>The number of a whole tag.</summary>
    public static int NumberOf(scoped ReadOnlySpan<byte> tag)
    {
        if (tag.Length == 1)
        {
            return tag[0] & LongNumber;
        }

        int number = 0;
        foreach (byte part in tag.Slice(1))
        {
            number = (number << 7) | (part & ~More);
        }

        return number;
    }

    /// <summary>Writes a tag and gives its length; class and number were checked.</summary>
    public static int Write(int tagClass, bool isConstructed, int number, scoped Span<byte> tag)
    {
        int first = (tagClass << 6) | (isConstructed ? ConstructedBit : 0);
        if (number < LongNumber)
        {
            // A negative number, which a tag object takes, has all of its bits in the byte.
            tag[0] = (byte)(first | number);
            return 1;
        }

        tag[0] = (byte)(first | LongNumber);
        if (number <= 0x7F)
        {
            tag[1] = (byte)number;
            return 2;
        }

        tag[1] = (byte)(More | (number >> 7));
        tag[2] = (byte)(number & 0x7F);
        return MaxLength;
    }
}
