using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>The round keys of DES and triple DES, in the expanded form of <see cref="DesTables"/>. Parity bits are not looked at.</summary>
internal static class DesKeyExpansion
{
    public const int KeyLength = 8;

    /// <summary>Round keys of the longest form, triple DES.</summary>
    public const int MaxRoundKeys = 3 * DesTables.KeyRounds;

    /// <summary>Expands one, two (K1 K2 K1) or three keys.</summary>
    /// <returns>The number of passes through DES: 1 or 3.</returns>
    public static int Expand(ReadOnlySpan<byte> key, Span<ulong> encipher, Span<ulong> decipher)
    {
        ReadOnlySpan<byte> first = key.Slice(0, KeyLength);
        if (key.Length == KeyLength)
        {
            ExpandOne(first, encipher, decipher);
            return 1;
        }

        ReadOnlySpan<byte> second = key.Slice(KeyLength, KeyLength);
        ReadOnlySpan<byte> third = key.Length == 2 * KeyLength ? first : key.Slice(2 * KeyLength, KeyLength);
        const int Rounds = DesTables.KeyRounds;
        ExpandOne(first, encipher, decipher.Slice(2 * Rounds));
        ExpandOne(second, decipher.Slice(Rounds), encipher.Slice(Rounds));
        ExpandOne(third, encipher.Slice(2 * Rounds), decipher);
        return 3;
    }

    private static void ExpandOne(ReadOnlySpan<byte> key, Span<ulong> forward, Span<ulong> backward)
    {
        const uint Mask = 0x0FFF_FFFF;
        ulong bits = BinaryPrimitives.ReadUInt64BigEndian(key);
        uint c = 0;
        uint d = 0;
        for (int i = 0; i < 28; i++)
        {
            c = (c << 1) | (uint)((bits >> (64 - DesTables.PermutedChoice1[i])) & 1);
            d = (d << 1) | (uint)((bits >> (64 - DesTables.PermutedChoice1[28 + i])) & 1);
        }

        for (int round = 0; round < DesTables.KeyRounds; round++)
        {
            int turn = DesTables.KeyRotations[round];
            c = ((c << turn) | (c >> (28 - turn))) & Mask;
            d = ((d << turn) | (d >> (28 - turn))) & Mask;
            ulong roundKey = Choose(((ulong)c << 28) | d);
            forward[round] = roundKey;
            backward[DesTables.KeyRounds - 1 - round] = roundKey;
        }
    }

    private static ulong Choose(ulong cd)
    {
        ulong roundKey = 0;
        for (int box = 0; box < 8; box++)
        {
            ulong six = 0;
            for (int bit = 0; bit < 6; bit++)
            {
                six = (six << 1) | ((cd >> (56 - DesTables.PermutedChoice2[(box * 6) + bit])) & 1);
            }

            roundKey = (roundKey << 8) | six;
        }

        return roundKey;
    }
}
