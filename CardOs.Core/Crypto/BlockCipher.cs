using System;

namespace CardOs.Crypto;

/// <summary>Whole blocks through whichever cipher a key is for. Every length is checked here, so the ciphers need not.</summary>
/// <remarks>Source and destination may be the same bytes, or have none in common. <c>chain</c> is the value a block is chained to, and is replaced.</remarks>
internal static class BlockCipher
{
    public static void EncryptEcb(KeySchedule key, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        Check(key, source.Length, destination.Length);
        if (!key.IsAes)
        {
            DesCipher.EncryptEcb(key, source, destination);
            return;
        }
#if NET
        if (key.UsesVectors)
        {
            AesVectorCipher.EncryptEcb(key, source, destination);
            return;
        }
#endif
        AesTableCipher.EncryptEcb(key, source, destination);
    }

    public static void DecryptEcb(KeySchedule key, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        Check(key, source.Length, destination.Length);
        if (!key.IsAes)
        {
            DesCipher.DecryptEcb(key, source, destination);
            return;
        }
#if NET
        if (key.UsesVectors)
        {
            AesVectorCipher.DecryptEcb(key, source, destination);
            return;
        }
#endif
        AesTableCipher.DecryptEcb(key, source, destination);
    }

    public static void EncryptCbc(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        Check(key, source.Length, destination.Length);
        CheckChain(key, chain.Length);
        if (!key.IsAes)
        {
            DesCipher.EncryptCbc(key, chain, source, destination);
            return;
        }
#if NET
        if (key.UsesVectors)
        {
            AesVectorCipher.EncryptCbc(key, chain, source, destination);
            return;
        }
#else
        if (key.Platform is AesPlatform platform)
        {
            platform.EncryptCbc(chain, source, destination);
            return;
        }
#endif
        AesTableCipher.EncryptCbc(key, chain, source, destination);
    }

    public static void DecryptCbc(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        Check(key, source.Length, destination.Length);
        CheckChain(key, chain.Length);
        if (!key.IsAes)
        {
            DesCipher.DecryptCbc(key, chain, source, destination);
            return;
        }
#if NET
        if (key.UsesVectors)
        {
            AesVectorCipher.DecryptCbc(key, chain, source, destination);
            return;
        }
#else
        if (key.Platform is AesPlatform platform)
        {
            platform.DecryptCbc(chain, source, destination);
            return;
        }
#endif
        AesTableCipher.DecryptCbc(key, chain, source, destination);
    }

    /// <summary>CBC encipherment of which only the last block is kept, in <paramref name="chain"/>.</summary>
    public static void Chain(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> source)
    {
        Check(key, source.Length, source.Length);
        CheckChain(key, chain.Length);
        if (!key.IsAes)
        {
            DesCipher.Chain(key, key.Rounds, chain, source);
            return;
        }
#if NET
        if (key.UsesVectors)
        {
            AesVectorCipher.Chain(key, chain, source);
            return;
        }
#else
        if (key.Platform is AesPlatform platform)
        {
            platform.Chain(chain, source);
            return;
        }
#endif
        AesTableCipher.Chain(key, chain, source);
    }

    /// <summary><see cref="Chain"/> with single DES under the first key of triple DES: all but the last block of a retail MAC.</summary>
    public static void ChainSingle(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> source)
    {
        Check(key, source.Length, source.Length);
        CheckChain(key, chain.Length);
        CheckTripleDes(key);
        DesCipher.Chain(key, 1, chain, source);
    }

    /// <summary>The last block of a retail MAC, if any, and what follows it.</summary>
    public static void FinishRetail(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> last)
    {
        ChainSingle(key, chain, last);
        DesCipher.OutputTransform(key, chain);
    }

    private static void CheckTripleDes(KeySchedule key)
    {
        if (key.Algorithm is not (CipherAlgorithm.TripleDes2 or CipherAlgorithm.TripleDes3))
        {
            throw new ArgumentException("A retail MAC needs two DES keys.", nameof(key));
        }
    }

    private static void Check(KeySchedule key, int source, int destination)
    {
        int block = key.BlockLength;
        if (block == 0 || (source & (block - 1)) != 0 || destination < source)
        {
            throw new ArgumentException("A key in its slot, whole blocks and room for them are needed.");
        }
    }

    private static void CheckChain(KeySchedule key, int length)
    {
        if (length < key.BlockLength)
        {
            throw new ArgumentException("The chaining value is shorter than a block.");
        }
    }
}
