using System;
using CardOs.Apdu;
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
        if (!CommandApdu.TryParse(bytes, out CommandApdu part))
        {
            return StatusWord.WrongLength;
        }

        return CommandChain.TryTake(state, part, out CommandApdu command, out StatusWord status)
            ? Dispatcher.Handle(state, command, ref reply)
            : status;
    }
}
