using System;
using System.Buffers.Binary;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>A key that was looked up: its hidden cells are its type, its size in bits, the array with its material, and the cipher that deciphers what it is set to.</summary>
internal readonly struct KeyObject
{
    public const int Cells = 4;

    /// <summary>The cell with the cipher that components are deciphered with, see KeyEncryption.</summary>
    public const int CipherCell = 3;

    private const int TypeCell = 0;
    private const int SizeCell = 1;
    private const int MaterialCell = 2;
    private const int MaxComponent = 514;

    private readonly ArrayRef _material;

    private KeyObject(ushort handle, int type, int bits, ArrayRef material)
    {
        Handle = handle;
        Type = type;
        Bits = bits;
        _material = material;
    }

    public ushort Handle { get; }

    public int Type { get; }

    public int Bits { get; }

    public int Bytes => (Bits + 7) / 8;

    public KeyKind Kind => KeyType.KindOf(Type);

    /// <summary>Makes a key with nothing in it.</summary>
    public static bool TryNew(ref NativeCall call, int type, int bits, out ushort handle)
    {
        handle = 0;
        KeyKind kind = KeyType.KindOf(type);
        if (!KeyType.HasSize(kind, bits))
        {
            return CryptoCall.Fail(ref call, CryptoReason.NoSuchAlgorithm);
        }

        int length = KeyComponents.OffsetOf(kind, bits, KeyComponents.Count(kind));
        byte memory = KeyType.MemoryOf(type);
        bool isMade = memory == KeyType.Persistent
            ? call.TryNewArray(ObjectKind.ByteArray, length, call.Caller, out ushort material)
            : call.TryNewTransient(ObjectKind.ByteArray, length, memory == KeyType.ClearOnDeselect, call.Caller, out material);
        if (!isMade || !call.TryNewObject(KeyType.ClassOf(kind), call.Caller, out handle))
        {
            return false;
        }

        HandleEntry entry = call.Heap.Entry(handle);
        return CryptoCall.TrySetNumber(ref call, handle, entry, TypeCell, type)
            && CryptoCall.TrySetNumber(ref call, handle, entry, SizeCell, bits)
            && call.TryWriteCell(handle, entry, MaterialCell, material);
    }

    /// <summary>An argument that must be one of these keys: not null, the caller's to use, and not an applet's own class.</summary>
    public static bool TryOf(ref NativeCall call, int index, out KeyObject key)
    {
        key = default;
        return call.TryObject(index, RomClass.Key, out HandleEntry entry) && TryOpen(ref call, call.Reference(index), entry, out key);
    }

    /// <summary>The key with a handle.</summary>
    public static bool TryOpen(ref NativeCall call, ushort handle, HandleEntry entry, out KeyObject key)
    {
        key = default;
        if (entry.Kind != ObjectKind.Object || !IsKey(call.Heap.ClassOf(entry)))
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalValue);
        }

        ushort material = call.ReadCell(entry, MaterialCell);
        HandleEntry place = call.Heap.Entry(material);
        if (place.Kind is not (ObjectKind.ByteArray or ObjectKind.TransientArray))
        {
            return call.Fail(RomClass.SecurityException);
        }

        ArrayRef array = call.Heap.ArrayOf(material, place);
        key = new KeyObject(handle, CryptoCall.Number(ref call, entry, TypeCell), CryptoCall.Number(ref call, entry, SizeCell), array);
        return Firewall.MayUse(call.Machine, array) || call.Fail(RomClass.SecurityException);
    }

    /// <summary>A component; empty while it is not set.</summary>
    public ReadOnlySpan<byte> Component(scoped ref NativeCall call, int component)
    {
        int offset = KeyComponents.OffsetOf(Kind, Bits, component);
        int length = BinaryPrimitives.ReadUInt16BigEndian(call.Read(_material, offset, KeyComponents.LengthLength));
        return call.Read(_material, offset + KeyComponents.LengthLength, length);
    }

    public bool IsInitialized(scoped ref NativeCall call)
    {
        for (int i = 0; i < KeyComponents.Count(Kind); i++)
        {
            if (KeyComponents.IsNeeded(Kind, i) && Component(ref call, i).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sets a component, in one write: else CryptoException ILLEGAL_VALUE.</summary>
    public bool TrySet(ref NativeCall call, int component, scoped ReadOnlySpan<byte> value)
    {
        int capacity = KeyComponents.Capacity(Kind, Bits, component);
        while (value.Length > capacity && value[0] == 0)
        {
            value = value.Slice(1);
        }

        if (value.Length > capacity || value.IsEmpty)
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalValue);
        }

        Span<byte> bytes = stackalloc byte[KeyComponents.LengthLength + MaxComponent];
        bytes = bytes.Slice(0, KeyComponents.LengthLength + capacity);
        bytes.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value.Length);
        value.CopyTo(bytes.Slice(KeyComponents.LengthLength));
        bool isSet = call.TryWrite(_material, KeyComponents.OffsetOf(Kind, Bits, component), bytes);
        bytes.Clear();
        return isSet;
    }

    /// <summary>Zeroes all components.</summary>
    public bool TryClear(ref NativeCall call)
    {
        Span<byte> zeros = stackalloc byte[KeyComponents.LengthLength + MaxComponent];
        zeros.Clear();
        using Memory.Transaction transaction = call.Machine.Memory.Journal.Begin();
        for (int i = 0; i < KeyComponents.Count(Kind); i++)
        {
            int length = KeyComponents.LengthLength + KeyComponents.Capacity(Kind, Bits, i);
            if (!call.TryWrite(_material, KeyComponents.OffsetOf(Kind, Bits, i), zeros.Slice(0, length)))
            {
                return false;
            }
        }

        return transaction.Commit();
    }

    private static bool IsKey(ushort classId) => classId >= RomClass.FirstKeyObject && classId <= RomClass.DsaPrivateKeyObject;
}
