using System;
using CardOs.Apdu.SecuredPackets;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Toolkit;

namespace CardOs.Toolkit;

/// <summary>Cuts a response packet into short messages, each in a proactive command: TS 31.115 4.4, TS 23.040 9.2.3.24.1.</summary>
/// <remarks>
/// <code>
/// one     02 71 00 | packet
/// first   07 00 03 reference total 01 71 00 | first 132 bytes of the packet
/// others  05 00 03 reference total number   | next 134 bytes
/// </code>
/// </remarks>
internal static class ResponseSegments
{
    // First octet, TP-MR, TP-DA, TP-PID, TP-DCS, TP-UDL.
    private const int MaxHeadLength = 2 + Address.MaxEncodedLength + 3;

    private const int ConcatenationLength = 5;
    private const int ResponseElementLength = 2;
    private const int OtherPartLength = UserData.MaxBytes - 1 - ConcatenationLength;
    private const int FirstPartLength = OtherPartLength - ResponseElementLength;

    // Class 2, 8 bit, and (U)SIM data download, as public implementations send it.
    private static readonly DataCodingScheme Coding = new(0xF6);

    /// <summary>How many short messages a packet of <paramref name="length"/> bytes takes, its user data header counted.</summary>
    public static int Count(int length)
    {
        int content = length - ResponsePacket.UserDataHeader.Length;
        return length <= UserData.MaxBytes ? 1 : 1 + ((content - FirstPartLength + OtherPartLength - 1) / OtherPartLength);
    }

    /// <summary>Writes SEND SHORT MESSAGE for one part.</summary>
    /// <returns>Bytes of the command.</returns>
    public static int WriteCommand(
        ReadOnlySpan<byte> packet, int part, int count, byte reference, ReadOnlySpan<byte> address, byte number, Span<byte> destination)
    {
        Span<byte> userData = stackalloc byte[UserData.MaxBytes];
        int userDataLength = WriteUserData(packet, part, count, reference, userData);
        Span<byte> tpdu = stackalloc byte[MaxHeadLength + UserData.MaxBytes];
        var first = new FirstOctet { MessageType = MessageType.Submit, HasUserDataHeader = true };
        return SmsSubmit.TryWrite(
            tpdu, first, reference: 0, address, ProtocolIdentifier.SimDataDownload, Coding, default, (byte)userDataLength, userData.Slice(0, userDataLength), out int tpduLength)
            && ProactiveCommandWriter.TryWriteSendShortMessage(destination, number, isPackingRequired: false, default, tpdu.Slice(0, tpduLength), out int length)
            ? length
            : 0;
    }

    private static int WriteUserData(ReadOnlySpan<byte> packet, int part, int count, byte reference, Span<byte> userData)
    {
        if (count == 1)
        {
            packet.CopyTo(userData);
            return packet.Length;
        }

        ReadOnlySpan<byte> content = packet.Slice(ResponsePacket.UserDataHeader.Length);
        int start = part == 1 ? 0 : FirstPartLength + ((part - 2) * OtherPartLength);
        int length = Math.Min(part == 1 ? FirstPartLength : OtherPartLength, content.Length - start);
        new Concatenation(reference, (byte)count, (byte)part, isLong: false).TryWrite(userData.Slice(1), out int headerLength);
        if (part == 1)
        {
            ResponsePacket.UserDataHeader.Slice(1).CopyTo(userData.Slice(1 + headerLength));
            headerLength += ResponseElementLength;
        }

        userData[0] = (byte)headerLength;
        content.Slice(start, length).CopyTo(userData.Slice(1 + headerLength));
        return 1 + headerLength + length;
    }
}
