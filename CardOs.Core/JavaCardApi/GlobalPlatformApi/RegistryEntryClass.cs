using System;
using CardOs.Apdu;
using CardOs.Applications;
using CardOs.GlobalPlatform.Services;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Framework;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.JavaCardApi.GlobalPlatformApi;

/// <summary>The objects behind org.globalplatform.GPRegistryEntry: at most one for each application, made when it is asked for.</summary>
/// <remarks>
/// Hidden cells: which application, by its tag, marked so that it is no handle; its AID object where it is no applet, which has one itself. The object lies with
/// an applet's own, and goes with them; of other applications it stays, and answers as an application that is gone: ISOException 6A88.
/// </remarks>
internal static class RegistryEntryClass
{
    private const int ApplicationCell = 0;
    private const int AidCell = 1;
    private const ushort NoHandle = 0x8000;
    private const short NoResource = 5;
    private const int PrivilegeCount = 24;

    public static NativeClass Define() => new(RomClass.RegistryEntryObject, "RegistryEntryObject", RomClass.Object)
    {
        IsShareable = true,
        HiddenCells = 2,
        Interfaces = [RomClass.Shareable, RomClass.RegistryEntry],
        Virtuals =
        [
            new(1, "deregisterService", "(S)V", Deregister),
            new(2, "getAID", "()LAID;", GetAid),
            new(3, "getPrivileges", "([BS)S", GetPrivileges),
            new(4, "getState", "()B", GetState),
            new(5, "isAssociated", "(LAID;)Z", IsAssociated),
            new(6, "isPrivileged", "(B)Z", IsPrivileged),
            new(7, "registerService", "(S)V", Register),
            new(8, "setState", "(B)Z", SetState),
        ],
    };

    /// <summary>The object of an application: else SystemException NO_RESOURCE.</summary>
    public static bool TryOpen(ref NativeCall call, NvAddress application, out ushort handle)
    {
        NonVolatileMemory memory = call.Machine.Memory;
        ushort mark = MarkOf(memory, application);
        handle = call.Heap.FindMark(RomClass.RegistryEntryObject, mark);
        if (handle != 0)
        {
            return true;
        }

        if (TryMake(ref call, application, mark, out handle))
        {
            if (!memory.Journal.IsOpen)
            {
                call.Heap.OnCommit();
            }

            return true;
        }

        call.Heap.OnAbort(call.Machine.View);
        return call.Fail(RomClass.SystemException, NoResource);
    }

    // The object and what it says, or nothing.
    private static bool TryMake(ref NativeCall call, NvAddress application, ushort mark, out ushort handle)
    {
        NonVolatileMemory memory = call.Machine.Memory;
        using Transaction transaction = memory.Journal.Begin();
        bool isApplet = AppletHost.IsApplet(memory, application);
        byte place = isApplet ? new AppletPart(memory, application).Number : Owner.EntryPoint;
        ushort aid = 0;
        if (!call.Heap.TryNewObject(Owner.EntryPoint, place, RomClass.RegistryEntryObject, call.Machine.CellsOf(RomClass.RegistryEntryObject), out handle)
            || (!isApplet && !AppletHost.TryMakeAid(call.Machine, Owner.EntryPoint, new ApplicationEntry(memory, application).Aid, out aid)))
        {
            return false;
        }

        HandleEntry entry = call.Heap.EntryOfAny(handle);
        return call.TryWriteCell(handle, entry, ApplicationCell, mark)
            && call.TryWriteCell(handle, entry, AidCell, aid)
            && transaction.Commit();
    }

    private static VmStatus GetAid(ref NativeCall call)
    {
        if (!TrySelf(ref call, out NvAddress application))
        {
            return VmStatus.Throw;
        }

        return call.ReturnReference(AppletHost.IsApplet(call.Machine.Memory, application)
            ? new AppletPart(call.Machine.Memory, application).AidObject
            : call.ReadCell(call.Heap.Entry(call.Reference(0)), AidCell));
    }

    private static VmStatus GetPrivileges(ref NativeCall call)
    {
        if (!TrySelf(ref call, out NvAddress application)
            || !call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array)
            || !call.TryRange(array, call.Short(2), PrivilegeBytes.Length))
        {
            return VmStatus.Throw;
        }

        Span<byte> bytes = stackalloc byte[PrivilegeBytes.Length];
        PrivilegeBytes.Write(bytes, new ApplicationEntry(call.Machine.Memory, application).Privileges);
        return call.TryWrite(array, call.Short(2), bytes) ? call.Return((short)(call.Short(2) + PrivilegeBytes.Length)) : VmStatus.Throw;
    }

    private static VmStatus GetState(ref NativeCall call) => TrySelf(ref call, out NvAddress application)
        ? call.Return((short)(sbyte)new ApplicationEntry(call.Machine.Memory, application).LifeCycle)
        : VmStatus.Throw;

    private static VmStatus IsAssociated(ref NativeCall call)
    {
        if (!TrySelf(ref call, out NvAddress application) || !call.TryObject(1, RomClass.Aid, out HandleEntry aid))
        {
            return VmStatus.Throw;
        }

        NonVolatileMemory memory = call.Machine.Memory;
        NvAddress domain = ApplicationRegistry.Find(memory, call.Machine.View, AidClass.BytesOf(memory, aid));
        return call.Return(SecurityDomains.IsSecurityDomain(memory, domain) && SecurityDomains.Above(memory, application) == domain);
    }

    // The numbers count the bits from the first byte on.
    private static VmStatus IsPrivileged(ref NativeCall call)
    {
        if (!TrySelf(ref call, out NvAddress application))
        {
            return VmStatus.Throw;
        }

        int number = (sbyte)call.Byte(1);
        var bit = (Privileges)(number is >= 0 and < PrivilegeCount ? 1u << (PrivilegeCount - 1 - number) : 0);
        return call.Return((new ApplicationEntry(call.Machine.Memory, application).Privileges & bit) != 0);
    }

    private static VmStatus SetState(ref NativeCall call) => TrySelf(ref call, out NvAddress application)
        ? call.Return(LifeCycleChange.TrySet(call.Card, GpCall.CallerOf(ref call), application, call.Byte(1)))
        : VmStatus.Throw;

    private static VmStatus Register(ref NativeCall call) => TryServer(ref call, out NvAddress application)
        ? TryRegister(call.Machine.Memory, application, (ushort)call.Short(1)) ? call.Return() : GpCall.Throw(ref call, StatusWord.ConditionsOfUseNotSatisfied)
        : VmStatus.Throw;

    private static bool TryRegister(NonVolatileMemory memory, NvAddress application, ushort name) =>
        GlobalServices.IsRecorded(memory, application, name) && GlobalServices.TryRegister(memory, application, name);

    private static VmStatus Deregister(ref NativeCall call) => TryServer(ref call, out NvAddress application)
        ? GlobalServices.TryDeregister(call.Machine.Memory, application, (ushort)call.Short(1)) ? call.Return() : GpCall.Throw(ref call, StatusWord.ReferencedDataNotFound)
        : VmStatus.Throw;

    // Services are for the application itself, which has the privilege.
    private static bool TryServer(ref NativeCall call, out NvAddress application) =>
        TrySelf(ref call, out application)
        && ((application == GpCall.CallerOf(ref call) && (new ApplicationEntry(call.Machine.Memory, application).Privileges & Privileges.GlobalService) != 0)
            || call.Fail(RomClass.IsoException, (short)StatusWord.ConditionsOfUseNotSatisfied));

    private static bool TrySelf(ref NativeCall call, out NvAddress application)
    {
        ushort mark = call.ReadCell(call.Heap.Entry(call.Reference(0)), ApplicationCell);
        application = ApplicationRegistry.FindByOwner(call.Machine.Memory, call.Machine.View, (ushort)(mark ^ NoHandle));
        return !application.IsNull || call.Fail(RomClass.IsoException, (short)StatusWord.ReferencedDataNotFound);
    }

    private static ushort MarkOf(NonVolatileMemory memory, NvAddress application) => (ushort)(new ApplicationEntry(memory, application).Owner ^ NoHandle);
}
