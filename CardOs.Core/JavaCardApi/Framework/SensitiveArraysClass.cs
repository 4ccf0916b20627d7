using System;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Framework;

/// <summary>javacard.framework.SensitiveArrays.</summary>
/// <remarks>
/// The card's memory does not fail, so the integrity of an array never does. Which arrays were made as sensitive ones, an object of a class
/// without a name says for each of them; it lives as long as the array.
/// </remarks>
internal static class SensitiveArraysClass
{
    private const int ArrayCell = 0;
    private const short IllegalValue = 1;
    private const byte Persistent = 0;
    private const int ChunkLength = 256;

    public static NativeClass Define() => new(RomClass.SensitiveArrays, "SensitiveArrays", RomClass.Object)
    {
        Statics =
        [
            new(0, "assertIntegrity", "(LObject;)V", AssertIntegrity),
            new(1, "isIntegritySensitive", "(LObject;)Z", IsSensitive),
            new(2, "isIntegritySensitiveArraysSupported", "()Z", IsSupported),
            new(3, "makeIntegritySensitiveArray", "(BBS)LObject;", Make),
            new(4, "clearArray", "(LObject;)S", ClearArray),
        ],
    };

    public static NativeClass DefineMark() => new(RomClass.SensitiveMark, "SensitiveMark", RomClass.Object) { HiddenCells = 1 };

    private static VmStatus IsSupported(ref NativeCall call) => call.Return(true);

    private static VmStatus IsSensitive(ref NativeCall call) =>
        call.TryAnyArray(0, RomClass.SystemException, IllegalValue, out ArrayRef array)
            ? call.Return(call.Heap.HasMark(RomClass.SensitiveMark, array.Handle))
            : VmStatus.Throw;

    private static VmStatus AssertIntegrity(ref NativeCall call) => TrySensitive(ref call, out _) ? call.Return() : VmStatus.Throw;

    private static VmStatus Make(ref NativeCall call)
    {
        ObjectKind kind = JcSystemClass.KindOf(call.Byte(0));
        if (kind == ObjectKind.Free)
        {
            return call.Throw(RomClass.SystemException, IllegalValue);
        }

        ushort array;
        bool isMade = call.Byte(1) == Persistent
            ? call.TryNewArray(kind, call.Short(2), call.Caller, out array)
            : JcSystemClass.TryMakeTransient(ref call, kind, call.Short(2), call.Byte(1), out array);
        return isMade
            && call.TryNewObject(RomClass.SensitiveMark, call.Caller, out ushort mark)
            && call.TryWriteCell(mark, call.Heap.Entry(mark), ArrayCell, array)
            ? call.ReturnReference(array)
            : VmStatus.Throw;
    }

    private static VmStatus ClearArray(ref NativeCall call)
    {
        if (!TrySensitive(ref call, out ArrayRef array))
        {
            return VmStatus.Throw;
        }

        Span<byte> zeros = stackalloc byte[ChunkLength];
        zeros.Clear();
        int length = ElementKinds.BytesOf(array.Kind, array.Length);
        for (int at = 0; at < length; at += ChunkLength)
        {
            if (!call.TryWrite(array, at, zeros.Slice(0, Math.Min(ChunkLength, length - at))))
            {
                return VmStatus.Throw;
            }
        }

        return call.Return((short)array.Length);
    }

    private static bool TrySensitive(ref NativeCall call, out ArrayRef array) =>
        call.TryAnyArray(0, RomClass.SystemException, IllegalValue, out array)
        && (call.Heap.HasMark(RomClass.SensitiveMark, array.Handle) || call.Fail(RomClass.SystemException, IllegalValue));
}
