using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Memory;

namespace CardOs.Channels;

/// <summary>What one logical channel remembers: where it stands in the file tree, and what was verified on it.</summary>
/// <remarks>
/// <code>
/// 0       4            8            12            16             20        22          24       28
/// +-------+------------+------------+-------------+--------------+---------+-----------+--------+----
/// | open  | current DF | current EF | current ADF | application  | record  | reserved  | status | ...
/// +-------+------------+------------+-------------+--------------+---------+-----------+--------+----
/// </code>
/// The numbers are kept in the machine's byte order: they never leave working memory.
/// </remarks>
internal readonly ref struct LogicalChannel
{
    private const int OpenOffset = 0;
    private const int NoApplicationOffset = 1;
    private const int DirectoryOffset = 4;
    private const int FileOffset = 8;
    private const int ApplicationFileOffset = 12;
    private const int ApplicationOffset = 16;
    private const int RecordOffset = 20;
    private const int StatusOffset = 24;

    private readonly Span<byte> _cells;

    private LogicalChannel(Span<byte> cells) => _cells = cells;

    public bool IsOpen
    {
        get => _cells[OpenOffset] != 0;
        set => _cells[OpenOffset] = value ? (byte)1 : (byte)0;
    }

    /// <summary>Whether an applet refused its selection: until the next SELECT nothing is selected.</summary>
    public bool HasNoApplication
    {
        get => _cells[NoApplicationOffset] != 0;
        set => _cells[NoApplicationOffset] = value ? (byte)1 : (byte)0;
    }

    public NvAddress Directory
    {
        get => Get(DirectoryOffset);
        set => Set(DirectoryOffset, value);
    }

    public NvAddress File
    {
        get => Get(FileOffset);
        set => Set(FileOffset, value);
    }

    public NvAddress ApplicationFile
    {
        get => Get(ApplicationFileOffset);
        set => Set(ApplicationFileOffset, value);
    }

    /// <summary>The registry entry of the selected application; null when an ADF or nothing is selected.</summary>
    public NvAddress Application
    {
        get => Get(ApplicationOffset);
        set => Set(ApplicationOffset, value);
    }

    /// <summary>The current record, 0 when none was addressed yet.</summary>
    public int Record
    {
        get => Cell<ushort>(RecordOffset);
        set => Cell<ushort>(RecordOffset) = (ushort)value;
    }

    /// <summary>The conditions that are satisfied on this channel.</summary>
    public SecurityStatus Status
    {
        get => new(Cell<uint>(StatusOffset));
        set => Cell<uint>(StatusOffset) = value.Satisfied;
    }

    public static LogicalChannel Of(WorkingMemory memory, int channel) =>
        new(memory.Span(WorkingMap.Channels + (channel * WorkingMap.ChannelLength), WorkingMap.ChannelLength));

    /// <summary>The channel of the command in progress.</summary>
    public static LogicalChannel Current(WorkingMemory memory) => Of(memory, memory.Byte(WorkingMap.CurrentChannel));

    /// <summary>Opens the channel at <paramref name="masterFile"/> with nothing verified.</summary>
    public void Open(NvAddress masterFile, SecurityStatus status)
    {
        _cells.Clear();
        IsOpen = true;
        Directory = masterFile;
        Status = status;
    }

    public void Close() => _cells.Clear();

    /// <summary>Opens this channel where <paramref name="other"/> stands, without its current EF.</summary>
    public void OpenAs(LogicalChannel other)
    {
        other._cells.CopyTo(_cells);
        File = NvAddress.Null;
        Record = 0;
    }

    private NvAddress Get(int offset) => new(Cell<int>(offset));

    private void Set(int offset, NvAddress value) => Cell<int>(offset) = value.Value;

    // The offsets are constants within the fixed length, aligned as their cells are.
    private ref T Cell<T>(int offset)
        where T : unmanaged => ref Unsafe.As<byte, T>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_cells), offset));
}
