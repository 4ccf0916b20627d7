using System;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.Memory;

namespace CardOs.JavaCardApi.Security;

/// <summary>How messages and hashes are brought to the length of a modulus: PKCS #1.</summary>
internal static class RsaPadding
{
    private const int Overhead = 11;

    /// <summary>00 02, random bytes that are not 00, 00, message: PKCS #1 7.2.1.</summary>
    public static bool TryPadType2(scoped ref NativeCall call, scoped ReadOnlySpan<byte> message, scoped Span<byte> encoded)
    {
        int start = encoded.Length - message.Length;
        if (start < Overhead)
        {
            return false;
        }

        Span<byte> generator = call.Machine.Working.Span(WorkingMap.Random, WorkingMap.RandomLength);
        encoded[0] = 0x00;
        encoded[1] = 0x02;
        CardRandom.Fill(generator, encoded.Slice(2, start - 3));
        for (int i = 2; i < start - 1; i++)
        {
            while (encoded[i] == 0)
            {
                CardRandom.Fill(generator, encoded.Slice(i, 1));
            }
        }

        encoded[start - 1] = 0x00;
        message.CopyTo(encoded.Slice(start));
        return true;
    }

    /// <summary>Finds the message behind padding of type 1 or 2.</summary>
    public static bool TryUnpad(scoped ReadOnlySpan<byte> encoded, byte type, out int start)
    {
        start = 2;
        while (start < encoded.Length && encoded[start] != 0 && (type == 2 || encoded[start] == 0xFF))
        {
            start++;
        }

        start++;
        return encoded[0] == 0 && encoded[1] == type && start >= Overhead && start <= encoded.Length && encoded[start - 1] == 0;
    }

    /// <summary>EME-OAEP with an empty label, PKCS #1 7.1.1.</summary>
    public static bool TryEncodeOaep(scoped ref NativeCall call, DigestAlgorithm digest, scoped ReadOnlySpan<byte> message, scoped Span<byte> encoded)
    {
        int length = Digest.HashLength(digest);
        if (message.Length > encoded.Length - (2 * length) - 2)
        {
            return false;
        }

        encoded.Clear();
        Span<byte> seed = encoded.Slice(1, length);
        Span<byte> block = encoded.Slice(1 + length);
        Digest.Compute(digest, default, block);
        int start = block.Length - message.Length;
        block[start - 1] = 0x01;
        message.CopyTo(block.Slice(start));
        CardRandom.Fill(call.Machine.Working.Span(WorkingMap.Random, WorkingMap.RandomLength), seed);
        RsaEncoding.Mask(digest, seed, block);
        RsaEncoding.Mask(digest, block, seed);
        return true;
    }

    /// <summary>EME-OAEP decoding, PKCS #1 7.1.2, in place.</summary>
    public static bool TryDecodeOaep(DigestAlgorithm digest, scoped Span<byte> encoded, out int start)
    {
        int length = Digest.HashLength(digest);
        start = encoded.Length;
        if (encoded.Length < (2 * length) + 2)
        {
            return false;
        }

        Span<byte> seed = encoded.Slice(1, length);
        Span<byte> block = encoded.Slice(1 + length);
        RsaEncoding.Mask(digest, block, seed);
        RsaEncoding.Mask(digest, seed, block);
        Span<byte> label = stackalloc byte[Digest.MaxHashLength];
        label = label.Slice(0, length);
        Digest.Compute(digest, default, label);
        int at = length;
        while (at < block.Length && block[at] == 0)
        {
            at++;
        }

        start = 1 + length + at + 1;
        return encoded[0] == 0 && ConstantTime.AreEqual(block.Slice(0, length), label) && at < block.Length && block[at] == 0x01;
    }

    /// <summary>EMSA-PSS with a salt as long as the hash, PKCS #1 9.1.1.</summary>
    public static bool TryEncodePss(scoped ref NativeCall call, DigestAlgorithm digest, scoped ReadOnlySpan<byte> hash, scoped Span<byte> encoded)
    {
        int length = hash.Length;
        int block = encoded.Length - length - 1;
        if (block < length + 1)
        {
            return false;
        }

        Span<byte> salt = encoded.Slice(block - length, length);
        encoded.Clear();
        encoded[block - length - 1] = 0x01;
        CardRandom.Fill(call.Machine.Working.Span(WorkingMap.Random, WorkingMap.RandomLength), salt);
        RsaEncoding.HashSalted(digest, hash, salt, encoded.Slice(block, length));
        RsaEncoding.Mask(digest, encoded.Slice(block, length), encoded.Slice(0, block));
        encoded[0] &= 0x7F;
        encoded[encoded.Length - 1] = 0xBC;
        return true;
    }
}
