using System;
using CardOs.JavaCard;
using CardOs.Memory;

namespace CardOs.JavaCardApi.FrameworkUtil;

/// <summary>javacardx.framework.util.ArrayLogic: arrays of bytes, shorts and ints alike.</summary>
/// <remarks>
/// Elements lie in memory with the lowest byte first. A byte of the same position in big-endian order is found by turning
/// the lowest bits of its position over, as an element's length is a power of two.
/// </remarks>
internal static class ArrayLogicClass
{
    private const short IllegalValue = 1;
    private const short TypeMismatched = 2;
    private const int ChunkLength = 256;

    public static NativeClass Define() => new(RomClass.ArrayLogic, "ArrayLogic", RomClass.Object)
    {
        Statics =
        [
            new(0, "arrayCopyRepack", "(LObject;SSLObject;S)S", CopyRepack),
            new(1, "arrayCopyRepackNonAtomic", "(LObject;SSLObject;S)S", CopyRepackNonAtomic),
            new(2, "arrayFillGenericNonAtomic", "(LObject;SSLObject;S)S", FillNonAtomic),
            new(3, "arrayCompareGeneric", "(LObject;SLObject;SS)B", Compare),
            new(4, "arrayFindGeneric", "(LObject;S[BS)S", Find),
            new(5, "arrayFillGeneric", "(LObject;SSLObject;S)S", Fill),
        ],
    };

    private static VmStatus CopyRepack(ref NativeCall call) => Repack(ref call, isAtomic: true);

    private static VmStatus CopyRepackNonAtomic(ref NativeCall call) => Repack(ref call, isAtomic: false);

    private static VmStatus Fill(ref NativeCall call) => Fill(ref call, isAtomic: true);

    private static VmStatus FillNonAtomic(ref NativeCall call) => Fill(ref call, isAtomic: false);

    private static VmStatus Repack(ref NativeCall call, bool isAtomic)
    {
        if (!TryPrimitives(ref call, 0, out ArrayRef source)
            || !TryPrimitives(ref call, 3, out ArrayRef destination)
            || !call.TryRange(source, call.Short(1), call.Short(2)))
        {
            return VmStatus.Throw;
        }

        int from = ElementKinds.ShiftOf(source.Kind);
        int to = ElementKinds.ShiftOf(destination.Kind);
        int length = call.Short(2) << from;
        if ((length & ((1 << to) - 1)) != 0)
        {
            return call.Throw(RomClass.UtilException, IllegalValue);
        }

        if (!call.TryRange(destination, call.Short(4), length >> to))
        {
            return VmStatus.Throw;
        }

        ReadOnlySpan<byte> elements = call.Read(source, call.Short(1) << from, length);
        bool isDone = from == to
            ? TryWrite(ref call, destination, call.Short(4) << to, elements, isAtomic)
            : TryRepack(ref call, elements, (1 << from) - 1, destination, call.Short(4) << to, isAtomic);
        return isDone ? call.Return((short)(call.Short(4) + (length >> to))) : VmStatus.Throw;
    }

    // Arrays of different kinds are not the same one: nothing overlaps.
    private static bool TryRepack(ref NativeCall call, ReadOnlySpan<byte> elements, int turned, in ArrayRef destination, int offset, bool isAtomic)
    {
        int turnedThere = (1 << ElementKinds.ShiftOf(destination.Kind)) - 1;
        Span<byte> chunk = stackalloc byte[ChunkLength];
        using Transaction transaction = call.Machine.Memory.Journal.Begin();
        for (int at = 0; at < elements.Length; at += ChunkLength)
        {
            int count = Math.Min(ChunkLength, elements.Length - at);
            for (int i = 0; i < count; i++)
            {
                chunk[i ^ turnedThere] = elements[(at + i) ^ turned];
            }

            if (!TryWrite(ref call, destination, offset + at, chunk.Slice(0, count), isAtomic))
            {
                return false;
            }
        }

        return transaction.Commit();
    }

    private static VmStatus Fill(ref NativeCall call, bool isAtomic)
    {
        if (!TryPrimitives(ref call, 0, out ArrayRef array)
            || !TryPrimitives(ref call, 3, out ArrayRef values)
            || !call.TryRange(array, call.Short(1), call.Short(2))
            || !call.TryRange(values, call.Short(4), 1))
        {
            return VmStatus.Throw;
        }

        if (array.Kind != values.Kind)
        {
            return call.Throw(RomClass.UtilException, TypeMismatched);
        }

        int shift = ElementKinds.ShiftOf(array.Kind);
        Span<byte> chunk = stackalloc byte[ChunkLength];
        for (int i = 0; i < ChunkLength; i += 1 << shift)
        {
            call.Read(values, call.Short(4) << shift, 1 << shift).CopyTo(chunk.Slice(i));
        }

        int end = (call.Short(1) + call.Short(2)) << shift;
        using Transaction transaction = call.Machine.Memory.Journal.Begin();
        for (int at = call.Short(1) << shift; at < end; at += ChunkLength)
        {
            if (!TryWrite(ref call, array, at, chunk.Slice(0, Math.Min(ChunkLength, end - at)), isAtomic))
            {
                return VmStatus.Throw;
            }
        }

        return transaction.Commit() ? call.Return((short)(end >> shift)) : VmStatus.Throw;
    }

    private static VmStatus Compare(ref NativeCall call)
    {
        if (!TryPrimitives(ref call, 0, out ArrayRef left)
            || !TryPrimitives(ref call, 2, out ArrayRef right)
            || !call.TryRange(left, call.Short(1), call.Short(4))
            || !call.TryRange(right, call.Short(3), call.Short(4)))
        {
            return VmStatus.Throw;
        }

        if (left.Kind != right.Kind)
        {
            return call.Throw(RomClass.UtilException, TypeMismatched);
        }

        for (int i = 0; i < call.Short(4); i++)
        {
            int order = Element(ref call, left, call.Short(1) + i).CompareTo(Element(ref call, right, call.Short(3) + i));
            if (order != 0)
            {
                return call.Return((short)(order < 0 ? -1 : 1));
            }
        }

        return call.Return((short)0);
    }

    private static VmStatus Find(ref NativeCall call)
    {
        if (!TryPrimitives(ref call, 0, out ArrayRef array) || !call.TryArray(2, ObjectKind.ByteArray, out ArrayRef value))
        {
            return VmStatus.Throw;
        }

        int length = 1 << ElementKinds.ShiftOf(array.Kind);
        if (!call.TryRange(value, call.Short(3), length) || !call.TryRange(array, call.Short(1), 0))
        {
            return VmStatus.Throw;
        }

        int wanted = 0;
        foreach (byte one in call.Read(value, call.Short(3), length))
        {
            wanted = (wanted << 8) | one;
        }

        wanted = length == 1 ? (sbyte)wanted : length == 2 ? (short)wanted : wanted;
        for (int i = call.Short(1); i < array.Length; i++)
        {
            if (Element(ref call, array, i) == wanted)
            {
                return call.Return((short)i);
            }
        }

        return call.Return((short)-1);
    }

    private static int Element(ref NativeCall call, in ArrayRef array, int index)
    {
        int shift = ElementKinds.ShiftOf(array.Kind);
        ReadOnlySpan<byte> bytes = call.Read(array, index << shift, 1 << shift);
        return shift switch
        {
            0 => (sbyte)bytes[0],
            1 => (short)(bytes[0] | (bytes[1] << 8)),
            _ => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24),
        };
    }

    private static bool TryPrimitives(ref NativeCall call, int index, out ArrayRef array) =>
        call.TryAnyArray(index, RomClass.UtilException, IllegalValue, out array)
        && (array.Kind is ObjectKind.ByteArray or ObjectKind.ShortArray or ObjectKind.IntArray || call.Fail(RomClass.UtilException, IllegalValue));

    private static bool TryWrite(ref NativeCall call, in ArrayRef array, int offset, scoped ReadOnlySpan<byte> bytes, bool isAtomic)
    {
        if (isAtomic)
        {
            return call.TryWrite(array, offset, bytes);
        }

        call.WriteNonAtomic(array, offset, bytes);
        return true;
    }
}
