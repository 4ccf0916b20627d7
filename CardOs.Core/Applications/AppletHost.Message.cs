using System;
using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Applications;

/// <summary>Messages for applets: cardos.agent.MessageListener.</summary>
internal static partial class AppletHost
{
    private const int ProcessMessageMethod = 0;
    private const ushort FirstPart = 0b01;
    private const ushort LastPart = 0b10;

    /// <summary>Whether an applet's object is one that takes messages.</summary>
    public static bool IsMessageListener(CardState state, NvAddress application)
    {
        HandleEntry entry = state.Machine.Heap.EntryOfAny(new AppletPart(state.NonVolatile, application).Object);
        return entry.Kind == ObjectKind.Object && state.Machine.IsAssignable(state.Machine.Heap.ClassOf(entry), RomClass.MessageListener);
    }

    /// <summary>Gives an applet a part of a message in the message buffer; behind the last one it leaves its answer there.</summary>
    public static StatusWord ProcessMessage(CardState state, NvAddress application, scoped MessagePart part, ref ResponseWriter reply)
    {
        Machine machine = state.Machine;
        if (machine.IsMuted || !IsMessageListener(state, application) || !machine.TryFindMessageBuffer(out ArrayRef buffer))
        {
            return StatusWord.FunctionNotSupported;
        }

        var applet = new AppletPart(state.NonVolatile, application);
        ushort type = machine.Heap.ClassOf(machine.Heap.EntryOfAny(applet.Object));
        PoolEntry method = machine.FindInterfaceMethod(type, RomClass.MessageListener, ProcessMessageMethod);
        Span<byte> bytes = machine.Working.Span(buffer.Address, buffer.Length);
        bytes.Clear();
        part.Data.CopyTo(bytes);
        Span<ushort> arguments = stackalloc ushort[5];
        arguments[0] = applet.Object;
        arguments[1] = buffer.Handle;
        arguments[2] = 0;
        arguments[3] = (ushort)part.Data.Length;
        arguments[4] = (ushort)((part.IsFirst ? FirstPart : 0) | (part.IsLast ? LastPart : 0));

        // No applet is selected for the agent: arrays that live as long as a selection are out of reach.
        machine.Fuel = state.Options.InstructionBudget;
        machine.View = state.RuntimeView;
        byte selected = machine.Registers.Selected;
        Begin(state, Owner.Jcre);
        short length = 0;
        VmStatus status = method.IsMethod ? machine.Call(method, applet.Number, arguments, out length) : VmStatus.Malformed;
        StatusWord answer = AnswerTo(machine, status);
        if (status == VmStatus.Suspended)
        {
            // Who sends a proactive command here would keep the server waiting for the terminal.
            machine.DropWaiting();
            answer = StatusWord.TechnicalProblem;
        }

        if (machine.IsTransactionOpen)
        {
            machine.AbortTransaction();
            answer = status == VmStatus.Done ? StatusWord.TechnicalProblem : answer;
        }

        machine.Registers.Selected = selected;
        machine.DeleteObjectsIfRequested();
        if (answer != StatusWord.Success || !part.IsLast)
        {
            return answer;
        }

        return (uint)length <= (uint)bytes.Length && reply.TryWrite(bytes.Slice(0, length)) ? StatusWord.Success : StatusWord.WrongLength;
    }
}
