using System;
using CardOs.Apdu;
using CardOs.Apdu.Http;
using CardOs.Applications;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Agents;

/// <summary>The body of the server's message, on its way to who takes it.</summary>
internal static partial class MessageAgent
{
    private const byte AidTag = 0x4F;
    private const int MinAidLength = 5;

    private static void Deliver(CardState state, scoped ReadOnlySpan<byte> body, bool isLast, ref ResponseWriter answer)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        if (registers.Destination == AgentDestination.NamedApplication)
        {
            body = TakeName(state, body, isLast);
        }

        switch (registers.Destination)
        {
            case AgentDestination.Script:
                CollectScript(state, body);
                break;
            case AgentDestination.Application when registers.IsWhole != 0:
                DeliverWhole(state, body, isLast, ref answer);
                break;
            case AgentDestination.Application when !body.IsEmpty || isLast:
                DeliverPart(state, body, isLast, ref answer);
                break;
        }
    }

    // 4F length AID, in front of what the application gets; it may come in pieces.
    private static ReadOnlySpan<byte> TakeName(CardState state, ReadOnlySpan<byte> body, bool isLast)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        Span<byte> name = state.Working.Span(WorkingMap.AgentPart, 2 + ApplicationEntry.MaxAidLength);
        int taken = 0;
        while (taken < body.Length && registers.Collected < LengthOfName(name, registers.Collected))
        {
            name[registers.Collected++] = body[taken++];
        }

        int length = LengthOfName(name, registers.Collected);
        if (length < 0)
        {
            registers.Destination = AgentDestination.Nobody;
        }
        else if (registers.Collected == length)
        {
            registers.Collected = 0;
            ChooseNamed(state, name.Slice(2, length - 2));
        }
        else if (isLast)
        {
            registers.Destination = AgentDestination.Nobody;
        }

        return body.Slice(taken);
    }

    // How long the name is, as far as it is known; negative when it is none.
    private static int LengthOfName(scoped ReadOnlySpan<byte> name, int collected) =>
        (collected > 0 && name[0] != AidTag) || (collected > 1 && name[1] is < MinAidLength or > ApplicationEntry.MaxAidLength) ? -1
        : collected > 1 ? 2 + name[1]
        : 2;

    private static void ChooseNamed(CardState state, scoped ReadOnlySpan<byte> aid)
    {
        NvAddress application = ApplicationRegistry.Find(state.NonVolatile, state.RuntimeView, aid);
        bool takesMessages = AppletHost.TakesCommands(state.NonVolatile, application) && new ApplicationEntry(state.NonVolatile, application).IsSelectable;
        NvAddress record = takesMessages ? MessageRegistrations.FindByName(state.NonVolatile, application) : NvAddress.Null;
        if (record.IsNull)
        {
            RegistersOf(state).Destination = AgentDestination.Nobody;
            return;
        }

        Choose(state, application, record);
    }

    private static void DeliverWhole(CardState state, scoped ReadOnlySpan<byte> body, bool isLast, ref ResponseWriter answer)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        if (registers.Collected == 0 && isLast)
        {
            DeliverPart(state, body, isLast: true, ref answer);
            return;
        }

        Span<byte> room = state.Working.Span(WorkingMap.AgentPart, WorkingMap.AgentPartCapacity);
        if (!body.TryCopyTo(room.Slice(registers.Collected)))
        {
            Fail(ref registers, StatusWord.WrongLength);
            return;
        }

        registers.Collected += (ushort)body.Length;
        if (isLast)
        {
            DeliverPart(state, room.Slice(0, registers.Collected), isLast: true, ref answer);
        }
    }

    private static void DeliverPart(CardState state, scoped ReadOnlySpan<byte> body, bool isLast, ref ResponseWriter answer)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        int before = answer.Length;
        StatusWord status = MessageDelivery.Deliver(state, registers.Application, new MessagePart(body, registers.HasBegun == 0, isLast), ref answer);
        registers.HasBegun = 1;
        if (status != StatusWord.Success)
        {
            answer.Truncate(before);
            Fail(ref registers, status);
            return;
        }

        registers.AnswerLength = (ushort)(answer.Length - before);
        if (isLast)
        {
            // What follows is the end of the message.
            registers.Destination = AgentDestination.Nobody;
        }
    }

    private static void Fail(ref AgentRegisters registers, StatusWord status)
    {
        registers.Destination = AgentDestination.Nobody;
        registers.Status = AdminScriptStatus.ApplicationError;
        registers.Failure = status;
    }
}
