using System;
using CardOs.Apdu;
using CardOs.Apdu.Toolkit;
using CardOs.Containers;
using CardOs.Memory;

namespace CardOs.Toolkit;

/// <summary>The proactive session: what waits for FETCH and TERMINAL RESPONSE. TS 102 223 6, TS 102 221 7.4.2.</summary>
/// <remarks>
/// One command at a time is ready (91xx) or fetched: of an applet that waits for the answer, the card's menu, a command of a remote
/// script, or a part of a response packet that goes out in short messages. The last two can wait behind it. All of it is in working
/// memory: a reset ends it. REFRESH for a prepared container is the last: what waits in front of it, as the receipt of the script
/// that prepared it, goes out first.
/// <code>
/// 0       1        2                4               6      7       8           9        10       12
/// +-------+--------+----------------+---------------+------+-------+-----------+--------+--------+-----------------
/// | state | source | command length | packet length | part | total | reference | number |   -    | TP-DA
/// +-------+--------+----------------+---------------+------+-------+-----------+--------+--------+-----------------
/// </code>
/// </remarks>
internal static class ProactiveSession
{
    private const byte FirstCommandNumber = 1;

    /// <summary>FETCH, TERMINAL RESPONSE and TERMINAL PROFILE, as far as the session goes; behind it <see cref="ToolkitFramework"/> goes on.</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (command.Parameters != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        switch ((Instruction)command.Ins)
        {
            case Instruction.Fetch:
                return Fetch(state.Working, command, ref reply);
            case Instruction.TerminalResponse:
                return Respond(state, command);
            default:
                return command.Data.IsEmpty ? StatusWord.WrongLength : StatusWord.Success;
        }
    }

    /// <summary>Tells of the command that waits: 9000 becomes 91xx, and what asks for more data says so as well. TS 102 221 10.2.1.</summary>
    public static StatusWord Conclude(CardState state, StatusWord status)
    {
        if (ContainerSwitch.ConcernsTerminal(state.Working))
        {
            TellOfSwitch(state.Working);
        }

        if (state.Working.Byte(WorkingMap.Proactive) != (byte)SessionPhase.Ready)
        {
            return status;
        }

        return status switch
        {
            StatusWord.Success => StatusWords.ProactiveCommand(SessionState.Of(state.Working).CommandLength),
            StatusWord.MoreDataAvailable => StatusWord.MoreDataAvailableProactive,
            StatusWord.MoreDataExpected => StatusWord.MoreDataExpectedProactive,
            _ => status,
        };
    }

    /// <summary>Whether a command is ready or fetched.</summary>
    public static bool IsActive(WorkingMemory memory) => SessionState.Of(memory).Phase != SessionPhase.Idle;

    /// <summary>Whether the command that the terminal answered last was an applet's.</summary>
    public static bool WasOfApplet(WorkingMemory memory) => SessionState.Of(memory).Source == SessionSource.Applet;

    /// <summary>Makes a command ready that stands in <see cref="CommandRoom"/>; no other one may be.</summary>
    public static void Start(WorkingMemory memory, SessionSource source, int length) => SessionState.Of(memory).SetReady(source, length);

    /// <summary>Where the command of the moment is.</summary>
    public static Span<byte> CommandRoom(WorkingMemory memory) => memory.Span(WorkingMap.ProactiveCommand, WorkingMap.ProactiveCommandCapacity);

    /// <summary>Whether a response packet is going out, or waits to.</summary>
    public static bool IsSending(WorkingMemory memory) => SessionState.Of(memory).PacketLength != 0;

    /// <summary>Where the next response packet is written, before <see cref="TrySendPacket"/>.</summary>
    public static Span<byte> PacketRoom(WorkingMemory memory) => memory.Span(WorkingMap.ProactivePacket, WorkingMap.ProactivePacketCapacity);

    /// <summary>Sends the packet in the room to an address, in as many short messages as it takes.</summary>
    /// <returns>False when it is too long.</returns>
    public static bool TrySendPacket(WorkingMemory memory, int length, ReadOnlySpan<byte> address)
    {
        var session = SessionState.Of(memory);
        int parts = ResponseSegments.Count(length);
        if (parts > byte.MaxValue)
        {
            return false;
        }

        session.StartPacket(length, parts, address);
        Advance(memory);
        return true;
    }

    /// <summary>Lets the terminal execute a proactive command, now or behind what it is doing.</summary>
    /// <returns>False when another one waits already, or it is too long.</returns>
    public static bool TryQueue(WorkingMemory memory, scoped ReadOnlySpan<byte> command)
    {
        Span<byte> queued = memory.Span(WorkingMap.ProactiveQueued, WorkingMap.ProactiveQueuedCapacity);
        if (queued[0] != 0 || command.Length > byte.MaxValue)
        {
            return false;
        }

        queued[0] = (byte)command.Length;
        command.CopyTo(queued.Slice(1));
        Advance(memory);
        return true;
    }

    private static StatusWord Fetch(WorkingMemory memory, scoped CommandApdu command, ref ResponseWriter reply)
    {
        var session = SessionState.Of(memory);
        if (!command.Data.IsEmpty || command.ExpectedLength == 0)
        {
            return StatusWord.WrongLength;
        }

        if (session.Phase == SessionPhase.Idle)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        int length = session.CommandLength;
        if (command.ExpectedLength != length && command.ExpectedLength < 256)
        {
            return StatusWords.ExactLength(length);
        }

        reply.TryWrite(CommandRoom(memory).Slice(0, length));
        session.Phase = SessionPhase.Fetched;
        return StatusWord.Success;
    }

    private static StatusWord Respond(CardState state, scoped CommandApdu command)
    {
        WorkingMemory memory = state.Working;
        var session = SessionState.Of(memory);
        if (command.Data.IsEmpty || command.Data.Length > WorkingMap.ToolkitResponseCapacity)
        {
            return StatusWord.WrongLength;
        }

        if (session.Phase != SessionPhase.Fetched)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (!TerminalResponse.TryParse(command.Data, out TerminalResponse response)
            || !ProactiveCommand.TryParse(CommandRoom(memory).Slice(0, session.CommandLength), out ProactiveCommand fetched)
            || response.Details != fetched.Details)
        {
            return StatusWord.IncorrectData;
        }

        if (session.Source == SessionSource.Switch)
        {
            session.Phase = SessionPhase.Idle;
            ContainerSwitch.OnRefresh(state, response.Result);
            Advance(memory);
            return StatusWord.Success;
        }

        // A part that the terminal could not send makes the others useless.
        if (session.Source == SessionSource.Packet && ((byte)response.Result >= (byte)GeneralResult.SessionTerminatedByUser || session.IsLastPart))
        {
            session.EndPacket();
        }

        // What waits comes behind the applet that gets the answer: its session lasts until it sends no more.
        session.Phase = SessionPhase.Idle;
        if (session.Source != SessionSource.Applet)
        {
            Advance(memory);
        }

        return StatusWord.Success;
    }

    // REFRESH is made ready behind everything else, and taken back when the switch is.
    private static void TellOfSwitch(WorkingMemory memory)
    {
        var session = SessionState.Of(memory);
        if (session.Phase == SessionPhase.Ready && session.Source == SessionSource.Switch && !ContainerSwitch.WantsRefresh(memory))
        {
            session.Phase = SessionPhase.Idle;
            Advance(memory);
        }
        else if (session.Phase == SessionPhase.Idle
            && ContainerSwitch.WantsRefresh(memory)
            && ProactiveCommandWriter.TryWriteRefresh(CommandRoom(memory), FirstCommandNumber, RefreshMode.UiccReset, out int length))
        {
            session.SetReady(SessionSource.Switch, length);
        }
    }

    /// <summary>Makes the next command ready when the terminal is free: a queued command first, then the next part of the packet.</summary>
    public static void Advance(WorkingMemory memory)
    {
        var session = SessionState.Of(memory);
        if (session.Phase != SessionPhase.Idle)
        {
            return;
        }

        Span<byte> queued = memory.Span(WorkingMap.ProactiveQueued, WorkingMap.ProactiveQueuedCapacity);
        Span<byte> room = CommandRoom(memory);
        if (queued[0] != 0)
        {
            queued.Slice(1, queued[0]).CopyTo(room);
            session.SetReady(SessionSource.Command, queued[0]);
            queued[0] = 0;
            return;
        }

        if (session.PacketLength != 0)
        {
            int part = session.NextPart();
            ReadOnlySpan<byte> packet = PacketRoom(memory).Slice(0, session.PacketLength);
            int length = ResponseSegments.WriteCommand(packet, part, session.PartCount, session.Reference, session.Address, FirstCommandNumber, room);
            session.SetReady(SessionSource.Packet, length);
        }
    }
}
