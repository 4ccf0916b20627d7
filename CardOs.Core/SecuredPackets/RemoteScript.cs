using System;
using System.Buffers.Binary;
using CardOs.Channels;
using CardOs.Files;
using CardOs.GlobalPlatform;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.SecuredPackets;

/// <summary>The remote script in execution: where its bytes lie, how far it came, and what it answered.</summary>
/// <remarks>
/// <code>
/// 0       1       2      3       4          6        8         10        12            16      24      28
/// +-------+-------+------+-------+----------+--------+---------+---------+-------------+-------+-------+-------------
/// | state | flags | slot | chain | offset   | length | objects | answer  | application |       | chain | application
/// |       |       |      | objs  | in slot  |        | read    | length  |             |       | open  | of the chain
/// +-------+-------+------+-------+----------+--------+---------+---------+-------------+-------+-------+-------------
/// </code>
/// The packet stays in its slot until the script has ended. It is all in working memory: a reset forgets it, and a script that waits for the terminal needs nothing else.
/// </remarks>
internal readonly struct RemoteScript
{
    private const int StateOffset = 0;
    private const int FlagsOffset = 1;
    private const int SlotOffset = 2;
    private const int ChainObjectsOffset = 3;
    private const int DataOffset = 4;
    private const int LengthOffset = 6;
    private const int ObjectsOffset = 8;
    private const int AnswerLengthOffset = 10;
    private const int ApplicationOffset = 12;

    // Behind the script's own fields: the chain that later scripts continue. TS 102 226 5.2.1.4.
    private const int ChainOffset = 24;
    private const int ChainApplicationOffset = 28;

    private const byte Running = 1;
    private const byte Waiting = 2;

    private const byte AnsweredFlag = 0b0000_0001;
    private const byte BySubmitFlag = 0b0000_0010;
    private const byte OfAgentFlag = 0b0000_0100;

    private readonly WorkingMemory _memory;

    private RemoteScript(WorkingMemory memory) => _memory = memory;

    public bool IsSuspended => _memory.Byte(WorkingMap.Script + StateOffset) == Waiting;

    /// <summary>Whether the receipt was sent, or will not be.</summary>
    public bool IsAnswered
    {
        get => HasFlag(AnsweredFlag);
        set => SetFlag(AnsweredFlag, value);
    }

    /// <summary>Whether the message's own answer is over, so that the receipt goes in short messages.</summary>
    public bool AnswersBySubmit
    {
        get => HasFlag(BySubmitFlag);
        set => SetFlag(BySubmitFlag, value);
    }

    /// <summary>Whether the message agent runs it, and takes its answer.</summary>
    public bool IsOfAgent
    {
        get => HasFlag(OfAgentFlag);
        set => SetFlag(OfAgentFlag, value);
    }

    private Span<byte> Cells => _memory.Span(WorkingMap.Script, WorkingMap.ScriptHeaderLength);

    public int Slot => Cells[SlotOffset];

    /// <summary>How many objects of an expanded script were executed.</summary>
    public int ObjectsRead
    {
        get => BinaryPrimitives.ReadUInt16LittleEndian(Cells.Slice(ObjectsOffset));
        set => BinaryPrimitives.WriteUInt16LittleEndian(Cells.Slice(ObjectsOffset), (ushort)value);
    }

    /// <summary>How many of the objects read were about chaining, and so are not counted as executed.</summary>
    public int ChainObjects
    {
        get => Cells[ChainObjectsOffset];
        set => Cells[ChainObjectsOffset] = (byte)value;
    }

    /// <summary>Where the answer is written.</summary>
    public Span<byte> AnswerRoom => _memory.Span(WorkingMap.ScriptAnswer, WorkingMap.ScriptAnswerCapacity);

    public ReadOnlySpan<byte> Answer => AnswerRoom.Slice(0, AnswerLength);

    public int AnswerLength
    {
        get => BinaryPrimitives.ReadUInt16LittleEndian(Cells.Slice(AnswerLengthOffset));
        set => BinaryPrimitives.WriteUInt16LittleEndian(Cells.Slice(AnswerLengthOffset), (ushort)value);
    }

    public NvAddress Application => new(BinaryPrimitives.ReadInt32LittleEndian(Cells.Slice(ApplicationOffset)));

    /// <summary>Whether scripts of this application are being chained.</summary>
    public bool IsChained => Cells[ChainOffset] != 0
        && BinaryPrimitives.ReadInt32LittleEndian(Cells.Slice(ChainApplicationOffset)) == Application.Value;

    public static RemoteScript Of(WorkingMemory memory) => new(memory);

    /// <summary>Begins a script of a packet in a slot.</summary>
    public void Start(NvAddress application, int slot, int offset, int length, bool wantsReceipt)
    {
        Span<byte> cells = Cells;
        cells.Slice(0, ChainOffset).Clear();
        cells[StateOffset] = Running;
        cells[FlagsOffset] = wantsReceipt ? (byte)0 : AnsweredFlag;
        cells[SlotOffset] = (byte)slot;
        BinaryPrimitives.WriteUInt16LittleEndian(cells.Slice(DataOffset), (ushort)offset);
        BinaryPrimitives.WriteUInt16LittleEndian(cells.Slice(LengthOffset), (ushort)length);
        BinaryPrimitives.WriteInt32LittleEndian(cells.Slice(ApplicationOffset), application.Value);
        ResponseQueue.OfScript(_memory).Discard();
    }

    /// <summary>Starts the scripts' context: at the application's file, with its access domain. TS 102 226 6.</summary>
    public void OpenContext(CardState state)
    {
        var entry = new ApplicationEntry(state.NonVolatile, Application);
        LogicalChannel channel = LogicalChannel.Of(state.Working, WorkingMap.ScriptChannel);
        DataTransfers.End(state, channel);

        // What a security domain began with one script may go on with the next one for it: a load has many messages.
        if (channel.Application != Application)
        {
            SecurityDomainHost.EndSession(state, WorkingMap.ScriptChannel);
        }

        channel.Open(entry.File.IsNull ? FileSystem.MasterFile(state) : entry.File, entry.Access);
        channel.ApplicationFile = entry.File;
        if (entry.Kind == ApplicationKind.SecurityDomain)
        {
            channel.Application = Application;
        }

        state.Working.Byte(WorkingMap.ScriptErrorAction) = 0;
    }

    /// <summary>The script's bytes.</summary>
    public ReadOnlySpan<byte> Bytes(WorkingMemory memory) => ReassemblySlot.Of(memory, Slot).Message.Slice(
        BinaryPrimitives.ReadUInt16LittleEndian(Cells.Slice(DataOffset)), BinaryPrimitives.ReadUInt16LittleEndian(Cells.Slice(LengthOffset)));

    public void Suspend() => Cells[StateOffset] = Waiting;

    public void Continue() => Cells[StateOffset] = Running;

    public void BeginChain()
    {
        Cells[ChainOffset] = 1;
        BinaryPrimitives.WriteInt32LittleEndian(Cells.Slice(ChainApplicationOffset), Application.Value);
    }

    public void EndChain() => Cells[ChainOffset] = 0;

    /// <summary>Forgets the script; a chain is kept.</summary>
    public void Clear() => Cells.Slice(0, ChainOffset).Clear();

    private bool HasFlag(byte flag) => (Cells[FlagsOffset] & flag) != 0;

    private void SetFlag(byte flag, bool value) => Cells[FlagsOffset] = (byte)(value ? Cells[FlagsOffset] | flag : Cells[FlagsOffset] & ~flag);
}
