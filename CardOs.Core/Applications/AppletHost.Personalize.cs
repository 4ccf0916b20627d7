using System;
using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Applications;

/// <summary>Data that a security domain passes on to an application of its own: GlobalPlatform 2.3.1 7.3.3.</summary>
internal static partial class AppletHost
{
    // The methods of org.globalplatform.Personalization and Application: both processData.
    private const int PersonalizationMethod = 0;
    private const int ApplicationMethod = 0;
    private const int HeaderLength = 5;

    /// <summary>Gives STORE DATA to an application that is not selected: to processData of Personalization or Application where it has them, else as a command.</summary>
    /// <param name="state">The card.</param>
    /// <param name="application">The application.</param>
    /// <param name="command">The command, without secure messaging, with at most 255 bytes of data.</param>
    /// <param name="reply">Takes its answer.</param>
    public static StatusWord Personalize(CardState state, NvAddress application, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (RomAppletHost.IsRomApplet(state.NonVolatile, application))
        {
            return RomAppletHost.Process(state, application, command, ref reply);
        }

        if (!IsApplet(state.NonVolatile, application) || command.IsExtended)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        Machine machine = state.Machine;
        var part = new AppletPart(state.NonVolatile, application);
        ushort type = machine.Heap.ClassOf(machine.Heap.EntryOfAny(part.Object));
        bool hasPersonalization = machine.IsAssignable(type, RomClass.Personalization);
        MemoryView view = machine.View;
        machine.View = MemoryView.Of(ApplicationRegistry.ContainerOf(state.NonVolatile, application));
        Begin(state, part.Number);
        StatusWord status = hasPersonalization || machine.IsAssignable(type, RomClass.Application)
            ? PassOn(machine, part, type, hasPersonalization, command, ref reply)
            : Process(state, part, command, ref reply);
        End(state);
        machine.View = view;
        return status;
    }

    private static StatusWord PassOn(
        Machine machine, AppletPart part, ushort type, bool hasPersonalization, scoped CommandApdu command, ref ResponseWriter reply)
    {
        PoolEntry method = hasPersonalization
            ? machine.FindInterfaceMethod(type, RomClass.Personalization, PersonalizationMethod)
            : machine.FindInterfaceMethod(type, RomClass.Application, ApplicationMethod);
        if (!method.IsMethod)
        {
            return StatusWord.TechnicalProblem;
        }

        // Personalization gets the buffer a second time, for what it answers.
        TakeIn(machine, command);
        Span<ushort> arguments = stackalloc ushort[6];
        arguments[0] = part.Object;
        arguments[1] = Machine.ApduBufferHandle;
        arguments[2] = 0;
        arguments[3] = (ushort)(HeaderLength + command.Data.Length);
        arguments[4] = Machine.ApduBufferHandle;
        arguments[5] = 0;
        VmStatus status = machine.Call(method, part.Number, arguments.Slice(0, hasPersonalization ? 6 : 4), out short length);
        machine.Registers.HasApdu = 0;
        StatusWord answer = AnswerTo(machine, status);
        if (machine.IsTransactionOpen)
        {
            machine.AbortTransaction();
            answer = status == VmStatus.Done ? StatusWord.TechnicalProblem : answer;
        }

        if (answer == StatusWord.Success && hasPersonalization && length > 0 && length <= machine.ApduBuffer.Length)
        {
            reply.TryWrite(machine.ApduBuffer.Slice(0, length));
        }

        return answer;
    }
}
