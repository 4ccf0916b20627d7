using System;
using CardOs.Apdu;
using CardOs.Apdu.Http;
using CardOs.Memory;

namespace CardOs.Agents;

/// <summary>The agent that owns the connection to the administration server: it routes what comes by header, and posts what the applications answer.</summary>
/// <remarks>
/// <code>
/// POST (empty) -> server's message: header -> remote management, or the application that registered for it, or nobody
///                                   body   -> parts, as they arrive
///              &lt;- POST with the status, and the answer                           ... until there is no next URI
/// </code>
/// Bytes come in and go out; whether TLS is around them is nothing that it knows, but for what it lets remote management do. Nothing of a body is kept that its
/// receiver does not want in one part. GlobalPlatform Amendment B.
/// </remarks>
internal static partial class MessageAgent
{
    private static readonly HttpLimits Limits = new(WorkingMap.AgentLineCapacity, 4096);

    /// <summary>Begins a session: the first request, without a body.</summary>
    public static AgentStatus Start(
        CardState state, scoped ReadOnlySpan<byte> host, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> uri, bool isSecured, ref ResponseWriter answer)
    {
        Stop(state);
        ref AgentRegisters registers = ref RegistersOf(state);
        if (!TryKeep(state, WorkingMap.AgentHost, WorkingMap.AgentHostCapacity, host, out registers.HostLength)
            || !TryKeep(state, WorkingMap.AgentName, WorkingMap.AgentNameCapacity, name, out registers.NameLength)
            || !TryKeep(state, WorkingMap.AgentUri, WorkingMap.AgentUriCapacity, uri, out registers.UriLength))
        {
            return AgentStatus.Failed;
        }

        registers.IsSecured = isSecured ? (byte)1 : (byte)0;
        return Post(state, ref answer);
    }

    /// <summary>Ends the session, wherever it stands.</summary>
    public static void Stop(CardState state)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        if (registers.Phase != AgentPhase.None)
        {
            DropScript(state);
        }

        registers = default;
    }

    /// <summary>Takes bytes from the server.</summary>
    /// <param name="state">The card.</param>
    /// <param name="received">The bytes, however they are cut; none, to go on with a script that waited for the terminal.</param>
    /// <param name="answer">Takes the next request.</param>
    public static AgentStatus Feed(CardState state, scoped ReadOnlySpan<byte> received, ref ResponseWriter answer)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        switch (registers.Phase)
        {
            case AgentPhase.None:
                return AgentStatus.None;
            case AgentPhase.Terminal:
                return received.IsEmpty ? ContinueScript(state, ref answer) : End(state, AgentStatus.Failed);
            default:
                return Read(state, received, ref answer);
        }
    }

    private static AgentStatus Read(CardState state, scoped ReadOnlySpan<byte> received, ref ResponseWriter answer)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        CheckApplication(state);
        var reader = new HttpReader(registers.Reader, state.Working.Span(WorkingMap.AgentLine, WorkingMap.AgentLineCapacity), received);
        while (true)
        {
            switch (reader.Read())
            {
                case HttpEvent.NeedMore:
                    registers.Reader = reader.State;
                    return AgentStatus.NeedMore;
                case HttpEvent.StartLine:
                    break;
                case HttpEvent.Field:
                    if (!TryTakeField(state, reader.Name, reader.Value))
                    {
                        return End(state, AgentStatus.Failed);
                    }

                    break;
                case HttpEvent.HeadEnd:
                    if (!TryChooseDestination(state, reader.StatusCode, reader.HasBody))
                    {
                        return End(state, AgentStatus.Failed);
                    }

                    break;
                case HttpEvent.Body:
                    Deliver(state, reader.Body, reader.BodyLeft == 0, ref answer);
                    break;
                case HttpEvent.End when reader.StatusCode < FirstFinalStatus:
                    // An interim response: the one that counts comes behind it. RFC 9110 15.2.
                    received = received.Slice(reader.Consumed);
                    reader = new HttpReader(reader.State.Next(), state.Working.Span(WorkingMap.AgentLine, WorkingMap.AgentLineCapacity), received);
                    BeginMessage(ref registers);
                    break;
                case HttpEvent.End:
                    // The server has nothing to say before it is asked again.
                    return reader.Consumed == received.Length ? EndMessage(state, ref answer) : End(state, AgentStatus.Failed);
                default:
                    return End(state, AgentStatus.Failed);
            }
        }
    }

    private static AgentStatus End(CardState state, AgentStatus status)
    {
        Stop(state);
        return status;
    }

    private static ref AgentRegisters RegistersOf(CardState state) => ref state.Working.Cell<AgentRegisters>(WorkingMap.Agent);

    private static bool TryKeep(CardState state, int start, int capacity, scoped ReadOnlySpan<byte> text, out ushort length)
    {
        length = (ushort)text.Length;
        return text.TryCopyTo(state.Working.Span(start, capacity));
    }

    // What the next message starts from.
    private static void BeginMessage(ref AgentRegisters registers)
    {
        registers.Match = default;
        registers.Application = NvAddress.Null;
        registers.Target = NvAddress.Null;
        registers.Failure = StatusWord.None;
        registers.Collected = 0;
        registers.AnswerLength = 0;
        registers.Destination = AgentDestination.Nobody;
        registers.Status = AdminScriptStatus.None;
        registers.Fields = AgentFields.None;
        registers.IsWhole = 0;
        registers.HasBegun = 0;
    }
}
