using System;

namespace CardOs.Crypto;

/// <summary>Cipher block chaining, SP 800-38A 6.2, over whole blocks; in place or from one place to another.</summary>
internal static class CbcMode
{
    /// <param name="key">The expanded key.</param>
    /// <param name="iv">The initial value, one block; empty for zeros.</param>
    /// <param name="source">Whole blocks.</param>
    /// <param name="destination">Room for them.</param>
    public static void Encrypt(KeySchedule key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        Span<byte> chain = stackalloc byte[CipherAlgorithms.MaxBlockLength];
        Start(key, iv, chain);
        BlockCipher.EncryptCbc(key, chain, source, destination);
    }

    /// <inheritdoc cref="Encrypt"/>
    public static void Decrypt(KeySchedule key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        Span<byte> chain = stackalloc byte[CipherAlgorithms.MaxBlockLength];
        Start(key, iv, chain);
        BlockCipher.DecryptCbc(key, chain, source, destination);
    }

    private static void Start(KeySchedule key, ReadOnlySpan<byte> iv, Span<byte> chain)
    {
        if (iv.Length != 0 && iv.Length != key.BlockLength)
        {
            throw new ArgumentException("The initial value is one block, or empty.", nameof(iv));
        }

        chain.Clear();
        iv.CopyTo(chain);
    }
}
