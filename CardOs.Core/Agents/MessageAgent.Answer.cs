using System;
using CardOs.Apdu;
using CardOs.Apdu.Http;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Agents;

/// <summary>The end of the server's message, and the request that answers it.</summary>
internal static partial class MessageAgent
{
    private const int MaxHead = WorkingMap.AgentHostCapacity + WorkingMap.AgentNameCapacity + WorkingMap.AgentUriCapacity + MessageRegistration.MaxValue + 384;

    private static AgentStatus EndMessage(CardState state, ref ResponseWriter answer)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        switch (registers.Destination)
        {
            case AgentDestination.Script:
                return RunScript(state, ref answer);
            case AgentDestination.Application:
                // The last chunk is not known to be the last one before its end.
                Deliver(state, default, isLast: true, ref answer);
                break;
        }

        return Answer(state, ref answer);
    }

    // Without a next URI the server wants no answer: GlobalPlatform Amendment B.
    private static AgentStatus Answer(CardState state, ref ResponseWriter answer)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        if ((registers.Fields & AgentFields.NextUri) == 0)
        {
            answer.Truncate(answer.Length - registers.AnswerLength);
            return End(state, AgentStatus.Closed);
        }

        return Post(state, ref answer);
    }

    // The answer stands at the end of what was written: it makes room for the head.
    private static AgentStatus Post(CardState state, ref ResponseWriter answer)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        int length = registers.Status == AdminScriptStatus.Ok ? registers.AnswerLength : 0;
        Span<byte> head = stackalloc byte[MaxHead];
        var post = new AdminPost
        {
            Uri = state.Working.Span(WorkingMap.AgentUri, registers.UriLength),
            Host = state.Working.Span(WorkingMap.AgentHost, registers.HostLength),
            From = state.Working.Span(WorkingMap.AgentName, registers.NameLength),
            Status = registers.Status,
            ApplicationStatus = registers.Failure,
            ContentType = registers.Status == AdminScriptStatus.Ok ? AnswerType(state) : default,
            ContentLength = length,
        };
        if (!post.TryWrite(head, out int headLength) || !answer.TryReserve(headLength, out _))
        {
            answer.Truncate(0);
            return End(state, AgentStatus.Failed);
        }

        int end = answer.Length;
        answer.Truncate(end - headLength - length);
        Span<byte> room = answer.Free;
        room.Slice(0, length).CopyTo(room.Slice(headLength));
        head.Slice(0, headLength).CopyTo(room);
        answer.Advance(headLength + length);
        BeginMessage(ref registers);
        registers.Phase = AgentPhase.Message;
        registers.Reader = HttpReaderState.ForResponse(Limits);
        return AgentStatus.Request;
    }

    // An application's answer has the type that it is registered for.
    private static ReadOnlySpan<byte> AnswerType(CardState state)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        if ((registers.Fields & AgentFields.Management) != 0)
        {
            return (registers.Fields & AgentFields.CommandData) != 0
                ? "application/vnd.etsi.scp.response-data;version=1.0"u8
                : "application/vnd.globalplatform.card-content-mgt-response;version=1.0"u8;
        }

        if ((registers.Fields & AgentFields.Named) != 0)
        {
            return ReservedMedia.NamedApplication;
        }

        if (!IsRegistered(state, registers.Match))
        {
            // It took its registration back.
            return "application/octet-stream"u8;
        }

        MessageRegistration registration = MessageRegistrations.Read(state.NonVolatile, registers.Match.Record);
        return registration.IsOfContentType ? registration.Value : "application/octet-stream"u8;
    }
}
