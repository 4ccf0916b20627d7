using System;
using System.Collections.Generic;
using CardOs.Apdu.SecuredPackets;
using CardOs.Apdu.Sms;

namespace CardOs.OffCard;

/// <summary>Puts the response packet together that a card sent in one or more SMS-SUBMITs: TS 31.115 4.4.</summary>
internal static class SubmitJoiner
{
    /// <summary>Joins the messages of one packet, in whatever order they come.</summary>
    /// <param name="messages">The TPDUs.</param>
    /// <param name="packet">The packet behind 02 71 00, as its check covers it.</param>
    /// <returns>False when a message is missing, is none with a response packet, or belongs to another packet.</returns>
    public static bool TryJoin(IReadOnlyList<byte[]> messages, out byte[] packet)
    {
        packet = [];
        byte[]?[] parts = [];
        Concatenation plan = default;
        for (int i = 0; i < messages.Count; i++)
        {
            if (!SmsSubmit.TryParse(messages[i], out SmsSubmit message) || !message.UserData.TryGetHeader(out UserDataHeader header))
            {
                return false;
            }

            if (!header.TryGetConcatenation(out Concatenation part))
            {
                part = new Concatenation(0, 1, 1, isLong: false);
            }

            if (i == 0)
            {
                plan = part;
                parts = new byte[part.Total][];
            }

            bool isFirst = part.Sequence == 1;
            if (part.Total != plan.Total || part.Reference != plan.Reference || part.IsLong != plan.IsLong
                || header.Has(InformationElementIdentifier.ResponsePacket) != isFirst)
            {
                return false;
            }

            parts[part.Sequence - 1] = header.Content.ToArray();
        }

        if (parts.Length == 0 || Array.Exists(parts, part => part is null))
        {
            return false;
        }

        // The check was made over the whole packet behind this header, before it was cut: TS 102 225 5.2.
        var joined = new List<byte>(ResponsePacket.UserDataHeader.ToArray());
        foreach (byte[]? part in parts)
        {
            joined.AddRange(part!);
        }

        packet = [.. joined];
        return true;
    }
}
