using System.Runtime.CompilerServices;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Elements of arrays.</summary>
internal sealed unsafe partial class Interpreter
{
    /// <summary>Where the length and the elements of an own array are; null when it is no persistent one of this kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* OwnElements(short handle, ObjectKind kind)
    {
        uint entry = EntryOf(handle);
        return (entry & HandleEntry.OwnerAndKindMask) == (_ownerBits | (uint)kind) ? _nv + (entry >> HandleEntry.AddressShift << 1) : null;
    }

    // Mostly one of an own transient array; small, so that it needs no registers of its own.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* OtherElement(short handle, short index, ObjectKind kind)
    {
        byte* place = OwnTransient(EntryOf(handle), index, kind);
        return place != null ? place : Element(handle, index, kind);
    }

    /// <summary>Where an element of an own transient array is that a reset clears; null when it is none, or out of bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* OwnTransient(uint entry, short index, ObjectKind kind)
    {
        if ((entry & HandleEntry.OwnerAndKindMask) != (_ownerBits | (uint)ObjectKind.TransientArray))
        {
            return null;
        }

        var header = new TransientHeader(*(uint*)(_nv + (entry >> HandleEntry.AddressShift << 1)));
        return header.IsPlain(kind) && (uint)(int)index < (uint)header.Elements
            ? _working + WorkingMap.Transient + header.Offset + (index << ElementKinds.ShiftOf(kind))
            : null;
    }

    /// <summary>Where an element is, in either memory; null when it has thrown.</summary>
    /// <param name="handle">The array.</param>
    /// <param name="index">The element.</param>
    /// <param name="kind">What its elements must be; byte stands for boolean as well.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* Element(short handle, short index, ObjectKind kind)
    {
        var entry = new HandleEntry(EntryOf(handle));
        byte* header = _nv + entry.Address;
        bool isTransient = entry.Kind == ObjectKind.TransientArray;
        var transient = new TransientHeader(isTransient ? *(uint*)header : 0);
        ObjectKind found = isTransient ? transient.Kind : entry.Kind;
        if (found != kind && !(found == ObjectKind.BooleanArray && kind == ObjectKind.ByteArray))
        {
            _machine.Throw(handle == 0 ? RomClass.NullPointerException : RomClass.SecurityException);
            return null;
        }

        if ((entry.Bits & HandleEntry.OwnerAndKindMask & ~HandleEntry.KindMask) != _ownerBits && !Firewall.MayUse(_machine, entry.Owner))
        {
            _machine.Throw(RomClass.SecurityException);
            return null;
        }

        int shift = ElementKinds.ShiftOf(kind);
        if (!isTransient)
        {
            return (uint)(int)index < *(ushort*)header ? header + ElementKinds.HeaderLength(kind) + (index << shift) : OutOfBounds();
        }

        if (transient.OnDeselect && !Firewall.MayUse(_machine, _heap.ArrayOf((ushort)handle, entry)))
        {
            _machine.Throw(RomClass.SecurityException);
            return null;
        }

        return (uint)(int)index < (uint)transient.Elements
            ? _working + WorkingMap.Transient + transient.Offset + (index << shift)
            : OutOfBounds();
    }

    private byte* OutOfBounds()
    {
        _machine.Throw(RomClass.ArrayIndexOutOfBoundsException);
        return null;
    }

    // Working memory is written at once; the other one through itself.
    private bool IsWorking(byte* place) => (nuint)(place - _working) < WorkingMap.Length;

    private bool PutByteElement(short handle, short index, short value)
    {
        uint entry = EntryOf(handle);
        byte* found = _nv + (entry >> HandleEntry.AddressShift << 1);
        if ((entry & HandleEntry.OwnerAndKindMask) == (_ownerBits | (uint)ObjectKind.ByteArray) && (uint)(int)index < *(ushort*)found && !_memory.Journal.IsOpen)
        {
            _memory.WriteElement((int)(found - _nv) + 2 + index, (byte)value);
            return true;
        }

        byte* transient = OwnTransient(entry, index, ObjectKind.ByteArray);
        if (transient == null)
        {
            return PutByteElementOf(handle, index, value);
        }

        *transient = (byte)value;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool PutByteElementOf(short handle, short index, short value)
    {
        byte* place = Element(handle, index, ObjectKind.ByteArray);
        if (place == null)
        {
            return false;
        }

        if (IsWorking(place))
        {
            *place = (byte)value;
            return true;
        }

        return _heap.TryWriteByte((ushort)handle, (int)(place - _nv), (byte)value) || JournalIsFull();
    }

    private bool PutShortElement(short handle, short index, short value)
    {
        uint entry = EntryOf(handle);
        byte* found = _nv + (entry >> HandleEntry.AddressShift << 1);
        if ((entry & HandleEntry.OwnerAndKindMask) == (_ownerBits | (uint)ObjectKind.ShortArray) && (uint)(int)index < *(ushort*)found && !_memory.Journal.IsOpen)
        {
            _memory.WriteElement((int)(found - _nv) + 2 + (2 * index), (ushort)value);
            return true;
        }

        byte* transient = OwnTransient(entry, index, ObjectKind.ShortArray);
        if (transient == null)
        {
            return PutShortElementOf(handle, index, value);
        }

        *(short*)transient = value;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool PutShortElementOf(short handle, short index, short value)
    {
        byte* place = Element(handle, index, ObjectKind.ShortArray);
        return place != null && PutCell(handle, place, value);
    }

    private bool PutIntElement(short handle, short index, int value)
    {
        byte* place = Element(handle, index, ObjectKind.IntArray);
        if (place == null)
        {
            return false;
        }

        if (IsWorking(place))
        {
            *(int*)place = value;
            return true;
        }

        return _heap.TryWriteInt32((ushort)handle, (int)(place - _nv), value) || JournalIsFull();
    }

    private bool PutReferenceElement(short handle, short index, short value)
    {
        byte* place = Element(handle, index, ObjectKind.ReferenceArray);
        if (place == null || !MayStore(value))
        {
            return false;
        }

        if (value != 0 && !IsElement(new HandleEntry(EntryOf(value)), _heap.ElementClassOf(new HandleEntry(EntryOf(handle)))))
        {
            _machine.Throw(RomClass.ArrayStoreException);
            return false;
        }

        return PutCell(handle, place, value);
    }

    private bool PutCell(short handle, byte* place, short value)
    {
        if (IsWorking(place))
        {
            *(short*)place = value;
            return true;
        }

        return _heap.TryWriteCell((ushort)handle, (int)(place - _nv), (ushort)value) || JournalIsFull();
    }

    // Arrays are objects, and nothing else.
    private bool IsElement(HandleEntry value, ushort elementClass) => value.Kind switch
    {
        ObjectKind.Free => false,
        ObjectKind.Object => _machine.IsAssignable(_heap.ClassOf(value), elementClass),
        _ => elementClass == RomClass.Object,
    };

    /// <summary>The length of an array; negative when it has thrown.</summary>
    private int LengthOf(short handle)
    {
        var entry = new HandleEntry(EntryOf(handle));
        if (entry.Kind >= ObjectKind.BooleanArray)
        {
            ArrayRef array = _heap.ArrayOf((ushort)handle, entry);
            if (Firewall.MayUse(_machine, array))
            {
                return array.Length;
            }
        }

        _machine.Throw(handle == 0 ? RomClass.NullPointerException : RomClass.SecurityException);
        return -1;
    }
}
