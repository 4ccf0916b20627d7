using System;

namespace CardOs.Crypto.Authentication;

/// <summary>COMP128 versions 2 and 3, which differ in the last ten bits of Kc: zero in version 2.</summary>
internal static class Comp128Second
{
    private const int Length = 16;
    private const int Rounds = 8;
    private const int Levels = 5;
    private const int Bits = 128;
    private const int Step = 19;
    private const int CipherKeyOffset = 8;
    private const int CipherKeyLength = 8;
    private const int ResultLength = 4;

    /// <param name="key">Ki, 16 bytes.</param>
    /// <param name="rand">RAND.</param>
    /// <param name="isShort">Version 2: Kc has 54 bits.</param>
    /// <param name="result">Takes SRES (4) and Kc (8).</param>
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> rand, bool isShort, Span<byte> result)
    {
        Span<byte> mixed = stackalloc byte[Length];
        Span<byte> sum = stackalloc byte[Length];
        for (int i = 0; i < Length; i++)
        {
            mixed[i] = rand[Length - 1 - i];
            sum[i] = (byte)(key[Length - 1 - i] ^ mixed[i]);
        }

        for (int i = 0; i < Rounds; i++)
        {
            Mix(mixed, sum);
        }

        // Bytes 4 to 7 of the 16 are in no output.
        for (int i = 0; i < ResultLength; i++)
        {
            result[i] = mixed[Length - 1 - i];
        }

        for (int i = 0; i < CipherKeyLength; i++)
        {
            result[ResultLength + i] = mixed[Length - 1 - CipherKeyOffset - i];
        }

        if (isShort)
        {
            result[10] &= 0xFC;
            result[11] = 0;
        }

        mixed.Clear();
        sum.Clear();
    }

    private static void Mix(Span<byte> mixed, ReadOnlySpan<byte> sum)
    {
        ReadOnlySpan<byte> outer = Comp128SecondTables.Outer;
        ReadOnlySpan<byte> inner = Comp128SecondTables.Inner;
        Span<byte> state = stackalloc byte[2 * Length];
        Span<byte> first = stackalloc byte[Length];
        mixed.CopyTo(state);
        sum.CopyTo(state.Slice(Length));
        for (int level = 0; level < Levels; level++)
        {
            for (int i = 0; i < Length; i++)
            {
                first[i] = outer[inner[state[Length + i]] ^ state[i]];
            }

            // Groups of 2^level bytes of both halves interleave.
            int group = 1 << level;
            for (int i = 0; i < Length; i += group)
            {
                for (int j = i; j < i + group; j++)
                {
                    state[(2 * i) + group + (j - i)] = outer[inner[first[j]] ^ state[Length + j]];
                    state[i + j] = first[j];
                }
            }
        }

        mixed.Clear();
        for (int i = 0; i < Bits; i++)
        {
            int source = (Step * (i + 1)) & 0xFF;
            int bit = (state[source >> 3] >> (((3 * i) + 3) & 7)) & 1;
            mixed[i >> 3] |= (byte)(bit << (i & 7));
        }
    }
}
