using System;

namespace CardOs.Crypto;

/// <summary>Counter mode, SP 800-38A 6.5, over any number of bytes; in place or from one place to another, both ways the same.</summary>
internal static class CtrMode
{
    /// <param name="key">An AES key.</param>
    /// <param name="counter">The first counter block, 16 bytes; all of it counts.</param>
    /// <param name="source">Any number of bytes.</param>
    /// <param name="destination">Room for them.</param>
    public static void Apply(KeySchedule key, ReadOnlySpan<byte> counter, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        Span<byte> next = stackalloc byte[CipherAlgorithms.MaxBlockLength];
        Span<byte> stream = stackalloc byte[CipherAlgorithms.MaxBlockLength];
        counter.Slice(0, next.Length).CopyTo(next);
        for (int i = 0; i < source.Length; i++)
        {
            int at = i & (next.Length - 1);
            if (at == 0)
            {
                BlockCipher.EncryptEcb(key, next, stream);
                Increment(next);
            }

            destination[i] = (byte)(source[i] ^ stream[at]);
        }

        stream.Clear();
    }

    private static void Increment(Span<byte> counter)
    {
        for (int i = counter.Length - 1; i >= 0; i--)
        {
            if (++counter[i] != 0)
            {
                return;
            }
        }
    }
}
