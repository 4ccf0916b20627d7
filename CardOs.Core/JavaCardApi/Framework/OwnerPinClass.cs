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
    public const int Cells = 4;

    private const int LimitCell = 0;
    private const int TriesCell = 1;
    private const int ValueCell = 2;
    private const int FlagCell = 3;

    private const short IllegalValue = 1;
    private const short IllegalState = 2;

    // What the transient array has: whether the PIN was presented; whether a check may follow, see OwnerPINxWithPredecrement.
    private const int ValidatedFlag = 0;
    private const int DecrementedFlag = 1;
    private const int FlagCount = 2;
    private const byte MayMatch = 1;
    private const byte IsBlocked = 2;

    public static NativeClass Define() => new(RomClass.OwnerPin, "OwnerPIN", RomClass.Object)
    {
        HiddenCells = Cells,
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

    /// <summary>Gives a new PIN object its limits.</summary>
    public static bool TryInit(ref NativeCall call, ushort handle, int limit, int size)
    {
        if (limit < 1 || size < 1)
        {
            return call.Fail(RomClass.PinException, IllegalValue);
        }

        if (!call.TryNewArray(ObjectKind.ByteArray, 1 + size, call.Caller, out ushort value)
            || !call.TryNewTransient(ObjectKind.BooleanArray, FlagCount, onDeselect: false, call.Caller, out ushort flags))
        {
            return false;
        }

        HandleEntry entry = call.Heap.Entry(handle);
        return call.TryWriteCell(handle, entry, LimitCell, (ushort)((limit << 8) | size))
            && call.TryWriteCell(handle, entry, ValueCell, value)
            && call.TryWriteCell(handle, entry, FlagCell, flags)
            && call.TryWriteCell(handle, entry, TriesCell, (ushort)limit);
    }

    private static VmStatus Construct(ref NativeCall call) =>
        TryInit(ref call, call.Reference(0), (sbyte)call.Byte(1), (sbyte)call.Byte(2)) ? call.Return() : VmStatus.Throw;

    /// <summary>check: the try is counted before the comparison.</summary>
    public static VmStatus Check(ref NativeCall call)
    {
        if (!TrySelf(ref call, out HandleEntry entry))
        {
            return VmStatus.Throw;
        }

        int tries = call.ReadCell(entry, TriesCell);
        if (tries > 0)
        {
            SetTries(ref call, entry, tries - 1);
        }

        return Compare(ref call, entry, tries > 0);
    }

    /// <summary>check of OwnerPINxWithPredecrement: the try was counted by decrementTriesRemaining.</summary>
    public static VmStatus CheckDecremented(ref NativeCall call)
    {
        if (!TrySelf(ref call, out HandleEntry entry))
        {
            return VmStatus.Throw;
        }

        byte decremented = Flag(ref call, entry)[DecrementedFlag];
        Flag(ref call, entry)[DecrementedFlag] = 0;
        return decremented == 0 ? call.Throw(RomClass.PinException, IllegalState) : Compare(ref call, entry, decremented == MayMatch);
    }

    /// <summary>decrementTriesRemaining: a check may follow.</summary>
    public static VmStatus Decrement(ref NativeCall call)
    {
        if (!TrySelf(ref call, out HandleEntry entry))
        {
            return VmStatus.Throw;
        }

        int tries = call.ReadCell(entry, TriesCell);
        Flag(ref call, entry)[DecrementedFlag] = tries > 0 ? MayMatch : IsBlocked;
        if (tries > 0)
        {
            SetTries(ref call, entry, --tries);
        }

        return call.Return((short)tries);
    }

    /// <summary>getTryLimit.</summary>
    public static VmStatus GetTryLimit(ref NativeCall call) =>
        TrySelf(ref call, out HandleEntry entry) ? call.Return((short)Limit(ref call, entry)) : VmStatus.Throw;

    /// <summary>setTryLimit: all tries are there again.</summary>
    public static VmStatus SetTryLimit(ref NativeCall call)
    {
        if (!TrySelf(ref call, out HandleEntry entry))
        {
            return VmStatus.Throw;
        }

        int limit = (sbyte)call.Byte(1);
        if (limit < 1)
        {
            return call.Throw(RomClass.PinException, IllegalValue);
        }

        int size = call.ReadCell(entry, LimitCell) & 0xFF;
        if (!call.TryWriteCell(call.Reference(0), entry, LimitCell, (ushort)((limit << 8) | size)))
        {
            return VmStatus.Throw;
        }

        Flag(ref call, entry).Clear();
        SetTries(ref call, entry, limit);
        return call.Return();
    }

    /// <summary>setTriesRemaining.</summary>
    public static VmStatus SetTriesRemaining(ref NativeCall call)
    {
        if (!TrySelf(ref call, out HandleEntry entry))
        {
            return VmStatus.Throw;
        }

        int tries = (sbyte)call.Byte(1);
        if (tries < 0 || tries > Limit(ref call, entry))
        {
            return call.Throw(RomClass.PinException, IllegalValue);
        }

        Flag(ref call, entry)[DecrementedFlag] = 0;
        SetTries(ref call, entry, tries);
        return call.Return();
    }

    private static VmStatus Compare(ref NativeCall call, HandleEntry entry, bool mayMatch)
    {
        Flag(ref call, entry)[ValidatedFlag] = 0;
        int length = (sbyte)call.Byte(3);
        if (!call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(2), length))
        {
            return VmStatus.Throw;
        }

        ReadOnlySpan<byte> value = Value(ref call, entry);
        if (!mayMatch || length != value.Length || !ConstantTime.AreEqual(call.Read(array, call.Short(2), length), value))
        {
            return call.Return(false);
        }

        SetTries(ref call, entry, Limit(ref call, entry));
        Flag(ref call, entry)[ValidatedFlag] = 1;
        return call.Return(true);
    }

    /// <summary>See the method of the class.</summary>
    public static VmStatus GetTriesRemaining(ref NativeCall call) =>
        TrySelf(ref call, out HandleEntry entry) ? call.Return((short)call.ReadCell(entry, TriesCell)) : VmStatus.Throw;

    /// <summary>See the method of the class.</summary>
    public static VmStatus GetFlag(ref NativeCall call) =>
        TrySelf(ref call, out HandleEntry entry) ? call.Return(Flag(ref call, entry)[ValidatedFlag] != 0) : VmStatus.Throw;

    private static VmStatus SetFlag(ref NativeCall call)
    {
        if (!TrySelf(ref call, out HandleEntry entry))
        {
            return VmStatus.Throw;
        }

        Flag(ref call, entry)[ValidatedFlag] = call.Boolean(1) ? (byte)1 : (byte)0;
        return call.Return();
    }

    /// <summary>See the method of the class.</summary>
    public static VmStatus Reset(ref NativeCall call)
    {
        if (!TrySelf(ref call, out HandleEntry entry))
        {
            return VmStatus.Throw;
        }

        Span<byte> flag = Flag(ref call, entry);
        if (flag[ValidatedFlag] != 0)
        {
            flag.Clear();
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

        Flag(ref call, entry).Clear();
        SetTries(ref call, entry, Limit(ref call, entry));
        return call.Return();
    }

    /// <summary>See the method of the class.</summary>
    public static VmStatus Update(ref NativeCall call)
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

        Flag(ref call, entry).Clear();
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
        return call.Machine.Working.Span(call.Heap.ArrayOf(flag, call.Heap.Entry(flag)).Address, FlagCount);
    }
}
