using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>The data objects of one application: values by tag, up to a quota.</summary>
/// <remarks>
/// <code>
/// 0      4     8        10          12
/// +------+-----+--------+-----------+-------
/// | next | tag | length | reserved  | value
/// +------+-----+--------+-----------+-------
/// </code>
/// A replaced object leaves its list and gets a new block in one transaction, so that it is never half old and half new.
/// </remarks>
internal static class DataStore
{
    private const int TagOffset = 4;
    private const int LengthOffset = 8;
    private const int HeaderLength = 12;

    /// <summary>The value of an object; false when the store has none with this tag.</summary>
    public static bool TryGet(NonVolatileMemory memory, NvAddress application, uint tag, out ReadOnlySpan<byte> value)
    {
        NvAddress found = Find(memory, application, tag);
        value = found.IsNull ? default : ValueOf(memory, found);
        return !found.IsNull;
    }

    /// <summary>Adds or replaces an object, together with the open transaction.</summary>
    /// <returns>False, and nothing changed, when the quota or the memory does not suffice.</returns>
    public static bool TryPut(NonVolatileMemory memory, NvAddress application, uint tag, scoped ReadOnlySpan<byte> value)
    {
        using Transaction transaction = memory.Journal.Begin();
        var entry = new ApplicationEntry(memory, application);
        NvAddress old = Find(memory, application, tag);
        int used = entry.Used + HeaderLength + value.Length;
        used -= old.IsNull ? 0 : HeaderLength + ValueOf(memory, old).Length;
        if (used > entry.Quota)
        {
            return false;
        }

        NvAddress head = application + ApplicationEntry.ObjectsOffset;
        if (!old.IsNull && !RecordList.TryRemove(memory, head, old))
        {
            return false;
        }

        int container = ApplicationRegistry.ContainerOf(memory, application);
        NvAddress added = memory.Allocator.Allocate(container, HeaderLength + value.Length, BlockKind.DataObject, entry.Owner);
        if (added.IsNull)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, memory.ReadAddress(head).Value);
        BinaryPrimitives.WriteUInt32BigEndian(header.Slice(TagOffset), tag);
        BinaryPrimitives.WriteUInt16BigEndian(header.Slice(LengthOffset), (ushort)value.Length);
        memory.Write(added, header);
        memory.Write(added + HeaderLength, value);
        return memory.Journal.TryWriteAddress(head, added)
            && memory.Journal.TryWriteUInt32(application + ApplicationEntry.UsedOffset, (uint)used)
            && transaction.Commit();
    }

    private static ReadOnlySpan<byte> ValueOf(NonVolatileMemory memory, NvAddress record) =>
        memory.Read(record + HeaderLength, memory.ReadUInt16(record + LengthOffset));

    private static NvAddress Find(NonVolatileMemory memory, NvAddress application, uint tag)
    {
        NvAddress record = memory.ReadAddress(application + ApplicationEntry.ObjectsOffset);
        while (!record.IsNull && memory.ReadUInt32(record + TagOffset) != tag)
        {
            record = memory.ReadAddress(record);
        }

        return record;
    }
}
