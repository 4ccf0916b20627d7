using System;
using System.Buffers.Binary;

namespace CardOs.Memory;

/// <summary>Lists of data objects in non-volatile memory: values by tag, each in a block of its own.</summary>
/// <remarks>
/// <code>
/// 0      4     8        12
/// +------+-----+--------+-------
/// | next | tag | length | value
/// +------+-----+--------+-------
/// </code>
/// A replaced object leaves its list and gets a new block in one transaction, so that it is never half old and half new. One that
/// arrives over several commands is reserved, filled, and published with its last byte: until then it is in no list.
/// </remarks>
internal static class ObjectList
{
    public const int HeaderLength = 12;

    private const int TagOffset = 4;
    private const int LengthOffset = 8;

    /// <summary>The object with this tag, or null.</summary>
    public static NvAddress Find(NonVolatileMemory memory, NvAddress head, uint tag)
    {
        NvAddress found = memory.ReadAddress(head);
        while (!found.IsNull && TagOf(memory, found) != tag)
        {
            found = Next(memory, found);
        }

        return found;
    }

    public static NvAddress Next(NonVolatileMemory memory, NvAddress record) => memory.ReadAddress(record);

    public static uint TagOf(NonVolatileMemory memory, NvAddress record) => memory.ReadUInt32(record + TagOffset);

    /// <summary>Bytes of the value.</summary>
    public static int LengthOf(NonVolatileMemory memory, NvAddress record) => (int)memory.ReadUInt32(record + LengthOffset);

    public static ReadOnlySpan<byte> ValueOf(NonVolatileMemory memory, NvAddress record) =>
        memory.Read(record + HeaderLength, LengthOf(memory, record));

    /// <summary>Adds or replaces an object, together with the open transaction.</summary>
    /// <returns>False, and nothing changed, when the memory does not suffice.</returns>
    public static bool TryPut(NonVolatileMemory memory, int container, NvAddress head, uint tag, scoped ReadOnlySpan<byte> value, ushort owner)
    {
        using Transaction transaction = memory.Journal.Begin();
        if (!TryRemove(memory, head, tag))
        {
            return false;
        }

        NvAddress added = memory.Allocator.Allocate(container, HeaderLength + value.Length, BlockKind.DataObject, owner);
        if (added.IsNull)
        {
            return false;
        }

        WriteHeader(memory, added, tag, value.Length);
        memory.Write(added + HeaderLength, value);
        return memory.Journal.TryWriteAddress(RecordList.End(memory, head), added) && transaction.Commit();
    }

    /// <summary>Takes the object with this tag out, if there is one, together with the open transaction.</summary>
    /// <returns>False, and nothing changed, when the journal has no room.</returns>
    public static bool TryRemove(NonVolatileMemory memory, NvAddress head, uint tag)
    {
        NvAddress old = Find(memory, head, tag);
        return old.IsNull || RecordList.TryRemove(memory, head, old);
    }

    /// <summary>Takes all objects out, together with the open transaction.</summary>
    /// <returns>False, and nothing changed, when the journal has no room.</returns>
    public static bool TryClear(NonVolatileMemory memory, NvAddress head)
    {
        using Transaction transaction = memory.Journal.Begin();
        for (NvAddress first = memory.ReadAddress(head); !first.IsNull; first = memory.ReadAddress(head))
        {
            if (!RecordList.TryRemove(memory, head, first))
            {
                return false;
            }
        }

        return transaction.Commit();
    }

    /// <summary>Makes room for an object whose value is written behind its header piece by piece; what is in the list with this tag leaves it.</summary>
    /// <returns>The object, or null when the memory does not suffice; then nothing was changed.</returns>
    public static NvAddress Reserve(NonVolatileMemory memory, int container, NvAddress head, uint tag, int length, ushort owner)
    {
        using Transaction transaction = memory.Journal.Begin();
        if (!TryRemove(memory, head, tag))
        {
            return NvAddress.Null;
        }

        NvAddress added = memory.Allocator.Reserve(container, HeaderLength + length, BlockKind.DataObject, owner);
        if (added.IsNull)
        {
            return NvAddress.Null;
        }

        transaction.Commit();
        WriteHeader(memory, added, tag, length);
        return added;
    }

    /// <summary>Puts a reserved object, whose value is whole, into the list; one with its tag that came meanwhile leaves it.</summary>
    /// <returns>False, and nothing changed, when the journal has no room.</returns>
    public static bool TryPublish(NonVolatileMemory memory, NvAddress head, NvAddress record)
    {
        using Transaction transaction = memory.Journal.Begin();
        return TryRemove(memory, head, TagOf(memory, record))
            && memory.Allocator.TryPublish(record)
            && memory.Journal.TryWriteAddress(RecordList.End(memory, head), record)
            && transaction.Commit();
    }

    private static void WriteHeader(NonVolatileMemory memory, NvAddress record, uint tag, int length)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, NvAddress.Null.Value);
        BinaryPrimitives.WriteUInt32BigEndian(header.Slice(TagOffset), tag);
        BinaryPrimitives.WriteInt32BigEndian(header.Slice(LengthOffset), length);
        memory.Write(record, header);
    }
}
