using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Benchmarks;

/// <summary>The structures that the TLV benchmarks walk.</summary>
internal static class BerTlvSamples
{
    private const int NestedLength = 2048;
    private const int Depth = 6;
    private const int LeafLength = 32;
    private const int LeafHeaderLength = 2;

    /// <summary>The FCP of an ADF: descriptor, identifier, name, proprietary information, life cycle, access rule, PIN status.</summary>
    public static byte[] FileControlParameters() => Convert.FromHexString(
        "622F8202782183027FF0840DA0000000871002FFFFFFFF8903A5038001718A01058B032F0601C60990017083010183010A");

    /// <summary>Objects nested as card content is: templates in application class, context-specific leaves, some of them long.</summary>
    public static byte[] Nested()
    {
        byte[] bytes = new byte[NestedLength];
        var writer = new BerTlvWriter(bytes);
        while (writer.Room > 0)
        {
            int before = writer.Length;
            if (!TryWriteTemplate(ref writer, Depth))
            {
                FillWithLeaves(bytes.AsSpan(before));
                break;
            }
        }

        return bytes;
    }

    private static void FillWithLeaves(Span<byte> bytes)
    {
        var writer = new BerTlvWriter(bytes);
        while (writer.Room > 0)
        {
            // One byte alone could not be filled.
            int length = Math.Min(writer.Room - LeafHeaderLength, LeafLength);
            length -= writer.Room - LeafHeaderLength - length == 1 ? 1 : 0;
            writer.TryWrite(0x85, new byte[length]);
        }
    }

    private static bool TryWriteTemplate(ref BerTlvWriter writer, int depth)
    {
        if (!writer.TryOpen(depth % 2 == 0 ? 0x7F49u : 0x73u, out int mark)
            || !writer.TryWrite(0x80, (byte)depth)
            || !writer.TryWrite(0x9F38, [0x01, 0x02, 0x03])
            || !writer.TryWrite(0x86, new byte[16]))
        {
            return false;
        }

        bool isFull = depth > 1 ? TryWriteTemplate(ref writer, depth - 1) : writer.TryWrite(0x87, new byte[40]);
        return isFull && writer.TryClose(mark);
    }
}
