using System;

namespace CardOs.Apdu.Http;

/// <summary>The characters of HTTP: RFC 9110 5.</summary>
internal static class HttpText
{
    // Bit n of an entry: the character with the upper half n and the entry's index as lower half may stand in a token. RFC 9110 5.6.2.
    internal static ReadOnlySpan<byte> TokenRows =>
    [
        0b1110_1000, 0b1111_1100, 0b1111_1000, 0b1111_1100, 0b1111_1100, 0b1111_1100, 0b1111_1100, 0b1111_1100,
        0b1111_1000, 0b1111_1000, 0b1111_0100, 0b0101_0100, 0b1101_0000, 0b0101_0100, 0b1111_0100, 0b0111_0000,
    ];

    public static bool IsToken(byte value) => value < 0x80 && ((TokenRows[value & 0x0F] >> (value >> 4)) & 1) != 0;

    /// <summary>Whether a character ends a field's value: a control character but the tab.</summary>
    public static bool IsControl(byte value) => (value < 0x20 && value != '\t') || value == 0x7F;

    public static bool IsToken(ReadOnlySpan<byte> text)
    {
        foreach (byte value in text)
        {
            if (!IsToken(value))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    /// <summary>Whether a text can be the value of a field as it is: no control characters.</summary>
    public static bool IsFieldValue(ReadOnlySpan<byte> text) => HttpScan.IndexOfControl(text) == text.Length;

    /// <summary>Whether a text can be a request's target: visible characters only.</summary>
    public static bool IsTarget(ReadOnlySpan<byte> text)
    {
#if NET
        return !text.IsEmpty && text.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E) < 0;
#else
        foreach (byte value in text)
        {
            if (value is < 0x21 or > 0x7E)
            {
                return false;
            }
        }

        return !text.IsEmpty;
#endif
    }

    /// <summary>Whether two texts are the same when case does not count.</summary>
    public static bool AreSame(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.SequenceEqual(right))
        {
            return true;
        }

        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && ToLower(left[i]) != ToLower(right[i]))
            {
                return false;
            }
        }

        return true;
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        int start = 0;
        while (start < text.Length && IsBlank(text[start]))
        {
            start++;
        }

        int end = text.Length;
        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text.Slice(start, end - start);
    }

    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';

    private static int ToLower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? value | 0x20 : value;
}
