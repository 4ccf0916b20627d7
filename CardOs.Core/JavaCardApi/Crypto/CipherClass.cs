using System;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;
using CardOs.JavaCardApi.Security;

namespace CardOs.JavaCardApi.Crypto;

/// <summary>javacardx.crypto.Cipher.</summary>
internal static class CipherClass
{
    public const int Decrypt = 1;
    public const int Encrypt = 2;

    public static NativeClass Define() => new(RomClass.Cipher, "Cipher", RomClass.Object)
    {
        IsAbstract = true,
        HiddenCells = CipherObject.Cells,
        Statics =
        [
            new(0, "getInstance", "(BZ)LCipher;", GetInstance),
            new(1, "<init>", "()V", ObjectClass.Construct),
            new(2, "getInstance", "(BBZ)LCipher;", GetInstanceOf),
        ],
        Virtuals =
        [
            new(1, "doFinal", "([BSS[BS)S", Finish),
            new(2, "getAlgorithm", "()B", GetAlgorithm),
            new(3, "init", "(LKey;B)V", Init),
            new(4, "init", "(LKey;B[BSS)V", InitWithVector),
            new(5, "update", "([BSS[BS)S", Update),
            new(6, "getCipherAlgorithm", "()B", GetCipher) { SinceMinor = 6 },
            new(7, "getPaddingAlgorithm", "()B", GetPadding) { SinceMinor = 6 },
        ],
    };

    /// <summary>Cipher.OneShot.</summary>
    public static NativeClass DefineOneShot() => new(RomClass.CipherOneShot, "Cipher$OneShot", RomClass.Cipher)
    {
        IsOneShot = true,
        Statics = [new(0, "open", "(BB)LCipher$OneShot;", Open)],
        Virtuals =
        [
            new(1, "doFinal", "([BSS[BS)S", OneShot.Use(Finish)),
            new(2, "getAlgorithm", "()B", OneShot.Use(GetAlgorithm)),
            new(3, "init", "(LKey;B)V", OneShot.Use(Init)),
            new(4, "init", "(LKey;B[BSS)V", OneShot.Use(InitWithVector)),
            new(5, "update", "([BSS[BS)S", OneShot.Refuse),
            new(6, "getCipherAlgorithm", "()B", OneShot.Use(GetCipher)),
            new(7, "getPaddingAlgorithm", "()B", OneShot.Use(GetPadding)),
            new(8, "close", "()V", OneShot.Close),
        ],
    };

    private static VmStatus Open(ref NativeCall call)
    {
        var cipher = (CipherCode)call.Byte(0);
        var padding = (PaddingCode)call.Byte(1);
        if (!CipherAlgorithmTable.TryFind(cipher, padding, out int algorithm) || IsAead(cipher))
        {
            return CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);
        }

        return CipherObject.TryOpen(ref call, algorithm, cipher, padding, out ushort handle) ? call.ReturnReference(handle) : VmStatus.Throw;
    }

    // Their objects are of another class.
    public static bool IsAead(CipherCode cipher) => cipher is CipherCode.AesGcm or CipherCode.AesCcm;

    private static VmStatus GetInstance(ref NativeCall call) =>
        CipherAlgorithmTable.TryFind(call.Byte(0), out CipherCode cipher, out PaddingCode padding)
            ? Make(ref call, call.Byte(0), cipher, padding)
            : CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);

    private static VmStatus GetInstanceOf(ref NativeCall call)
    {
        var cipher = (CipherCode)call.Byte(0);
        var padding = (PaddingCode)call.Byte(1);
        return CipherAlgorithmTable.TryFind(cipher, padding, out int algorithm)
            ? Make(ref call, algorithm, cipher, padding)
            : CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);
    }

    private static VmStatus Make(ref NativeCall call, int algorithm, CipherCode cipher, PaddingCode padding)
    {
        bool isAead = IsAead(cipher);
        ushort classId = isAead ? RomClass.AeadCipher : RomClass.Cipher;
        int length = isAead ? AeadMessage.Length : SymmetricCipher.StateLength;
        return CipherObject.TryNew(ref call, classId, algorithm, cipher, padding, length, out ushort handle) ? call.ReturnReference(handle) : VmStatus.Throw;
    }

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
        if (!CipherObject.TrySelf(ref call, out CipherObject self) || !KeyObject.TryOf(ref call, 1, out KeyObject key))
        {
            return VmStatus.Throw;
        }

        int mode = call.Byte(2);
        bool isRsa = self.Cipher == CipherCode.Rsa;
        bool fits = isRsa ? RsaCipher.Takes(key.Kind, vector.Length) : SymmetricCipher.Takes(self.Cipher, key.Kind, vector.Length);
        if (mode is not (Decrypt or Encrypt) || !fits)
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
        }

        if (!key.IsInitialized(ref call))
        {
            return CryptoCall.Throw(ref call, CryptoReason.UninitializedKey);
        }

        if (!self.TryInit(ref call, mode, key.Handle) || (isRsa && !self.TryProvideState(ref call, RsaCipher.StateLength(key))))
        {
            return VmStatus.Throw;
        }

        SymmetricCipher.Init(self.State(ref call), vector);
        return call.Return();
    }

    private static VmStatus Update(ref NativeCall call) => Process(ref call, isLast: false);

    private static VmStatus Finish(ref NativeCall call) => Process(ref call, isLast: true);

    private static VmStatus Process(ref NativeCall call, bool isLast) =>
        CipherObject.TrySelf(ref call, out CipherObject self)
        && self.TryKey(ref call, out KeyObject key)
        && call.TryBytes(1, out ReadOnlySpan<byte> input)
        && call.TryArray(4, ObjectKind.ByteArray, out ArrayRef output)
        && TryProcess(ref call, self, key, input, output, call.Short(5), isLast, out int length)
            ? call.Return((short)length)
            : VmStatus.Throw;

    /// <summary>update and doFinal of what is no AEADCipher.</summary>
    public static bool TryProcess(
        ref NativeCall call, CipherObject self, KeyObject key, scoped ReadOnlySpan<byte> input, in ArrayRef output, int offset, bool isLast, out int length) =>
        self.Cipher switch
        {
            CipherCode.Rsa => RsaCipher.TryProcess(ref call, self, key, input, output, offset, isLast, out length),
            CipherCode.AesCtr => CounterCipher.TryProcess(ref call, self, key, input, output, offset, isLast, out length),
            _ => SymmetricCipher.TryProcess(ref call, self, key, input, output, offset, isLast, out length),
        };

    private static VmStatus GetAlgorithm(ref NativeCall call) =>
        CipherObject.TrySelf(ref call, out CipherObject self) ? call.Return((short)(sbyte)self.Algorithm) : VmStatus.Throw;

    private static VmStatus GetCipher(ref NativeCall call) =>
        CipherObject.TrySelf(ref call, out CipherObject self) ? call.Return((short)(sbyte)self.Cipher) : VmStatus.Throw;

    private static VmStatus GetPadding(ref NativeCall call) =>
        CipherObject.TrySelf(ref call, out CipherObject self) ? call.Return((short)self.Padding) : VmStatus.Throw;
}
