using System;
using CardOs.Crypto;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.SignatureMessageRecovery, and the hidden class of signatures that have it.</summary>
internal static class RecoverySignatureClass
{
    private const int Sign = 1;
    private const int Verify = 2;
    private const int MaxModulus = 512;

    public static NativeClass Define() => new(RomClass.SignatureMessageRecovery, "SignatureMessageRecovery", RomClass.None)
    {
        IsInterface = true,
        Virtuals =
        [
            new(0, "init", "(LKey;B)V", body: null),
            new(1, "beginVerify", "([BSS)S", body: null),
            new(2, "sign", "([BSS[BS[SS)S", body: null),
            new(3, "verify", "([BSS)Z", body: null),
            new(4, "getAlgorithm", "()B", body: null),
            new(5, "getLength", "()S", body: null),
            new(6, "update", "([BSS)V", body: null),
        ],
    };

    /// <summary>Signature's own sign and verify do not fit here.</summary>
    public static NativeClass DefineObject() => new(RomClass.RecoverySignature, "RecoverySignature", RomClass.Signature)
    {
        Interfaces = [RomClass.SignatureMessageRecovery],
        Virtuals =
        [
            new(5, "sign", "([BSS[BS)S", OneShot.Refuse),
            new(7, "verify", "([BSS[BSS)Z", OneShot.Refuse),
            new(15, "beginVerify", "([BSS)S", BeginVerify),
            new(16, "sign", "([BSS[BS[SS)S", SignMessage),
            new(17, "verify", "([BSS)Z", VerifyMessage),
        ],
    };

    private static VmStatus SignMessage(ref NativeCall call)
    {
        if (!SignatureObject.TrySelf(ref call, Sign, out SignatureObject self, out KeyObject key)
            || !call.TryBytes(1, out ReadOnlySpan<byte> part)
            || !call.TryArray(6, ObjectKind.ShortArray, out ArrayRef lengths)
            || !call.TryRange(lengths, call.Short(7), 1)
            || !self.HasState(ref call, key))
        {
            return VmStatus.Throw;
        }

        Span<byte> hash = stackalloc byte[Digest.MaxHashLength];
        hash = hash.Slice(0, Digest.HashLength(self.Digest));
        MessageState.Update(ref call, self, key, part);
        int recoverable = RecoverableMessage.RecoverableLength(self.Digest, self.State(ref call), key.Bytes);
        MessageState.FinishHash(ref call, self, hash);

        Span<byte> signature = stackalloc byte[MaxModulus];
        Span<byte> length = stackalloc byte[sizeof(short)];
        length[0] = (byte)recoverable;
        length[1] = (byte)(recoverable >> 8);
        return HashSigner.TrySign(ref call, self, key, hash, signature, out int written)
            && CryptoCall.TryOutput(ref call, 4, signature.Slice(0, written))
            && call.TryWrite(lengths, sizeof(short) * call.Short(7), length)
            ? call.Return((short)written)
            : VmStatus.Throw;
    }

    private static VmStatus BeginVerify(ref NativeCall call)
    {
        if (!SignatureObject.TrySelf(ref call, Verify, out SignatureObject self, out KeyObject key)
            || !call.TryBytes(1, out ReadOnlySpan<byte> signature)
            || !self.HasState(ref call, key))
        {
            return VmStatus.Throw;
        }

        Span<byte> opened = stackalloc byte[MaxModulus];
        opened = opened.Slice(0, key.Bytes);
        if (signature.Length != key.Bytes)
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalUse);
        }

        signature.CopyTo(opened);
        if (!RsaOperation.TryTransform(ref call, key, opened))
        {
            return VmStatus.Throw;
        }

        if (!RecoverableMessage.TryDecode(opened, out int start, out int length))
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalUse);
        }

        MessageState.Forget(self.State(ref call));
        MessageState.Update(ref call, self, key, opened.Slice(start, length));
        RecoverableMessage.KeepHash(self.Digest, self.State(ref call), opened);
        return CryptoCall.TryOutput(ref call, 1, opened.Slice(start, length)) ? call.Return((short)length) : VmStatus.Throw;
    }

    private static VmStatus VerifyMessage(ref NativeCall call)
    {
        if (!SignatureObject.TrySelf(ref call, Verify, out SignatureObject self, out KeyObject key)
            || !call.TryBytes(1, out ReadOnlySpan<byte> rest)
            || !self.HasState(ref call, key))
        {
            return VmStatus.Throw;
        }

        if (!RecoverableMessage.TryHash(self.Digest, self.State(ref call), out ReadOnlySpan<byte> expected))
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalUse);
        }

        Span<byte> hash = stackalloc byte[Digest.MaxHashLength];
        hash = hash.Slice(0, Digest.HashLength(self.Digest));
        MessageState.Update(ref call, self, key, rest);
        MessageState.FinishHash(ref call, self, hash);
        return call.Return(ConstantTime.AreEqual(hash, expected));
    }
}
