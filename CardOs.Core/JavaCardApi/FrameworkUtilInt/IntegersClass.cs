using System;
using System.Buffers.Binary;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Framework;

namespace CardOs.JavaCardApi.FrameworkUtilInt;

/// <summary>javacardx.framework.util.intx.JCint.</summary>
internal static class IntegersClass
{
    public static NativeClass Define() => new(RomClass.Integers, "JCint", RomClass.Object)
    {
        Statics =
        [
            new(0, "makeInt", "(BBBB)I", MakeOfBytes),
            new(1, "makeInt", "(SS)I", MakeOfShorts),
            new(2, "getInt", "([BS)I", Get),
            new(3, "setInt", "([BSI)S", Set),
            new(4, "makeTransientIntArray", "(SB)[I", MakeArray),
        ],
    };

    private static VmStatus MakeOfBytes(ref NativeCall call) =>
        call.ReturnInt((call.Byte(0) << 24) | (call.Byte(1) << 16) | (call.Byte(2) << 8) | call.Byte(3));

    private static VmStatus MakeOfShorts(ref NativeCall call) => call.ReturnInt((call.Short(0) << 16) | (ushort)call.Short(1));

    private static VmStatus Get(ref NativeCall call) =>
        call.TryArray(0, ObjectKind.ByteArray, out ArrayRef array) && call.TryRange(array, call.Short(1), sizeof(int))
            ? call.ReturnInt(BinaryPrimitives.ReadInt32BigEndian(call.Read(array, call.Short(1), sizeof(int))))
            : VmStatus.Throw;

    private static VmStatus Set(ref NativeCall call)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, call.Int(2));
        return call.TryArray(0, ObjectKind.ByteArray, out ArrayRef array)
            && call.TryRange(array, call.Short(1), sizeof(int))
            && call.TryWrite(array, call.Short(1), bytes)
            ? call.Return((short)(call.Short(1) + sizeof(int)))
            : VmStatus.Throw;
    }

    private static VmStatus MakeArray(ref NativeCall call) => JcSystemClass.MakeTransient(ref call, ObjectKind.IntArray);
}
