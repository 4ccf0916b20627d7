using System;

namespace CardOs.Apdu.Tlv;

public static partial class BerTlvDecoder
{
    private const int EndOfContentsLength = 2;

    // Only indefinite objects open a level: a definite one is passed over whole, so a counter is enough and nothing recurses.
    private static bool TryFindEndOfContents(ReadOnlySpan<byte> source, BerTlvRules rules, out int contentLength)
    {
        int position = 0;
        int depth = 1;
        while (source.Length - position >= EndOfContentsLength)
        {
            ReadOnlySpan<byte> rest = source.Slice(position);
            if (rest[0] == 0 && rest[1] == 0)
            {
                depth--;
                if (depth == 0)
                {
                    contentLength = position;
                    return true;
                }

                position += EndOfContentsLength;
                continue;
            }

            if (!TryReadTag(rest, out BerTag tag, out int tagLength, rules)
                || !TryReadLength(rest.Slice(tagLength), out int length, out int lengthLength, rules))
            {
                break;
            }

            position += tagLength + lengthLength;
            if (length == IndefiniteLength)
            {
                if (!tag.IsConstructed)
                {
                    break;
                }

                depth++;
                continue;
            }

            if (length > source.Length - position)
            {
                break;
            }

            position += length;
        }

        contentLength = 0;
        return false;
    }
}
