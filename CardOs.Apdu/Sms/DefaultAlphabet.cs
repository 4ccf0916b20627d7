using System;

namespace CardOs.Apdu.Sms;

/// <summary>The 7-bit default alphabet, packed eight characters to seven bytes: TS 23.038 6.1.2 and 6.2.1.</summary>
public static class DefaultAlphabet
{
    private const int SeptetBits = 7;
    private const int SeptetMask = 0b0111_1111;
    private const char Escape = '\u001B';

    // Position 1B escapes to the extension table, which is not decoded: the character behind it stands for itself, as TS 23.038 6.2.1.1 allows.
    private const string Characters =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>Bytes that this many septets take, behind <paramref name="firstBit"/> bits of something else.</summary>
    public static int PackedLength(int septetCount, int firstBit = 0) => ((septetCount * SeptetBits) + firstBit + 7) / 8;

    /// <summary>The septet that begins at <paramref name="bit"/> of <paramref name="source"/>.</summary>
    /// <exception cref="IndexOutOfRangeException">It does not lie in <paramref name="source"/>.</exception>
    public static byte SeptetAt(ReadOnlySpan<byte> source, int bit)
    {
        int index = bit / 8;
        int shift = bit % 8;
        int pair = source[index] | (shift > 1 ? source[index + 1] << 8 : 0);
        return (byte)((pair >> shift) & SeptetMask);
    }

    /// <summary>Unpacks septets to characters.</summary>
    /// <param name="source">The packed septets.</param>
    /// <param name="firstBit">How many bits stand in front of the first septet.</param>
    /// <param name="septetCount">How many septets there are.</param>
    /// <param name="destination">Where the characters go.</param>
    /// <param name="charsWritten">How many characters were written.</param>
    /// <returns>False when there are fewer septets, or the characters do not fit.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> source, int firstBit, int septetCount, Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        if (septetCount < 0 || firstBit < 0 || PackedLength(septetCount, firstBit) > source.Length || septetCount > destination.Length)
        {
            return false;
        }

        for (int i = 0; i < septetCount; i++)
        {
            destination[i] = Characters[SeptetAt(source, firstBit + (i * SeptetBits))];
        }

        charsWritten = septetCount;
        return true;
    }

    /// <summary>Packs characters, behind <paramref name="firstBit"/> bits of zero.</summary>
    /// <returns>False when a character is not in the alphabet, or the bytes do not fit.</returns>
    public static bool TryEncode(scoped ReadOnlySpan<char> text, int firstBit, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        int length = PackedLength(text.Length, firstBit);
        if (firstBit < 0 || length > destination.Length)
        {
            return false;
        }

        destination.Slice(0, length).Clear();
        int bit = firstBit;
        foreach (char character in text)
        {
            int septet = character == Escape ? -1 : Characters.IndexOf(character);
            if (septet < 0)
            {
                return false;
            }

            int shifted = septet << (bit % 8);
            destination[bit / 8] |= (byte)shifted;
            if (shifted > byte.MaxValue)
            {
                destination[(bit / 8) + 1] |= (byte)(shifted >> 8);
            }

            bit += SeptetBits;
        }

        bytesWritten = length;
        return true;
    }
}
