using System;
using CardOs.Apdu.Tlv;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>The data of GET STATUS: GlobalPlatform 2.3.1 11.4.2.3.</summary>
/// <remarks>
/// <code>
/// | 4F AID, or its beginning, or nothing | [5C tags] | others, which are passed over |
/// </code>
/// </remarks>
public readonly ref struct StatusCriteria
{
    private const uint AidTag = 0x4F;
    private const uint TagListTag = 0x5C;
    private const int MaxAidLength = 16;

    /// <summary>What the AID begins with.</summary>
    public ReadOnlySpan<byte> Aid { get; private init; }

    /// <summary>The tags that the answer is to have, one behind the other.</summary>
    public ReadOnlySpan<byte> TagList { get; private init; }

    /// <summary>Whether there is a list of tags.</summary>
    public bool HasTagList { get; private init; }

    /// <summary>Reads the objects.</summary>
    /// <returns>False for bytes that are no objects, or without the first of them, and for a list that is none of tags.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out StatusCriteria criteria)
    {
        criteria = default;
        var reader = new BerTlvReader(source);
        if (!reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> aid) || tag.Value != AidTag || aid.Length > MaxAidLength)
        {
            return false;
        }

        bool hasList = false;
        ReadOnlySpan<byte> list = default;
        while (reader.TryRead(out tag, out ReadOnlySpan<byte> value))
        {
            if (tag.Value == TagListTag)
            {
                hasList = true;
                list = value;
            }
        }

        criteria = new StatusCriteria { Aid = aid, TagList = list, HasTagList = hasList };
        return reader.IsAtEnd && IsTagList(list);
    }

    /// <summary>Whether the answer is to have an object.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="byDefault">Whether it has it when there is no list.</param>
    public bool Wants(uint tag, bool byDefault)
    {
        ReadOnlySpan<byte> rest = TagList;
        bool isListed = false;
        while (BerTlvDecoder.TryReadTag(rest, out BerTag listed, out int length))
        {
            isListed |= listed.Value == tag;
            rest = rest.Slice(length);
        }

        return HasTagList ? isListed : byDefault;
    }

    private static bool IsTagList(ReadOnlySpan<byte> list)
    {
        while (BerTlvDecoder.TryReadTag(list, out _, out int length))
        {
            list = list.Slice(length);
        }

        return list.IsEmpty;
    }
}
