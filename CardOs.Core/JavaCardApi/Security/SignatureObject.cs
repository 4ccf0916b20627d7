using System;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Crypto;

namespace CardOs.JavaCardApi.Security;

/// <summary>A Signature that was looked up. Hidden cells: algorithm, digest, cipher, padding, mode, key, transient state.</summary>
internal readonly struct SignatureObject
{
    public const int Cells = 7;

    private const int AlgorithmCell = 0;
    private const int DigestCell = 1;
    private const int CipherCell = 2;
    private const int PaddingCell = 3;
    private const int ModeCell = 4;
    private const int KeyCell = 5;
    private const int StateCell = 6;

    private readonly ushort _handle;
    private readonly HandleEntry _entry;

    private SignatureObject(ushort handle, HandleEntry entry, ref NativeCall call)
    {
        _handle = handle;
        _entry = entry;
        Algorithm = CryptoCall.Number(ref call, entry, AlgorithmCell);
        DigestNumber = CryptoCall.Number(ref call, entry, DigestCell);
        Cipher = (SignatureCipher)CryptoCall.Number(ref call, entry, CipherCell);
        Padding = (PaddingCode)CryptoCall.Number(ref call, entry, PaddingCell);
        Mode = CryptoCall.Number(ref call, entry, ModeCell);
    }

    public int Algorithm { get; }

    public int DigestNumber { get; }

    public SignatureCipher Cipher { get; }

    public PaddingCode Padding { get; }

    /// <summary>0 until it is initialized.</summary>
    public int Mode { get; }

    /// <summary>The hash function, of those that have one.</summary>
    public DigestAlgorithm Digest
    {
        get
        {
            CryptoCall.TryDigest(DigestNumber, out DigestAlgorithm algorithm);
            return algorithm;
        }
    }

    /// <summary>Whether it is a public-key signature of a hash.</summary>
    public bool IsOfHash => Cipher is SignatureCipher.Rsa or SignatureCipher.Dsa or SignatureCipher.Ecdsa or SignatureCipher.EcdsaPlain;

    /// <summary>Whether part of the message is in the signature: ISO 9796-2.</summary>
    public bool HasMessage => Padding is PaddingCode.Iso9796 or PaddingCode.Iso9796Recovery;

    /// <summary>Whether the message is recovered from the signature.</summary>
    public bool IsRecovering => Padding == PaddingCode.Iso9796Recovery;

    /// <summary>What is lost at a reset.</summary>
    public Span<byte> State(scoped ref NativeCall call) => CryptoCall.State(ref call, _entry, StateCell);

    /// <summary>The object of a virtual method.</summary>
    public static bool TrySelf(ref NativeCall call, out SignatureObject self)
    {
        self = new SignatureObject(call.Reference(0), call.Heap.Entry(call.Reference(0)), ref call);
        return self.Cipher != 0 || call.Fail(RomClass.SecurityException);
    }

    /// <summary>The object of a virtual method that works on a message: else CryptoException INVALID_INIT or UNINITIALIZED_KEY.</summary>
    public static bool TrySelf(ref NativeCall call, int mode, out SignatureObject self, out KeyObject key)
    {
        key = default;
        if (!TrySelf(ref call, out self))
        {
            return false;
        }

        ushort handle = CryptoCall.ReadCell(ref call, self._entry, KeyCell);
        if (handle == 0 || self.Mode == 0 || (mode != 0 && self.Mode != mode))
        {
            return CryptoCall.Fail(ref call, CryptoReason.InvalidInit);
        }

        return KeyObject.TryOpen(ref call, handle, call.Heap.Entry(handle), out key)
            && (key.IsInitialized(ref call) || CryptoCall.Fail(ref call, CryptoReason.UninitializedKey));
    }

    /// <summary>Makes one.</summary>
    public static bool TryNew(ref NativeCall call, int algorithm, int digest, SignatureCipher cipher, PaddingCode padding, out ushort handle)
    {
        CryptoCall.TryDigest(digest, out DigestAlgorithm function);
        int state = MessageState.Length(cipher, function);
        ushort classId = padding == PaddingCode.Iso9796Recovery ? RomClass.RecoverySignature : RomClass.Signature;
        return CryptoCall.TryNew(ref call, classId, StateCell, state, out handle, out HandleEntry entry)
            && TrySet(ref call, handle, entry, algorithm, digest, cipher, padding);
    }

    /// <summary>Takes the one that the JCRE lends.</summary>
    public static bool TryOpen(ref NativeCall call, int algorithm, int digest, SignatureCipher cipher, PaddingCode padding, out ushort handle) =>
        OneShot.TryOpen(ref call, RomClass.SignatureOneShot, out handle, out HandleEntry entry)
        && TrySet(ref call, handle, entry, algorithm, digest, cipher, padding);

    /// <summary>Gives it a state at least as long as needed.</summary>
    public bool TryProvideState(ref NativeCall call, int length)
    {
        if (State(ref call).Length >= length)
        {
            return true;
        }

        return call.TryNewTransient(ObjectKind.ByteArray, length, onDeselect: false, call.Caller, out ushort state)
            && call.TryWriteCell(_handle, _entry, StateCell, state);
    }

    /// <summary>Whether its state has room for the part of the message that a signature with the key holds: else CryptoException ILLEGAL_USE.</summary>
    public bool HasState(ref NativeCall call, KeyObject key) =>
        !HasMessage || State(ref call).Length >= RecoverableMessage.StateLength(Digest, key.Bytes) || CryptoCall.Fail(ref call, CryptoReason.IllegalUse);

    /// <summary>Keeps the mode and the key that it is initialized with; writes nothing when they are the same as before.</summary>
    public bool TryInit(ref NativeCall call, int mode, ushort key) =>
        (Mode == mode || CryptoCall.TrySetNumber(ref call, _handle, _entry, ModeCell, mode))
        && (CryptoCall.ReadCell(ref call, _entry, KeyCell) == key || CryptoCall.TryWriteCell(ref call, _handle, _entry, KeyCell, key));

    private static bool TrySet(ref NativeCall call, ushort handle, HandleEntry entry, int algorithm, int digest, SignatureCipher cipher, PaddingCode padding) =>
        CryptoCall.TrySetNumber(ref call, handle, entry, AlgorithmCell, algorithm)
        && CryptoCall.TrySetNumber(ref call, handle, entry, DigestCell, digest)
        && CryptoCall.TrySetNumber(ref call, handle, entry, CipherCell, (int)cipher)
        && CryptoCall.TrySetNumber(ref call, handle, entry, PaddingCell, (int)padding);
}
