using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Files;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Applications;

/// <summary>Installation and deletion of applets.</summary>
internal static partial class AppletHost
{
    private const int MaxParameters = 127;

    /// <summary>What INSTALL [for install] says.</summary>
    public readonly ref struct Installation
    {
        public ReadOnlySpan<byte> Package { get; init; }

        public ReadOnlySpan<byte> Module { get; init; }

        public ReadOnlySpan<byte> Instance { get; init; }

        /// <summary>The privileges, as they stand in the parameters of install.</summary>
        public ReadOnlySpan<byte> Privileges { get; init; }

        /// <summary>The value of C9, application specific parameters.</summary>
        public ReadOnlySpan<byte> Parameters { get; init; }

        /// <summary>The container in which the instance will live.</summary>
        public int Container { get; init; }

        /// <summary>The number of the security domain that it will belong to.</summary>
        public byte Domain { get; init; }

        /// <summary>Its life cycle state; 0 stands for selectable.</summary>
        public byte LifeCycle { get; init; }

        /// <summary>The most bytes of the heap, and of transient arrays, that it gets; 0 for no limit.</summary>
        public int HeapQuota { get; init; }

        public int TransientQuota { get; init; }

        /// <summary>Bytes of the heap, and of transient arrays, that are set aside for it.</summary>
        public int HeapReserved { get; init; }

        public int TransientReserved { get; init; }

        /// <summary>The names of the services that it may register, two bytes each.</summary>
        public ReadOnlySpan<byte> Services { get; init; }
    }

    /// <summary>Makes an instance of an applet: what its install method does counts when it registers, and is undone when not.</summary>
    /// <param name="state">The card.</param>
    /// <param name="installation">What to make, and where.</param>
    /// <param name="application">Its registry entry.</param>
    public static StatusWord Install(CardState state, scoped in Installation installation, out NvAddress application)
    {
        application = NvAddress.Null;
        RomApplet? rom = RomAppletHost.Find(state, installation.Package, installation.Module);
        if (rom is not null)
        {
            return RomAppletHost.Install(state, rom, installation, out application);
        }

        Machine machine = state.Machine;
        MemoryView view = MemoryView.Of(installation.Container);
        if (!machine.TryFindPackage(installation.Package, view, out LoadedPackage package)
            || !package.TryFindApplet(installation.Module, out int module, out int offset))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        PoolEntry method = machine.MethodAt(package.Number, offset);
        int length = 3 + installation.Instance.Length + installation.Privileges.Length + installation.Parameters.Length;
        if (installation.Instance.Length is < 5 or > ApplicationEntry.MaxAidLength || length > MaxParameters + 3 || !method.IsMethod || method.Arguments != 3)
        {
            return StatusWord.IncorrectData;
        }

        if (ApplicationNames.IsTaken(state.NonVolatile, installation.Container, installation.Instance))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        machine.BeginInstallation();
        application = Register(state, package, module, installation);
        if (application.IsNull || !TryRecordServices(state.NonVolatile, application, installation))
        {
            machine.AbortInstallation();
            return StatusWord.NotEnoughMemory;
        }

        machine.NoteInstance(application);
        byte number = new AppletPart(state.NonVolatile, application).Number;
        if (!machine.Heap.TrySetAside(number, installation.HeapReserved))
        {
            machine.AbortInstallation();
            return StatusWord.NotEnoughMemory;
        }

        WriteParameters(machine, installation);
        Begin(state, number);
        machine.Registers.Installing = number;
        machine.View = view;
        Span<ushort> arguments = stackalloc ushort[3];
        arguments[0] = Machine.InstallBufferHandle;
        arguments[1] = 0;
        arguments[2] = (ushort)(short)(sbyte)length;
        VmStatus status = machine.Call(method, number, arguments, out _);
        StatusWord answer = AnswerTo(machine, status);
        machine.AbortTransaction();
        machine.Registers.Installing = 0;
        machine.InstallBuffer.Clear();
        if (new AppletPart(state.NonVolatile, application).Object != 0)
        {
            machine.CommitInstallation();
            machine.View = state.RuntimeView;
            return StatusWord.Success;
        }

        machine.AbortInstallation();
        bool hasReason = status == VmStatus.Throw && answer != StatusWord.TechnicalProblem && answer != StatusWord.Success;
        return hasReason ? answer : StatusWord.IncorrectData;
    }

    /// <summary>Records the services of a new instance, together with the open transaction.</summary>
    public static bool TryRecordServices(NonVolatileMemory memory, NvAddress application, scoped in Installation installation) =>
        installation.Services.IsEmpty || GlobalServices.TryRecord(memory, application, installation.Services);

    /// <summary>Applet.register: the instance that is being installed gets its object, and the AID that it wants.</summary>
    /// <returns>False when nothing is being installed, or is registered already, or the AID is in use.</returns>
    public static bool TryRegister(CardState state, ushort applet, scoped ReadOnlySpan<byte> aid)
    {
        Machine machine = state.Machine;
        byte number = machine.Registers.Installing;
        if (number == 0 || machine.Registers.Owner != number)
        {
            return false;
        }

        NonVolatileMemory memory = state.NonVolatile;
        NvAddress application = machine.InstanceOf(number);
        if (new AppletPart(memory, application).Object != 0)
        {
            return false;
        }

        if (!aid.IsEmpty && ApplicationNames.IsTaken(memory, ApplicationRegistry.ContainerOf(memory, application), aid, except: application))
        {
            return false;
        }

        if (!aid.IsEmpty && !TryRename(memory, application, aid))
        {
            return false;
        }

        ushort type = machine.Heap.ClassOf(machine.Heap.Entry(applet));
        bool isMultiSelectable = machine.IsAssignable(type, RomClass.MultiSelectable);
        if (!TryMakeAid(machine, number, new ApplicationEntry(memory, application).Aid, out ushort aidObject))
        {
            return false;
        }

        Span<byte> handles = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(handles, applet);
        BinaryPrimitives.WriteUInt16BigEndian(handles.Slice(2), aidObject);
        Span<byte> flag = stackalloc byte[1];
        flag[0] = isMultiSelectable ? (byte)1 : (byte)0;
        return memory.Journal.TryWrite(application + AppletPart.ObjectOffset, handles)
            && memory.Journal.TryWrite(application + AppletPart.MultiSelectableOffset, flag);
    }

    private static bool TryRename(NonVolatileMemory memory, NvAddress application, scoped ReadOnlySpan<byte> aid)
    {
        Span<byte> length = stackalloc byte[1];
        length[0] = (byte)aid.Length;
        return memory.Journal.TryWrite(application + ApplicationEntry.AidOffset, aid)
            && memory.Journal.TryWrite(application + ApplicationEntry.AidLengthOffset, length);
    }

    /// <summary>Makes an AID object that everyone may use, among the objects of an owner: a hidden cell with the length, then the bytes, see the class AID.</summary>
    public static bool TryMakeAid(Machine machine, byte number, scoped ReadOnlySpan<byte> aid, out ushort handle)
    {
        Span<byte> cells = stackalloc byte[2 + ApplicationEntry.MaxAidLength];
        cells.Clear();
        cells[0] = (byte)aid.Length;
        aid.CopyTo(cells.Slice(2));
        return machine.Heap.TryNewObject(Owner.EntryPoint, number, RomClass.Aid, machine.CellsOf(RomClass.Aid), out handle)
            && machine.Heap.TryWrite(handle, NativeCall.CellAddress(machine.Heap.EntryOfAny(handle), 0).Value, cells);
    }

    private static NvAddress Register(CardState state, LoadedPackage package, int module, scoped in Installation installation)
    {
        byte number = state.Machine.FreeOwner();
        if (number == 0)
        {
            return NvAddress.Null;
        }

        Span<byte> part = stackalloc byte[AppletPart.Length];
        part.Clear();
        part[AppletPart.NumberOffset - AppletPart.Offset] = number;
        part[AppletPart.PackageOffset - AppletPart.Offset] = package.Number;
        part[AppletPart.ModuleOffset - AppletPart.Offset] = (byte)module;
        BinaryPrimitives.WriteInt32BigEndian(part.Slice(AppletPart.HeapQuotaOffset - AppletPart.Offset), installation.HeapQuota);
        BinaryPrimitives.WriteInt32BigEndian(part.Slice(AppletPart.TransientQuotaOffset - AppletPart.Offset), installation.TransientQuota);
        BinaryPrimitives.WriteInt32BigEndian(part.Slice(AppletPart.HeapReservedOffset - AppletPart.Offset), installation.HeapReserved);
        BinaryPrimitives.WriteInt32BigEndian(part.Slice(AppletPart.TransientReservedOffset - AppletPart.Offset), installation.TransientReserved);
        var description = new ApplicationRegistry.Description
        {
            Kind = ApplicationKind.JavaCardApplet,
            Aid = installation.Instance,
            Domain = installation.Domain,
            LifeCycle = installation.LifeCycle,
            Privileges = PrivilegeBytes.TryReadShort(installation.Privileges, out Privileges privileges) ? privileges : Privileges.None,
            Part = part,
        };
        return ApplicationRegistry.Create(state.NonVolatile, installation.Container, description);
    }

    // Li AID Lc privileges La parameters: JCRE 11.2, the bytes of install.
    private static void WriteParameters(Machine machine, scoped in Installation installation)
    {
        Span<byte> buffer = machine.InstallBuffer;
        buffer.Clear();
        int at = 0;
        WriteLv(buffer, ref at, installation.Instance);
        WriteLv(buffer, ref at, installation.Privileges);
        WriteLv(buffer, ref at, installation.Parameters);
    }

    private static void WriteLv(Span<byte> buffer, ref int at, scoped ReadOnlySpan<byte> value)
    {
        buffer[at++] = (byte)value.Length;
        value.CopyTo(buffer.Slice(at));
        at += value.Length;
    }
}
