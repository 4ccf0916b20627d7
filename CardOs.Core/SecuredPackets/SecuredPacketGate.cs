using System;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.Apdu.Toolkit;
using CardOs.Diagnostics;
using CardOs.GlobalPlatform.KeyManagement;
using CardOs.Keys;
using CardOs.Memory;
using CardOs.Registry;
using CardOs.Toolkit;

namespace CardOs.SecuredPackets;

/// <summary>Where packets are let in or refused: TS 102 225 5.1, TS 31.115 4.</summary>
/// <remarks>
/// <code>
/// message -> TAR known? -> security level? -> keys, decipher, check, counter -> application -> receipt
///             09             0A                06 05 01 02 03 04                               00
/// </code>
/// The counter is stored before the application sees the data. A refused message changes nothing.
/// </remarks>
internal static class SecuredPacketGate
{
    private const ushort FirstSecuredPage = 0x1080;
    private const ushort LastSecuredPage = 0x10FF;

    /// <summary>Behind the reassembly of a short message: executes what it completed.</summary>
    /// <returns>9000 with the receipt as data, 9300 when it is to be sent again later, 6200 when it was refused without a receipt.</returns>
    public static StatusWord HandleMessage(CardState state, ReassemblyResult result, ReassemblySlot slot, ref ResponseWriter reply)
    {
        switch (result)
        {
            case ReassemblyResult.Complete:
                CardTrace.Tell(state, CardEvent.MessageComplete, slot.Message);
                return Execute(state, slot, hasReceipt: true, ref reply);
            case ReassemblyResult.Incomplete:
                CardTrace.Tell(state, CardEvent.MessagePartKept, default);
                return StatusWord.Success;
            case ReassemblyResult.Unformatted:
                // No application is registered for messages without a packet.
                return StatusWord.Success;
            case ReassemblyResult.Busy:
                return StatusWord.ToolkitBusy;
            default:
                return StatusWord.Warning;
        }
    }

    /// <summary>Takes a cell broadcast page with a packet; there is no way back for a receipt. TS 31.115 5.</summary>
    public static StatusWord HandlePage(CardState state, scoped CellBroadcastPage page, ref ResponseWriter reply)
    {
        // Other identifiers are for pages that nothing secures: TS 23.041 9.4.1.2.2.
        if (page.MessageIdentifier is < FirstSecuredPage or > LastSecuredPage)
        {
            return StatusWord.Success;
        }

        // The page has a fixed length: what is behind the packet is filling.
        ReadOnlySpan<byte> content = page.Content;
        int length = 2 + ((content[0] << 8) | content[1]);
        if (length > content.Length || !ReassemblySlot.TryTakeOldest(state.Working, out ReassemblySlot slot))
        {
            return StatusWord.Warning;
        }

        slot.Begin(default, default);
        content.Slice(0, length).CopyTo(slot.Room);
        slot.Complete(length);
        return Execute(state, slot, hasReceipt: false, ref reply);
    }

    /// <summary>Behind a TERMINAL RESPONSE: goes on with the script that waited for the end of the proactive session.</summary>
    public static void Resume(CardState state)
    {
        RemoteScript script = RemoteScript.Of(state.Working);
        if (script.IsSuspended && !script.IsOfAgent && !ProactiveSession.IsActive(state.Working))
        {
            var unused = new ResponseWriter(default);
            RunScript(state, script, ref unused);
        }
    }

    private static StatusWord Execute(CardState state, ReassemblySlot slot, bool hasReceipt, ref ResponseWriter reply)
    {
        if (!CommandPacket.TryParse(slot.Message, PacketForm.Sms, out CommandPacket packet))
        {
            slot.Release();
            return StatusWord.Warning;
        }

        // The answer needs a place to wait, and a script needs the one place for scripts.
        if (RemoteScript.Of(state.Working).IsSuspended || (packet.Spi.IsResponseBySubmit && ProactiveSession.IsSending(state.Working)))
        {
            slot.Release();
            return StatusWord.ToolkitBusy;
        }

        Spi spi = hasReceipt ? packet.Spi : packet.Spi with { ProofOfReceipt = ProofOfReceiptMode.None };
        ResponseStatusCode refusal = Accept(state, slot.Message, packet, out NvAddress application);
        return refusal == ResponseStatusCode.PorOk
            ? Deliver(state, application, packet, spi, slot, ref reply)
            : Refuse(state, application, packet, spi, refusal, slot, ref reply);
    }

    private static StatusWord Refuse(
        CardState state,
        NvAddress application,
        scoped in CommandPacket packet,
        Spi spi,
        ResponseStatusCode refusal,
        ReassemblySlot slot,
        ref ResponseWriter reply)
    {
        CardTrace.Tell(state, CardEvent.PacketRefused, default, (int)refusal);
        ulong counter = IsReadable(refusal, spi) ? packet.ReadText().Counter : 0;
        ReceiptRequest receipt = RequestOf(state, application, packet, spi, counter);
        StatusWord status = ProofOfReceipt.Refuse(state, receipt, refusal, slot.Originator, ref reply);
        slot.Release();
        return status;
    }

    private static ReceiptRequest RequestOf(CardState state, NvAddress application, scoped in CommandPacket packet, Spi spi, ulong counter) => new(
        application,
        application.IsNull ? state.ActiveContainer : ApplicationRegistry.ContainerOf(state.NonVolatile, application),
        application.IsNull ? (byte)0 : SecurityDomains.KeysOf(state.NonVolatile, application),
        PacketForm.Sms,
        spi,
        packet.Kic,
        packet.Kid,
        packet.Tar,
        counter);

    private static ResponseStatusCode Accept(CardState state, Span<byte> message, scoped in CommandPacket packet, out NvAddress application)
    {
        application = ApplicationRegistry.FindByTar(state, packet.Tar.Value);
        if (application.IsNull)
        {
            return ResponseStatusCode.TarUnknown;
        }

        var entry = new ApplicationEntry(state.NonVolatile, application);
        if (entry.Kind == ApplicationKind.SecondStore)
        {
            // The second stage has no direct path: only the first one hands packets to it.
            application = NvAddress.Null;
            return ResponseStatusCode.TarUnknown;
        }

        return packet.Spi.Meets(entry.MinimumSecurity)
            ? PacketOpener.Open(
                state, ApplicationRegistry.ContainerOf(state.NonVolatile, application), SecurityDomains.KeysOf(state.NonVolatile, application), message, packet)
            : ResponseStatusCode.InsufficientSecurityLevel;
    }

    // The packet lies in its slot until its script has ended, in clear.
    private static ReceiptRequest RequestOf(CardState state, RemoteScript script, ReassemblySlot slot) =>
        CommandPacket.TryParse(slot.Message, PacketForm.Sms, out CommandPacket packet)
            ? RequestOf(state, script.Application, packet, packet.Spi, packet.ReadText().Counter)
            : default;

    private static StatusWord Deliver(
        CardState state, NvAddress application, scoped in CommandPacket packet, Spi spi, ReassemblySlot slot, ref ResponseWriter reply)
    {
        CommandText text = packet.ReadText();
        CardTrace.Tell(state, CardEvent.PacketOpened, text.Data, packet.Tar.Value);
        int offset = packet.TextOffset + CommandText.HeadLength + packet.CheckLength;
        var entry = new ApplicationEntry(state.NonVolatile, application);
        if (entry.Kind == ApplicationKind.FirstStore)
        {
            ReceiptRequest receipt = RequestOf(state, application, packet, spi, text.Counter);
            var answer = new ResponseWriter(state.Working.Span(WorkingMap.ScriptAnswer, WorkingMap.ScriptAnswerCapacity));
            ResponseStatusCode code = FirstStore.Handle(state, entry, slot.Message.Slice(offset, text.Data.Length), ref answer);
            StatusWord status = ProofOfReceipt.Answer(state, receipt, code, answer.Written, slot.Originator, ref reply);
            slot.Release();
            return status;
        }

        // Secrets in a script for a security domain are under the key that belongs to those which protected the packet.
        bool hasKeys = entry.Kind == ApplicationKind.SecurityDomain && packet.Spi.Integrity == IntegrityMode.CryptographicChecksum;
        DataKey.SetOfScript(state, hasKeys
            ? KeySets.Find(state.NonVolatile, ApplicationRegistry.ContainerOf(state.NonVolatile, application), SecurityDomains.KeysOf(state.NonVolatile, application), packet.Kid.KeySet)
            : NvAddress.Null);
        RemoteScript script = RemoteScript.Of(state.Working);
        script.Start(application, slot.Index, offset, text.Data.Length, spi.ProofOfReceipt == ProofOfReceiptMode.Always);
        return RunScript(state, script, ref reply);
    }

    private static StatusWord RunScript(CardState state, RemoteScript script, ref ResponseWriter reply)
    {
        StatusWord status = StatusWord.Success;
        ReassemblySlot slot = ReassemblySlot.Of(state.Working, script.Slot);
        for (; ; )
        {
            ScriptOutcome outcome = ScriptRunner.Run(state, script);
            if (outcome == ScriptOutcome.Suspended)
            {
                return ProofOfReceipt.AnnounceLater(state, RequestOf(state, script, slot), script, ref reply);
            }

            if (!script.IsAnswered)
            {
                status = Answer(state, script, slot, ref reply);
                script.IsAnswered = true;
                script.AnswerLength = 0;
            }

            if (outcome == ScriptOutcome.Finished)
            {
                script.Clear();
                slot.Release();
                return status;
            }
        }
    }

    private static StatusWord Answer(CardState state, RemoteScript script, ReassemblySlot slot, ref ResponseWriter reply)
    {
        ReceiptRequest receipt = RequestOf(state, script, slot);
        return script.AnswersBySubmit
            ? ProofOfReceipt.AnswerBySubmit(state, receipt, script.Answer, slot.Originator)
            : ProofOfReceipt.Answer(state, receipt, ResponseStatusCode.PorOk, script.Answer, slot.Originator, ref reply);
    }

    // Before the text was deciphered, the counter in it is no number of the sender's.
    private static bool IsReadable(ResponseStatusCode refusal, Spi spi) =>
        !spi.IsCiphered || refusal is not (ResponseStatusCode.TarUnknown or ResponseStatusCode.InsufficientSecurityLevel
            or ResponseStatusCode.UnidentifiedSecurityError or ResponseStatusCode.CipheringError or ResponseStatusCode.CheckFailed);
}
