using System;

namespace CardOs.Apdu.Tlv;

public static partial class BerTlvDecoder
{
    private const int MaxLengthCount = 4;

    private static bool TryReadLongTag(ReadOnlySpan<byte> source, BerTlvRules rules, out BerTag tag, out int bytesConsumed)
    {
        uint value = source[0];
        for (int i = 1; i < source.Length && i < BerTag.MaxEncodedLength; i++)
        {
            uint next = source[i];
            if (i == 1 && next == BerTag.MoreMask && (rules & BerTlvRules.Der) != 0)
            {
                break;
            }

            value = (value << 8) | next;
            if ((next & BerTag.MoreMask) == 0)
            {
                tag = new BerTag(value);
                bytesConsumed = i + 1;
                return true;
            }
        }

        tag = default;
        bytesConsumed = 0;
        return false;
    }

    private static bool TryReadLongLength(ReadOnlySpan<byte> source, int count, BerTlvRules rules, out int length, out int bytesConsumed)
    {
        if (count <= MaxLengthCount && count < source.Length)
        {
            uint value = 0;
            for (int i = 1; i <= count; i++)
            {
                value = (value << 8) | source[i];
            }

            bool isAccepted = (rules & BerTlvRules.Der) == 0 || BerTlvEncoder.LengthOfLength(value) == 1 + count;
            if (value <= int.MaxValue && isAccepted)
            {
                length = (int)value;
                bytesConsumed = 1 + count;
                return true;
            }
        }

        length = 0;
        bytesConsumed = 0;
        return false;
    }
}
