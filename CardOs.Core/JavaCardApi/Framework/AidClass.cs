using System;
using CardOs.JavaCard;
using CardOs.Memory;

namespace CardOs.JavaCardApi.Framework;

/// <summary>javacard.framework.AID: a hidden cell with the length, and 8 with the bytes.</summary>
internal static class AidClass
{
    private const int RidLength = 5;
    private const int MaxLength = 16;

    /// <summary>A hidden cell for the length, then the bytes.</summary>
    public const int Cells = 1 + (MaxLength / 2);

    private const short IllegalValue = 1;

    public static NativeClass Define() => new(RomClass.Aid, "AID", RomClass.Object)
    {
        HiddenCells = Cells,
        Statics = [new(0, "<init>", "([BSB)V", Construct)],
        Virtuals =
        [
            new(0, "equals", "(LObject;)Z", EqualsObject),
            new(1, "RIDEquals", "(LAID;)Z", HasSameRid),
            new(2, "equals", "([BSB)Z", EqualsBytes),
            new(3, "getBytes", "([BS)B", GetBytes),
            new(4, "partialEquals", "([BSB)Z", StartsWith),
            new(5, "getPartialBytes", "(S[BSB)B", GetPartialBytes) { SinceMinor = 2 },
        ],
    };

    /// <summary>The bytes of an AID object.</summary>
    public static ReadOnlySpan<byte> BytesOf(NonVolatileMemory memory, HandleEntry entry)
    {
        ReadOnlySpan<byte> cells = memory.Read(NativeCall.CellAddress(entry, 0), 2 * Cells);
        return cells.Slice(2, Math.Min(cells[0], (byte)MaxLength));
    }

    private static ReadOnlySpan<byte> Own(ref NativeCall call) => BytesOf(call.Machine.Memory, call.Heap.Entry(call.Reference(0)));

    private static VmStatus Construct(ref NativeCall call)
    {
        if (!call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(2), (sbyte)call.Byte(3)))
        {
            return VmStatus.Throw;
        }

        int length = call.Byte(3);
        if (length is < RidLength or > MaxLength)
        {
            return call.Throw(RomClass.SystemException, IllegalValue);
        }

        Span<byte> cells = stackalloc byte[2 + MaxLength];
        cells.Clear();
        cells[0] = (byte)length;
        call.Read(array, call.Short(2), length).CopyTo(cells.Slice(2));
        HandleEntry entry = call.Heap.Entry(call.Reference(0));
        return call.Heap.TryWrite(call.Reference(0), NativeCall.CellAddress(entry, 0).Value, cells)
            ? call.Return()
            : call.Throw(RomClass.TransactionException, 3);
    }

    private static VmStatus EqualsObject(ref NativeCall call)
    {
        HandleEntry other = call.Heap.Entry(call.Reference(1));
        if (call.Reference(1) == 0 || other.Kind != ObjectKind.Object || call.Heap.ClassOf(other) != RomClass.Aid)
        {
            return call.Return(false);
        }

        return call.TryObject(1, RomClass.Aid, out other) ? call.Return(Own(ref call).SequenceEqual(BytesOf(call.Machine.Memory, other))) : VmStatus.Throw;
    }

    private static VmStatus HasSameRid(ref NativeCall call)
    {
        if (call.Reference(1) == 0)
        {
            return call.Return(false);
        }

        return call.TryObject(1, RomClass.Aid, out HandleEntry other)
            ? call.Return(BytesOf(call.Machine.Memory, other).StartsWith(Own(ref call).Slice(0, RidLength)))
            : VmStatus.Throw;
    }

    private static VmStatus EqualsBytes(ref NativeCall call)
    {
        if (call.Reference(1) == 0)
        {
            return call.Return(false);
        }

        return TryArgument(ref call, 1, out ReadOnlySpan<byte> bytes) ? call.Return(Own(ref call).SequenceEqual(bytes)) : VmStatus.Throw;
    }

    private static VmStatus StartsWith(ref NativeCall call)
    {
        if (call.Reference(1) == 0)
        {
            return call.Return(false);
        }

        return TryArgument(ref call, 1, out ReadOnlySpan<byte> bytes) ? call.Return(Own(ref call).StartsWith(bytes)) : VmStatus.Throw;
    }

    private static VmStatus GetBytes(ref NativeCall call)
    {
        ReadOnlySpan<byte> own = Own(ref call);
        return call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array)
            && call.TryRange(array, call.Short(2), own.Length)
            && call.TryWrite(array, call.Short(2), own)
            ? call.Return((short)own.Length)
            : VmStatus.Throw;
    }

    // A length of zero asks for all from the offset on.
    private static VmStatus GetPartialBytes(ref NativeCall call)
    {
        ReadOnlySpan<byte> own = Own(ref call);
        int offset = call.Short(1);
        int length = call.Byte(4) == 0 ? own.Length - offset : (sbyte)call.Byte(4);
        if (!call.TryArray(2, ObjectKind.ByteArray, out ArrayRef array))
        {
            return VmStatus.Throw;
        }

        if (offset < 0 || length < 0 || offset > own.Length - length)
        {
            return call.Throw(RomClass.ArrayIndexOutOfBoundsException);
        }

        return call.TryRange(array, call.Short(3), length) && call.TryWrite(array, call.Short(3), own.Slice(offset, length))
            ? call.Return((short)length)
            : VmStatus.Throw;
    }

    private static bool TryArgument(ref NativeCall call, int index, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        int length = (sbyte)call.Byte(index + 2);
        if (!call.TryArray(index, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(index + 1), length))
        {
            return false;
        }

        bytes = call.Read(array, call.Short(index + 1), length);
        return true;
    }
}
