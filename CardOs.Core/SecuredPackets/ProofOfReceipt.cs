using System;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.Diagnostics;
using CardOs.Keys;
using CardOs.Toolkit;

namespace CardOs.SecuredPackets;

/// <summary>Makes receipts, and sends each its way: with the answer to the ENVELOPE, or in short messages. TS 31.115 4.4.</summary>
internal static class ProofOfReceipt
{
    /// <summary>The answer to a message that was refused.</summary>
    public static StatusWord Refuse(CardState state, in ReceiptRequest receipt, ResponseStatusCode code, ReadOnlySpan<byte> originator, ref ResponseWriter reply)
    {
        if (receipt.Spi.ProofOfReceipt is not (ProofOfReceiptMode.Always or ProofOfReceiptMode.OnError))
        {
            return StatusWord.Warning;
        }

        // A sender whose check did not pass is a stranger: nothing is signed or enciphered for one.
        bool isSecured = code is ResponseStatusCode.CounterLow or ResponseStatusCode.CounterHigh or ResponseStatusCode.CounterBlocked
            || (state.Options.SecureErrorReceipts && !receipt.Application.IsNull && ReceiptSealer.CanSeal(state, receipt));
        return Send(state, receipt, code, default, isSecured, originator, ref reply);
    }

    /// <summary>The answer to a message that was executed.</summary>
    public static StatusWord Answer(
        CardState state, in ReceiptRequest receipt, ResponseStatusCode code, scoped ReadOnlySpan<byte> data, ReadOnlySpan<byte> originator, ref ResponseWriter reply)
    {
        bool isWanted = receipt.Spi.ProofOfReceipt == ProofOfReceiptMode.Always
            || (receipt.Spi.ProofOfReceipt == ProofOfReceiptMode.OnError && code != ResponseStatusCode.PorOk);
        return isWanted ? Send(state, receipt, code, data, isSecured: true, originator, ref reply) : StatusWord.Success;
    }

    /// <summary>The receipt of a script that outlived its message.</summary>
    public static StatusWord AnswerBySubmit(CardState state, in ReceiptRequest receipt, scoped ReadOnlySpan<byte> data, ReadOnlySpan<byte> originator)
    {
        if (receipt.Spi.ProofOfReceipt == ProofOfReceiptMode.Always)
        {
            Submit(state, receipt, ResponseStatusCode.PorOk, data, isSecured: true, originator);
        }

        return StatusWord.Success;
    }

    /// <summary>The answer to a message whose script waits: when a receipt was asked for here, that it comes in short messages.</summary>
    public static StatusWord AnnounceLater(CardState state, in ReceiptRequest receipt, RemoteScript script, ref ResponseWriter reply)
    {
        Spi spi = receipt.Spi;
        bool isFirst = !script.AnswersBySubmit;
        script.AnswersBySubmit = true;
        return isFirst && !script.IsAnswered && !spi.IsResponseBySubmit && spi.ProofOfReceipt == ProofOfReceiptMode.Always
            ? Report(state, receipt, ResponseStatusCode.ResponseInSmsSubmit, default, isSecured: true, ref reply)
            : StatusWord.Success;
    }

    private static StatusWord Send(
        CardState state,
        in ReceiptRequest receipt,
        ResponseStatusCode code,
        scoped ReadOnlySpan<byte> data,
        bool isSecured,
        ReadOnlySpan<byte> originator,
        ref ResponseWriter reply)
    {
        if (receipt.Spi.IsResponseBySubmit)
        {
            Submit(state, receipt, code, data, isSecured, originator);
            return StatusWord.Success;
        }

        int start = reply.Length;
        StatusWord status = Report(state, receipt, code, data, isSecured, ref reply);
        if (status != StatusWord.NotEnoughMemory)
        {
            return status;
        }

        // Too long for a DELIVER-REPORT: a short receipt says that the long one comes in short messages.
        reply.Truncate(start);
        if (!Submit(state, receipt, code, data, isSecured, originator))
        {
            return Report(state, receipt, ResponseStatusCode.InsufficientMemory, default, isSecured, ref reply);
        }

        return Report(state, receipt, ResponseStatusCode.ResponseInSmsSubmit, default, isSecured, ref reply);
    }

    private static StatusWord Report(
        CardState state, in ReceiptRequest receipt, ResponseStatusCode code, scoped ReadOnlySpan<byte> data, bool isSecured, ref ResponseWriter reply)
    {
        int limit = Math.Min(reply.Room, state.Options.MaxDeliverReportData);
        if (!reply.TryReserve(limit, out Span<byte> room))
        {
            return StatusWord.NotEnoughMemory;
        }

        int start = reply.Length - limit;
        int length = ReceiptSealer.Seal(state, receipt, code, data, isSecured, room);
        reply.Truncate(start + length);
        if (length == 0)
        {
            return StatusWord.NotEnoughMemory;
        }

        CardTrace.Tell(state, CardEvent.ReceiptMade, room.Slice(0, length), (int)code);
        return StatusWord.Success;
    }

    private static bool Submit(
        CardState state, in ReceiptRequest receipt, ResponseStatusCode code, scoped ReadOnlySpan<byte> data, bool isSecured, ReadOnlySpan<byte> originator)
    {
        if (ProactiveSession.IsSending(state.Working))
        {
            return false;
        }

        Span<byte> room = ProactiveSession.PacketRoom(state.Working);
        int length = ReceiptSealer.Seal(state, receipt, code, data, isSecured, room);
        if (length == 0)
        {
            return false;
        }

        CardTrace.Tell(state, CardEvent.ReceiptMade, room.Slice(0, length), (int)code);
        return ProactiveSession.TrySendPacket(state.Working, length, originator);
    }
}
