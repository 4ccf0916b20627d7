using System;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;
using CardOs.Memory;

namespace CardOs.JavaCardApi.FrameworkMath;

/// <summary>javacardx.framework.math.ParityBit: the lowest bit of each byte makes its parity, as in DES keys.</summary>
internal static class ParityBitClass
{
    private const int ChunkLength = 64;

    public static NativeClass Define() => new(RomClass.ParityBit, "ParityBit", RomClass.Object)
    {
        Statics = [new(0, "<init>", "()V", ObjectClass.Construct), new(1, "set", "([BSSZ)V", Set)],
    };

    private static VmStatus Set(ref NativeCall call)
    {
        if (!call.TryArray(0, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(1), call.Short(2)))
        {
            return VmStatus.Throw;
        }

        int end = call.Short(1) + call.Short(2);
        Span<byte> chunk = stackalloc byte[ChunkLength];
        using Transaction transaction = call.Machine.Memory.Journal.Begin();
        for (int at = call.Short(1); at < end; at += ChunkLength)
        {
            ReadOnlySpan<byte> old = call.Read(array, at, Math.Min(ChunkLength, end - at));
            for (int i = 0; i < old.Length; i++)
            {
                int ones = old[i] >> 1;
                ones ^= ones >> 4;
                ones ^= ones >> 2;
                ones ^= ones >> 1;
                chunk[i] = (byte)((old[i] & ~1) | ((ones ^ (call.Boolean(3) ? 0 : 1)) & 1));
            }

            if (!call.TryWrite(array, at, chunk.Slice(0, old.Length)))
            {
                return VmStatus.Throw;
            }
        }

        return transaction.Commit() ? call.Return() : VmStatus.Throw;
    }
}
