using System;
using CardOs.Crypto;

namespace CardOs.GlobalPlatform.Content;

/// <summary>The hash of the load file data block, which INSTALL [for load] gives: its length tells the algorithm. GlobalPlatform 2.3.1 C.2.</summary>
internal static unsafe class LoadFileHash
{
    /// <summary>Whether a hash, or none, has a length that tells an algorithm.</summary>
    public static bool IsLength(int length) => length is 0 or 20 or 32 or 48 or 64;

    public static DigestAlgorithm AlgorithmOf(int length) => length switch
    {
        20 => DigestAlgorithm.Sha1,
        32 => DigestAlgorithm.Sha256,
        48 => DigestAlgorithm.Sha384,
        _ => DigestAlgorithm.Sha512,
    };

    /// <summary>Notes what the hash is to be, and begins to compute it.</summary>
    public static void Begin(ref ContentLoad load, scoped ReadOnlySpan<byte> hash)
    {
        load.HashLength = (byte)hash.Length;
        if (hash.IsEmpty)
        {
            return;
        }

        fixed (byte* expected = load.Hash)
        {
            hash.CopyTo(new Span<byte>(expected, Digest.MaxHashLength));
        }

        fixed (byte* state = load.HashState)
        {
            Digest.Start(AlgorithmOf(hash.Length), new Span<byte>(state, Digest.MaxStateLength));
        }
    }

    /// <summary>Whether all that came has the hash; true when none was given.</summary>
    public static bool IsRight(ref ContentLoad load)
    {
        if (load.HashLength == 0)
        {
            return true;
        }

        Span<byte> hash = stackalloc byte[Digest.MaxHashLength];
        hash = hash.Slice(0, load.HashLength);
        fixed (byte* state = load.HashState)
        {
            Digest.Finish(AlgorithmOf(load.HashLength), new Span<byte>(state, Digest.MaxStateLength), hash);
        }

        fixed (byte* expected = load.Hash)
        {
            return ConstantTime.AreEqual(hash, new ReadOnlySpan<byte>(expected, load.HashLength));
        }
    }
}
