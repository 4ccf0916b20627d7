using System;

namespace CardOs.Memory;

/// <summary>Lists of records in non-volatile memory: each starts with the address of the next one.</summary>
internal static class RecordList
{
    /// <summary>Appends a record in a block of its own, all or nothing.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="container">Whose segments the block comes from.</param>
    /// <param name="head">Where the address of the first record is kept.</param>
    /// <param name="record">The record; its first four bytes are the link, and are 0.</param>
    /// <param name="kind">What the block is for.</param>
    /// <param name="owner">Whom the account names.</param>
    /// <param name="address">The record's address.</param>
    /// <returns>False, and nothing changed, when there is no room.</returns>
    public static bool TryAppend(
        NonVolatileMemory memory, int container, NvAddress head, scoped ReadOnlySpan<byte> record, BlockKind kind, ushort owner, out NvAddress address)
    {
        using Transaction transaction = memory.Journal.Begin();
        address = memory.Allocator.Allocate(container, record.Length, kind, owner);
        if (address.IsNull)
        {
            return false;
        }

        memory.Write(address, record);
        return memory.Journal.TryWriteAddress(End(memory, head), address) && transaction.Commit();
    }

    /// <summary>Takes a record out of its list and frees its block, together with the open transaction.</summary>
    /// <returns>False when the record is not in the list, or the journal has no room.</returns>
    public static bool TryRemove(NonVolatileMemory memory, NvAddress head, NvAddress record)
    {
        using Transaction transaction = memory.Journal.Begin();
        NvAddress link = head;
        for (NvAddress next = memory.ReadAddress(link); !next.IsNull; next = memory.ReadAddress(link))
        {
            if (next == record)
            {
                return memory.Journal.TryWriteAddress(link, memory.ReadAddress(record))
                    && memory.Allocator.TryFree(record)
                    && transaction.Commit();
            }

            link = next;
        }

        return false;
    }

    /// <summary>Where the address of the next record to append goes.</summary>
    public static NvAddress End(NonVolatileMemory memory, NvAddress link)
    {
        for (NvAddress next = memory.ReadAddress(link); !next.IsNull; next = memory.ReadAddress(link))
        {
            link = next;
        }

        return link;
    }
}
