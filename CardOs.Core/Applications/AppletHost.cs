using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Applications;

/// <summary>The life of applets in loaded packages: selection, commands, and what they ask the card about each other.</summary>
internal static partial class AppletHost
{
    // Virtual tokens of Applet and methods of the interfaces that the JCRE calls.
    private const int DeselectToken = 4;
    private const int SelectToken = 6;
    private const int ProcessToken = 7;
    private const int MultiSelectMethod = 0;
    private const int MultiDeselectMethod = 1;
    private const int UninstallMethod = 0;

    /// <summary>The answer when an applet refused its selection, and to what comes then.</summary>
    public const StatusWord NothingSelected = (StatusWord)0x6999;

    /// <summary>Whether an application is an applet of a loaded package.</summary>
    public static bool IsApplet(NonVolatileMemory memory, NvAddress application) =>
        !application.IsNull && memory.ReadByte(application + ApplicationEntry.KindOffset) == (byte)ApplicationKind.JavaCardApplet;

    /// <summary>Whether an application takes the commands of the channel that it is selected on.</summary>
    public static bool TakesCommands(NonVolatileMemory memory, NvAddress application) =>
        IsApplet(memory, application) || RomAppletHost.IsRomApplet(memory, application);

    /// <summary>The applet with an AID in a view; null when there is none that was registered.</summary>
    public static NvAddress Find(CardState state, MemoryView view, ReadOnlySpan<byte> aid)
    {
        NvAddress found = ApplicationRegistry.Find(state.NonVolatile, view, aid);
        return IsApplet(state.NonVolatile, found) && new AppletPart(state.NonVolatile, found).Object != 0 ? found : NvAddress.Null;
    }

    /// <summary>On how many channels applets of a package are selected.</summary>
    public static int CountActive(CardState state, byte package)
    {
        int count = 0;
        for (int channel = 0; channel < WorkingMap.ChannelCount; channel++)
        {
            NvAddress application = LogicalChannel.Of(state.Working, channel).Application;
            if (IsApplet(state.NonVolatile, application) && new AppletPart(state.NonVolatile, application).Package == package)
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>Whether another applet may call this one: one that is not multiselectable must not be in use on another channel.</summary>
    public static bool MayEnter(CardState state, NvAddress application)
    {
        var part = new AppletPart(state.NonVolatile, application);
        if (part.IsMultiSelectable)
        {
            return true;
        }

        NvAddress own = LogicalChannel.Current(state.Working).Application;
        bool isOwn = IsApplet(state.NonVolatile, own) && new AppletPart(state.NonVolatile, own).Package == part.Package;
        return CountActive(state, part.Package) <= (isOwn ? 1 : 0);
    }

    /// <summary>SELECT of an applet on the channel in progress: the old one is deselected, the new one asked, then it processes the command.</summary>
    public static StatusWord Select(CardState state, NvAddress application, scoped CommandApdu command, ref ResponseWriter reply)
    {
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        NvAddress old = channel.Application;
        var part = new AppletPart(state.NonVolatile, application);
        bool isActiveElsewhere = CountActive(state, part.Package) > (IsSamePackage(state, old, part.Package) ? 1 : 0);
        if (isActiveElsewhere && !part.IsMultiSelectable)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        state.Machine.Registers.IsReselecting = old == application ? (byte)1 : (byte)0;
        channel.Application = NvAddress.Null;
        if (TakesCommands(state.NonVolatile, old))
        {
            Deselect(state, old);
        }

        state.Machine.Registers.IsReselecting = old == application ? (byte)1 : (byte)0;
        Begin(state, part.Number);
        state.Machine.Registers.IsSelecting = 1;
        if (!Accepts(state, application, isActiveElsewhere))
        {
            End(state);
            channel.Application = NvAddress.Null;
            channel.HasNoApplication = true;
            return NothingSelected;
        }

        channel.Application = application;
        channel.ApplicationFile = NvAddress.Null;
        channel.File = NvAddress.Null;
        channel.Record = 0;
        channel.HasNoApplication = false;
        StatusWord status = Process(state, part, command, ref reply);
        state.Machine.Registers.IsSelecting = 0;
        return status;
    }

    /// <summary>Asks an applet whether it accepts to be selected on the channel in progress without a command.</summary>
    public static bool AcceptsImplicitly(CardState state, NvAddress application)
    {
        if (!IsApplet(state.NonVolatile, application))
        {
            return RomAppletHost.IsRomApplet(state.NonVolatile, application) && RomAppletHost.AcceptsImplicitly(state, application);
        }

        var part = new AppletPart(state.NonVolatile, application);
        bool isActiveElsewhere = CountActive(state, part.Package) > 0;
        if (part.Object == 0 || (isActiveElsewhere && !part.IsMultiSelectable))
        {
            return false;
        }

        state.Machine.Fuel = state.Options.InstructionBudget;
        Begin(state, part.Number);
        state.Machine.Registers.IsSelecting = 1;
        bool accepts = Accepts(state, application, isActiveElsewhere);
        End(state);
        return accepts;
    }

    /// <summary>Gives a command to the applet that is selected on the channel in progress.</summary>
    public static StatusWord Process(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        NvAddress application = LogicalChannel.Current(state.Working).Application;
        if (RomAppletHost.IsRomApplet(state.NonVolatile, application))
        {
            return RomAppletHost.Process(state, command, ref reply);
        }

        var part = new AppletPart(state.NonVolatile, application);
        Begin(state, part.Number);
        return Process(state, part, command, ref reply);
    }

    /// <summary>Tells an applet that it is no longer selected on a channel, and clears what lives only as long.</summary>
    public static void Deselect(CardState state, NvAddress application)
    {
        if (RomAppletHost.IsRomApplet(state.NonVolatile, application))
        {
            RomAppletHost.Deselect(state, application);
            return;
        }

        var part = new AppletPart(state.NonVolatile, application);
        int stillActive = CountActive(state, part.Package);
        Begin(state, part.Number);
        HandleEntry entry = state.Machine.Heap.Entry(part.Object);
        ushort type = state.Machine.Heap.ClassOf(entry);
        if (!entry.IsFree)
        {
            // What it throws does not matter: JCRE 4.3.2.
            _ = part.IsMultiSelectable && stillActive > 0
                ? Call(state, part, state.Machine.FindInterfaceMethod(type, RomClass.MultiSelectable, MultiDeselectMethod), IsActive(state, application), out _)
                : Call(state, part, state.Machine.FindVirtual(type, DeselectToken), -1, out _);
        }

        End(state);
        if (stillActive == 0)
        {
            state.Machine.Heap.ClearOnDeselect(part.Package);
        }
    }

    // With another instance of its package active elsewhere the applet is told whether it is itself: MultiSelectable.
    private static bool Accepts(CardState state, NvAddress application, bool isActiveElsewhere)
    {
        var part = new AppletPart(state.NonVolatile, application);
        ushort type = state.Machine.Heap.ClassOf(state.Machine.Heap.Entry(part.Object));
        VmStatus status = isActiveElsewhere
            ? Call(state, part, state.Machine.FindInterfaceMethod(type, RomClass.MultiSelectable, MultiSelectMethod), IsActive(state, application), out short answer)
            : Call(state, part, state.Machine.FindVirtual(type, SelectToken), -1, out answer);
        bool leftOpen = state.Machine.IsTransactionOpen;
        state.Machine.AbortTransaction();
        return status == VmStatus.Done && (byte)answer != 0 && !leftOpen;
    }

    private static StatusWord Process(CardState state, AppletPart part, scoped CommandApdu command, ref ResponseWriter reply)
    {
        Machine machine = state.Machine;
        machine.Registers.Selected = part.Number;
        TakeIn(machine, command);
        Span<ushort> arguments = stackalloc ushort[2];
        arguments[0] = part.Object;
        arguments[1] = Machine.ApduHandle;
        PoolEntry method = machine.FindVirtual(machine.Heap.ClassOf(machine.Heap.Entry(part.Object)), ProcessToken);
        VmStatus status = method.IsMethod ? machine.Call(method, part.Number, arguments, out _) : VmStatus.Malformed;
        StatusWord answer = AnswerTo(machine, status);
        if (machine.IsTransactionOpen && status != VmStatus.Suspended)
        {
            machine.AbortTransaction();
            answer = status == VmStatus.Done ? StatusWord.TechnicalProblem : answer;
        }

        ref MachineRegisters registers = ref machine.Registers;
        registers.HasApdu = 0;
        reply.TryWrite(machine.Working.Span(WorkingMap.Outgoing, registers.OutgoingSent));
        return answer;
    }

    // The status word of what a method did.
    private static StatusWord AnswerTo(Machine machine, VmStatus status)
    {
        switch (status)
        {
            case VmStatus.Done:
            case VmStatus.Suspended:
                return StatusWord.Success;
            case VmStatus.Exhausted:
                machine.IsMuted = true;
                return StatusWord.TechnicalProblem;
            default:
                return status == VmStatus.Throw && machine.TryReason(RomClass.IsoException, out short reason)
                    ? (StatusWord)(ushort)reason
                    : StatusWord.TechnicalProblem;
        }
    }

    private static VmStatus Call(CardState state, AppletPart part, PoolEntry method, int flag, out short result)
    {
        Span<ushort> arguments = stackalloc ushort[2];
        arguments[0] = part.Object;
        arguments[1] = (ushort)flag;
        result = 0;
        return method.IsNone ? VmStatus.Malformed : state.Machine.Call(method, part.Number, arguments.Slice(0, flag < 0 ? 1 : 2), out result);
    }

    private static void Begin(CardState state, byte number)
    {
        Machine machine = state.Machine;
        ref MachineRegisters registers = ref machine.Registers;
        registers.Selected = number;
        registers.Channel = state.Working.Byte(WorkingMap.CurrentChannel);
        registers.HasApdu = 0;
        registers.OutgoingSent = 0;
    }

    private static void End(CardState state)
    {
        state.Machine.AbortTransaction();
        state.Machine.Registers.IsSelecting = 0;
    }

    private static int IsActive(CardState state, NvAddress application)
    {
        for (int channel = 0; channel < WorkingMap.ChannelCount; channel++)
        {
            if (LogicalChannel.Of(state.Working, channel).Application == application)
            {
                return 1;
            }
        }

        return 0;
    }

    private static bool IsSamePackage(CardState state, NvAddress application, byte package) =>
        IsApplet(state.NonVolatile, application) && new AppletPart(state.NonVolatile, application).Package == package;

    // The header and, as far as it takes them, the data in the buffer; everything else in it is zero.
    private static void TakeIn(Machine machine, scoped CommandApdu command)
    {
        Span<byte> buffer = machine.ApduBuffer;
        buffer.Clear();
        buffer[0] = command.Cla;
        buffer[1] = command.Ins;
        buffer[2] = command.P1;
        buffer[3] = command.P2;
        int offset = command.IsExtended ? 7 : 5;
        ReadOnlySpan<byte> data = command.Data;
        if (command.IsExtended)
        {
            BinaryPrimitives.WriteUInt16BigEndian(buffer.Slice(5), (ushort)(data.IsEmpty ? command.ExpectedLength : data.Length));
        }
        else
        {
            buffer[4] = (byte)(data.IsEmpty ? command.ExpectedLength : data.Length);
        }

        int fits = Math.Min(data.Length, buffer.Length - offset);
        data.Slice(0, fits).CopyTo(buffer.Slice(offset));
        if (fits < data.Length)
        {
            data.CopyTo(machine.Working.Span(WorkingMap.CommandChain + WorkingMap.CommandChainHeaderLength, WorkingMap.CommandChainCapacity));
        }

        ref MachineRegisters registers = ref machine.Registers;
        registers.ApduState = 0;
        registers.HasApdu = 1;
        registers.IsExtended = command.IsExtended ? (byte)1 : (byte)0;
        registers.IncomingLength = (ushort)data.Length;
        registers.IncomingTaken = 0;
        registers.HasNoChaining = 0;
        registers.IsServiceOutputFull = 0;
        registers.ExpectedLength = command.ExpectedLength;
        registers.OutgoingLength = 0;
        registers.OutgoingSent = 0;
    }
}
