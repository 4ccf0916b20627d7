using System;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>Where the parts of a response packet lie that was composed in clear and is to be sealed in place.</summary>
public readonly struct ResponsePacketLayout
{
    private ResponsePacketLayout(int textOffset, int checkLength, int length)
    {
        TextOffset = textOffset;
        CheckLength = checkLength;
        Length = length;
    }

    /// <summary>Bytes of the packet, the user-data header of a short message included.</summary>
    public int Length { get; }

    /// <summary>Where CNTR is: the check covers what is in front, the user-data header included; ciphering begins here.</summary>
    public int TextOffset { get; }

    /// <summary>Bytes in front of the check, from CNTR on.</summary>
    public static int TextHeadLength => ResponseText.HeadLength;

    /// <summary>Where the check goes.</summary>
    public int CheckOffset => TextOffset + TextHeadLength;

    /// <summary>Bytes of the check.</summary>
    public int CheckLength { get; }

    /// <summary>Where the additional response data is.</summary>
    public int DataOffset => CheckOffset + CheckLength;

    /// <summary>The padding that brings CNTR to the end of the data to a multiple of <paramref name="blockLength"/>.</summary>
    public static int PaddingFor(int checkLength, int dataLength, int blockLength)
    {
        int excess = (TextHeadLength + checkLength + dataLength) % blockLength;
        return excess == 0 ? 0 : blockLength - excess;
    }

    /// <summary>Composes a packet in clear with its final lengths, in a short message behind 02 71 00; check and padding are zero bytes.</summary>
    /// <returns>False when it does not fit, or no check has <paramref name="checkLength"/> bytes.</returns>
    public static bool TryWrite(
        Span<byte> destination,
        PacketForm form,
        Tar tar,
        ulong counter,
        ResponseStatusCode status,
        int checkLength,
        int paddingLength,
        scoped ReadOnlySpan<byte> data,
        out ResponsePacketLayout layout)
    {
        layout = default;
        int start = form == PacketForm.Sms ? ResponsePacket.UserDataHeader.Length : 0;
        int headerLength = ResponsePacket.ShortestHeaderLength + checkLength;
        if (destination.Length < start || !PacketHead.IsCheckLength(checkLength) || paddingLength is < 0 or > byte.MaxValue
            || !PacketHead.TryWrite(
                destination.Slice(start),
                form,
                PacketIdentifier.Response,
                headerLength,
                headerLength + data.Length + paddingLength,
                out int fieldsOffset))
        {
            return false;
        }

        ResponsePacket.UserDataHeader.Slice(0, start).CopyTo(destination);
        fieldsOffset += start;
        int textOffset = fieldsOffset + Tar.Length;
        layout = new ResponsePacketLayout(textOffset, checkLength, fieldsOffset + headerLength + data.Length + paddingLength);
        tar.TryWrite(destination.Slice(fieldsOffset));
        data.CopyTo(destination.Slice(layout.DataOffset));
        PacketCounter.Write(destination.Slice(textOffset), counter);
        destination[layout.CheckOffset - 2] = (byte)paddingLength;
        destination[layout.CheckOffset - 1] = (byte)status;
        destination.Slice(layout.CheckOffset, checkLength).Clear();
        destination.Slice(layout.DataOffset + data.Length, paddingLength).Clear();
        return true;
    }
}
