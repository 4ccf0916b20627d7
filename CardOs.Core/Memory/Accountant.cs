using System;
using System.Collections.Generic;

namespace CardOs.Memory;

/// <summary>Makes the account of a memory by walking over its blocks.</summary>
internal static class Accountant
{
    private const int OwnersEnd = NonVolatileMap.SegmentOwners + NonVolatileMap.MaxSegments;

    private static readonly MemoryArea[] Areas =
    [
        new("card words", 0, NonVolatileMap.Roots),
        new("container roots", NonVolatileMap.Roots, NonVolatileMap.SegmentOwners - NonVolatileMap.Roots),
        new("segment owners", NonVolatileMap.SegmentOwners, NonVolatileMap.MaxSegments),
        new("not assigned", OwnersEnd, NonVolatileMap.Journal - OwnersEnd),
        new("journal", NonVolatileMap.Journal, NonVolatileMap.JournalLength),
    ];

    public static MemoryAccount Account(NonVolatileMemory memory)
    {
        var shares = new SortedDictionary<ulong, MemoryShare>();
        var containers = new ContainerMemory[NonVolatileMap.MaxContainers];
        int unowned = AddSegments(memory, containers);
        foreach (Block block in memory.Allocator.Blocks())
        {
            ref ContainerMemory container = ref containers[block.Container];
            BlockHeader header = block.Header;
            if (header.State == BlockState.Free)
            {
                container = container with { Free = container.Free + header.BlockLength };
                continue;
            }

            int overhead = header.BlockLength - header.ContentLength;
            container = container with { Used = container.Used + header.ContentLength, Overhead = container.Overhead + overhead };
            bool isReserved = header.State == BlockState.Reserved;
            ulong key = ((ulong)block.Container << 32) | ((ulong)header.Kind << 24) | ((ulong)header.Owner << 1) | (isReserved ? 1UL : 0UL);
            shares.TryGetValue(key, out MemoryShare share);
            shares[key] = new MemoryShare(
                block.Container,
                header.Kind.ToString(),
                header.Owner,
                isReserved,
                share.Blocks + 1,
                share.Used + header.ContentLength,
                share.Overhead + overhead);
        }

        var rows = new MemoryShare[shares.Count];
        shares.Values.CopyTo(rows, 0);
        return new MemoryAccount(memory.Length, (MemoryArea[])Areas.Clone(), rows, Array.FindAll(containers, IsOwner), unowned);
    }

    private static int AddSegments(NonVolatileMemory memory, ContainerMemory[] containers)
    {
        int unowned = 0;
        for (int start = NonVolatileMap.Segments; start < memory.Length; start += NonVolatileMap.SegmentLength)
        {
            int owner = memory.Allocator.ContainerOf(new NvAddress(start));
            if (owner < 0)
            {
                unowned += NonVolatileMap.SegmentLength;
            }
            else
            {
                containers[owner] = containers[owner] with { Container = owner, Owned = containers[owner].Owned + NonVolatileMap.SegmentLength };
            }
        }

        return unowned;
    }

    private static bool IsOwner(ContainerMemory container) => container.Owned > 0;
}
