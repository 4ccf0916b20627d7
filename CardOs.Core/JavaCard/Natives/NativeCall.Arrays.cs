using System;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Arrays as arguments.</summary>
internal readonly ref partial struct NativeCall
{
    /// <summary>Takes an argument that must be an array of <paramref name="kind"/>: not null, and the caller may use it.</summary>
    public bool TryArray(int index, ObjectKind kind, out ArrayRef array) => TryArrayOf(Reference(index), kind, out array);

    /// <summary>As <see cref="TryArray"/>, for a handle.</summary>
    public bool TryArrayOf(ushort handle, ObjectKind kind, out ArrayRef array)
    {
        array = default;
        if (handle == 0)
        {
            return Fail(RomClass.NullPointerException);
        }

        HandleEntry entry = Heap.Entry(handle);
        if (entry.Kind < ObjectKind.BooleanArray)
        {
            return Fail(RomClass.SecurityException);
        }

        array = Heap.ArrayOf(handle, entry);
        return (array.Kind == kind && Firewall.MayUse(Machine, array)) || Fail(RomClass.SecurityException);
    }

    /// <summary>Takes an argument that must be an array of any kind; <paramref name="classId"/> is thrown for an object that is none.</summary>
    public bool TryAnyArray(int index, ushort classId, short reason, out ArrayRef array)
    {
        array = default;
        ushort handle = Reference(index);
        if (handle == 0)
        {
            return Fail(RomClass.NullPointerException);
        }

        HandleEntry entry = Heap.Entry(handle);
        if (entry.IsFree || !Firewall.MayUse(Machine, entry.Owner))
        {
            return Fail(RomClass.SecurityException);
        }

        if (entry.Kind == ObjectKind.Object)
        {
            return Fail(classId, reason);
        }

        array = Heap.ArrayOf(handle, entry);
        return Firewall.MayUse(Machine, array) || Fail(RomClass.SecurityException);
    }

    /// <summary>Checks that a range lies within an array: else ArrayIndexOutOfBoundsException.</summary>
    public bool TryRange(scoped in ArrayRef array, int offset, int length) =>
        (offset >= 0 && length >= 0 && offset <= array.Length - length) || Fail(RomClass.ArrayIndexOutOfBoundsException);

    /// <summary>A byte array and a range of it, from three arguments in a row: array, offset, length.</summary>
    public bool TryBytes(int index, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!TryArray(index, ObjectKind.ByteArray, out ArrayRef array) || !TryRange(array, Short(index + 1), Short(index + 2)))
        {
            return false;
        }

        bytes = Read(array, Short(index + 1), Short(index + 2));
        return true;
    }

    /// <summary>Elements of an array of bytes or booleans; the range was checked.</summary>
    public ReadOnlySpan<byte> Read(scoped in ArrayRef array, int offset, int length) => array.IsTransient
        ? Machine.Working.Span(array.Address + offset, length)
        : Machine.Memory.Read(new NvAddress(array.Address + offset), length);

    /// <summary>Writes bytes into an array, all of them or none, together with an open transaction; the range was checked.</summary>
    public bool TryWrite(scoped in ArrayRef array, int offset, scoped ReadOnlySpan<byte> source)
    {
        if (array.IsTransient)
        {
            source.CopyTo(Machine.Working.Span(array.Address + offset, source.Length));
            return true;
        }

        return Heap.TryWrite(array.Handle, array.Address + offset, source) || Fail(RomClass.TransactionException, 3);
    }

    /// <summary>Writes bytes into an array around an open transaction; a power cut may leave some of them.</summary>
    public void WriteNonAtomic(scoped in ArrayRef array, int offset, scoped ReadOnlySpan<byte> source)
    {
        if (array.IsTransient)
        {
            source.CopyTo(Machine.Working.Span(array.Address + offset, source.Length));
        }
        else
        {
            Machine.Memory.Write(new NvAddress(array.Address + offset), source);
        }
    }

    /// <summary>Throws, for a condition that failed.</summary>
    /// <returns>False.</returns>
    public bool Fail(ushort classId, short reason = 0)
    {
        Machine.Throw(classId, reason);
        return false;
    }
}
