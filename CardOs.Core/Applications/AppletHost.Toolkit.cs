using System;
using CardOs.Channels;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Applications;

/// <summary>Applets that are triggered: the interface that they offer, and calls of it that may wait for the terminal.</summary>
internal static partial class AppletHost
{
    private const int GetShareableToken = 5;

    // The parameter by which an applet is asked for its toolkit interface: TS 102 241.
    private const ushort ToolkitParameter = 1;

    /// <summary>Calls the toolkit interface of an applet, which getShareableInterfaceObject gives out to the card.</summary>
    /// <param name="state">The card.</param>
    /// <param name="application">The applet.</param>
    /// <param name="type">The interface, of one method that takes a short.</param>
    /// <param name="trigger">What it is called with.</param>
    /// <returns>How the call ended; Done also when the applet has no such interface. An applet's transaction is never left open.</returns>
    public static VmStatus Trigger(CardState state, NvAddress application, ushort type, short trigger)
    {
        Machine machine = state.Machine;
        var part = new AppletPart(state.NonVolatile, application);
        BeginTrigger(state);
        Span<ushort> arguments = stackalloc ushort[3];
        arguments[0] = part.Object;
        arguments[1] = 0;
        arguments[2] = ToolkitParameter;
        PoolEntry method = machine.FindVirtual(machine.Heap.ClassOf(machine.Heap.Entry(part.Object)), GetShareableToken);
        short handle = 0;

        // Only the interface's method is a trigger, which may ask about it and wait.
        ToolkitState toolkit = ToolkitState.Of(state.Working);
        int running = toolkit.Running;
        toolkit.Running = -1;
        VmStatus status = method.IsMethod ? machine.Call(method, part.Number, arguments, out handle) : VmStatus.Done;
        toolkit.Running = running;
        HandleEntry found = machine.Heap.Entry((ushort)handle);
        bool isThere = status == VmStatus.Done
            && handle != 0
            && found.Kind == ObjectKind.Object
            && machine.ContextOf[found.Owner] == part.Package
            && machine.IsAssignable(machine.Heap.ClassOf(found), type);
        if (!isThere)
        {
            return EndTrigger(machine, status);
        }

        arguments[0] = (ushort)handle;
        arguments[1] = (ushort)trigger;
        method = machine.FindInterfaceMethod(machine.Heap.ClassOf(found), type, 0);
        return EndTrigger(machine, method.IsNone ? VmStatus.Malformed : machine.Call(method, found.Owner, arguments.Slice(0, 2), out _));
    }

    /// <summary>Goes on with the applet that waits for the terminal.</summary>
    public static VmStatus Resume(CardState state)
    {
        if (!state.Machine.IsWaiting)
        {
            return VmStatus.Done;
        }

        BeginTrigger(state);
        return EndTrigger(state.Machine, state.Machine.Resume(out _));
    }

    /// <summary>Forgets the triggers of an application that is deleted, and that it waits; the terminal's menu is made again when it had a part in it.</summary>
    public static void ForgetInToolkit(CardState state, NvAddress application, bool hadMenu)
    {
        ToolkitState toolkit = ToolkitState.Of(state.Working);
        toolkit.RemoveTriggersOf(application);
        ToolkitRun run = ToolkitRun.Of(state.Working, ToolkitRun.First);
        if (run.IsWaiting && run.Application == application)
        {
            run.End();
        }

        if (hadMenu)
        {
            toolkit.NoteMenuChange();
        }
    }

    // Code that waits is gone: so is the run that it belongs to, whosever it is.
    private static void DropWaiting(CardState state)
    {
        state.Machine.DropWaiting();
        ToolkitRun.Of(state.Working, ToolkitRun.First).End();
    }

    // Triggers come on the basic channel, whose applet's arrays are not cleared; there is no APDU.
    private static void BeginTrigger(CardState state)
    {
        NvAddress selected = LogicalChannel.Of(state.Working, 0).Application;
        ref MachineRegisters registers = ref state.Machine.Registers;
        registers.Selected = IsApplet(state.NonVolatile, selected) ? new AppletPart(state.NonVolatile, selected).Number : Owner.Jcre;
        registers.Channel = 0;
        registers.HasApdu = 0;
        registers.OutgoingSent = 0;
    }

    private static VmStatus EndTrigger(Machine machine, VmStatus status)
    {
        machine.AbortTransaction();
        if (status == VmStatus.Exhausted)
        {
            machine.IsMuted = true;
        }

        return status;
    }
}
