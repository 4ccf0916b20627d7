using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Memory;

namespace CardOs.Channels;

/// <summary>What one logical channel remembers: where it stands in the file tree, and what was verified on it.</summary>
/// <remarks>
/// <code>
/// 0      1    2    3     4            8            12            16            20       24       28         32
/// +------+----+----+-----+------------+------------+-------------+-------------+--------+--------+----------+----
/// | open | SE | no | to  | current DF | current EF | current ADF | application | record | status | verified |
/// |      |    | app|     |            |            |             |             |        |        |          |
/// +------+----+----+-----+------------+------------+-------------+-------------+--------+--------+----------+----
/// 32      36       40         44         46     47      48     52       56
/// +-------+--------+----------+----------+------+-------+------+--------+--------
/// | tag   | length | position | previous | kind | first | file | object | AID      a data object in transfer, RETRIEVE DATA or SET DATA
/// +-------+--------+----------+----------+------+-------+------+--------+--------
/// </code>
/// Byte 2: an applet refused its selection. Byte 3: the target of administration, see <see cref="Target"/>. SE: the security environment, TS 102 221 9.2.3. Verified: which local PINs and keys were, behind the status that follows from it.
/// The numbers are kept in the machine's byte order: they never leave working memory.
/// </remarks>
internal readonly ref struct LogicalChannel
{
    private const int OpenOffset = 0;
    private const int NoApplicationOffset = 2;
    private const int TargetOffset = 3;
    private const int DirectoryOffset = 4;
    private const int FileOffset = 8;
    private const int ApplicationFileOffset = 12;
    private const int ApplicationOffset = 16;
    private const int RecordOffset = 20;
    private const int StatusOffset = 24;
    private const int VerifiedOffset = 28;
    private const int EnvironmentOffset = 1;
    private const int TransferTagOffset = 32;
    private const int TransferLengthOffset = 36;
    private const int TransferPositionOffset = 40;
    private const int TransferPreviousOffset = 44;
    private const int TransferKindOffset = 46;
    private const int TransferFirstOffset = 47;
    private const int TransferFileOffset = 48;
    private const int TransferObjectOffset = 52;
    private const int AliasOffset = 56;

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

    /// <summary>By which of its AIDs a security domain was selected: see <see cref="Registry.SecurityDomains.AliasOf"/>.</summary>
    public int Alias
    {
        get => _cells[AliasOffset];
        set => _cells[AliasOffset] = (byte)value;
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

    /// <summary>The registry entry of the selected application; null when an ADF or nothing is selected. Each selection ends what was administered.</summary>
    public NvAddress Application
    {
        get => Get(ApplicationOffset);
        set
        {
            Set(ApplicationOffset, value);
            Target = -1;
        }
    }

    /// <summary>The container that administration on this channel is for; -1 when none was named.</summary>
    public int Target
    {
        get => _cells[TargetOffset] - 1;
        set => _cells[TargetOffset] = (byte)(value + 1);
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

    /// <summary>The local PINs and keys that were verified in the current ADF.</summary>
    public SecurityStatus Verified
    {
        get => new(Cell<uint>(VerifiedOffset));
        set => Cell<uint>(VerifiedOffset) = value.Satisfied;
    }

    /// <summary>The security environment, 0 or 1: which record of a referenced access rule counts. TS 102 221 9.2.3.</summary>
    public int Environment
    {
        get => Cell<byte>(EnvironmentOffset);
        set => Cell<byte>(EnvironmentOffset) = (byte)value;
    }

    /// <summary>The tag of the data object in transfer.</summary>
    public uint TransferTag
    {
        get => Cell<uint>(TransferTagOffset);
        set => Cell<uint>(TransferTagOffset) = value;
    }

    /// <summary>Bytes of the data object in transfer.</summary>
    public int TransferLength
    {
        get => Cell<int>(TransferLengthOffset);
        set => Cell<int>(TransferLengthOffset) = value;
    }

    /// <summary>Bytes of it that were transferred.</summary>
    public int TransferPosition
    {
        get => Cell<int>(TransferPositionOffset);
        set => Cell<int>(TransferPositionOffset) = value;
    }

    /// <summary>Bytes of the block before, which can be transferred again.</summary>
    public int TransferPrevious
    {
        get => Cell<ushort>(TransferPreviousOffset);
        set => Cell<ushort>(TransferPreviousOffset) = (ushort)value;
    }

    /// <summary>Whether a data object is in transfer, and which way.</summary>
    public TransferKind Transfer
    {
        get => (TransferKind)Cell<byte>(TransferKindOffset);
        set => Cell<byte>(TransferKindOffset) = (byte)value;
    }

    /// <summary>Whether the block before was the first one.</summary>
    public bool TransferIsAtFirst
    {
        get => Cell<byte>(TransferFirstOffset) != 0;
        set => Cell<byte>(TransferFirstOffset) = value ? (byte)1 : (byte)0;
    }

    /// <summary>The file of the data object in transfer.</summary>
    public NvAddress TransferFile
    {
        get => Get(TransferFileOffset);
        set => Set(TransferFileOffset, value);
    }

    /// <summary>The reserved block of a data object that is being set; null when one is being retrieved.</summary>
    public NvAddress TransferObject
    {
        get => Get(TransferObjectOffset);
        set => Set(TransferObjectOffset, value);
    }

    public static LogicalChannel Of(WorkingMemory memory, int channel) =>
        new(memory.Span(WorkingMap.Channels + (channel * WorkingMap.ChannelLength), WorkingMap.ChannelLength));

    /// <summary>The channel of the command in progress.</summary>
    public static LogicalChannel Current(WorkingMemory memory) => Of(memory, memory.Byte(WorkingMap.CurrentChannel));

    /// <summary>Whether both are the same channel.</summary>
    public bool Is(LogicalChannel other) => _cells == other._cells;

    /// <summary>Opens the channel at <paramref name="masterFile"/> with nothing verified.</summary>
    public void Open(NvAddress masterFile, SecurityStatus status)
    {
        _cells.Clear();
        IsOpen = true;
        Environment = 1;
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
        Target = -1;
        Transfer = TransferKind.None;
    }

    private NvAddress Get(int offset) => new(Cell<int>(offset));

    private void Set(int offset, NvAddress value) => Cell<int>(offset) = value.Value;

    // The offsets are constants within the fixed length, aligned as their cells are.
    private ref T Cell<T>(int offset)
        where T : unmanaged => ref Unsafe.As<byte, T>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_cells), offset));
}
