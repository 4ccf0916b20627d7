using System;
using CardOs.Apdu.Tlv;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>The data objects of a BER-TLV file, whose list starts where other files have their body: TS 102 221 11.3.</summary>
/// <remarks>
/// Tags are of the context-specific class, one to three bytes, and each is in a file once; lengths are those of DER, one to four bytes.
/// What a file holds is counted as the bytes of its objects with tag and length; their blocks cost the card, not the file.
/// </remarks>
internal static class FileObjects
{
    /// <summary>Stands for the list of all tags: ISO 7816-4 names it so.</summary>
    public const uint TagList = 0x5C;

    private const BerTlvRules Der = BerTlvRules.Der;
    private const int MaxLengthOfLength = 4;
    private const int MaxHeaderLength = 8;

    /// <summary>Where the address of the first object is.</summary>
    public static NvAddress HeadOf(NvAddress file) => file + FileHeader.BodyOffset;

    /// <summary>Whether an object of a file can have this tag: 80 to 9E, A0 to BE, 9F or BF with one or two more bytes.</summary>
    public static bool IsTag(BerTag tag)
    {
        const uint LongPrimitive = 0x9F;
        const uint LongConstructed = 0xBF;
        uint value = tag.Value;
        return value switch
        {
            <= 0xFF => tag.Class == BerTagClass.ContextSpecific && value is not (LongPrimitive or LongConstructed),
            <= 0xFFFF => value >> 8 is LongPrimitive or LongConstructed && (value & 0xFF) is >= 0x1F and <= 0x7F,
            <= 0xFF_FFFF => value >> 16 is LongPrimitive or LongConstructed,
            _ => false,
        };
    }

    /// <summary>Reads a tag and, if more follows, a length.</summary>
    /// <param name="source">Tag, or tag and length and more.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="length">The length; -1 when the tag stands alone.</param>
    /// <param name="rest">What follows.</param>
    public static bool TryReadHeader(ReadOnlySpan<byte> source, out BerTag tag, out int length, out ReadOnlySpan<byte> rest)
    {
        length = -1;
        rest = default;
        if (!BerTlvDecoder.TryReadTag(source, out tag, out int tagLength, Der))
        {
            return false;
        }

        rest = source.Slice(tagLength);
        if (rest.IsEmpty)
        {
            return true;
        }

        if (!BerTlvDecoder.TryReadLength(rest, out length, out int lengthLength, Der) || lengthLength > MaxLengthOfLength)
        {
            return false;
        }

        rest = rest.Slice(lengthLength);
        return true;
    }

    /// <summary>Whether bytes are objects that a file can hold, each tag once.</summary>
    public static bool AreObjects(ReadOnlySpan<byte> objects)
    {
        var reader = new BerTlvReader(objects, Der);
        while (reader.TryRead(out BerTag tag, out _))
        {
            if (!IsTag(tag) || reader.TryFind(tag.Value, out _))
            {
                return false;
            }
        }

        return reader.IsAtEnd;
    }

    /// <summary>Puts objects into a new file, together with the open transaction.</summary>
    public static bool TryFill(NonVolatileMemory memory, int container, NvAddress file, ReadOnlySpan<byte> objects)
    {
        var reader = new BerTlvReader(objects, Der);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            if (!ObjectList.TryPut(memory, container, HeadOf(file), tag.Value, value, owner: 0))
            {
                return false;
            }
        }

        return reader.IsAtEnd;
    }

    /// <summary>Takes all objects out of a file, together with the open transaction.</summary>
    /// <returns>False, and nothing changed, when the journal has no room.</returns>
    public static bool TryClear(NonVolatileMemory memory, NvAddress file)
    {
        using Transaction transaction = memory.Journal.Begin();
        NvAddress head = HeadOf(file);
        for (NvAddress first = memory.ReadAddress(head); !first.IsNull; first = memory.ReadAddress(head))
        {
            if (!RecordList.TryRemove(memory, head, first))
            {
                return false;
            }
        }

        return transaction.Commit();
    }

    /// <summary>Bytes of all objects of a file, tags and lengths included.</summary>
    public static int Used(NonVolatileMemory memory, NvAddress file)
    {
        int used = 0;
        for (NvAddress record = First(memory, file); !record.IsNull; record = ObjectList.Next(memory, record))
        {
            used += LengthOf(memory, record);
        }

        return used;
    }

    /// <summary>Whether an object fits the file's maximum, in place of the one that has its tag.</summary>
    public static bool Fits(NonVolatileMemory memory, scoped FileHeader file, uint tag, int length)
    {
        NvAddress old = ObjectList.Find(memory, HeadOf(file.Address), tag);
        long used = Used(memory, file.Address) - (old.IsNull ? 0 : LengthOf(memory, old));
        return file.Size == 0 || used + BerTlvEncoder.LengthOfElement(tag, length) <= file.Size;
    }

    /// <summary>Bytes of the object with this tag, or of the list of tags, header included; 0 when there is none.</summary>
    public static int LengthOf(NonVolatileMemory memory, NvAddress file, uint tag)
    {
        if (tag == TagList)
        {
            return BerTlvEncoder.LengthOfElement(tag, TagListLength(memory, file));
        }

        NvAddress found = ObjectList.Find(memory, HeadOf(file), tag);
        return found.IsNull ? 0 : LengthOf(memory, found);
    }

    /// <summary>Copies bytes of the object with this tag, or of the list of tags, from <paramref name="offset"/> on, as many as the destination takes.</summary>
    public static void Copy(NonVolatileMemory memory, NvAddress file, uint tag, int offset, Span<byte> destination)
    {
        NvAddress found = tag == TagList ? NvAddress.Null : ObjectList.Find(memory, HeadOf(file), tag);
        int length = tag == TagList ? TagListLength(memory, file) : ObjectList.LengthOf(memory, found);
        Span<byte> header = stackalloc byte[MaxHeaderLength];
        BerTlvEncoder.TryWriteTag(header, tag, out int tagLength);
        BerTlvEncoder.TryWriteLength(header.Slice(tagLength), length, out int lengthLength);
        header = header.Slice(0, tagLength + lengthLength);
        if (offset < header.Length)
        {
            int count = Math.Min(header.Length - offset, destination.Length);
            header.Slice(offset, count).CopyTo(destination);
            destination = destination.Slice(count);
            offset += count;
        }

        if (tag == TagList)
        {
            CopyTags(memory, file, offset - header.Length, destination);
        }
        else
        {
            memory.Read(found + (ObjectList.HeaderLength + offset - header.Length), destination.Length).CopyTo(destination);
        }
    }

    private static void CopyTags(NonVolatileMemory memory, NvAddress file, int offset, Span<byte> destination)
    {
        Span<byte> tag = stackalloc byte[BerTag.MaxEncodedLength];
        int at = -offset;
        for (NvAddress record = First(memory, file); !record.IsNull && at < destination.Length; record = ObjectList.Next(memory, record))
        {
            BerTlvEncoder.TryWriteTag(tag, ObjectList.TagOf(memory, record), out int length);
            for (int i = 0; i < length; i++, at++)
            {
                if ((uint)at < (uint)destination.Length)
                {
                    destination[at] = tag[i];
                }
            }
        }
    }

    private static int TagListLength(NonVolatileMemory memory, NvAddress file)
    {
        int length = 0;
        for (NvAddress record = First(memory, file); !record.IsNull; record = ObjectList.Next(memory, record))
        {
            length += BerTlvEncoder.LengthOfTag(ObjectList.TagOf(memory, record));
        }

        return length;
    }

    private static int LengthOf(NonVolatileMemory memory, NvAddress record) =>
        BerTlvEncoder.LengthOfElement(ObjectList.TagOf(memory, record), ObjectList.LengthOf(memory, record));

    private static NvAddress First(NonVolatileMemory memory, NvAddress file) => memory.ReadAddress(HeadOf(file));
}
