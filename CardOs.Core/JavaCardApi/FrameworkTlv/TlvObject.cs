using System;
using CardOs.JavaCard;
using CardOs.Memory;

namespace CardOs.JavaCardApi.FrameworkTlv;

/// <summary>TLV objects: what their hidden cells say.</summary>
/// <remarks>
/// Cells: the tag object, 0 while the TLV is empty; a byte array with the value, or an array of the TLVs in a constructed one; how many of its elements count.
/// </remarks>
internal static class TlvObject
{
    public const int Cells = 3;
    public const int TagCell = 0;
    public const int StoreCell = 1;
    public const int CountCell = 2;

    public static bool IsConstructed(scoped ref NativeCall call, ushort handle) => call.Heap.ClassOf(call.Heap.Entry(handle)) == RomClass.ConstructedBerTlv;

    /// <summary>Where the value or the TLVs are, and how many elements count; false, thrown, when the object is empty.</summary>
    public static bool TryStore(ref NativeCall call, ushort handle, out ArrayRef store, out int count)
    {
        HandleEntry entry = call.Heap.Entry(handle);
        store = default;
        count = 0;
        if (entry.Kind != ObjectKind.Object || !call.Machine.IsAssignable(call.Heap.ClassOf(entry), RomClass.BerTlv))
        {
            return call.Fail(RomClass.SecurityException);
        }

        ushort array = call.ReadCell(entry, StoreCell);
        HandleEntry place = call.Heap.Entry(array);
        ObjectKind kind = IsConstructed(ref call, handle) ? ObjectKind.ReferenceArray : ObjectKind.ByteArray;
        if (call.ReadCell(entry, TagCell) == 0 || place.Kind != kind)
        {
            return call.Fail(RomClass.TlvException, TlvReason.EmptyTlv);
        }

        store = call.Heap.ArrayOf(array, place);
        count = Math.Min(call.ReadCell(entry, CountCell), store.Length);
        return true;
    }

    /// <summary>The bytes of the tag; none when there is no tag.</summary>
    public static ReadOnlySpan<byte> TagOf(scoped ref NativeCall call, ushort handle)
    {
        ushort tag = call.ReadCell(call.Heap.Entry(handle), TagCell);
        HandleEntry entry = call.Heap.Entry(tag);
        return entry.Kind == ObjectKind.Object && call.Machine.IsAssignable(call.Heap.ClassOf(entry), RomClass.BerTag)
            ? BerTagClass.BytesOf(ref call, tag)
            : default;
    }

    /// <summary>The TLV at an index of a constructed one.</summary>
    public static ushort Child(scoped ref NativeCall call, scoped in ArrayRef store, int index)
    {
        ReadOnlySpan<byte> bytes = call.Read(store, 2 * index, 2);
        return (ushort)(bytes[0] | (bytes[1] << 8));
    }

    /// <summary>The length of the value; false, thrown, when the TLV or one in it is empty, too long or nested too deep.</summary>
    public static bool TryLength(ref NativeCall call, ushort handle, out int length, int depth = 0)
    {
        length = 0;
        if (!TryStore(ref call, handle, out ArrayRef store, out int count))
        {
            return false;
        }

        if (depth == TlvBytes.MaxDepth)
        {
            return call.Fail(RomClass.TlvException, TlvReason.TlvTooLong);
        }

        if (store.Kind == ObjectKind.ByteArray)
        {
            length = count;
            return true;
        }

        for (int i = 0; i < count; i++)
        {
            if (!TrySize(ref call, Child(ref call, store, i), out int size, depth + 1))
            {
                return false;
            }

            length += size;
            if (length > short.MaxValue)
            {
                return call.Fail(RomClass.TlvException, TlvReason.TlvTooLong);
            }
        }

        return true;
    }

    /// <summary>The length of the whole TLV.</summary>
    public static bool TrySize(ref NativeCall call, ushort handle, out int size, int depth = 0)
    {
        size = 0;
        if (!TryLength(ref call, handle, out int length, depth))
        {
            return false;
        }

        size = TagOf(ref call, handle).Length + TlvBytes.LengthOfLength(length) + length;
        return size <= short.MaxValue || call.Fail(RomClass.TlvException, TlvReason.TlvTooLong);
    }

    /// <summary>Writes the whole TLV into an array; room and sizes were checked.</summary>
    public static bool TryWrite(ref NativeCall call, ushort handle, scoped in ArrayRef array, ref int at, int depth = 0)
    {
        if (!TryLength(ref call, handle, out int length, depth) || !TryStore(ref call, handle, out ArrayRef store, out int count))
        {
            return false;
        }

        Span<byte> head = stackalloc byte[TagBytes.MaxLength + TlvBytes.MaxLengthBytes];
        ReadOnlySpan<byte> tag = TagOf(ref call, handle);
        tag.CopyTo(head);
        int headLength = tag.Length + TlvBytes.WriteLength(length, head.Slice(tag.Length));
        if (!call.TryWrite(array, at, head.Slice(0, headLength)))
        {
            return false;
        }

        at += headLength;
        if (store.Kind == ObjectKind.ByteArray)
        {
            at += count;
            return call.TryWrite(array, at - count, call.Read(store, 0, count));
        }

        for (int i = 0; i < count; i++)
        {
            if (!TryWrite(ref call, Child(ref call, store, i), array, ref at, depth + 1))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Makes a TLV object of bytes that are one, and of those in it.</summary>
    public static bool TryMake(ref NativeCall call, scoped ReadOnlySpan<byte> bytes, out ushort handle) =>
        call.TryNewObject(TagBytes.IsConstructed(bytes[0]) ? RomClass.ConstructedBerTlv : RomClass.PrimitiveBerTlv, call.Caller, out handle)
        && TryFill(ref call, handle, bytes);

    /// <summary>Gives an object tag and value of bytes that are a whole TLV of its kind.</summary>
    public static bool TryFill(ref NativeCall call, ushort handle, scoped ReadOnlySpan<byte> bytes)
    {
        _ = TlvBytes.Read(bytes, out TlvBytes tlv);
        return BerTagClass.TryMake(ref call, bytes.Slice(0, tlv.TagLength), out ushort tag)
            && (TagBytes.IsConstructed(bytes[0])
                ? TryFillConstructed(ref call, handle, tag, bytes.Slice(tlv.ValueOffset))
                : TryFillPrimitive(ref call, handle, tag, bytes.Slice(tlv.ValueOffset)));
    }

    /// <summary>Gives a primitive TLV its tag and value.</summary>
    public static bool TryFillPrimitive(ref NativeCall call, ushort handle, ushort tag, scoped ReadOnlySpan<byte> value) =>
        TryReserve(ref call, handle, ObjectKind.ByteArray, value.Length, out ArrayRef store)
        && TryFinish(ref call, handle, tag, store, value, value.Length);

    /// <summary>Gives a constructed TLV its tag and, made of bytes, the TLVs in it.</summary>
    public static bool TryFillConstructed(ref NativeCall call, ushort handle, ushort tag, scoped ReadOnlySpan<byte> value)
    {
        int count = 0;
        for (ReadOnlySpan<byte> rest = value; !rest.IsEmpty; count++)
        {
            _ = TlvBytes.Read(rest, out TlvBytes one);
            rest = rest.Slice(one.Size);
        }

        if (!TryProvide(ref call, handle, count, out ArrayRef store))
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            _ = TlvBytes.Read(value, out TlvBytes one);
            if (!TryMake(ref call, value.Slice(0, one.Size), out ushort child) || !TryPut(ref call, store, i, child))
            {
                return false;
            }

            value = value.Slice(one.Size);
        }

        return TryFinish(ref call, handle, tag, store, default, count);
    }

    /// <summary>Makes room for as many elements, with those that are there.</summary>
    public static bool TryReserve(ref NativeCall call, ushort handle, ObjectKind kind, int length, out ArrayRef store)
    {
        HandleEntry entry = call.Heap.Entry(handle);
        ushort old = call.ReadCell(entry, StoreCell);
        HandleEntry place = call.Heap.Entry(old);
        store = place.Kind == kind ? call.Heap.ArrayOf(old, place) : default;
        if (place.Kind == kind && store.Length >= length)
        {
            return true;
        }

        ArrayRef from = store;
        if (!call.TryNewArray(kind, length, call.Caller, out ushort made))
        {
            return false;
        }

        store = call.Heap.ArrayOf(made, call.Heap.Entry(made));
        return (place.Kind != kind || call.TryWrite(store, 0, call.Read(from, 0, ElementKinds.BytesOf(kind, from.Length))))
            && call.TryWriteCell(handle, entry, StoreCell, made);
    }

    /// <summary>Puts a TLV into the array of a constructed one.</summary>
    public static bool TryPut(ref NativeCall call, scoped in ArrayRef store, int index, ushort child)
    {
        Span<byte> bytes = stackalloc byte[2];
        bytes[0] = (byte)child;
        bytes[1] = (byte)(child >> 8);
        return call.TryWrite(store, 2 * index, bytes);
    }

    /// <summary>Writes elements, their array, count and tag, all of it together.</summary>
    public static bool TryFinish(ref NativeCall call, ushort handle, ushort tag, scoped in ArrayRef store, scoped ReadOnlySpan<byte> elements, int count)
    {
        HandleEntry entry = call.Heap.Entry(handle);
        using Transaction transaction = call.Machine.Memory.Journal.Begin();
        return call.TryWrite(store, 0, elements)
            && call.TryWriteCell(handle, entry, StoreCell, store.Handle)
            && call.TryWriteCell(handle, entry, CountCell, (ushort)count)
            && call.TryWriteCell(handle, entry, TagCell, tag)
            && transaction.Commit();
    }

    // An array for the TLVs in one: not the one that has the old ones, which count until the new ones do.
    private static bool TryProvide(ref NativeCall call, ushort handle, int count, out ArrayRef store)
    {
        HandleEntry entry = call.Heap.Entry(handle);
        if (call.ReadCell(entry, CountCell) == 0)
        {
            return TryReserve(ref call, handle, ObjectKind.ReferenceArray, count, out store);
        }

        store = default;
        if (!call.TryNewArray(ObjectKind.ReferenceArray, count, call.Caller, out ushort made))
        {
            return false;
        }

        store = call.Heap.ArrayOf(made, call.Heap.Entry(made));
        return true;
    }
}
