using System;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Crypto;
using CardOs.JavaCardApi.JavaLang;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.Signature.</summary>
internal static partial class SignatureClass
{
    private const int Sign = 1;
    private const int Verify = 2;
    private const int MaxSignature = 512;

    public static NativeClass Define() => new(RomClass.Signature, "Signature", RomClass.Object)
    {
        IsAbstract = true,
        HiddenCells = SignatureObject.Cells,
        Statics =
        [
            new(0, "getInstance", "(BZ)LSignature;", GetInstance),
            new(1, "<init>", "()V", ObjectClass.Construct),
            new(2, "getInstance", "(BBBZ)LSignature;", GetInstanceOf),
        ],
        Virtuals =
        [
            new(1, "getAlgorithm", "()B", GetAlgorithm),
            new(2, "getLength", "()S", GetLength),
            new(3, "init", "(LKey;B)V", Init),
            new(4, "init", "(LKey;B[BSS)V", InitWithVector),
            new(5, "sign", "([BSS[BS)S", SignMessage),
            new(6, "update", "([BSS)V", Update),
            new(7, "verify", "([BSS[BSS)Z", VerifyMessage),
            new(8, "setInitialDigest", "([BSS[BSS)V", SetInitialDigest) { SinceMinor = 5 },
            new(9, "signPreComputedHash", "([BSS[BS)S", SignHash) { SinceMinor = 5 },
            new(10, "verifyPreComputedHash", "([BSS[BSS)Z", VerifyHash) { SinceMinor = 6 },
            new(11, "getMessageDigestAlgorithm", "()B", GetDigest) { SinceMinor = 6 },
            new(12, "getCipherAlgorithm", "()B", GetCipher) { SinceMinor = 6 },
            new(13, "getPaddingAlgorithm", "()B", GetPadding) { SinceMinor = 6 },
        ],
    };

    /// <summary>Signature.OneShot.</summary>
    public static NativeClass DefineOneShot() => new(RomClass.SignatureOneShot, "Signature$OneShot", RomClass.Signature)
    {
        IsOneShot = true,
        Statics = [new(0, "open", "(BBB)LSignature$OneShot;", Open)],
        Virtuals =
        [
            new(1, "getAlgorithm", "()B", OneShot.Use(GetAlgorithm)),
            new(2, "getLength", "()S", OneShot.Use(GetLength)),
            new(3, "init", "(LKey;B)V", OneShot.Use(Init)),
            new(4, "init", "(LKey;B[BSS)V", OneShot.Use(InitWithVector)),
            new(5, "sign", "([BSS[BS)S", OneShot.Use(SignMessage)),
            new(6, "update", "([BSS)V", OneShot.Refuse),
            new(7, "verify", "([BSS[BSS)Z", OneShot.Use(VerifyMessage)),
            new(8, "setInitialDigest", "([BSS[BSS)V", OneShot.Use(SetInitialDigest)),
            new(9, "signPreComputedHash", "([BSS[BS)S", OneShot.Use(SignHash)),
            new(10, "verifyPreComputedHash", "([BSS[BSS)Z", OneShot.Use(VerifyHash)),
            new(11, "getMessageDigestAlgorithm", "()B", OneShot.Use(GetDigest)),
            new(12, "getCipherAlgorithm", "()B", OneShot.Use(GetCipher)),
            new(13, "getPaddingAlgorithm", "()B", OneShot.Use(GetPadding)),
            new(14, "close", "()V", OneShot.Close),
        ],
    };

    private static VmStatus Open(ref NativeCall call)
    {
        var cipher = (SignatureCipher)call.Byte(1);
        var padding = (PaddingCode)call.Byte(2);
        if (!SignatureAlgorithmTable.TryFind(call.Byte(0), cipher, padding, out int algorithm) || padding == PaddingCode.Iso9796Recovery)
        {
            return CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);
        }

        return SignatureObject.TryOpen(ref call, algorithm, call.Byte(0), cipher, padding, out ushort handle) ? call.ReturnReference(handle) : VmStatus.Throw;
    }

    private static VmStatus GetInstance(ref NativeCall call) =>
        SignatureAlgorithmTable.TryFind(call.Byte(0), out int digest, out SignatureCipher cipher, out PaddingCode padding)
            ? Make(ref call, call.Byte(0), digest, cipher, padding)
            : CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);

    private static VmStatus GetInstanceOf(ref NativeCall call)
    {
        var cipher = (SignatureCipher)call.Byte(1);
        var padding = (PaddingCode)call.Byte(2);
        return SignatureAlgorithmTable.TryFind(call.Byte(0), cipher, padding, out int algorithm)
            ? Make(ref call, algorithm, call.Byte(0), cipher, padding)
            : CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);
    }

    private static VmStatus Make(ref NativeCall call, int algorithm, int digest, SignatureCipher cipher, PaddingCode padding) =>
        SignatureObject.TryNew(ref call, algorithm, digest, cipher, padding, out ushort handle) ? call.ReturnReference(handle) : VmStatus.Throw;

    private static VmStatus Init(ref NativeCall call) => Init(ref call, default);

    private static VmStatus InitWithVector(ref NativeCall call)
    {
        if (!call.TryBytes(3, out ReadOnlySpan<byte> vector))
        {
            return VmStatus.Throw;
        }

        return vector.IsEmpty ? CryptoCall.Throw(ref call, CryptoReason.IllegalValue) : Init(ref call, vector);
    }

    private static VmStatus Init(ref NativeCall call, scoped ReadOnlySpan<byte> vector)
    {
        if (!SignatureObject.TrySelf(ref call, out SignatureObject self) || !KeyObject.TryOf(ref call, 1, out KeyObject key))
        {
            return VmStatus.Throw;
        }

        int mode = call.Byte(2);
        if (mode is not (Sign or Verify) || !Takes(self, key, mode) || (!vector.IsEmpty && vector.Length != VectorLength(self.Cipher)))
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
        }

        if (!key.IsInitialized(ref call))
        {
            return CryptoCall.Throw(ref call, CryptoReason.UninitializedKey);
        }

        if (!self.TryInit(ref call, mode, key.Handle)
            || (self.HasMessage && !self.TryProvideState(ref call, RecoverableMessage.StateLength(self.Digest, key.Bytes))))
        {
            return VmStatus.Throw;
        }

        MessageState.Reset(self.State(ref call), vector);
        return call.Return();
    }

    // MAC algorithm 3 needs two DES keys.
    private static bool Takes(SignatureObject self, KeyObject key, int mode) => self.Cipher switch
    {
        SignatureCipher.DesMac4 or SignatureCipher.DesMac8 =>
            key.Kind == KeyKind.Des && (key.Bits > 64 || self.Padding is not (PaddingCode.Method1Algorithm3 or PaddingCode.Method2Algorithm3)),
        SignatureCipher.AesMac128 or SignatureCipher.AesCmac128 => key.Kind == KeyKind.Aes,
        SignatureCipher.Hmac => key.Kind == KeyKind.Hmac,
        SignatureCipher.Rsa => mode == Verify ? key.Kind == KeyKind.RsaPublic : key.Kind is KeyKind.RsaPrivate or KeyKind.RsaPrivateCrt,
        SignatureCipher.Dsa => key.Kind == (mode == Verify ? KeyKind.DsaPublic : KeyKind.DsaPrivate),
        _ => key.Kind == (mode == Verify ? KeyKind.EcPublic : KeyKind.EcPrivate),
    };

    private static int VectorLength(SignatureCipher cipher) => cipher switch
    {
        SignatureCipher.DesMac4 or SignatureCipher.DesMac8 => 8,
        SignatureCipher.AesMac128 => 16,
        _ => -1,
    };

    private static VmStatus Update(ref NativeCall call)
    {
        if (!SignatureObject.TrySelf(ref call, mode: 0, out SignatureObject self, out KeyObject key) || !call.TryBytes(1, out ReadOnlySpan<byte> part))
        {
            return VmStatus.Throw;
        }

        MessageState.Update(ref call, self, key, part);
        return call.Return();
    }

    private static VmStatus SetInitialDigest(ref NativeCall call)
    {
        if (!SignatureObject.TrySelf(ref call, mode: 0, out SignatureObject self, out _)
            || !call.TryBytes(1, out ReadOnlySpan<byte> chain)
            || !call.TryBytes(4, out ReadOnlySpan<byte> lengthBytes))
        {
            return VmStatus.Throw;
        }

        if (!self.IsOfHash || self.HasMessage)
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalUse);
        }

        return InitializedMessageDigestClass.TryLength(lengthBytes, out ulong length) && MessageState.TryResume(self.Digest, self.State(ref call), chain, length)
            ? call.Return()
            : CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
    }

    private static VmStatus GetAlgorithm(ref NativeCall call) =>
        SignatureObject.TrySelf(ref call, out SignatureObject self) ? call.Return((short)self.Algorithm) : VmStatus.Throw;

    private static VmStatus GetDigest(ref NativeCall call) =>
        SignatureObject.TrySelf(ref call, out SignatureObject self) ? call.Return((short)self.DigestNumber) : VmStatus.Throw;

    private static VmStatus GetCipher(ref NativeCall call) =>
        SignatureObject.TrySelf(ref call, out SignatureObject self) ? call.Return((short)self.Cipher) : VmStatus.Throw;

    private static VmStatus GetPadding(ref NativeCall call) =>
        SignatureObject.TrySelf(ref call, out SignatureObject self) ? call.Return((short)self.Padding) : VmStatus.Throw;
}
