using System;
using CardOs.Crypto;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Framework;

/// <summary>javacard.framework.OwnerPIN.</summary>
/// <remarks>
/// Hidden cells: the limits, the tries that are left, an array with length and digits, a transient array with the validated flag.
/// The tries are written around transactions, before the comparison.
/// </remarks>
internal static class OwnerPinClass
{
    private const int LimitCell = 0;
    private const int TriesCell = 1;
    private const int ValueCell = 2;
    private const int FlagCell = 3;

    private const short IllegalValue = 1;

    public static NativeClass Define() => new(RomClass.OwnerPin, "OwnerPIN", RomClass.Object)
    {
        HiddenCells = 4,
        Interfaces = [RomClass.Pin],
        Statics = [new(0, "<init>", "(BB)V", Construct)],
        Virtuals =
        [
            new(1, "check", "([BSB)Z", Check),
            new(2, "getTriesRemaining", "()B", GetTriesRemaining),
            new(3, "getValidatedFlag", "()Z", GetFlag),
            new(4, "isValidated", "()Z", GetFlag),
            new(5, "reset", "()V", Reset),
            new(6, "resetAndUnblock", "()V", ResetAndUnblock),
            new(7, "setValidatedFlag", "(Z)V", SetFlag),
            new(8, "update", "([BSB)V", Update),
        ],
    };

    private static VmStatus Construct(ref NativeCall call)
    {
        int limit = (sbyte)call.Byte(1);
        int size = (sbyte)call.Byte(2);
        if (limit < 1 || size < 1)
        {
            return call.Throw(RomClass.PinException, IllegalValue);
        }

        ushort handle = call.Reference(0);
        if (!call.TryNewArray(ObjectKind.ByteArray, 1 + size, call.Caller, out ushort value)
            || !call.TryNewTransient(ObjectKind.BooleanArray, 1, onDeselect: false, call.Caller, out ushort flag))
        {
            return VmStatus.Throw;
        }

        HandleEntry entry = call.Heap.Entry(handle);
        return call.TryWriteCell(handle, entry, LimitCell, (ushort)((limit << 8) | size))
            && call.TryWriteCell(handle, entry, ValueCell, value)
            && call.TryWriteCell(handle, entry, FlagCell, flag)
            && call.TryWriteCell(handle, entry, TriesCell, (ushort)limit)
            ? call.Return()
            : VmStatus.Throw;
    }

    private static VmStatus Check(ref NativeCall call)
    {
        if (!TrySelf(ref call, out HandleEntry entry))
        {
            return VmStatus.Throw;
        }

        int tries = call.ReadCell(entry, TriesCell);
        Flag(ref call, entry)[0] = 0;
        if (tries > 0)
        {
            SetTries(ref call, entry, tries - 1);
        }

        int length = (sbyte)call.Byte(3);
        if (!call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(2), length))
        {
            return VmStatus.Throw;
        }

        ReadOnlySpan<byte> value = Value(ref call, entry);
        if (tries == 0 || length != value.Length || !ConstantTime.AreEqual(call.Read(array, call.Short(2), length), value))
        {
            return call.Return(false);
        }

        SetTries(ref call, entry, Limit(ref call, entry));
        Flag(ref call, entry)[0] = 1;
        return call.Return(true);
    }

    private static VmStatus GetTriesRemaining(ref NativeCall call) =>
        TrySelf(ref call, out HandleEntry entry) ? call.Return((short)call.ReadCell(entry, TriesCell)) : VmStatus.Throw;

    private static VmStatus GetFlag(ref NativeCall call) =>
        TrySelf(ref call, out HandleEntry entry) ? call.Return(Flag(ref call, entry)[0] != 0) : VmStatus.Throw;

    private static VmStatus SetFlag(ref NativeCall call)
    {
        if (!TrySelf(ref call, out HandleEntry entry))
        {
            return VmStatus.Throw;
        }

        Flag(ref call, entry)[0] = call.Boolean(1) ? (byte)1 : (byte)0;
        return call.Return();
    }

    private static VmStatus Reset(ref NativeCall call)
    {
        if (!TrySelf(ref call, out HandleEntry entry))
        {
            return VmStatus.Throw;
        }

        Span<byte> flag = Flag(ref call, entry);
        if (flag[0] != 0)
        {
            flag[0] = 0;
            SetTries(ref call, entry, Limit(ref call, entry));
        }

        return call.Return();
    }

    private static VmStatus ResetAndUnblock(ref NativeCall call)
    {
        if (!TrySelf(ref call, out HandleEntry entry))
        {
            return VmStatus.Throw;
        }

        Flag(ref call, entry)[0] = 0;
        SetTries(ref call, entry, Limit(ref call, entry));
        return call.Return();
    }

    private static VmStatus Update(ref NativeCall call)
    {
        if (!TrySelf(ref call, out HandleEntry entry))
        {
            return VmStatus.Throw;
        }

        int length = (sbyte)call.Byte(3);
        if (length > (call.ReadCell(entry, LimitCell) & 0xFF))
        {
            return call.Throw(RomClass.PinException, IllegalValue);
        }

        if (!call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(2), length))
        {
            return VmStatus.Throw;
        }

        Span<byte> value = stackalloc byte[1 + sbyte.MaxValue];
        value[0] = (byte)length;
        call.Read(array, call.Short(2), length).CopyTo(value.Slice(1));
        ushort digits = call.ReadCell(entry, ValueCell);
        ArrayRef place = call.Heap.ArrayOf(digits, call.Heap.Entry(digits));
        if (!call.TryWrite(place, 0, value.Slice(0, 1 + length)))
        {
            return VmStatus.Throw;
        }

        Flag(ref call, entry)[0] = 0;
        SetTries(ref call, entry, Limit(ref call, entry));
        return call.Return();
    }

    // Code that was not verified can use an object that was never constructed.
    private static bool TrySelf(ref NativeCall call, out HandleEntry entry)
    {
        entry = call.Heap.Entry(call.Reference(0));
        return (call.Heap.Entry(call.ReadCell(entry, ValueCell)).Kind == ObjectKind.ByteArray
                && call.Heap.Entry(call.ReadCell(entry, FlagCell)).Kind == ObjectKind.TransientArray)
            || call.Fail(RomClass.SecurityException);
    }

    private static int Limit(ref NativeCall call, HandleEntry entry) => call.ReadCell(entry, LimitCell) >> 8;

    private static void SetTries(ref NativeCall call, HandleEntry entry, int tries) =>
        call.Machine.Memory.WriteElement(NativeCall.CellAddress(entry, TriesCell).Value, (ushort)tries);

    private static ReadOnlySpan<byte> Value(scoped ref NativeCall call, HandleEntry entry)
    {
        ushort digits = call.ReadCell(entry, ValueCell);
        ArrayRef array = call.Heap.ArrayOf(digits, call.Heap.Entry(digits));
        ReadOnlySpan<byte> bytes = call.Read(array, 0, array.Length);
        return bytes.Slice(1, bytes[0]);
    }

    private static Span<byte> Flag(scoped ref NativeCall call, HandleEntry entry)
    {
        ushort flag = call.ReadCell(entry, FlagCell);
        return call.Machine.Working.Span(call.Heap.ArrayOf(flag, call.Heap.Entry(flag)).Address, 1);
    }
}
