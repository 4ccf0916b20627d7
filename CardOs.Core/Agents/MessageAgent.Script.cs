using System;
using CardOs.Apdu;
using CardOs.Apdu.Http;
using CardOs.Apdu.RemoteScripts;
using CardOs.GlobalPlatform.KeyManagement;
using CardOs.Memory;
using CardOs.Registry;
using CardOs.SecuredPackets;
using CardOs.Toolkit;

namespace CardOs.Agents;

/// <summary>Messages for remote management: scripts in the expanded format, TS 102 226 annex B.</summary>
/// <remarks>A script is collected in a slot of the reassembly, as one that comes in short messages, and run by the same runner.</remarks>
internal static partial class MessageAgent
{
    private static void BeginScript(CardState state)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        NvAddress application = ScriptTarget(state, out registers.Status);
        if (application.IsNull)
        {
            return;
        }

        // One script runs at a time, and it may be waiting.
        if (RemoteScript.Of(state.Working).IsSuspended || !ReassemblySlot.TryTakeOldest(state.Working, out ReassemblySlot slot))
        {
            Fail(ref registers, StatusWord.ToolkitBusy);
            return;
        }

        slot.Begin(default, default);
        slot.Complete(0);
        registers.Application = application;
        registers.Slot = (byte)slot.Index;
        registers.Destination = AgentDestination.Script;
        registers.Status = AdminScriptStatus.Ok;
    }

    // Without a name it is the container's own security domain, or the first application for scripts; what does not meet its security is refused.
    private static NvAddress ScriptTarget(CardState state, out AdminScriptStatus refusal)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        NvAddress application = (registers.Fields & AgentFields.Target) != 0 ? registers.Target
            : (registers.Fields & AgentFields.CommandData) != 0 ? FirstForScripts(state)
            : OwnDomain(state);
        refusal = AdminScriptStatus.UnknownApplication;
        if (application.IsNull || (new ApplicationEntry(state.NonVolatile, application).LifeCycle & LifeCycles.LockedBit) != 0)
        {
            return NvAddress.Null;
        }

        var entry = new ApplicationEntry(state.NonVolatile, application);
        bool isDomain = entry.Kind == ApplicationKind.SecurityDomain;
        if (!isDomain && entry.Kind != ApplicationKind.RemoteFileManagementExpanded)
        {
            refusal = AdminScriptStatus.NotASecurityDomain;
            return NvAddress.Null;
        }

        refusal = AdminScriptStatus.SecurityError;
        return registers.IsSecured != 0 || (!isDomain && entry.MinimumSecurity == 0) ? application : NvAddress.Null;
    }

    private static NvAddress OwnDomain(CardState state)
    {
        NvAddress own = SecurityDomains.Find(state.NonVolatile, state.ActiveContainer, SecurityDomains.OfContainer);
        return own.IsNull ? SecurityDomains.Issuer(state.NonVolatile) : own;
    }

    private static NvAddress FirstForScripts(CardState state)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            NvAddress at = ApplicationRegistry.First(state.NonVolatile, pass == 0 ? state.ActiveContainer : 0);
            for (; !at.IsNull; at = new ApplicationEntry(state.NonVolatile, at).Next)
            {
                if (new ApplicationEntry(state.NonVolatile, at).Kind == ApplicationKind.RemoteFileManagementExpanded)
                {
                    return at;
                }
            }
        }

        return NvAddress.Null;
    }

    private static void CollectScript(CardState state, scoped ReadOnlySpan<byte> body)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        ReassemblySlot slot = ReassemblySlot.Of(state.Working, registers.Slot);
        if (!body.TryCopyTo(slot.Room.Slice(registers.Collected)))
        {
            slot.Release();
            Fail(ref registers, StatusWord.WrongLength);
            return;
        }

        registers.Collected += (ushort)body.Length;
        slot.Complete(registers.Collected);
    }

    private static AgentStatus RunScript(CardState state, ref ResponseWriter answer)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        RemoteScript script = RemoteScript.Of(state.Working);
        if (!ExpandedScriptReader.IsExpanded(ReassemblySlot.Of(state.Working, registers.Slot).Message))
        {
            // The compact format has no place here: Amendment B.
            DropScript(state);
            Fail(ref registers, StatusWord.IncorrectData);
            return Answer(state, ref answer);
        }

        // No key of a packet protects secrets in it.
        DataKey.SetOfScript(state, NvAddress.Null);
        script.Start(registers.Application, registers.Slot, 0, registers.Collected, wantsReceipt: true);
        script.IsOfAgent = true;
        return GoOn(state, script, ref answer);
    }

    private static AgentStatus ContinueScript(CardState state, ref ResponseWriter answer)
    {
        RemoteScript script = RemoteScript.Of(state.Working);
        return ProactiveSession.IsActive(state.Working) ? AgentStatus.Waiting : GoOn(state, script, ref answer);
    }

    private static AgentStatus GoOn(CardState state, RemoteScript script, ref ResponseWriter answer)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        ScriptOutcome outcome = ScriptRunner.Run(state, script);
        if (outcome == ScriptOutcome.EarlyResponse)
        {
            // The server gets what there is; the rest of the script runs on, and answers nobody.
            bool isWritten = TryTakeAnswer(ref registers, script, ref answer);
            script.IsAnswered = true;
            script.AnswerLength = 0;
            while (outcome == ScriptOutcome.EarlyResponse)
            {
                outcome = ScriptRunner.Run(state, script);
            }

            if (outcome == ScriptOutcome.Finished)
            {
                DropScript(state);
            }
            else
            {
                // Whoever sees the terminal's answer goes on with it.
                script.IsOfAgent = false;
                registers.Destination = AgentDestination.Nobody;
            }

            return isWritten ? Answer(state, ref answer) : End(state, AgentStatus.Failed);
        }

        if (outcome == ScriptOutcome.Suspended)
        {
            registers.Phase = AgentPhase.Terminal;
            return AgentStatus.Waiting;
        }

        bool fits = TryTakeAnswer(ref registers, script, ref answer);
        DropScript(state);
        return fits ? Answer(state, ref answer) : End(state, AgentStatus.Failed);
    }

    private static bool TryTakeAnswer(ref AgentRegisters registers, RemoteScript script, ref ResponseWriter answer)
    {
        registers.AnswerLength = (ushort)script.AnswerLength;
        return answer.TryWrite(script.Answer);
    }

    // The slot and the script, if they are the agent's.
    private static void DropScript(CardState state)
    {
        ref AgentRegisters registers = ref RegistersOf(state);
        RemoteScript script = RemoteScript.Of(state.Working);
        if (script.IsOfAgent)
        {
            script.Clear();
        }
        else if (registers.Destination != AgentDestination.Script)
        {
            return;
        }

        ReassemblySlot.Of(state.Working, registers.Slot).Release();
        registers.Destination = AgentDestination.Nobody;
    }
}
