using System;
using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Applications;

/// <summary>Personalisation of applets that are not selected: their security domain hands them its STORE DATA commands. GlobalPlatform 2.3.1 7.3.3.</summary>
internal static partial class AppletHost
{
    private const int ProcessDataMethod = 0;

    /// <summary>Hands a STORE DATA command, in clear, to an application.</summary>
    /// <remarks>
    /// An applet gets it by Personalization.processData, else by Application.processData, and where it implements neither by process, which is our choice. A C#
    /// applet gets it by <see cref="Applet.StoreData"/>. It sees the containers that its own one may see.
    /// </remarks>
    /// <returns>What the application answered; 6985 when it is locked or in use on another channel, or takes no commands at all.</returns>
    public static StatusWord Personalize(CardState state, NvAddress application, scoped CommandApdu command, ref ResponseWriter reply)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (!TakesCommands(memory, application) || (new ApplicationEntry(memory, application).LifeCycle & LifeCycles.LockedBit) != 0)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        int before = reply.Length;
        state.Machine.Fuel = state.Options.InstructionBudget;
        state.Working.Cell<int>(WorkingMap.Personalized) = application.Value;
        MemoryView view = state.Machine.View;
        state.Machine.View = MemoryView.Of(ApplicationRegistry.ContainerOf(memory, application));
        StatusWord status;
        try
        {
            status = RomAppletHost.IsRomApplet(memory, application)
                ? RomAppletHost.StoreData(state, application, command, ref reply)
                : PersonalizeApplet(state, application, command, ref reply);
        }
        finally
        {
            // Whatever the host's applet throws.
            state.Machine.View = view;
            state.Working.Cell<int>(WorkingMap.Personalized) = 0;
        }

        if (status.IsError)
        {
            reply.Truncate(before);
        }

        return status;
    }

    private static StatusWord PersonalizeApplet(CardState state, NvAddress application, scoped CommandApdu command, ref ResponseWriter reply)
    {
        Machine machine = state.Machine;
        var part = new AppletPart(state.NonVolatile, application);
        HandleEntry applet = machine.Heap.Entry(part.Object);
        if (part.Object == 0 || applet.IsFree || !MayEnter(state, application))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        ushort type = machine.Heap.ClassOf(applet);
        PoolEntry method = machine.FindInterfaceMethod(type, RomClass.Personalization, ProcessDataMethod);
        bool answers = method.IsMethod;
        method = answers ? method : machine.FindInterfaceMethod(type, RomClass.Application, ProcessDataMethod);
        return method.IsMethod
            ? CallProcessData(state, part, method, answers, command, ref reply)
            : ProcessUnselected(state, part, command, ref reply);
    }

    // The command lies in the APDU buffer, and the answer is to come into the other global array: none of both is the applet's.
    private static StatusWord CallProcessData(
        CardState state, AppletPart part, PoolEntry method, bool answers, scoped CommandApdu command, ref ResponseWriter reply)
    {
        Machine machine = state.Machine;
        int length = (command.IsExtended ? 7 : 5) + command.Data.Length;
        if (length > Machine.ApduBufferLength)
        {
            return StatusWord.WrongLength;
        }

        Begin(state, Owner.Jcre);
        TakeIn(machine, command);
        machine.Registers.HasApdu = 0;
        machine.InstallBuffer.Clear();
        Span<ushort> arguments = stackalloc ushort[6];
        arguments[0] = part.Object;
        arguments[1] = Machine.ApduBufferHandle;
        arguments[2] = 0;
        arguments[3] = (ushort)length;
        arguments[4] = Machine.InstallBufferHandle;
        arguments[5] = 0;
        VmStatus status = machine.Call(method, part.Number, arguments.Slice(0, answers ? 6 : 4), out short written);
        StatusWord answer = AnswerTo(machine, status);
        if (machine.IsTransactionOpen)
        {
            machine.AbortTransaction();
            answer = status == VmStatus.Done ? StatusWord.TechnicalProblem : answer;
        }

        if (answers && status == VmStatus.Done && (written < 0 || written > Machine.InstallBufferLength || !reply.TryWrite(machine.InstallBuffer.Slice(0, written))))
        {
            answer = StatusWord.TechnicalProblem;
        }

        machine.InstallBuffer.Clear();
        return answer;
    }

    // As if it were selected: what lives until its deselection lives until the end of the command.
    private static StatusWord ProcessUnselected(CardState state, AppletPart part, scoped CommandApdu command, ref ResponseWriter reply)
    {
        Begin(state, part.Number);
        StatusWord status = Process(state, part, command, ref reply);
        state.Machine.Registers.Selected = Owner.Jcre;
        if (CountActive(state, part.Package) == 0)
        {
            state.Machine.Heap.ClearOnDeselect(part.Package);
        }

        return status;
    }
}
