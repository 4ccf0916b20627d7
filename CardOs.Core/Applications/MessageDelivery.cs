using System;
using CardOs.Apdu;
using CardOs.Memory;

namespace CardOs.Applications;

/// <summary>Gives the parts of a message to an application, whatever it is written in.</summary>
internal static class MessageDelivery
{
    /// <summary>Gives the application a part.</summary>
    /// <param name="state">The card.</param>
    /// <param name="application">The application.</param>
    /// <param name="part">The part.</param>
    /// <param name="reply">Takes the answer behind the last part.</param>
    /// <returns>9000, or why the application failed.</returns>
    public static StatusWord Deliver(CardState state, NvAddress application, scoped MessagePart part, ref ResponseWriter reply)
    {
        if (RomAppletHost.IsRomApplet(state.NonVolatile, application))
        {
            return RomAppletHost.ProcessMessage(state, application, part, ref reply);
        }

        // An applet in Java has the bytes in an array, piece by piece.
        ReadOnlySpan<byte> rest = part.Data;
        bool isFirst = part.IsFirst;
        StatusWord status;
        do
        {
            ReadOnlySpan<byte> piece = rest.Slice(0, Math.Min(rest.Length, JavaCard.Machine.MessageBufferLength));
            rest = rest.Slice(piece.Length);
            status = AppletHost.ProcessMessage(state, application, new MessagePart(piece, isFirst, part.IsLast && rest.IsEmpty), ref reply);
            isFirst = false;
        }
        while (status == StatusWord.Success && !rest.IsEmpty);

        return status;
    }
}
