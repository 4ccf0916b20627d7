using System;
using CardOs.Apdu;
using CardOs.Apdu.RemoteScripts;
using CardOs.Apdu.Tlv;
using CardOs.Apdu.Toolkit;
using CardOs.Files;
using CardOs.Memory;
using CardOs.Toolkit;

namespace CardOs.SecuredPackets;

/// <summary>Scripts in expanded format: TS 102 226 5.2.</summary>
internal static partial class ScriptRunner
{
    // The head and status word of one more response, the end of the script, and lengths that grow with it.
    private const int EndReserve = 24;

    private const byte MaxRecord = 0x7F;

    private enum Step
    {
        Next,
        Stop,
        EarlyResponse,
        Suspend,
    }

    private static ScriptOutcome RunExpanded(CardState state, RemoteScript script)
    {
        var reader = new ExpandedScriptReader(script.Bytes(state.Working));
        bool isContinued = script.AnswerLength != 0;
        ExpandedScriptResponseWriter answer = isContinued
            ? ExpandedScriptResponseWriter.Continue(script.AnswerRoom, reader.IsIndefinite, script.AnswerLength)
            : new ExpandedScriptResponseWriter(script.AnswerRoom, reader.IsIndefinite);
        int executed = script.ObjectsRead;
        while (reader.ObjectsRead < executed && reader.TryRead(out _, out _))
        {
            // What was executed before the script waited is behind us.
        }

        if (!isContinued && executed == 0)
        {
            Begin(state, script, ref reader, ref answer, out Step begun);
            if (begun == Step.Stop)
            {
                return Finish(script, ref answer, executed: 0);
            }
        }

        script.Continue();
        Step step = Step.Next;
        while (step == Step.Next && reader.TryRead(out ScriptTag tag, out ReadOnlySpan<byte> value))
        {
            step = tag switch
            {
                ScriptTag.CommandApdu => RunCommand(state, value, ref answer),
                ScriptTag.ImmediateAction => RunImmediateAction(state, value, ref answer),
                ScriptTag.ErrorAction => SetErrorAction(state, value, ref answer),
                _ => RefuseChaining(script, ref answer),
            };
            script.ObjectsRead = reader.ObjectsRead;
        }

        if (step is Step.Next && reader.Error != ScriptFormatError.None)
        {
            answer.TryWriteBadFormat(reader.Error);
        }

        int count = reader.ObjectsRead - script.ChainObjects;
        switch (step)
        {
            case Step.Suspend:
                script.AnswerLength = answer.Written.Length;
                script.Suspend();
                return ScriptOutcome.Suspended;
            case Step.EarlyResponse:
                Finish(script, ref answer, count);
                return ScriptOutcome.EarlyResponse;
            default:
                return Finish(script, ref answer, count);
        }
    }

    // Script chaining comes first, and decides whether the context of the script before goes on. TS 102 226 5.2.1.4.
    private static void Begin(CardState state, RemoteScript script, ref ExpandedScriptReader reader, ref ExpandedScriptResponseWriter answer, out Step step)
    {
        step = Step.Next;
        var ahead = reader;
        if (!ahead.TryRead(out ScriptTag tag, out ReadOnlySpan<byte> value) || tag != ScriptTag.ScriptChaining)
        {
            script.EndChain();
            script.OpenContext(state);
            return;
        }

        reader = ahead;
        script.ChainObjects = 1;
        script.ObjectsRead = 1;
        bool isChained = script.IsChained;
        ScriptChaining chaining = value.Length == 1 ? (ScriptChaining)value[0] : default;
        if (chaining is not (ScriptChaining.Subsequent or ScriptChaining.Last) && isChained)
        {
            script.EndChain();
        }

        switch (chaining)
        {
            case ScriptChaining.First:
                script.BeginChain();
                script.OpenContext(state);
                return;
            case ScriptChaining.Subsequent when isChained:
                return;
            case ScriptChaining.Last when isChained:
                script.EndChain();
                return;
            case ScriptChaining.Subsequent or ScriptChaining.Last:
                answer.TryWriteChaining(ScriptChainingResult.NoPreviousScript);
                break;
            case ScriptChaining.FirstKeptAcrossReset:
                answer.TryWriteChaining(ScriptChainingResult.NotSupported);
                break;
            default:
                answer.TryWriteChaining(ScriptChainingResult.UnableToProcess);
                break;
        }

        step = Step.Stop;
    }

    private static Step RunCommand(CardState state, ReadOnlySpan<byte> bytes, ref ExpandedScriptResponseWriter answer)
    {
        var reply = new ResponseWriter(state.Working.Span(WorkingMap.ScriptReply, WorkingMap.ScriptReplyCapacity));
        StatusWord status = CommandApdu.TryParse(bytes, out CommandApdu command) && !command.IsExtended
            ? Execute(state, command, ref reply)
            : StatusWord.WrongLength;
        int room = answer.Room - EndReserve;
        if (reply.Length > room)
        {
            // What does not fit is cut, and the script ends: TS 102 226 5.2.2.
            answer.TryWriteResponse(reply.Written.Slice(0, Math.Max(room, 0)), StatusWord.MoreDataAvailable);
            return Step.Stop;
        }

        answer.TryWriteResponse(reply.Written, status);

        if (!Stops(state, status))
        {
            return Step.Next;
        }

        RunErrorAction(state);
        return Step.Stop;
    }

    private static Step RunImmediateAction(CardState state, ReadOnlySpan<byte> value, ref ExpandedScriptResponseWriter answer)
    {
        if (value.Length > 1)
        {
            return IsAllowed(value, isImmediate: true) && TryQueueObjects(state, value) ? Step.Next : Refuse(ref answer);
        }

        switch (value.IsEmpty ? 0 : value[0])
        {
            case (int)ImmediateAction.EarlyResponse:
                return Step.EarlyResponse;
            case (int)ImmediateAction.ProactiveSessionIndication:
                return ProactiveSession.IsActive(state.Working) ? Step.Suspend : Step.Next;
            case >= 1 and <= MaxRecord:
                return TryQueueRecord(state, value[0]) ? Step.Next : Refuse(ref answer);
            default:
                return Refuse(ref answer);
        }
    }

    private static Step SetErrorAction(CardState state, ReadOnlySpan<byte> value, ref ExpandedScriptResponseWriter answer)
    {
        Span<byte> action = state.Working.Span(WorkingMap.ScriptErrorAction, WorkingMap.ScriptErrorActionCapacity);
        bool isRecord = value.Length == 1 && value[0] is >= 1 and <= MaxRecord;
        if (value.Length > byte.MaxValue || !(value.IsEmpty || isRecord || IsAllowed(value, isImmediate: false)))
        {
            return Refuse(ref answer);
        }

        action[0] = (byte)value.Length;
        value.CopyTo(action.Slice(1));
        return Step.Next;
    }

    private static void RunErrorAction(CardState state)
    {
        ReadOnlySpan<byte> action = state.Working.Span(WorkingMap.ScriptErrorAction, WorkingMap.ScriptErrorActionCapacity);
        action = action.Slice(1, action[0]);
        if (action.Length == 1)
        {
            TryQueueRecord(state, action[0]);
        }
        else if (!action.IsEmpty)
        {
            TryQueueObjects(state, action);
        }
    }

    private static bool IsAllowed(ReadOnlySpan<byte> objects, bool isImmediate) =>
        new ComprehensionTlvReader(objects).TryFind((int)ToolkitTag.CommandDetails, out ReadOnlySpan<byte> value)
        && CommandDetails.TryRead(value, out CommandDetails details)
        && (details.Type is ProactiveCommandType.DisplayText or ProactiveCommandType.PlayTone
            || (isImmediate && details.Type == ProactiveCommandType.Refresh));

    private static bool TryQueueObjects(CardState state, ReadOnlySpan<byte> objects)
    {
        Span<byte> room = stackalloc byte[WorkingMap.ProactiveQueuedCapacity];
        var writer = new ContainerWriter(room, EnvelopeTag.ProactiveCommand);
        return writer.TryWriteEncoded(objects) && writer.TryComplete(out int length) && ProactiveSession.TryQueue(state.Working, room.Slice(0, length));
    }

    // EF RMA, in DF TELECOM: TS 102 222 and TS 102 226 5.2.1.2.
    private static bool TryQueueRecord(CardState state, byte number)
    {
        const ushort Telecom = 0x7F10;
        const ushort RemoteManagementActions = 0x6F53;
        ReadOnlySpan<byte> record = FileSystem.ReadRecord(state, Telecom, RemoteManagementActions, number);
        return BerTlvDecoder.TryReadElement(record, out _, out _, out int length)
            && ProactiveCommand.TryParse(record.Slice(0, length), out _)
            && ProactiveSession.TryQueue(state.Working, record.Slice(0, length));
    }

    private static Step Refuse(ref ExpandedScriptResponseWriter answer)
    {
        answer.TryWriteSuspensionError();
        return Step.Stop;
    }

    // Script chaining is the first object, or it is out of place.
    private static Step RefuseChaining(RemoteScript script, ref ExpandedScriptResponseWriter answer)
    {
        script.ChainObjects++;
        answer.TryWriteChaining(ScriptChainingResult.UnableToProcess);
        return Step.Stop;
    }

    private static ScriptOutcome Finish(RemoteScript script, ref ExpandedScriptResponseWriter answer, int executed)
    {
        answer.TryComplete(executed);
        script.AnswerLength = answer.Written.Length;
        return ScriptOutcome.Finished;
    }
}
