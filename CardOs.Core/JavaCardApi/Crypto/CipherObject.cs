using System;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Security;

namespace CardOs.JavaCardApi.Crypto;

/// <summary>A Cipher that was looked up. Hidden cells: algorithm, cipher, padding, mode, key, transient state.</summary>
internal readonly struct CipherObject
{
    public const int Cells = 6;
    public const int StateCell = 5;

    private const int AlgorithmCell = 0;
    private const int CipherCell = 1;
    private const int PaddingCell = 2;
    private const int ModeCell = 3;
    private const int KeyCell = 4;

    private readonly ushort _handle;
    private readonly HandleEntry _entry;

    private CipherObject(ushort handle, HandleEntry entry, ref NativeCall call)
    {
        _handle = handle;
        _entry = entry;
        Algorithm = CryptoCall.Number(ref call, entry, AlgorithmCell);
        Cipher = (CipherCode)CryptoCall.Number(ref call, entry, CipherCell);
        Padding = (PaddingCode)CryptoCall.Number(ref call, entry, PaddingCell);
        Mode = CryptoCall.Number(ref call, entry, ModeCell);
    }

    public int Algorithm { get; }

    public CipherCode Cipher { get; }

    public PaddingCode Padding { get; }

    /// <summary>0 until it is initialized.</summary>
    public int Mode { get; }

    /// <summary>What is lost at a reset.</summary>
    public Span<byte> State(scoped ref NativeCall call) => CryptoCall.State(ref call, _entry, StateCell);

    /// <summary>The object of a virtual method.</summary>
    public static bool TrySelf(ref NativeCall call, out CipherObject self)
    {
        self = new CipherObject(call.Reference(0), call.Heap.Entry(call.Reference(0)), ref call);
        return self.Cipher != 0 || call.Fail(RomClass.SecurityException);
    }

    /// <summary>A cipher that a hidden cell refers to; false, without an exception, when it is an applet's own class.</summary>
    public static bool TryOf(ref NativeCall call, ushort handle, out CipherObject cipher)
    {
        HandleEntry entry = call.Heap.Entry(handle);
        cipher = default;
        if (entry.Kind != ObjectKind.Object || !call.Machine.IsAssignable(call.Heap.ClassOf(entry), RomClass.Cipher))
        {
            return false;
        }

        cipher = new CipherObject(handle, entry, ref call);
        return cipher.Cipher != 0;
    }

    /// <summary>Makes one.</summary>
    public static bool TryNew(
        ref NativeCall call, ushort classId, int algorithm, CipherCode cipher, PaddingCode padding, int stateLength, out ushort handle) =>
        CryptoCall.TryNew(ref call, classId, StateCell, stateLength, out handle, out HandleEntry entry)
        && TrySet(ref call, handle, entry, algorithm, cipher, padding);

    /// <summary>Takes the one that the JCRE lends.</summary>
    public static bool TryOpen(ref NativeCall call, int algorithm, CipherCode cipher, PaddingCode padding, out ushort handle) =>
        OneShot.TryOpen(ref call, RomClass.CipherOneShot, out handle, out HandleEntry entry)
        && TrySet(ref call, handle, entry, algorithm, cipher, padding);

    /// <summary>Keeps the mode and the key that it is initialized with; writes nothing when they are the same as before.</summary>
    public bool TryInit(ref NativeCall call, int mode, ushort key) =>
        (Mode == mode || CryptoCall.TrySetNumber(ref call, _handle, _entry, ModeCell, mode))
        && (CryptoCall.ReadCell(ref call, _entry, KeyCell) == key || CryptoCall.TryWriteCell(ref call, _handle, _entry, KeyCell, key));

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

    /// <summary>The key that it was initialized with: else CryptoException INVALID_INIT or UNINITIALIZED_KEY.</summary>
    public bool TryKey(ref NativeCall call, out KeyObject key)
    {
        key = default;
        ushort handle = CryptoCall.ReadCell(ref call, _entry, KeyCell);
        if (Mode == 0 || handle == 0)
        {
            return CryptoCall.Fail(ref call, CryptoReason.InvalidInit);
        }

        return KeyObject.TryOpen(ref call, handle, call.Heap.Entry(handle), out key)
            && (key.IsInitialized(ref call) || CryptoCall.Fail(ref call, CryptoReason.UninitializedKey));
    }

    private static bool TrySet(ref NativeCall call, ushort handle, HandleEntry entry, int algorithm, CipherCode cipher, PaddingCode padding) =>
        CryptoCall.TrySetNumber(ref call, handle, entry, AlgorithmCell, algorithm)
        && CryptoCall.TrySetNumber(ref call, handle, entry, CipherCell, (int)cipher)
        && CryptoCall.TrySetNumber(ref call, handle, entry, PaddingCell, (int)padding);
}
