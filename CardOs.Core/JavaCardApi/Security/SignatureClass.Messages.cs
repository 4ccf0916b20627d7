using System;
using CardOs.Crypto;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>Signing and verifying, of messages and of hashes.</summary>
internal static partial class SignatureClass
{
    private static VmStatus GetLength(ref NativeCall call)
    {
        if (!SignatureObject.TrySelf(ref call, out SignatureObject self))
        {
            return VmStatus.Throw;
        }

        if (!self.IsOfHash)
        {
            return call.Return((short)MacLength(self));
        }

        return SignatureObject.TrySelf(ref call, mode: 0, out self, out KeyObject key) ? call.Return((short)HashSigner.MaxLength(ref call, self, key)) : VmStatus.Throw;
    }

    private static VmStatus SignMessage(ref NativeCall call)
    {
        if (!SignatureObject.TrySelf(ref call, Sign, out SignatureObject self, out KeyObject key) || !call.TryBytes(1, out ReadOnlySpan<byte> part))
        {
            return VmStatus.Throw;
        }

        Span<byte> signature = stackalloc byte[MaxSignature];
        MessageState.Update(ref call, self, key, part);
        if (!self.IsOfHash)
        {
            Span<byte> mac = signature.Slice(0, MacLength(self));
            return MessageState.TryFinishMac(ref call, self, key, mac) && CryptoCall.TryOutput(ref call, 4, mac)
                ? call.Return((short)mac.Length)
                : VmStatus.Throw;
        }

        Span<byte> hash = stackalloc byte[Digest.MaxHashLength];
        hash = hash.Slice(0, Digest.HashLength(self.Digest));
        MessageState.FinishHash(ref call, self, hash);
        return SignHash(ref call, self, key, hash, signature);
    }

    private static VmStatus SignHash(ref NativeCall call)
    {
        Span<byte> signature = stackalloc byte[MaxSignature];
        return SignatureObject.TrySelf(ref call, Sign, out SignatureObject self, out KeyObject key)
            && call.TryBytes(1, out ReadOnlySpan<byte> hash)
            && TryHash(ref call, self, hash)
            ? SignHash(ref call, self, key, hash, signature)
            : VmStatus.Throw;
    }

    private static VmStatus SignHash(ref NativeCall call, SignatureObject self, KeyObject key, scoped ReadOnlySpan<byte> hash, scoped Span<byte> signature) =>
        HashSigner.TrySign(ref call, self, key, hash, signature, out int length) && CryptoCall.TryOutput(ref call, 4, signature.Slice(0, length))
            ? call.Return((short)length)
            : VmStatus.Throw;

    private static VmStatus VerifyMessage(ref NativeCall call)
    {
        if (!SignatureObject.TrySelf(ref call, Verify, out SignatureObject self, out KeyObject key)
            || !call.TryBytes(1, out ReadOnlySpan<byte> part)
            || !call.TryBytes(4, out ReadOnlySpan<byte> signature))
        {
            return VmStatus.Throw;
        }

        Span<byte> computed = stackalloc byte[Digest.MaxHashLength];
        MessageState.Update(ref call, self, key, part);
        if (!self.IsOfHash)
        {
            Span<byte> mac = computed.Slice(0, MacLength(self));
            return MessageState.TryFinishMac(ref call, self, key, mac) ? call.Return(ConstantTime.AreEqual(mac, signature)) : VmStatus.Throw;
        }

        Span<byte> hash = computed.Slice(0, Digest.HashLength(self.Digest));
        MessageState.FinishHash(ref call, self, hash);
        return VerifyHash(ref call, self, key, hash, signature);
    }

    private static VmStatus VerifyHash(ref NativeCall call) =>
        SignatureObject.TrySelf(ref call, Verify, out SignatureObject self, out KeyObject key)
        && call.TryBytes(1, out ReadOnlySpan<byte> hash)
        && call.TryBytes(4, out ReadOnlySpan<byte> signature)
        && TryHash(ref call, self, hash)
            ? VerifyHash(ref call, self, key, hash, signature)
            : VmStatus.Throw;

    private static VmStatus VerifyHash(
        ref NativeCall call, SignatureObject self, KeyObject key, scoped ReadOnlySpan<byte> hash, scoped ReadOnlySpan<byte> signature) =>
        HashSigner.TryVerify(ref call, self, key, hash, signature, out bool isRight) ? call.Return(isRight) : VmStatus.Throw;

    private static bool TryHash(ref NativeCall call, SignatureObject self, scoped ReadOnlySpan<byte> hash) =>
        (self.IsOfHash && !self.HasMessage && hash.Length == Digest.HashLength(self.Digest)) || CryptoCall.Fail(ref call, CryptoReason.IllegalUse);

    private static int MacLength(SignatureObject self) => self.Cipher switch
    {
        SignatureCipher.DesMac4 => 4,
        SignatureCipher.DesMac8 => 8,
        SignatureCipher.Hmac => Digest.HashLength(self.Digest),
        _ => 16,
    };
}
