using CardOs.Apdu;
using CardOs.Apdu.Toolkit;
using CardOs.Toolkit;

namespace CardOs.SecuredPackets;

/// <summary>The front door of ENVELOPE: packets in short messages and cell broadcast pages go through the gate, menu selections to the toolkit. TS 102 223 7, TS 31.111 7.</summary>
internal static class EnvelopeGate
{
    /// <summary>Executes an ENVELOPE command.</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (command.Parameters != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        if (command.Data.IsEmpty)
        {
            return StatusWord.WrongLength;
        }

        if (!Envelope.TryParse(command.Data, out Envelope envelope))
        {
            return StatusWord.IncorrectData;
        }

        switch (envelope.Tag)
        {
            case EnvelopeTag.SmsPpDownload:
                return SmsPpDownload.TryParse(envelope, out SmsPpDownload download)
                    ? SecuredPacketGate.HandleMessage(state, Reassembly.Add(state, download.Message, out ReassemblySlot slot), slot, ref reply)
                    : StatusWord.IncorrectData;
            case EnvelopeTag.CellBroadcastDownload:
                return CellBroadcastPage.TryParse(envelope, out CellBroadcastPage page)
                    ? SecuredPacketGate.HandlePage(state, page, ref reply)
                    : StatusWord.IncorrectData;
            case EnvelopeTag.MenuSelection:
                return ToolkitFramework.SelectItem(state, envelope);
            default:
                // No application is registered for any other event: the envelope is taken note of.
                return StatusWord.Success;
        }
    }
}
