using System;
using System.Collections.Generic;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Core;

/// <summary>Short messages and cell broadcast pages as the terminal hands them to the card.</summary>
internal static class TestMessage
{
    /// <summary>An ENVELOPE with an SMS-DELIVER of 8-bit data with a user data header. TS 31.111 7.1.1.</summary>
    public static byte[] Envelope(byte[] userData, string originator = "05812143F5", bool hasHeader = true)
    {
        byte[] tpdu =
        [
            (byte)(hasHeader ? 0x40 : 0x00), .. VectorCase.Hex(originator), 0x7F, 0xF6, .. VectorCase.Hex("52101021436500"),
            (byte)userData.Length, .. userData,
        ];
        return Wrap(0xD1, [0x82, 0x02, 0x83, 0x81, 0x8B, .. Length(tpdu.Length), .. tpdu]);
    }

    /// <summary>The user data of each part of a packet. TS 31.115 4.</summary>
    public static IReadOnlyList<byte[]> Parts(byte[] packet, int reference = 1, int partLength = 132, bool isLong = false)
    {
        int count = (packet.Length + partLength - 1) / partLength;
        var parts = new List<byte[]>();
        for (int i = 0; i < count; i++)
        {
            byte[] content = packet.AsSpan(i * partLength, Math.Min(partLength, packet.Length - (i * partLength))).ToArray();
            parts.Add(Part(content, reference, count, i + 1, isLong));
        }

        return parts;
    }

    public static byte[] Part(byte[] content, int reference, int count, int sequence, bool isLong = false)
    {
        byte[] element = isLong
            ? [0x08, 0x04, (byte)(reference >> 8), (byte)reference, (byte)count, (byte)sequence]
            : [0x00, 0x03, (byte)reference, (byte)count, (byte)sequence];
        byte[] packetElement = sequence == 1 ? [0x70, 0x00] : [];
        return [(byte)(element.Length + packetElement.Length), .. element, .. packetElement, .. content];
    }

    /// <summary>An ENVELOPE with a cell broadcast page. TS 23.041 9.4.1.2.</summary>
    public static byte[] Page(byte[] content, ushort identifier = 0x1080)
    {
        byte[] page = new byte[88];
        page[2] = (byte)(identifier >> 8);
        page[3] = (byte)identifier;
        page[5] = 0x11;
        content.CopyTo(page, 6);
        return Wrap(0xD2, [0x82, 0x02, 0x83, 0x81, 0x8C, 0x58, .. page]);
    }

    private static byte[] Wrap(byte tag, byte[] objects)
    {
        byte[] envelope = [tag, .. Length(objects.Length), .. objects];
        return [0x80, 0xC2, 0x00, 0x00, (byte)envelope.Length, .. envelope, 0x00];
    }

    private static byte[] Length(int length) => length > 127 ? [0x81, (byte)length] : [(byte)length];
}
