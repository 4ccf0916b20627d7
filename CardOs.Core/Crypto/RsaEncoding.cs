using System;

namespace CardOs.Crypto;

/// <summary>Encodings of hashes for signatures with RSA: PKCS #1 9.1, 9.2.</summary>
internal static class RsaEncoding
{
    private const int Overhead = 11;

    private static ReadOnlySpan<byte> Md5Prefix => [0x30, 0x20, 0x30, 0x0C, 0x06, 0x08, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x02, 0x05, 0x05, 0x00, 0x04, 0x10];

    private static ReadOnlySpan<byte> Sha1Prefix => [0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2B, 0x0E, 0x03, 0x02, 0x1A, 0x05, 0x00, 0x04, 0x14];

    private static ReadOnlySpan<byte> RipeMd160Prefix => [0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2B, 0x24, 0x03, 0x02, 0x01, 0x05, 0x00, 0x04, 0x14];

    private static ReadOnlySpan<byte> Sha224Prefix =>
        [0x30, 0x2D, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x04, 0x05, 0x00, 0x04, 0x1C];

    private static ReadOnlySpan<byte> Sha256Prefix =>
        [0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

    private static ReadOnlySpan<byte> Sha384Prefix =>
        [0x30, 0x41, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02, 0x05, 0x00, 0x04, 0x30];

    private static ReadOnlySpan<byte> Sha512Prefix =>
        [0x30, 0x51, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03, 0x05, 0x00, 0x04, 0x40];

    /// <summary>EMSA-PKCS1-v1_5, PKCS #1 9.2.</summary>
    /// <returns>False when the modulus is too short.</returns>
    public static bool TryEncodeSignature(DigestAlgorithm digest, scoped ReadOnlySpan<byte> hash, scoped Span<byte> encoded)
    {
        Span<byte> info = stackalloc byte[32 + Digest.MaxHashLength];
        ReadOnlySpan<byte> prefix = PrefixOf(digest);
        prefix.CopyTo(info);
        hash.CopyTo(info.Slice(prefix.Length));
        return TryPadType1(info.Slice(0, prefix.Length + hash.Length), encoded);
    }

    /// <summary>00 01 FF ... FF 00, message.</summary>
    public static bool TryPadType1(scoped ReadOnlySpan<byte> message, scoped Span<byte> encoded)
    {
        int start = encoded.Length - message.Length;
        if (start < Overhead)
        {
            return false;
        }

        encoded.Fill(0xFF);
        encoded[0] = 0x00;
        encoded[1] = 0x01;
        encoded[start - 1] = 0x00;
        message.CopyTo(encoded.Slice(start));
        return true;
    }

    /// <summary>Whether an encoded message is one of a hash: PKCS #1 9.1.2. Destroys it.</summary>
    public static bool IsPss(DigestAlgorithm digest, scoped ReadOnlySpan<byte> hash, scoped Span<byte> encoded)
    {
        int length = hash.Length;
        int block = encoded.Length - length - 1;
        if (block < length + 1 || encoded[encoded.Length - 1] != 0xBC || (encoded[0] & 0x80) != 0)
        {
            return false;
        }

        Mask(digest, encoded.Slice(block, length), encoded.Slice(0, block));
        encoded[0] &= 0x7F;
        int marker = block - length - 1;
        for (int i = 0; i < marker; i++)
        {
            if (encoded[i] != 0)
            {
                return false;
            }
        }

        Span<byte> expected = stackalloc byte[Digest.MaxHashLength];
        HashSalted(digest, hash, encoded.Slice(block - length, length), expected);
        return encoded[marker] == 0x01 && encoded.Slice(block, length).SequenceEqual(expected.Slice(0, length));
    }

    /// <summary>The hash of eight zeros, the hash of the message, and the salt.</summary>
    public static void HashSalted(DigestAlgorithm digest, scoped ReadOnlySpan<byte> hash, scoped ReadOnlySpan<byte> salt, scoped Span<byte> result)
    {
        Span<byte> state = stackalloc byte[Digest.MaxStateLength];
        Span<byte> zeros = stackalloc byte[8];
        zeros.Clear();
        Digest.Start(digest, state);
        Digest.Update(digest, state, zeros);
        Digest.Update(digest, state, hash);
        Digest.Update(digest, state, salt);
        Digest.Finish(digest, state, result);
    }

    /// <summary>MGF1, PKCS #1 B.2.1: adds the mask of a seed.</summary>
    public static void Mask(DigestAlgorithm digest, scoped ReadOnlySpan<byte> seed, scoped Span<byte> target)
    {
        Span<byte> state = stackalloc byte[Digest.MaxStateLength];
        Span<byte> mask = stackalloc byte[Digest.MaxHashLength];
        Span<byte> counter = stackalloc byte[4];
        counter.Clear();
        int length = Digest.HashLength(digest);
        for (int done = 0; done < target.Length; done += length)
        {
            counter[3] = (byte)(done / length);
            Digest.Start(digest, state);
            Digest.Update(digest, state, seed);
            Digest.Update(digest, state, counter);
            Digest.Finish(digest, state, mask);
            for (int i = 0; i < length && done + i < target.Length; i++)
            {
                target[done + i] ^= mask[i];
            }
        }
    }

    private static ReadOnlySpan<byte> PrefixOf(DigestAlgorithm digest) => digest switch
    {
        DigestAlgorithm.Md5 => Md5Prefix,
        DigestAlgorithm.RipeMd160 => RipeMd160Prefix,
        DigestAlgorithm.Sha224 => Sha224Prefix,
        DigestAlgorithm.Sha256 => Sha256Prefix,
        DigestAlgorithm.Sha384 => Sha384Prefix,
        DigestAlgorithm.Sha512 => Sha512Prefix,
        _ => Sha1Prefix,
    };
}
