using System;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;
using CardOs.JavaCardApi.Security;

namespace CardOs.JavaCardApi.Crypto;

/// <summary>javacardx.crypto.AEADCipher: AES in GCM, which is told no lengths, and in CCM, which is told all of them.</summary>
internal static class AeadCipherClass
{
    private const int ChunkLength = 1024;

    public static NativeClass Define() => new(RomClass.AeadCipher, "AEADCipher", RomClass.Cipher)
    {
        IsAbstract = true,
        Statics = [new(0, "<init>", "()V", ObjectClass.Construct)],
        Virtuals =
        [
            new(1, "doFinal", "([BSS[BS)S", Finish),
            new(3, "init", "(LKey;B)V", Init),
            new(4, "init", "(LKey;B[BSS)V", InitWithVector),
            new(5, "update", "([BSS[BS)S", Update),
            new(8, "init", "(LKey;B[BSSSSS)V", InitWithLengths),
            new(9, "updateAAD", "([BSS)V", UpdateAdditional),
            new(10, "retrieveTag", "([BSS)S", RetrieveTag),
            new(11, "verifyTag", "([BSSS)Z", VerifyTag),
        ],
    };

    private static VmStatus Init(ref NativeCall call)
    {
        Span<byte> zeros = stackalloc byte[GcmMode.UsualVectorLength];
        zeros.Clear();
        return InitGcm(ref call, zeros);
    }

    private static VmStatus InitWithVector(ref NativeCall call) =>
        call.TryBytes(3, out ReadOnlySpan<byte> vector) ? InitGcm(ref call, vector) : VmStatus.Throw;

    private static VmStatus InitGcm(ref NativeCall call, scoped ReadOnlySpan<byte> vector)
    {
        if (!TryInit(ref call, CipherCode.AesGcm, !vector.IsEmpty, out CipherObject self, out KeyObject key))
        {
            return VmStatus.Throw;
        }

        KeySchedule schedule = SymmetricCipher.Expand(ref call, key);
        new AeadMessage(self, ref call).StartGcm(schedule, vector);
        schedule.Clear();
        return call.Return();
    }

    private static VmStatus InitWithLengths(ref NativeCall call)
    {
        if (!call.TryBytes(3, out ReadOnlySpan<byte> nonce))
        {
            return VmStatus.Throw;
        }

        int additional = call.Short(6);
        int message = call.Short(7);
        int tag = call.Short(8);
        bool fits = CcmMode.IsNonceLength(nonce.Length) && additional >= 0 && message >= 0 && CcmMode.IsTagLength(tag);
        if (!TryInit(ref call, CipherCode.AesCcm, fits, out CipherObject self, out KeyObject key))
        {
            return VmStatus.Throw;
        }

        KeySchedule schedule = SymmetricCipher.Expand(ref call, key);
        new AeadMessage(self, ref call).StartCcm(schedule, nonce, additional, message, tag);
        schedule.Clear();
        return call.Return();
    }

    // The init of the other algorithm: INVALID_INIT.
    private static bool TryInit(ref NativeCall call, CipherCode cipher, bool fits, out CipherObject self, out KeyObject key)
    {
        key = default;
        if (!CipherObject.TrySelf(ref call, out self) || !KeyObject.TryOf(ref call, 1, out key))
        {
            return false;
        }

        if (self.Cipher != cipher)
        {
            return CryptoCall.Fail(ref call, CryptoReason.InvalidInit);
        }

        int mode = call.Byte(2);
        if (mode is not (CipherClass.Decrypt or CipherClass.Encrypt) || key.Kind != KeyKind.Aes || !fits)
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalValue);
        }

        if (!key.IsInitialized(ref call))
        {
            return CryptoCall.Fail(ref call, CryptoReason.UninitializedKey);
        }

        return self.TryInit(ref call, mode, key.Handle) && CipherObject.TrySelf(ref call, out self);
    }

    private static VmStatus UpdateAdditional(ref NativeCall call)
    {
        if (!CipherObject.TrySelf(ref call, out CipherObject self) || !call.TryBytes(1, out ReadOnlySpan<byte> part))
        {
            return VmStatus.Throw;
        }

        // The API has no INVALID_INIT here.
        var message = new AeadMessage(self, ref call);
        if (self.Mode == 0 || !message.MayGoOn)
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalUse);
        }

        if (!self.TryKey(ref call, out KeyObject key) || !message.TakesAdditional(ref call, part.Length))
        {
            return VmStatus.Throw;
        }

        KeySchedule schedule = SymmetricCipher.Expand(ref call, key);
        message.Begin(schedule);
        message.Authenticate(schedule, part);
        schedule.Clear();
        return call.Return();
    }

    private static VmStatus Update(ref NativeCall call) => Process(ref call, isLast: false);

    private static VmStatus Finish(ref NativeCall call) => Process(ref call, isLast: true);

    private static VmStatus Process(ref NativeCall call, bool isLast)
    {
        if (!CipherObject.TrySelf(ref call, out CipherObject self)
            || !self.TryKey(ref call, out KeyObject key)
            || !call.TryBytes(1, out ReadOnlySpan<byte> input)
            || !call.TryArray(4, ObjectKind.ByteArray, out ArrayRef output)
            || !call.TryRange(output, call.Short(5), input.Length))
        {
            return VmStatus.Throw;
        }

        var message = new AeadMessage(self, ref call);
        if (!message.MayGoOn)
        {
            return CryptoCall.Throw(ref call, CryptoReason.InvalidInit);
        }

        if (!message.TakesMessage(ref call, input.Length, isLast))
        {
            return VmStatus.Throw;
        }

        KeySchedule schedule = SymmetricCipher.Expand(ref call, key);
        message.Begin(schedule);
        bool isDone = TryTransform(ref call, message, schedule, input, output);
        if (isLast)
        {
            message.Finish(schedule);
        }

        schedule.Clear();
        return isDone ? call.Return((short)input.Length) : VmStatus.Throw;
    }

    private static bool TryTransform(
        ref NativeCall call, scoped AeadMessage message, KeySchedule key, scoped ReadOnlySpan<byte> input, in ArrayRef output)
    {
        Span<byte> chunk = stackalloc byte[ChunkLength];
        int offset = call.Short(5);
        for (int done = 0; done < input.Length; done += ChunkLength)
        {
            Span<byte> part = chunk.Slice(0, Math.Min(input.Length - done, ChunkLength));
            input.Slice(done, part.Length).CopyTo(part);
            message.Transform(key, part);
            if (!call.TryWrite(output, offset + done, part))
            {
                return false;
            }
        }

        return true;
    }

    private static VmStatus RetrieveTag(ref NativeCall call)
    {
        if (!CipherObject.TrySelf(ref call, out CipherObject self) || !call.TryBytes(1, out ReadOnlySpan<byte> place))
        {
            return VmStatus.Throw;
        }

        var message = new AeadMessage(self, ref call);
        if (!message.IsDone || !message.IsEncryption)
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalUse);
        }

        if (!message.IsTagLength(place.Length))
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
        }

        int length = place.Length;
        return CryptoCall.TryOutput(ref call, 1, message.Tag.Slice(0, length)) ? call.Return((short)length) : VmStatus.Throw;
    }

    private static VmStatus VerifyTag(ref NativeCall call)
    {
        if (!CipherObject.TrySelf(ref call, out CipherObject self) || !call.TryBytes(1, out ReadOnlySpan<byte> received))
        {
            return VmStatus.Throw;
        }

        var message = new AeadMessage(self, ref call);
        int required = call.Short(4);
        if (!message.IsDone || message.IsEncryption)
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalUse);
        }

        if (!message.IsTagLength(required))
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
        }

        return call.Return(received.Length >= required && ConstantTime.AreEqual(received.Slice(0, required), message.Tag.Slice(0, required)));
    }
}
