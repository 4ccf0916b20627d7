using System;
using System.Buffers.Binary;
using CardOs.Apdu.Toolkit;
using CardOs.Memory;

namespace CardOs.Channels;

/// <summary>An applet that was triggered: what it was triggered with, and what it keeps while it waits for the terminal.</summary>
/// <remarks>
/// There are two: the first may send proactive commands and wait, the other runs while the first one waits.
/// <code>
/// 0       1       2      3       4             8          10        12         14   16     80
/// +-------+-------+------+-------+-------------+----------+---------+----------+----+------+----------+
/// | state | event | item | may   | application | envelope | command | response | -  | kept | envelope |
/// |       |       |      | send  |             | length   | length  | length   |    |      |          |
/// +-------+-------+------+-------+-------------+----------+---------+----------+----+------+----------+
/// </code>
/// The command is written where the proactive session has it, which is idle then.
/// </remarks>
internal readonly struct ToolkitRun
{
    /// <summary>The run that may wait.</summary>
    public const int First = 0;

    /// <summary>The run above one that waits.</summary>
    public const int Above = 1;

    private const int StateOffset = 0;
    private const int EventOffset = 1;
    private const int ItemOffset = 2;
    private const int MaySendOffset = 3;
    private const int ApplicationOffset = 4;
    private const int EnvelopeLengthOffset = 8;
    private const int CommandLengthOffset = 10;
    private const int ResponseLengthOffset = 12;
    private const int KeptOffset = WorkingMap.ToolkitRunHeaderLength;
    private const int EnvelopeOffset = KeptOffset + WorkingMap.ToolkitKeptLength;

    private const byte Running = 1;
    private const byte Waiting = 2;

    private readonly WorkingMemory _memory;
    private readonly int _start;

    private ToolkitRun(WorkingMemory memory, int number)
    {
        _memory = memory;
        _start = WorkingMap.ToolkitRuns + (number * WorkingMap.ToolkitRunLength);
    }

    /// <summary>Whether the applet waits for the terminal.</summary>
    public bool IsWaiting => Cells[StateOffset] == Waiting;

    /// <summary>Why it was triggered: the numbers of TS 102 241.</summary>
    public byte Event => Cells[EventOffset];

    /// <summary>The entry of the menu that the user chose.</summary>
    public byte Item => Cells[ItemOffset];

    /// <summary>Whether a proactive command can be sent.</summary>
    public bool MaySend
    {
        get => Cells[MaySendOffset] != 0 && CommandLength == 0;
        set => Cells[MaySendOffset] = value ? (byte)1 : (byte)0;
    }

    public NvAddress Application => new(BinaryPrimitives.ReadInt32LittleEndian(Cells.Slice(ApplicationOffset)));

    /// <summary>The objects of the envelope.</summary>
    public ReadOnlySpan<byte> Envelope => Cells.Slice(EnvelopeOffset, ReadLength(EnvelopeLengthOffset));

    /// <summary>Bytes that stay while the applet waits.</summary>
    public Span<byte> Kept => Cells.Slice(KeptOffset, WorkingMap.ToolkitKeptLength);

    /// <summary>Bytes of the command that is to be sent; 0 for none.</summary>
    public int CommandLength => ReadLength(CommandLengthOffset);

    /// <summary>The data of the TERMINAL RESPONSE to the last command; empty before.</summary>
    public ReadOnlySpan<byte> Response => _memory.Span(WorkingMap.ToolkitResponse, ReadLength(ResponseLengthOffset));

    private Span<byte> Cells => _memory.Span(_start, WorkingMap.ToolkitRunLength);

    public static ToolkitRun Of(WorkingMemory memory, int number) => new(memory, number);

    /// <summary>Begins a run; what it keeps is zero.</summary>
    public void Begin(NvAddress application, byte trigger, byte item, scoped ReadOnlySpan<byte> envelope, bool maySend)
    {
        Span<byte> cells = Cells;
        cells.Slice(0, EnvelopeOffset).Clear();
        cells[StateOffset] = Running;
        cells[EventOffset] = trigger;
        cells[ItemOffset] = item;
        BinaryPrimitives.WriteInt32LittleEndian(cells.Slice(ApplicationOffset), application.Value);
        BinaryPrimitives.WriteUInt16LittleEndian(cells.Slice(EnvelopeLengthOffset), (ushort)envelope.Length);
        envelope.CopyTo(cells.Slice(EnvelopeOffset));
        MaySend = maySend;
    }

    /// <summary>Takes a command, which <see cref="MaySend"/> allowed: the objects behind tag and length.</summary>
    /// <returns>False when they are no proactive command, or too long, or one that is the card's alone.</returns>
    public bool TrySetCommand(scoped ReadOnlySpan<byte> objects)
    {
        Span<byte> room = _memory.Span(WorkingMap.ProactiveCommand, WorkingMap.ProactiveCommandCapacity);
        var writer = new ContainerWriter(room, EnvelopeTag.ProactiveCommand);
        if (!writer.TryWriteEncoded(objects)
            || !writer.TryComplete(out int length)
            || !ProactiveCommand.TryParse(room.Slice(0, length), out ProactiveCommand command)
            || IsOfCard(command.Details.Type))
        {
            return false;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(Cells.Slice(CommandLengthOffset), (ushort)length);
        return true;
    }

    /// <summary>Takes the command back.</summary>
    public void ClearCommand() => BinaryPrimitives.WriteUInt16LittleEndian(Cells.Slice(CommandLengthOffset), 0);

    /// <summary>Waits for the answer to the command.</summary>
    public void Wait() => Cells[StateOffset] = Waiting;

    /// <summary>Goes on behind the answer.</summary>
    public void Continue(scoped ReadOnlySpan<byte> response)
    {
        Cells[StateOffset] = Running;
        ClearCommand();
        BinaryPrimitives.WriteUInt16LittleEndian(Cells.Slice(ResponseLengthOffset), (ushort)response.Length);
        response.CopyTo(_memory.Span(WorkingMap.ToolkitResponse, response.Length));
        MaySend = true;
    }

    /// <summary>Forgets everything.</summary>
    public void End() => Cells.Clear();

    // The menu, events and polling are registered, not sent: TS 102 241.
    private static bool IsOfCard(ProactiveCommandType type) => type is ProactiveCommandType.PollInterval or ProactiveCommandType.PollingOff
        or ProactiveCommandType.SetUpEventList or ProactiveCommandType.SetUpMenu;

    private int ReadLength(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(Cells.Slice(offset));
}
