using System;

namespace CardOs.Crypto;

/// <summary>Counter mode, SP 800-38A 6.5, over any number of bytes; in place or from one place to another, both ways the same.</summary>
internal static class CtrMode
{
    private const int BlockLength = CipherAlgorithms.MaxBlockLength;
    private const int BlockMask = BlockLength - 1;

    /// <param name="key">An AES key.</param>
    /// <param name="counter">The first counter block, 16 bytes; all of it counts.</param>
    /// <param name="source">Any number of bytes.</param>
    /// <param name="destination">Room for them.</param>
    public static void Apply(KeySchedule key, ReadOnlySpan<byte> counter, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        Span<byte> next = stackalloc byte[BlockLength];
        Span<byte> stream = stackalloc byte[BlockLength];
        counter.Slice(0, BlockLength).CopyTo(next);
        source.CopyTo(destination);
        Apply(key, next, BlockLength, stream, used: 0, destination.Slice(0, source.Length));
        stream.Clear();
    }

    /// <summary>Goes on in a message, in place.</summary>
    /// <param name="key">An AES key.</param>
    /// <param name="counter">The counter block that comes next; is moved on.</param>
    /// <param name="counting">How many bytes at the end of it count.</param>
    /// <param name="stream">What the last counter block was enciphered to.</param>
    /// <param name="used">How many bytes of the message there were, or the remainder by 16: what of the stream is used up.</param>
    /// <param name="data">The next bytes of the message.</param>
    public static void Apply(KeySchedule key, Span<byte> counter, int counting, Span<byte> stream, int used, Span<byte> data)
    {
        for (int i = 0; i < data.Length; i++)
        {
            int at = (used + i) & BlockMask;
            if (at == 0)
            {
                BlockCipher.EncryptEcb(key, counter.Slice(0, BlockLength), stream);
                Increment(counter.Slice(BlockLength - counting, counting));
            }

            data[i] ^= stream[at];
        }
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
