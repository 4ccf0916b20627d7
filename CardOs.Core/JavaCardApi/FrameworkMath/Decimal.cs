using System;

namespace CardOs.JavaCardApi.FrameworkMath;

/// <summary>Numbers as bytes, highest first: binary, and packed decimal digits (BCD), two to a byte.</summary>
internal static class Decimal
{
    /// <summary>The longest binary number, in bytes.</summary>
    public const int MaxBytes = 64;

    /// <summary>Bytes of the digits of the largest one: log(256) / log(100) of its length.</summary>
    public const int MaxDigitBytes = 78;

    private const int Radix = 100;

    public static bool IsBcd(scoped ReadOnlySpan<byte> digits)
    {
        foreach (byte pair in digits)
        {
            if ((pair >> 4) > 9 || (pair & 0x0F) > 9)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Without leading zeros, but for one byte of zero.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> number)
    {
        while (number.Length > 1 && number[0] == 0)
        {
            number = number.Slice(1);
        }

        return number;
    }

    /// <summary>Digits to a number of a fixed length; false when they are none or it does not fit.</summary>
    public static bool TryToBinary(scoped ReadOnlySpan<byte> digits, scoped Span<byte> number)
    {
        number.Clear();
        if (!IsBcd(digits))
        {
            return false;
        }

        foreach (byte pair in digits)
        {
            int carry = (10 * (pair >> 4)) + (pair & 0x0F);
            for (int i = number.Length - 1; i >= 0; i--)
            {
                carry += number[i] * Radix;
                number[i] = (byte)carry;
                carry >>= 8;
            }

            if (carry != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A number to digits, which fill <paramref name="digits"/> from the left with zeros; it must be long enough.</summary>
    public static void ToBcd(scoped ReadOnlySpan<byte> number, scoped Span<byte> digits)
    {
        digits.Clear();
        foreach (byte one in number)
        {
            int carry = one;
            for (int i = digits.Length - 1; i >= 0; i--)
            {
                carry += ((10 * (digits[i] >> 4)) + (digits[i] & 0x0F)) << 8;
                int pair = carry % Radix;
                digits[i] = (byte)(((pair / 10) << 4) | (pair % 10));
                carry /= Radix;
            }
        }
    }
}
