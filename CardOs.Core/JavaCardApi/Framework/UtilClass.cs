using System;
using CardOs.JavaCard;
using CardOs.Memory;

namespace CardOs.JavaCardApi.Framework;

/// <summary>javacard.framework.Util.</summary>
internal static class UtilClass
{
    private const int ChunkLength = 256;

    public static NativeClass Define() => new(RomClass.Util, "Util", RomClass.Object)
    {
        Statics =
        [
            new(0, "arrayCompare", "([BS[BSS)B", Compare),
            new(1, "arrayCopy", "([BS[BSS)S", Copy),
            new(2, "arrayCopyNonAtomic", "([BS[BSS)S", CopyNonAtomic),
            new(3, "arrayFillNonAtomic", "([BSSB)S", FillNonAtomic),
            new(4, "getShort", "([BS)S", GetShort),
            new(5, "makeShort", "(BB)S", MakeShort),
            new(6, "setShort", "([BSS)S", SetShort),
            new(7, "arrayFill", "([BSSB)S", Fill),
        ],
    };

    private static VmStatus Compare(ref NativeCall call)
    {
        if (!TryTwo(ref call, out ArrayRef source, out ArrayRef destination))
        {
            return VmStatus.Throw;
        }

        int length = call.Short(4);
        ReadOnlySpan<byte> left = call.Read(source, call.Short(1), length);
        ReadOnlySpan<byte> right = call.Read(destination, call.Short(3), length);
        int first = 0;
        while (first < length && left[first] == right[first])
        {
            first++;
        }

        // Bytes are signed.
        return call.Return((short)(first == length ? 0 : (sbyte)left[first] < (sbyte)right[first] ? -1 : 1));
    }

    private static VmStatus Copy(ref NativeCall call)
    {
        if (!TryTwo(ref call, out ArrayRef source, out ArrayRef destination))
        {
            return VmStatus.Throw;
        }

        int length = call.Short(4);
        return call.TryWrite(destination, call.Short(3), call.Read(source, call.Short(1), length))
            ? call.Return((short)(call.Short(3) + length))
            : VmStatus.Throw;
    }

    private static VmStatus CopyNonAtomic(ref NativeCall call)
    {
        if (!TryTwo(ref call, out ArrayRef source, out ArrayRef destination))
        {
            return VmStatus.Throw;
        }

        int length = call.Short(4);
        call.WriteNonAtomic(destination, call.Short(3), call.Read(source, call.Short(1), length));
        return call.Return((short)(call.Short(3) + length));
    }

    private static VmStatus FillNonAtomic(ref NativeCall call) => Fill(ref call, isAtomic: false);

    private static VmStatus Fill(ref NativeCall call) => Fill(ref call, isAtomic: true);

    private static VmStatus Fill(ref NativeCall call, bool isAtomic)
    {
        if (!call.TryArray(0, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(1), call.Short(2)))
        {
            return VmStatus.Throw;
        }

        Span<byte> chunk = stackalloc byte[ChunkLength];
        chunk.Fill(call.Byte(3));
        int end = call.Short(1) + call.Short(2);
        using Transaction transaction = call.Machine.Memory.Journal.Begin();
        for (int at = call.Short(1); at < end; at += ChunkLength)
        {
            Span<byte> part = chunk.Slice(0, Math.Min(ChunkLength, end - at));
            if (!isAtomic)
            {
                call.WriteNonAtomic(array, at, part);
            }
            else if (!call.TryWrite(array, at, part))
            {
                return VmStatus.Throw;
            }
        }

        transaction.Commit();
        return call.Return((short)end);
    }

    private static VmStatus GetShort(ref NativeCall call)
    {
        if (!call.TryArray(0, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(1), 2))
        {
            return VmStatus.Throw;
        }

        ReadOnlySpan<byte> bytes = call.Read(array, call.Short(1), 2);
        return call.Return((short)((bytes[0] << 8) | bytes[1]));
    }

    private static VmStatus MakeShort(ref NativeCall call) => call.Return((short)((call.Byte(0) << 8) | call.Byte(1)));

    private static VmStatus SetShort(ref NativeCall call)
    {
        if (!call.TryArray(0, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(1), 2))
        {
            return VmStatus.Throw;
        }

        Span<byte> bytes = stackalloc byte[2];
        bytes[0] = (byte)(call.Short(2) >> 8);
        bytes[1] = (byte)call.Short(2);
        return call.TryWrite(array, call.Short(1), bytes) ? call.Return((short)(call.Short(1) + 2)) : VmStatus.Throw;
    }

    // Both arrays with their ranges, of the same length.
    private static bool TryTwo(ref NativeCall call, out ArrayRef source, out ArrayRef destination)
    {
        destination = default;
        return call.TryArray(0, ObjectKind.ByteArray, out source)
            && call.TryArray(2, ObjectKind.ByteArray, out destination)
            && call.TryRange(source, call.Short(1), call.Short(4))
            && call.TryRange(destination, call.Short(3), call.Short(4));
    }
}
