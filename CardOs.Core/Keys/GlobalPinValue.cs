using System;
using CardOs.Crypto;

namespace CardOs.Keys;

/// <summary>Values of the global PIN: whether they are of their format, and whether two of them are the same.</summary>
internal static class GlobalPinValue
{
    public const int MaxLength = 16;

    private const int MaxDigits = 2 * MaxLength;
    private const byte MaxCharacter = 0x7F;
    private const byte Padding = 0x0F;

    /// <summary>Whether bytes can be a value.</summary>
    public static bool IsValid(GlobalPinFormat format, ReadOnlySpan<byte> value)
    {
        Span<byte> digits = stackalloc byte[MaxDigits];
        return value.Length is > 0 and <= MaxLength && format switch
        {
            GlobalPinFormat.Ascii => AreCharacters(value),
            GlobalPinFormat.Bcd => TryDigits(format, value, digits, out int count) && count > 0,
            GlobalPinFormat.Hex => true,
            _ => false,
        };
    }

    /// <summary>Whether a value that is presented is the one that is kept; digits in characters and in BCD are the same ones, bytes are neither.</summary>
    public static bool AreEqual(GlobalPinFormat keptFormat, ReadOnlySpan<byte> kept, GlobalPinFormat format, ReadOnlySpan<byte> value)
    {
        if (format == keptFormat)
        {
            return value.Length == kept.Length && ConstantTime.AreEqual(value, kept);
        }

        Span<byte> own = stackalloc byte[MaxDigits];
        Span<byte> other = stackalloc byte[MaxDigits];
        bool areDigits = TryDigits(keptFormat, kept, own, out int ownCount);
        bool areSame = areDigits & TryDigits(format, value, other, out int otherCount)
            && ownCount == otherCount
            && ConstantTime.AreEqual(own.Slice(0, ownCount), other.Slice(0, otherCount));
        own.Clear();
        other.Clear();
        return areSame;
    }

    private static bool AreCharacters(ReadOnlySpan<byte> value)
    {
        foreach (byte character in value)
        {
            if (character > MaxCharacter)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryDigits(GlobalPinFormat format, ReadOnlySpan<byte> value, Span<byte> digits, out int count)
    {
        count = 0;
        if (value.Length > MaxLength || format is not (GlobalPinFormat.Ascii or GlobalPinFormat.Bcd))
        {
            return false;
        }

        for (int i = 0; i < value.Length; i++)
        {
            byte two = value[i];
            if (format == GlobalPinFormat.Ascii)
            {
                digits[count++] = (byte)(two - '0');
                if (two is < (byte)'0' or > (byte)'9')
                {
                    return false;
                }

                continue;
            }

            bool isPadded = i == value.Length - 1 && (two & 0x0F) == Padding;
            if (two >> 4 > 9 || (!isPadded && (two & 0x0F) > 9))
            {
                return false;
            }

            digits[count++] = (byte)(two >> 4);
            if (!isPadded)
            {
                digits[count++] = (byte)(two & 0x0F);
            }
        }

        return true;
    }
}
