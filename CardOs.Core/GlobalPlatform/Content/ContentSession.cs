using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Memory;

namespace CardOs.GlobalPlatform.Content;

/// <summary>What a security domain has in mind between commands on one channel: working memory, until the application session ends.</summary>
/// <remarks>
/// <code>
/// 0          4         6        7         8              12
/// +----------+---------+--------+---------+--------------+---------+
/// | personal-| next    | P1 of  | next    | package of a | -       |
/// | izes     | entry   | status | block   | combined load|         |
/// +----------+---------+--------+---------+--------------+---------+
/// </code>
/// Personalizes: the registry entry of the application that the next STORE DATA commands are for, null for the domain itself. Next entry, P1: how far a
/// GET STATUS came whose answer goes on. The numbers are kept in the machine's byte order: they never leave working memory.
/// </remarks>
internal readonly ref struct ContentSession
{
    private const int PersonalizesOffset = 0;
    private const int NextEntryOffset = 4;
    private const int StatusKindOffset = 6;
    private const int NextBlockOffset = 7;
    private const int CombinedOffset = 8;

    private readonly Span<byte> _cells;

    private ContentSession(Span<byte> cells) => _cells = cells;

    /// <summary>The application that was named by INSTALL [for personalization]; null when none was.</summary>
    public NvAddress Personalizes
    {
        get => new(Cell<int>(PersonalizesOffset));
        set
        {
            Cell<int>(PersonalizesOffset) = value.Value;
            NextBlock = 0;
        }
    }

    /// <summary>The number of the next STORE DATA for it.</summary>
    public byte NextBlock
    {
        get => _cells[NextBlockOffset];
        set => _cells[NextBlockOffset] = value;
    }

    /// <summary>How many entries GET STATUS answered so far, when there are more.</summary>
    public ref ushort NextEntry => ref Cell<ushort>(NextEntryOffset);

    /// <summary>P1 of the GET STATUS whose answer goes on; 0 when none does.</summary>
    public byte StatusKind
    {
        get => _cells[StatusKindOffset];
        set => _cells[StatusKindOffset] = value;
    }

    /// <summary>The package that a combined load, install and make selectable process loaded; null when none is under way.</summary>
    public NvAddress Combined
    {
        get => new(Cell<int>(CombinedOffset));
        set => Cell<int>(CombinedOffset) = value.Value;
    }

    public static ContentSession Of(WorkingMemory memory, int channel) =>
        new(memory.Span(WorkingMap.Content + (channel * WorkingMap.ContentLength), WorkingMap.ContentLength));

    /// <summary>Forgets everything.</summary>
    public void Clear() => _cells.Clear();

    // The offsets are constants within the fixed length, aligned as their cells are.
    private ref T Cell<T>(int offset)
        where T : unmanaged => ref Unsafe.As<byte, T>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_cells), offset));
}
