using System;
using CardOs.Apdu;
using CardOs.Apdu.RemoteScripts;
using CardOs.Diagnostics;
using CardOs.Dispatch;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.SecuredPackets;

/// <summary>Runs remote scripts: each command goes through the card's one table, in the scripts' own context. TS 102 226 5.</summary>
internal static partial class ScriptRunner
{
    /// <summary>Runs a script from where it stands to where it ends or waits.</summary>
    public static ScriptOutcome Run(CardState state, RemoteScript script)
    {
        var entry = new ApplicationEntry(state.NonVolatile, script.Application);
        // Scripts for a security domain come in both formats: TS 102 226 5.2.1.
        bool isExpanded = entry.Kind == ApplicationKind.RemoteFileManagementExpanded || (entry.Kind == ApplicationKind.SecurityDomain && ExpandedScriptReader.IsExpanded(script.Bytes(state.Working)));
        return isExpanded ? RunExpanded(state, script) : RunCompact(state, script);
    }

    // TS 102 226 5.1: the answer is about the last command only.
    private static ScriptOutcome RunCompact(CardState state, RemoteScript script)
    {
        // Whatever script comes between ends a chain: it leaves another context, with other rights.
        script.EndChain();
        script.OpenContext(state);
        Span<byte> room = state.Working.Span(WorkingMap.ScriptReply, WorkingMap.ScriptReplyCapacity);
        var reader = new CompactScriptReader(script.Bytes(state.Working));
        var reply = new ResponseWriter(room);
        StatusWord status = StatusWord.Success;
        int count = 0;
        while (!reader.IsAtEnd)
        {
            reply = new ResponseWriter(room);
            count++;
            if (!reader.TryPeek(out CompactCommandHeader header)
                || !reader.TryTake(Dispatcher.CarriesData(state, header.Cla, header.Ins), out CommandApdu command))
            {
                status = StatusWord.WrongLength;
                break;
            }

            status = Execute(state, command, ref reply);
            if (Stops(state, status))
            {
                break;
            }
        }

        if (!script.IsAnswered)
        {
            CompactScriptResponse.TryWrite(script.AnswerRoom, (byte)Math.Min(count, byte.MaxValue), status, reply.Written, out int length);
            script.AnswerLength = length;
        }

        return ScriptOutcome.Finished;
    }

    private static StatusWord Execute(CardState state, CommandApdu command, ref ResponseWriter reply)
    {
        CardTrace.Tell(state, CardEvent.ScriptCommand, command.Data, (command.Cla << 24) | (command.Ins << 16) | command.Parameters);
        StatusWord status = Dispatcher.HandleFromScript(state, command, ref reply);
        CardTrace.Tell(state, CardEvent.ScriptResponse, reply.Written, (int)status);
        return status;
    }

    private static bool Stops(CardState state, StatusWord status) =>
        status.IsError || (status.IsWarning && (!state.Options.ScriptContinuesOnWarning || status.RetriesLeft >= 0));
}
