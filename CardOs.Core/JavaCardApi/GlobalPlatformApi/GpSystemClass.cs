using System;
using CardOs.Applications;
using CardOs.Channels;
using CardOs.GlobalPlatform.Services;
using CardOs.JavaCard;
using CardOs.JavaCardApi.Framework;
using CardOs.JavaCardApi.JavaLang;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.JavaCardApi.GlobalPlatformApi;

/// <summary>org.globalplatform.GPSystem: what applets ask of the card.</summary>
internal static class GpSystemClass
{
    private const byte GlobalPinIdentifier = 0x11;
    private const byte GlobalServiceIdentifier = 0x80;
    private const ushort CvmFamily = 0x8200;

    public static NativeClass Define() => new(RomClass.GpSystem, "GPSystem", RomClass.Object)
    {
        Statics =
        [
            new(0, "<init>", "()V", ObjectClass.Construct),
            new(1, "getCardContentState", "()B", GetCardContentState),
            new(2, "getCardState", "()B", GetCardState),
            new(3, "getCVM", "(B)LCVM;", GetCvm),
            new(4, "getSecureChannel", "()LSecureChannel;", GetSecureChannel),
            new(5, "lockCard", "()Z", LockCard),
            new(6, "terminateCard", "()Z", TerminateCard),
            new(7, "setATRHistBytes", "([BSB)Z", SetHistoricalBytes),
            new(8, "setCardContentState", "(B)Z", SetCardContentState),
            new(9, "getRegistryEntry", "(LAID;)LGPRegistryEntry;", GetRegistryEntry),
            new(10, "getService", "(LAID;S)LGlobalService;", GetService),
        ],
    };

    private static VmStatus GetCardContentState(ref NativeCall call) =>
        call.Return((short)(sbyte)new ApplicationEntry(call.Machine.Memory, GpCall.CallerOf(ref call)).LifeCycle);

    private static VmStatus GetCardState(ref NativeCall call) => call.Return((short)(sbyte)CardLifeCycle.Of(call.Machine.Memory));

    private static VmStatus SetCardContentState(ref NativeCall call) =>
        call.Return(LifeCycleChange.TrySet(call.Card, GpCall.CallerOf(ref call), GpCall.CallerOf(ref call), call.Byte(0)));

    private static VmStatus LockCard(ref NativeCall call) =>
        call.Return(LifeCycleChange.TrySetCard(call.Card, GpCall.CallerOf(ref call), LifeCycles.CardLocked));

    private static VmStatus TerminateCard(ref NativeCall call) =>
        call.Return(LifeCycleChange.TrySetCard(call.Card, GpCall.CallerOf(ref call), LifeCycles.Terminated));

    private static VmStatus SetHistoricalBytes(ref NativeCall call)
    {
        int length = (sbyte)call.Byte(2);
        if (!call.TryArray(0, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(1), Math.Max(length, 0)))
        {
            return VmStatus.Throw;
        }

        return call.Return(length > 0 && Has(ref call, Privileges.CardReset)
            && ColdAnswer.TrySetHistoricalBytes(call.Machine.Memory, call.Read(array, call.Short(1), length)));
    }

    // Null where no security domain has keys for the applet.
    private static VmStatus GetSecureChannel(ref NativeCall call) => call.ReturnReference(
        SecurityDomains.Above(call.Machine.Memory, GpCall.CallerOf(ref call)).IsNull ? (ushort)0 : call.Machine.JcreObjectOf(RomClass.SecureChannelObject));

    private static VmStatus GetRegistryEntry(ref NativeCall call)
    {
        if (!GpCall.TryAid(ref call, 0, out ReadOnlySpan<byte> aid))
        {
            return VmStatus.Throw;
        }

        NvAddress caller = GpCall.CallerOf(ref call);
        NvAddress found = aid.IsEmpty ? caller : ApplicationRegistry.Find(call.Machine.Memory, call.Machine.View, aid);
        if (found.IsNull || (found != caller && !Has(ref call, Privileges.GlobalRegistry)))
        {
            return call.ReturnReference(0);
        }

        return RegistryEntryClass.TryOpen(ref call, found, out ushort handle) ? call.ReturnReference(handle) : VmStatus.Throw;
    }

    private static VmStatus GetService(ref NativeCall call)
    {
        if (call.Step != 0)
        {
            return call.ReturnReference(call.Threw || !Is(ref call, call.Result, RomClass.GlobalService) ? (ushort)0 : call.Result);
        }

        if (!GpCall.TryAid(ref call, 0, out ReadOnlySpan<byte> aid))
        {
            return VmStatus.Throw;
        }

        NonVolatileMemory memory = call.Machine.Memory;
        var name = (ushort)call.Short(1);
        NvAddress server = aid.IsEmpty ? GlobalServices.Find(memory, call.Machine.View, name) : ApplicationRegistry.Find(memory, call.Machine.View, aid);
        bool offers = aid.IsEmpty || (!server.IsNull && GlobalServices.IsRecorded(memory, server, name));
        return offers ? Ask(ref call, server) : call.ReturnReference(0);
    }

    // The card's own PIN is what there is where no application offers another one.
    private static VmStatus GetCvm(ref NativeCall call)
    {
        ushort name = (ushort)(CvmFamily | call.Byte(0));
        switch (call.Step)
        {
            case 0:
                NvAddress server = GlobalServices.Find(call.Machine.Memory, call.Machine.View, name);
                return !server.IsNull ? Ask(ref call, server)
                    : call.ReturnReference(call.Byte(0) == GlobalPinIdentifier ? call.Machine.JcreObjectOf(RomClass.GlobalPinObject) : (ushort)0);
            case 1:
                return call.Threw || !Is(ref call, call.Result, RomClass.GlobalService) ? call.ReturnReference(0) : AskForCvm(ref call, call.Result, name);
            default:
                return call.ReturnReference(call.Threw || !Is(ref call, call.Result, RomClass.Cvm) ? (ushort)0 : call.Result);
        }
    }

    private static VmStatus AskForCvm(ref NativeCall call, ushort service, ushort name)
    {
        HandleEntry entry = call.Heap.Entry(service);
        PoolEntry method = call.Machine.FindInterfaceMethod(call.Heap.ClassOf(entry), RomClass.GlobalService, 0);
        if (!method.IsMethod || Owner.IsShared(entry.Owner))
        {
            return call.ReturnReference(0);
        }

        if (!RegistryEntryClass.TryOpen(ref call, GpCall.CallerOf(ref call), out ushort client))
        {
            return VmStatus.Throw;
        }

        // Behind the name a buffer, an offset and a length: none.
        Span<ushort> arguments = stackalloc ushort[6];
        arguments.Clear();
        arguments[0] = service;
        arguments[1] = client;
        arguments[2] = name;
        return call.Invoke(method, entry.Owner, step: 2, arguments);
    }

    private static VmStatus Ask(ref NativeCall call, NvAddress server)
    {
        bool isServer = AppletHost.IsApplet(call.Machine.Memory, server)
            && new AppletPart(call.Machine.Memory, server).Object != 0
            && (new ApplicationEntry(call.Machine.Memory, server).Privileges & Privileges.GlobalService) != 0
            && AppletHost.MayEnter(call.Card, server);
        return isServer ? JcSystemClass.AskForShareable(ref call, server, GlobalServiceIdentifier) : call.ReturnReference(0);
    }

    private static bool Is(ref NativeCall call, ushort handle, ushort type)
    {
        HandleEntry entry = call.Heap.Entry(handle);
        return handle != 0 && entry.Kind == ObjectKind.Object && call.Machine.IsAssignable(call.Heap.ClassOf(entry), type);
    }

    private static bool Has(ref NativeCall call, Privileges privilege) =>
        (new ApplicationEntry(call.Machine.Memory, GpCall.CallerOf(ref call)).Privileges & privilege) != 0;
}
