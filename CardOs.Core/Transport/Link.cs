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
        if (!CommandApdu.TryParse(bytes, out CommandApdu command))
        {
            return Refuse(state, StatusWord.WrongLength);
        }

        ClassByte cla = command.Class;
        CommandEntry entry = Dispatcher.Find(state, cla, command.Ins);
        StatusWord status = Dispatcher.Check(state, cla, command.Ins, entry);
        if (status != StatusWord.Success)
        {
            return (Instruction)command.Ins == Instruction.GetResponse ? status : Refuse(state, status);
        }

        if ((cla.IsChaining || CommandChain.IsOpen(state)) && entry.Route != Route.Applet)
        {
            ResponseQueue.OfTerminal(state.Working).Discard();
            if (!CommandChain.TryAdd(state, ref command, ref status))
            {
                return status;
            }
        }

        return Dispatcher.Handle(state, entry, command, ref reply);
    }

    // Whatever comes but GET RESPONSE discards what waits for it, and ends a chain: TS 102 221 7.3.1.1, ISO 7816-4 5.3.3.
    private static StatusWord Refuse(CardState state, StatusWord status)
    {
        ResponseQueue.OfTerminal(state.Working).Discard();
        CommandChain.End(state);
        return status;
    }
}
