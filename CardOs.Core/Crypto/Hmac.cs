using System;

namespace CardOs.Crypto;

/// <summary>HMAC, FIPS 198-1, over the functions of <see cref="Digest"/>. A MAC in progress is two hashes in the caller's memory, inner and outer.</summary>
internal static class Hmac
{
    public const int MaxStateLength = 2 * Digest.MaxStateLength;

    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5C;

    public static int StateLength(DigestAlgorithm algorithm) => 2 * Digest.StateLength(algorithm);

    /// <param name="algorithm">The hash function.</param>
    /// <param name="key">Any number of bytes.</param>
    /// <param name="state">Takes <see cref="StateLength"/> bytes.</param>
    public static void Start(DigestAlgorithm algorithm, ReadOnlySpan<byte> key, Span<byte> state)
    {
        Span<byte> padded = stackalloc byte[Digest.MaxBlockLength];
        padded = padded.Slice(0, Digest.BlockLength(algorithm));
        padded.Clear();
        if (key.Length > padded.Length)
        {
            Digest.Compute(algorithm, key, padded);
        }
        else
        {
            key.CopyTo(padded);
        }

        StartHash(algorithm, Inner(algorithm, state), padded, InnerPad);
        StartHash(algorithm, Outer(algorithm, state), padded, OuterPad);
        padded.Clear();
    }

    public static void Update(DigestAlgorithm algorithm, Span<byte> state, ReadOnlySpan<byte> data) =>
        Digest.Update(algorithm, Inner(algorithm, state), data);

    /// <param name="algorithm">The hash function.</param>
    /// <param name="state">The MAC in progress; cleared.</param>
    /// <param name="mac">As long as the hash, or shorter: takes the leftmost bytes.</param>
    public static void Finish(DigestAlgorithm algorithm, Span<byte> state, Span<byte> mac)
    {
        Span<byte> hash = stackalloc byte[Digest.MaxHashLength];
        hash = hash.Slice(0, Digest.HashLength(algorithm));
        Digest.Finish(algorithm, Inner(algorithm, state), hash);
        Digest.Update(algorithm, Outer(algorithm, state), hash);
        Digest.Finish(algorithm, Outer(algorithm, state), hash);
        hash.Slice(0, mac.Length).CopyTo(mac);
    }

    public static void Compute(DigestAlgorithm algorithm, ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        Span<byte> state = stackalloc byte[MaxStateLength];
        Start(algorithm, key, state);
        Update(algorithm, state, data);
        Finish(algorithm, state, mac);
    }

    private static Span<byte> Inner(DigestAlgorithm algorithm, Span<byte> state) => state.Slice(0, Digest.StateLength(algorithm));

    private static Span<byte> Outer(DigestAlgorithm algorithm, Span<byte> state) =>
        state.Slice(Digest.StateLength(algorithm), Digest.StateLength(algorithm));

    private static void StartHash(DigestAlgorithm algorithm, Span<byte> state, ReadOnlySpan<byte> key, byte pad)
    {
        Span<byte> block = stackalloc byte[Digest.MaxBlockLength];
        for (int i = 0; i < key.Length; i++)
        {
            block[i] = (byte)(key[i] ^ pad);
        }

        Digest.Start(algorithm, state);
        Digest.Update(algorithm, state, block.Slice(0, key.Length));
        block.Clear();
    }
}
