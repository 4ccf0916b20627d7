using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Memory;

namespace CardOs.Channels;

/// <summary>Response data that wait for GET RESPONSE: the terminal's, or those within a remote script.</summary>
/// <remarks>
/// <code>
/// 0           2            4             6         7      8
/// +-----------+------------+-------------+---------+------+------
/// | next byte | end        | status word | channel | class| data
/// +-----------+------------+-------------+---------+------+------
/// </code>
/// </remarks>
internal readonly struct ResponseQueue
{
    private const int NextOffset = 0;
    private const int EndOffset = 2;
    private const int StatusOffset = 4;
    private const int ChannelOffset = 6;
    private const int ClassOffset = 7;

    private readonly WorkingMemory _memory;
    private readonly int _start;
    private readonly int _capacity;

    private ResponseQueue(WorkingMemory memory, int start, int capacity)
    {
        _memory = memory;
        _start = start;
        _capacity = capacity;
    }

    /// <summary>Where response data are written to be queued.</summary>
    public Span<byte> Room => _memory.Span(_start + WorkingMap.ResponseQueueHeaderLength, _capacity);

    private Span<byte> Header => _memory.Span(_start, WorkingMap.ResponseQueueHeaderLength);

    private ref ushort Next => ref _memory.Cell<ushort>(_start + NextOffset);

    private ref ushort End => ref _memory.Cell<ushort>(_start + EndOffset);

    /// <summary>The terminal's queue.</summary>
    public static ResponseQueue OfTerminal(WorkingMemory memory) => new(memory, WorkingMap.ResponseQueue, WorkingMap.ResponseQueueCapacity);

    /// <summary>The queue of the remote script that runs.</summary>
    public static ResponseQueue OfScript(WorkingMemory memory) => new(memory, WorkingMap.ScriptQueue, WorkingMap.ScriptQueueCapacity);

    /// <summary>Whether data of a command on this channel wait.</summary>
    public bool WaitsOn(int channel) => End != 0 && Header[ChannelOffset] == channel;

    /// <summary>Whether data of a command with this class byte wait.</summary>
    public bool WaitsFor(ClassByte cla) => End != 0 && Header[ClassOffset] == cla.Value;

    /// <summary>Drops what waits: any command but GET RESPONSE does.</summary>
    public void Discard() => End = 0;

    /// <summary>Keeps the bytes of the room from <paramref name="start"/> to <paramref name="end"/>, and the status word that comes behind the last of them.</summary>
    /// <returns>61xx.</returns>
    public StatusWord Store(int channel, ClassByte cla, int start, int end, StatusWord status)
    {
        Next = (ushort)start;
        End = (ushort)end;
        BinaryPrimitives.WriteUInt16LittleEndian(Header.Slice(StatusOffset), (ushort)status);
        Header[ChannelOffset] = (byte)channel;
        Header[ClassOffset] = cla.Value;
        return StatusWords.MoreBytes(end - start);
    }

    /// <summary>GET RESPONSE: TS 102 221 11.1.18, ISO 7816-4 11.8.1.</summary>
    public StatusWord Take(scoped CommandApdu command, int channel, ref ResponseWriter reply)
    {
        int available = End - Next;
        if (command.Parameters != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        if (!command.Data.IsEmpty || command.ExpectedLength == 0)
        {
            return StatusWord.WrongLength;
        }

        if (!WaitsOn(channel))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (command.ExpectedLength > available && command.ExpectedLength < 256)
        {
            return StatusWords.ExactLength(available);
        }

        int length = Math.Min(available, Math.Min(command.ExpectedLength, reply.Room));
        reply.TryWrite(Room.Slice(Next, length));
        Next += (ushort)length;
        if (Next < End)
        {
            return StatusWords.MoreBytes(End - Next);
        }

        End = 0;
        return (StatusWord)BinaryPrimitives.ReadUInt16LittleEndian(Header.Slice(StatusOffset));
    }
}
