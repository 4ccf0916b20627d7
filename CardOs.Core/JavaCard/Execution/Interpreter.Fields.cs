using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CardOs.JavaCard;

/// <summary>Fields of objects, and static ones.</summary>
internal sealed unsafe partial class Interpreter
{
    /// <summary>Where a field of an object is; null when it has thrown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* FieldOf(short handle, ulong field)
    {
        uint entry = EntryOf(handle);
        byte* found = _nv + (entry >> HandleEntry.AddressShift << 1);
        return (entry & HandleEntry.OwnerAndKindMask) == (_ownerBits | (uint)ObjectKind.Object) && *(ushort*)found == (ushort)(field >> PoolEntry.ClassShift)
            ? found + 2 + (2 * (ushort)(field >> PoolEntry.CellShift))
            : FieldOfOther(handle, field);
    }

    /// <summary>Where an int field of an object is; null when it has thrown: as it does where an int would reach beyond its class's plain cells.</summary>
    private byte* IntFieldOf(short handle, ulong field)
    {
        if ((field & PoolEntry.IntFlag) != 0)
        {
            return FieldOf(handle, field);
        }

        _machine.Throw(RomClass.SecurityException);
        return null;
    }

    // An object of a sub class, or of another owner.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* FieldOfOther(short handle, ulong field)
    {
        if (handle == 0)
        {
            _machine.Throw(RomClass.NullPointerException);
            return null;
        }

        var entry = new HandleEntry(EntryOf(handle));
        var wanted = new PoolEntry(field);
        if (entry.Kind != ObjectKind.Object
            || !Firewall.MayUse(_machine, entry.Owner)
            || !_machine.IsAssignable(*(ushort*)(_nv + entry.Address), wanted.ClassId))
        {
            _machine.Throw(RomClass.SecurityException);
            return null;
        }

        return _nv + entry.Address + 2 + (2 * wanted.Cell);
    }

    /// <summary>Writes a cell of an object; false when it has thrown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool PutField(short handle, ulong field, short value)
    {
        byte* place = FieldOf(handle, field);
        if (place == null)
        {
            return false;
        }

        if (!_memory.Journal.IsOpen)
        {
            _memory.WriteElement((int)(place - _nv), (ushort)value);
            return true;
        }

        return _heap.TryWriteCell((ushort)handle, (int)(place - _nv), (ushort)value) || JournalIsFull();
    }

    private bool PutReferenceField(short handle, ulong field, short value) =>
        FieldOf(handle, field) != null && MayStore(value) && PutField(handle, field, value);

    private bool PutIntField(short handle, ulong field, int value)
    {
        byte* place = IntFieldOf(handle, field);
        return place != null && (_heap.TryWriteInt32((ushort)handle, (int)(place - _nv), value) || JournalIsFull());
    }

    // Static numbers have their most significant byte first: so they come with the package, and their types are not known.
    private bool PutStatic(ulong field, int value, int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return _heap.TryWrite(0, new PoolEntry(field).StaticAddress, bytes.Slice(sizeof(int) - length)) || JournalIsFull();
    }

    private bool PutStaticReference(ulong field, short value) =>
        MayStore(value) && (_heap.TryWriteCell(0, new PoolEntry(field).StaticAddress, (ushort)value) || JournalIsFull());

    // References to temporary entry points and global arrays live no longer than the command; a number is no reference.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool MayStore(short handle)
    {
        var entry = new HandleEntry(EntryOf(handle));
        if (handle == 0 || (!entry.IsFree && !Owner.IsTemporary(entry.Owner)))
        {
            return true;
        }

        _machine.Throw(RomClass.SecurityException);
        return false;
    }

    private bool JournalIsFull()
    {
        const short BufferFull = 3;
        _machine.Throw(RomClass.TransactionException, BufferFull);
        return false;
    }
}
