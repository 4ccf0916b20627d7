using System;

namespace CardOs.Crypto.Authentication;

/// <summary>COMP128 version 1, an example algorithm A3 and A8 of GSM: eight rounds of a compression of 32 bytes by five tables.</summary>
internal static class Comp128
{
    private const int HalfLength = 16;
    private const int Rounds = 8;
    private const int Levels = 5;
    private const int Bits = 128;

    /// <param name="key">Ki, 16 bytes.</param>
    /// <param name="rand">RAND.</param>
    /// <param name="result">Takes SRES (4) and Kc (8), whose last ten bits are zero.</param>
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> rand, Span<byte> result)
    {
        Span<byte> x = stackalloc byte[2 * HalfLength];
        rand.Slice(0, HalfLength).CopyTo(x.Slice(HalfLength));
        for (int round = 1; ; round++)
        {
            key.Slice(0, HalfLength).CopyTo(x);
            Compress(x);
            if (round == Rounds)
            {
                break;
            }

            Permute(x);
        }

        WriteResult(x, result);
        x.Clear();
    }

    private static void Compress(Span<byte> x)
    {
        for (int level = 0; level < Levels; level++)
        {
            ReadOnlySpan<byte> table = TableOf(level);
            int half = HalfLength >> level;
            for (int i = 0; i < x.Length; i++)
            {
                if ((i & half) == 0)
                {
                    int left = x[i];
                    int right = x[i + half];
                    x[i] = table[(left + (2 * right)) & (table.Length - 1)];
                    x[i + half] = table[((2 * left) + right) & (table.Length - 1)];
                }
            }
        }
    }

    // The low halves of the 32 bytes are 128 bits; every 17th of them, round and round, makes the next 16 bytes.
    private static void Permute(Span<byte> x)
    {
        Span<byte> next = stackalloc byte[HalfLength];
        next.Clear();
        for (int i = 0; i < Bits; i++)
        {
            int source = (i * 17) & (Bits - 1);
            int bit = (x[source >> 2] >> (3 - (source & 3))) & 1;
            next[i >> 3] |= (byte)(bit << (7 - (i & 7)));
        }

        next.CopyTo(x.Slice(HalfLength));
    }

    private static void WriteResult(ReadOnlySpan<byte> x, Span<byte> result)
    {
        for (int i = 0; i < 4; i++)
        {
            result[i] = (byte)((x[2 * i] << 4) | x[(2 * i) + 1]);
        }

        for (int i = 0; i < 6; i++)
        {
            int at = 18 + (2 * i);
            result[4 + i] = (byte)((x[at] << 6) | (x[at + 1] << 2) | (x[at + 2] >> 2));
        }

        result[10] = (byte)((x[30] << 6) | (x[31] << 2));
        result[11] = 0;
    }

    private static ReadOnlySpan<byte> TableOf(int level) => level switch
    {
        0 => Comp128Tables.Level0,
        1 => Comp128Tables.Level1,
        2 => Comp128Tables.Level2,
        3 => Comp128Tables.Level3,
        _ => Comp128Tables.Level4,
    };
}
