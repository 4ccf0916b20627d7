using System;
using CardOs.JavaCard;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.JavaCardApi.GlobalPlatformApi;

/// <summary>The object behind org.globalplatform.CVM: the card's global PIN. Who has the privilege CVM Management changes it.</summary>
internal static class GlobalPinClass
{
    private const short Matches = 0;
    private const short Differs = -1;

    public static NativeClass Define() => new(RomClass.GlobalPinObject, "GlobalPinObject", RomClass.Object)
    {
        IsShareable = true,
        IsPermanent = true,
        Interfaces = [RomClass.Shareable, RomClass.Cvm],
        Virtuals =
        [
            new(1, "isActive", "()Z", IsActive),
            new(2, "isSubmitted", "()Z", IsSubmitted),
            new(3, "isVerified", "()Z", IsVerified),
            new(4, "isBlocked", "()Z", IsBlocked),
            new(5, "getTriesRemaining", "()B", GetTriesRemaining),
            new(6, "update", "([BSBB)Z", Update),
            new(7, "resetState", "()Z", ResetState),
            new(8, "blockState", "()Z", BlockState),
            new(9, "resetAndUnblockState", "()Z", ResetAndUnblockState),
            new(10, "setTryLimit", "(B)Z", SetTryLimit),
            new(11, "verify", "([BSBB)S", Verify),
        ],
    };

    private static VmStatus IsActive(ref NativeCall call) => call.Return(GlobalPin.IsActive(call.Card));

    private static VmStatus IsSubmitted(ref NativeCall call) => call.Return(GlobalPin.IsSubmitted(call.Card));

    private static VmStatus IsVerified(ref NativeCall call) => call.Return(GlobalPin.IsVerified(call.Card));

    private static VmStatus IsBlocked(ref NativeCall call) => call.Return(GlobalPin.IsBlocked(call.Card));

    private static VmStatus GetTriesRemaining(ref NativeCall call) => call.Return((short)GlobalPin.Tries(call.Card));

    private static VmStatus ResetState(ref NativeCall call) => call.Return(GlobalPin.TryReset(call.Card));

    private static VmStatus BlockState(ref NativeCall call) => call.Return(MayManage(ref call) && GlobalPin.TryBlock(call.Card));

    private static VmStatus ResetAndUnblockState(ref NativeCall call) => call.Return(MayManage(ref call) && GlobalPin.TryUnblock(call.Card));

    private static VmStatus SetTryLimit(ref NativeCall call) => call.Return(MayManage(ref call) && GlobalPin.TrySetLimit(call.Card, (sbyte)call.Byte(1)));

    private static VmStatus Update(ref NativeCall call) => TryValue(ref call, out ReadOnlySpan<byte> value, out _)
        ? call.Return(MayManage(ref call) && GlobalPin.TryUpdate(call.Card, (GlobalPinFormat)call.Byte(4), value))
        : VmStatus.Throw;

    // A value that is not there, or not all of it, is a wrong one; one of an array that is not global is none.
    private static VmStatus Verify(ref NativeCall call)
    {
        if (TryValue(ref call, out ReadOnlySpan<byte> value, out bool isRefused))
        {
            return call.Return(GlobalPin.Verify(call.Card, (GlobalPinFormat)call.Byte(4), value) ? Matches : Differs);
        }

        if (!isRefused)
        {
            GlobalPin.Fail(call.Card);
        }

        return VmStatus.Throw;
    }

    private static bool TryValue(ref NativeCall call, out ReadOnlySpan<byte> value, out bool isRefused)
    {
        value = default;
        isRefused = call.Reference(1) != 0;
        if (!call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array))
        {
            return false;
        }

        if (array.Owner != Owner.GlobalArray)
        {
            return call.Fail(RomClass.SecurityException);
        }

        isRefused = false;
        int length = (sbyte)call.Byte(3);
        if (!call.TryRange(array, call.Short(2), length))
        {
            return false;
        }

        value = call.Read(array, call.Short(2), length);
        return true;
    }

    private static bool MayManage(ref NativeCall call)
    {
        NvAddress caller = GpCall.CallerOf(ref call);
        return !caller.IsNull && (new ApplicationEntry(call.Machine.Memory, caller).Privileges & Privileges.CvmManagement) != 0;
    }
}
