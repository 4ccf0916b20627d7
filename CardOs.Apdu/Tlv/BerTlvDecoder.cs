using System;

namespace CardOs.Apdu.Tlv;

/// <summary>Decodes BER-TLV objects (ISO 8825-1 8.1, ISO 7816-4 5.2.2) without state.</summary>
/// <remarks>
/// <code>
/// +----------+-----------------------------+----------------+
/// | tag      | length                      | value          |
/// +----------+-----------------------------+----------------+
///   1 to 4     00..7F | 81 xx | 82 xxxx …    length bytes
///              84 xxxxxxxx; 80 = until 00 00
/// </code>
/// Of every method: on false the outputs are default.
/// </remarks>
public static partial class BerTlvDecoder
{
    /// <summary>What <see cref="TryReadLength"/> gives for the length byte 80.</summary>
    public const int IndefiniteLength = -1;

    /// <summary>The depth that <see cref="IsWellFormed"/> allows unless told otherwise.</summary>
    public const int DefaultMaxDepth = 16;

    internal const byte LongLengthMask = 0b1000_0000;
    private const int MaxCommonHeader = 4;

    /// <summary>Reads the tag at the start of <paramref name="source"/>; the tag 00, which ends indefinite lengths, is none.</summary>
    public static bool TryReadTag(ReadOnlySpan<byte> source, out BerTag tag, out int bytesConsumed, BerTlvRules rules = BerTlvRules.Ber)
    {
        if (!source.IsEmpty)
        {
            uint first = source[0];
            if ((first & BerTag.NumberMask) == BerTag.NumberMask)
            {
                return TryReadLongTag(source, rules, out tag, out bytesConsumed);
            }

            if (first != 0)
            {
                tag = new BerTag(first);
                bytesConsumed = 1;
                return true;
            }
        }

        tag = default;
        bytesConsumed = 0;
        return false;
    }

    /// <summary>Reads the length at the start of <paramref name="source"/>; lengths of 2 GiB and more are refused.</summary>
    public static bool TryReadLength(ReadOnlySpan<byte> source, out int length, out int bytesConsumed, BerTlvRules rules = BerTlvRules.Ber)
    {
        if (!source.IsEmpty)
        {
            int first = source[0];
            if (first < LongLengthMask)
            {
                length = first;
                bytesConsumed = 1;
                return true;
            }

            if (first != LongLengthMask)
            {
                return TryReadLongLength(source, first & ~LongLengthMask, rules, out length, out bytesConsumed);
            }

            if ((rules & BerTlvRules.IndefiniteLengths) != 0)
            {
                length = IndefiniteLength;
                bytesConsumed = 1;
                return true;
            }
        }

        length = 0;
        bytesConsumed = 0;
        return false;
    }

    /// <summary>Reads the object at the start of <paramref name="source"/>; its value is a part of <paramref name="source"/>, and filler is not skipped.</summary>
    public static bool TryReadElement(
        ReadOnlySpan<byte> source, out BerTag tag, out ReadOnlySpan<byte> value, out int bytesConsumed, BerTlvRules rules = BerTlvRules.Ber)
    {
        // Tags and lengths of one and two bytes in their shortest form, which is nearly all there is, are the same under all rules.
        if (source.Length >= MaxCommonHeader)
        {
            uint first = source[0];
            uint next = source[1];
            int header = 1;
            if ((first & BerTag.NumberMask) == BerTag.NumberMask)
            {
                first = next < BerTag.MoreMask ? (first << 8) | next : 0;
                next = source[2];
                header = 2;
            }

            int length = (int)next;
            header++;
            if (next == LongLengthMask + 1)
            {
                length = source[header];
                header++;
                first = length < LongLengthMask ? 0 : first;
                next = 0;
            }

            if (first != 0 && next < LongLengthMask && length <= source.Length - header)
            {
                tag = new BerTag(first);
                value = source.Slice(header, length);
                bytesConsumed = header + length;
                return true;
            }
        }

        return TryReadUncommon(source, rules, out tag, out value, out bytesConsumed);
    }

    /// <summary>Whether <paramref name="source"/> is a sequence of objects, and the value of every constructed one again, at most <paramref name="maxDepth"/> levels deep.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> source, BerTlvRules rules = BerTlvRules.Ber, int maxDepth = DefaultMaxDepth)
    {
        if (maxDepth <= 0)
        {
            return false;
        }

        var reader = new BerTlvReader(source, rules);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            if (tag.IsConstructed && !IsWellFormed(value, rules, maxDepth - 1))
            {
                return false;
            }
        }

        return reader.IsAtEnd;
    }

    private static bool TryReadUncommon(ReadOnlySpan<byte> source, BerTlvRules rules, out BerTag tag, out ReadOnlySpan<byte> value, out int bytesConsumed)
    {
        if (TryReadTag(source, out tag, out int tagLength, rules)
            && TryReadLength(source.Slice(tagLength), out int length, out int lengthLength, rules))
        {
            int header = tagLength + lengthLength;
            bool isIndefinite = length == IndefiniteLength;
            bool isWhole = isIndefinite
                ? tag.IsConstructed && TryFindEndOfContents(source.Slice(header), rules, out length)
                : length <= source.Length - header;
            if (isWhole)
            {
                value = source.Slice(header, length);
                bytesConsumed = header + length + (isIndefinite ? EndOfContentsLength : 0);
                return true;
            }
        }

        tag = default;
        value = default;
        bytesConsumed = 0;
        return false;
    }
}
