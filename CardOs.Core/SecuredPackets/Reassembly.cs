using System;
using CardOs.Apdu.Sms;

namespace CardOs.SecuredPackets;

/// <summary>Puts messages together that arrive in parts, each copied once to where it stays until it was executed.</summary>
/// <remarks>
/// Three slots, of 20 parts each. A part goes where it will lie when the parts in front of it are as long as parts can be; what
/// was shorter is closed up when the last one came. Parts may come in any order and more than once; messages may be interleaved.
/// A fourth message takes the place of the one that has waited longest. TS 31.115 4, TS 23.040 9.2.3.24.1.
/// </remarks>
internal static class Reassembly
{
    private const int MaxUserData = UserData.MaxBytes;

    // Header of the part that carries the packet: UDHL, the concatenation element, and 70 00 of the packet itself.
    private const int PacketElementLength = 2;

    /// <summary>Takes one short message in.</summary>
    /// <param name="state">The card.</param>
    /// <param name="message">The short message.</param>
    /// <param name="slot">The slot that holds the message, when it is complete; to be freed by the caller.</param>
    /// <returns>What became of it.</returns>
    public static ReassemblyResult Add(CardState state, scoped in SmsDeliver message, out ReassemblySlot slot)
    {
        slot = default;
        if (!message.UserData.TryGetHeader(out UserDataHeader header))
        {
            return ReassemblyResult.Unformatted;
        }

        bool hasPacket = header.Has(InformationElementIdentifier.CommandPacket);
        if (!header.TryGetConcatenation(out Concatenation part) || part.Total == 1)
        {
            return hasPacket ? AddWhole(state, message.Originator.Encoded, header.Content, out slot) : ReassemblyResult.Unformatted;
        }

        ReassemblySlot.GrowOlder(state.Working);
        if (part.Total > ReassemblySlot.MaxParts || header.Content.Length > LongestPart(part))
        {
            return ReassemblyResult.TooLong;
        }

        // What is no part of a packet takes no place.
        if (header.Content.IsEmpty || (part.Sequence == 1) != hasPacket)
        {
            return ReassemblyResult.Unformatted;
        }

        if (!ReassemblySlot.TryFind(state.Working, message.Originator.Encoded, part, out slot))
        {
            if (!ReassemblySlot.TryTakeOldest(state.Working, out slot))
            {
                return ReassemblyResult.Busy;
            }

            slot.Begin(message.Originator.Encoded, part);
        }

        return AddPart(slot, part, header.Content);
    }

    private static ReassemblyResult AddWhole(CardState state, scoped ReadOnlySpan<byte> originator, scoped ReadOnlySpan<byte> content, out ReassemblySlot slot)
    {
        if (!ReassemblySlot.TryTakeOldest(state.Working, out slot))
        {
            return ReassemblyResult.Busy;
        }

        slot.Begin(originator, default);
        content.CopyTo(slot.Room);
        slot.Complete(content.Length);
        return ReassemblyResult.Complete;
    }

    private static ReassemblyResult AddPart(ReassemblySlot slot, Concatenation part, scoped ReadOnlySpan<byte> content)
    {
        if (slot.LengthOf(part.Sequence) != 0)
        {
            return ReassemblyResult.Incomplete;
        }

        content.CopyTo(slot.Room.Slice(OffsetOf(part, part.Sequence)));
        slot.SetLength(part.Sequence, content.Length);
        for (int i = 1; i <= part.Total; i++)
        {
            if (slot.LengthOf(i) == 0)
            {
                return ReassemblyResult.Incomplete;
            }
        }

        slot.Complete(CloseUp(slot, part));
        return ReassemblyResult.Complete;
    }

    private static int CloseUp(ReassemblySlot slot, Concatenation part)
    {
        int end = 0;
        for (int i = 1; i <= part.Total; i++)
        {
            int offset = OffsetOf(part, i);
            int length = slot.LengthOf(i);
            if (offset != end)
            {
                slot.Room.Slice(offset, length).CopyTo(slot.Room.Slice(end));
            }

            end += length;
        }

        return end;
    }

    private static int OffsetOf(Concatenation part, int sequence) =>
        sequence == 1 ? 0 : ((sequence - 1) * (MaxUserData - 1 - part.EncodedLength)) - PacketElementLength;

    private static int LongestPart(Concatenation part) =>
        MaxUserData - 1 - part.EncodedLength - (part.Sequence == 1 ? PacketElementLength : 0);
}
