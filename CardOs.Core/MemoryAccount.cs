using System.Collections.Generic;

namespace CardOs;

/// <summary>What every byte of a card's non-volatile memory is for: the areas, shares and free bytes add up to its size.</summary>
public sealed class MemoryAccount
{
    internal MemoryAccount(int total, MemoryArea[] areas, MemoryShare[] shares, ContainerMemory[] containers, int unowned)
    {
        Total = total;
        Areas = areas;
        Shares = shares;
        Containers = containers;
        Unowned = unowned;
        foreach (MemoryArea area in areas)
        {
            Fixed += area.Length;
        }

        Free = unowned;
        foreach (ContainerMemory container in containers)
        {
            Used += container.Used;
            Overhead += container.Overhead;
            Free += container.Free;
        }
    }

    /// <summary>Bytes of the memory: <see cref="Fixed"/>, <see cref="Used"/>, <see cref="Overhead"/> and <see cref="Free"/>.</summary>
    public int Total { get; }

    /// <summary>Bytes of the areas that every card has.</summary>
    public int Fixed { get; }

    /// <summary>Bytes that somebody asked for and has.</summary>
    public int Used { get; }

    /// <summary>Bytes in front of those, and behind them up to the next word.</summary>
    public int Overhead { get; }

    /// <summary>Bytes of free blocks, and of segments that no container owns.</summary>
    public int Free { get; }

    /// <summary>Bytes of segments that no container owns: part of <see cref="Free"/>.</summary>
    public int Unowned { get; }

    /// <summary>The areas that every card has, in the order of their addresses.</summary>
    public IReadOnlyList<MemoryArea> Areas { get; }

    /// <summary>The blocks, one row for each container, kind and owner.</summary>
    public IReadOnlyList<MemoryShare> Shares { get; }

    /// <summary>The containers that own memory.</summary>
    public IReadOnlyList<ContainerMemory> Containers { get; }
}
