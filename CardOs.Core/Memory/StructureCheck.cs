namespace CardOs.Memory;

/// <summary>Whether a memory that came from outside is one that the rest of the card can walk through.</summary>
internal static class StructureCheck
{
    /// <summary>The first thing that is wrong, or null; the memory is changed, as power-on changes it.</summary>
    public static string? Check(NonVolatileMemory memory)
    {
        string? problem = CheckWords(memory) ?? CheckLog(memory) ?? CheckOwners(memory);
        if (problem is not null)
        {
            return problem;
        }

        // A lost transaction may have left segments half given; the walk is over what recovery makes of it.
        memory.Journal.Recover();
        return CheckOwners(memory) ?? CheckBlocks(memory);
    }

    /// <summary>What is wrong with the words that say which containers there are, or null; behind <see cref="Check"/>.</summary>
    public static string? CheckContainers(NonVolatileMemory memory)
    {
        byte active = memory.ReadByte(new NvAddress(NonVolatileMap.ActiveContainer));
        if (active == 0 || !IsPresent(memory, active))
        {
            return $"the activated container is {active}, which is no enhanced container of it";
        }

        byte prepared = memory.ReadByte(new NvAddress(NonVolatileMap.PreparedContainer));
        if (prepared != NonVolatileMap.NoContainer && (prepared == 0 || !IsPresent(memory, prepared)))
        {
            return $"the prepared container is {prepared}, which is no enhanced container of it";
        }

        for (int container = 0; container < NonVolatileMap.MaxContainers; container++)
        {
            byte state = memory.ReadByte(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.State);
            if (state > NonVolatileMap.Root.Incomplete || (container == 0 && state != NonVolatileMap.Root.Present))
            {
                return $"container {container} has the state {state}";
            }
        }

        return null;
    }

    private static bool IsPresent(NonVolatileMemory memory, int container) =>
        container < NonVolatileMap.MaxContainers
        && memory.ReadByte(NonVolatileMap.RootOf(container) + NonVolatileMap.Root.State) == NonVolatileMap.Root.Present;

    private static string? CheckWords(NonVolatileMemory memory)
    {
        ulong identity = memory.ReadUInt64(new NvAddress(NonVolatileMap.Identity));
        if (identity != NonVolatileMap.IdentityWord)
        {
            return $"the identity word at 000000 is {identity:X16}, not {NonVolatileMap.IdentityWord:X16}";
        }

        uint length = memory.ReadUInt32(new NvAddress(NonVolatileMap.MemoryLength));
        return length == memory.Length ? null : $"the memory calls itself {length} bytes long, and is {memory.Length}";
    }

    private static string? CheckLog(NonVolatileMemory memory)
    {
        uint head = memory.ReadUInt32(new NvAddress(NonVolatileMap.JournalHead));
        if (head > NonVolatileMap.JournalLength || head % NonVolatileMap.WordLength != 0)
        {
            return $"the journal's head is {head}: not whole words, or beyond the log of {NonVolatileMap.JournalLength} bytes";
        }

        long tail = head;
        while (tail > 0)
        {
            long entry = tail - NonVolatileMap.WordLength;
            ulong trailer = memory.ReadUInt64(new NvAddress(NonVolatileMap.Journal + (int)entry));
            uint address = (uint)(trailer >> 32);
            uint length = (uint)trailer;
            tail = entry - ((length + 7L) & ~7L);
            bool isInLog = address < NonVolatileMap.Segments && address + (long)length > NonVolatileMap.Journal;
            if (tail < 0 || address + (long)length > memory.Length || isInLog)
            {
                return $"the journal's entry before {entry + NonVolatileMap.WordLength} names {length} bytes at {address:X6}";
            }
        }

        return null;
    }

    private static string? CheckOwners(NonVolatileMemory memory)
    {
        for (int segment = 0; segment < memory.Length / NonVolatileMap.SegmentLength; segment++)
        {
            byte owner = memory.Allocator.OwnerOf(segment);
            bool isFixed = segment < NonVolatileMap.Segments / NonVolatileMap.SegmentLength;
            if (isFixed ? owner != Allocator.FixedSegment : owner > NonVolatileMap.MaxContainers)
            {
                return $"the segment at {segment * NonVolatileMap.SegmentLength:X6} has the owner {owner}";
            }
        }

        return null;
    }

    private static string? CheckBlocks(NonVolatileMemory memory)
    {
        int next = NonVolatileMap.Segments;
        while (next < memory.Length)
        {
            int segment = next >> NonVolatileMap.SegmentShift;
            byte owner = memory.Allocator.OwnerOf(segment);
            if (owner == Allocator.FreeSegment)
            {
                next = (segment + 1) << NonVolatileMap.SegmentShift;
                continue;
            }

            var header = new BlockHeader(memory.ReadUInt64(new NvAddress(next)));
            if (!header.IsValid || header.BlockLength > memory.Length - next)
            {
                return $"the block header at {next:X6} is {header.Word:X16}, which is none";
            }

            int last = (next + header.BlockLength - 1) >> NonVolatileMap.SegmentShift;
            for (segment++; segment <= last; segment++)
            {
                if (memory.Allocator.OwnerOf(segment) != owner)
                {
                    return $"the block at {next:X6} reaches into the segment of another owner at {segment << NonVolatileMap.SegmentShift:X6}";
                }
            }

            next += header.BlockLength;
        }

        return null;
    }
}
