using System;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Crypto;

namespace CardOs.JavaCardApi.Security;

/// <summary>Signatures of hashes with public-key algorithms.</summary>
internal static class HashSigner
{
    private const int MaxModulus = 512;

    /// <summary>The length of a signature; at most, of those whose length varies.</summary>
    public static int MaxLength(scoped ref NativeCall call, SignatureObject self, KeyObject key) => self.Cipher switch
    {
        SignatureCipher.Rsa => key.Bytes,
        SignatureCipher.EcdsaPlain => 2 * key.Bytes,
        SignatureCipher.Dsa => EcSignature.MaxLength(key.Component(ref call, KeyComponents.DsaQ).Length),
        _ => EcSignature.MaxLength(key.Bytes),
    };

    public static bool TrySign(ref NativeCall call, SignatureObject self, KeyObject key, scoped ReadOnlySpan<byte> hash, scoped Span<byte> signature, out int length)
    {
        length = key.Bytes;
        if (self.Cipher == SignatureCipher.Dsa)
        {
            return DsaSigner.TrySign(ref call, key, hash, signature, out length);
        }

        if (self.Cipher != SignatureCipher.Rsa)
        {
            return EcSigner.TrySign(ref call, key, hash, signature, self.Cipher == SignatureCipher.EcdsaPlain, out length);
        }

        Span<byte> encoded = signature.Slice(0, length);
        bool fits = self.Padding == PaddingCode.Pss ? RsaPadding.TryEncodePss(ref call, self.Digest, hash, encoded) : TryEncode(ref call, self, hash, encoded);
        return (fits || CryptoCall.Fail(ref call, CryptoReason.IllegalUse)) && RsaOperation.TryTransform(ref call, key, encoded);
    }

    public static bool TryVerify(
        ref NativeCall call, SignatureObject self, KeyObject key, scoped ReadOnlySpan<byte> hash, scoped ReadOnlySpan<byte> signature, out bool isRight)
    {
        isRight = false;
        if (self.Cipher == SignatureCipher.Dsa)
        {
            return DsaSigner.TryVerify(ref call, key, hash, signature, out isRight);
        }

        if (self.Cipher != SignatureCipher.Rsa)
        {
            return EcSigner.TryVerify(ref call, key, hash, signature, self.Cipher == SignatureCipher.EcdsaPlain, out isRight);
        }

        if (signature.Length != key.Bytes)
        {
            return true;
        }

        Span<byte> opened = stackalloc byte[MaxModulus];
        opened = opened.Slice(0, signature.Length);
        signature.CopyTo(opened);
        if (!RsaOperation.IsBelowModulus(ref call, key, opened))
        {
            return true;
        }

        if (!RsaOperation.TryTransform(ref call, key, opened))
        {
            return false;
        }

        if (self.Padding == PaddingCode.Pss)
        {
            isRight = RsaEncoding.IsPss(self.Digest, hash, opened);
            return true;
        }

        Span<byte> encoded = stackalloc byte[MaxModulus];
        encoded = encoded.Slice(0, opened.Length);
        bool fits = TryEncode(ref call, self, hash, encoded);
        isRight = fits && encoded.SequenceEqual(opened);
        return fits || CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
    }

    // The encodings that are the same every time.
    private static bool TryEncode(scoped ref NativeCall call, SignatureObject self, scoped ReadOnlySpan<byte> hash, scoped Span<byte> encoded)
    {
        if (self.Padding == PaddingCode.Rfc2409)
        {
            return RsaEncoding.TryPadType1(hash, encoded);
        }

        if (!self.HasMessage)
        {
            return RsaEncoding.TryEncodeSignature(self.Digest, hash, encoded);
        }

        Span<byte> state = self.State(ref call);
        if (state.Length < RecoverableMessage.StateLength(self.Digest, encoded.Length))
        {
            return false;
        }

        RecoverableMessage.Encode(self.Digest, state, hash, encoded);
        return true;
    }
}
