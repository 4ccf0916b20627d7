using System;

namespace CardOs.JavaCardApi.FrameworkTlv;

/// <summary>TLVs as bytes: tag, length in up to three bytes, value.</summary>
internal readonly struct TlvBytes
{
    /// <summary>Bytes that a length takes at most.</summary>
    public const int MaxLengthBytes = 3;

    /// <summary>How deep TLVs are nested at most.</summary>
    public const int MaxDepth = 16;

    private TlvBytes(int tagLength, int valueOffset, int valueLength)
    {
        TagLength = tagLength;
        ValueOffset = valueOffset;
        ValueLength = valueLength;
    }

    public int TagLength { get; }

    public int ValueOffset { get; }

    public int ValueLength { get; }

    public int Size => ValueOffset + ValueLength;

    /// <summary>Reads tag and length, whether the value is there or not.</summary>
    /// <returns>0, or the reason why they are none.</returns>
    public static short Read(scoped ReadOnlySpan<byte> bytes, out TlvBytes tlv)
    {
        tlv = default;
        short reason = TagBytes.Measure(bytes, out int at);
        if (reason != 0)
        {
            return reason == TlvReason.IllegalSize ? reason : TlvReason.MalformedTlv;
        }

        int tagLength = at;
        if (at == bytes.Length)
        {
            return TlvReason.MalformedTlv;
        }

        int length = bytes[at++];
        if (length > 0x7F)
        {
            int count = length & 0x7F;
            if (count is 0 or > MaxLengthBytes - 1 || count > bytes.Length - at)
            {
                return TlvReason.MalformedTlv;
            }

            for (length = 0; count > 0; count--)
            {
                length = (length << 8) | bytes[at++];
            }
        }

        if (length > short.MaxValue - at)
        {
            return TlvReason.TlvTooLong;
        }

        tlv = new TlvBytes(tagLength, at, length);
        return 0;
    }

    /// <summary>Whether bytes are one TLV, whole, and so are those within a constructed one.</summary>
    public static bool IsWhole(scoped ReadOnlySpan<byte> bytes, int depth = 0)
    {
        if (Read(bytes, out TlvBytes tlv) != 0 || tlv.Size != bytes.Length)
        {
            return false;
        }

        return !TagBytes.IsConstructed(bytes[0]) || AreWhole(bytes.Slice(tlv.ValueOffset), depth + 1);
    }

    /// <summary>Whether bytes are TLVs, one behind the other.</summary>
    public static bool AreWhole(scoped ReadOnlySpan<byte> bytes, int depth)
    {
        while (!bytes.IsEmpty)
        {
            if (depth >= MaxDepth || Read(bytes, out TlvBytes tlv) != 0 || tlv.Size > bytes.Length || !IsWhole(bytes.Slice(0, tlv.Size), depth))
            {
                return false;
            }

            bytes = bytes.Slice(tlv.Size);
        }

        return true;
    }

    /// <summary>Bytes that a length takes.</summary>
    public static int LengthOfLength(int length) => length <= 0x7F ? 1 : length <= 0xFF ? 2 : MaxLengthBytes;

    /// <summary>Writes a length and gives how many bytes it takes.</summary>
    public static int WriteLength(int length, scoped Span<byte> bytes)
    {
        int count = LengthOfLength(length);
        if (count == 1)
        {
            bytes[0] = (byte)length;
            return count;
        }

        bytes[0] = (byte)(0x80 | (count - 1));
        bytes[1] = (byte)(count == 2 ? length : length >> 8);
        bytes[count - 1] = (byte)length;
        return count;
    }
}
