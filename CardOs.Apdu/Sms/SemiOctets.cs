using System;

namespace CardOs.Apdu.Sms;

/// <summary>Digits two to a byte, the first one low: TS 23.040 9.1.2.3; the extended ones as TS 31.102 4.4.2.3 has them.</summary>
public static class SemiOctets
{
    private const string Digits = "0123456789*#abc";
    private const int Filler = 0b1111;
    private const int Radix = 10;

    /// <summary>Bytes that this many digits take.</summary>
    public static int EncodedLength(int digitCount) => (digitCount + 1) / 2;

    /// <summary>How many digits are in <paramref name="source"/> before the filler F.</summary>
    public static int CountDigits(ReadOnlySpan<byte> source)
    {
        for (int i = 0; i < source.Length * 2; i++)
        {
            if (Digit(source, i) == Filler)
            {
                return i;
            }
        }

        return source.Length * 2;
    }

    /// <summary>Writes the first <paramref name="digitCount"/> digits of <paramref name="source"/> as text.</summary>
    /// <returns>False when there are fewer, one is the filler, or the text does not fit.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> source, int digitCount, Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        if (digitCount < 0 || digitCount > source.Length * 2 || digitCount > destination.Length)
        {
            return false;
        }

        for (int i = 0; i < digitCount; i++)
        {
            int digit = Digit(source, i);
            if (digit == Filler)
            {
                return false;
            }

            destination[i] = Digits[digit];
        }

        charsWritten = digitCount;
        return true;
    }

    /// <summary>Encodes digits; an odd number is filled with F.</summary>
    /// <returns>False when a character is no digit, or the bytes do not fit.</returns>
    public static bool TryEncode(scoped ReadOnlySpan<char> digits, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        int length = EncodedLength(digits.Length);
        if (length > destination.Length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            int low = Digits.IndexOf(digits[i * 2]);
            int high = (i * 2) + 1 < digits.Length ? Digits.IndexOf(digits[(i * 2) + 1]) : Filler;
            if (low < 0 || high < 0)
            {
                return false;
            }

            destination[i] = (byte)((high << 4) | low);
        }

        bytesWritten = length;
        return true;
    }

    internal static int DecodeDecimal(byte value)
    {
        int low = value & 0b1111;
        int high = value >> 4;
        return low >= Radix || high >= Radix ? -1 : (low * Radix) + high;
    }

    internal static byte EncodeDecimal(int value) => (byte)(((value % Radix) << 4) | (value / Radix));

    private static int Digit(ReadOnlySpan<byte> source, int index) => (index & 1) == 0 ? source[index / 2] & 0b1111 : source[index / 2] >> 4;
}
