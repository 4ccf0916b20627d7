using System;
using CardOs.Apdu;
using CardOs.Channels;
using CardOs.Dispatch;

namespace CardOs.Transport;

/// <summary>The front door of the card's interface: bytes in, data and a status word out.</summary>
/// <remarks>
/// It speaks APDUs: procedure bytes exist only outside, and whether they do is not known here. A command that carries data and
/// no Le is answered 61xx when it yields data; with Le the data come at once. TS 102 221 7.3.1, 7.3.2.
/// </remarks>
internal static class Link
{
    /// <summary>Executes one command.</summary>
    /// <param name="state">The card.</param>
    /// <param name="bytes">The command as it arrived.</param>
    /// <param name="reply">Takes the response data.</param>
    public static StatusWord Handle(CardState state, scoped ReadOnlySpan<byte> bytes, ref ResponseWriter reply)
    {
        bool isCommand = CommandApdu.TryParse(bytes, out CommandApdu part);
        if (!isCommand || (Instruction)part.Ins != Instruction.GetResponse)
        {
            // Whatever else comes discards what waits for GET RESPONSE: TS 102 221 7.3.1.1.
            ResponseQueue.OfTerminal(state.Working).Discard();
        }

        StatusWord status = isCommand ? Dispatcher.Check(state, part) : StatusWord.WrongLength;
        if (status != StatusWord.Success)
        {
            CommandChain.End(state);
            return status;
        }

        return CommandChain.TryTake(state, part, out CommandApdu command, out status) ? Dispatcher.Handle(state, command, ref reply) : status;
    }
}
