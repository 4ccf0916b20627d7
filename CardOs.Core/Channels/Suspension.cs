using System;
using CardOs.Apdu;
using CardOs.Crypto;
using CardOs.Memory;

namespace CardOs.Channels;

/// <summary>SUSPEND UICC: the channels and what was verified outlast the power. TS 102 221 11.1.22.</summary>
/// <remarks>
/// <code>
/// 0        8                   16
/// +--------+-------------------+-----------------------------
/// | token  | satisfied, veri-  | logical channels
/// |        | fied: global      |
/// +--------+-------------------+-----------------------------
/// </code>
/// A suspended card answers nothing until its power came back. Then RESUME with the token has to be the first command: any other one, and a wrong
/// token, make the reset an ordinary one. Messages in parts and toolkit sessions do not outlast it, so a card with a toolkit session refuses.
/// </remarks>
internal static class Suspension
{
    private const int TokenLength = 8;
    private const int StatusLength = 8;
    private const int ChannelsLength = WorkingMap.ChannelCount * WorkingMap.ChannelLength;
    private const int Length = TokenLength + StatusLength + ChannelsLength;
    private const int DurationsLength = 4;
    private const int DurationLength = 2;

    // The longest suspension of this card: 10 units of 10 days.
    private const byte LongestUnit = 4;
    private const byte LongestCount = 10;

    private static readonly NvAddress Link = new(NonVolatileMap.Suspension);

    /// <summary>Whether the card is suspended, or was and may be resumed: a look at one byte for every other command.</summary>
    public static bool Concerns(WorkingMemory memory) => memory.Byte(WorkingMap.Suspension) != 0;

    /// <summary>Behind a reset: a card that was suspended waits for RESUME, if it was a cold one.</summary>
    public static void Reset(CardState state, bool isCold)
    {
        if (state.NonVolatile.ReadAddress(Link).IsNull)
        {
            return;
        }

        if (isCold)
        {
            state.Working.Byte(WorkingMap.Suspension) = (byte)SuspensionPhase.Resumable;
        }
        else
        {
            Forget(state);
        }
    }

    /// <summary>Any other command: refused while suspended; behind a reset it makes the reset an ordinary one.</summary>
    public static StatusWord Meet(CardState state)
    {
        if (state.Working.Byte(WorkingMap.Suspension) == (byte)SuspensionPhase.Suspended)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        Forget(state);
        return StatusWord.Success;
    }

    /// <summary>SUSPEND (P1 00) and RESUME (P1 01).</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        const byte Suspend = 0x00;
        const byte Resume = 0x01;
        if (command.P1 is not (Suspend or Resume) || command.P2 != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        return command.P1 == Suspend ? SuspendCard(state, command, ref reply) : ResumeCard(state, command);
    }

    // Data: the shortest and the longest time, each a unit (00 seconds to 04 ten days) and a count.
    private static StatusWord SuspendCard(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        ReadOnlySpan<byte> data = command.Data;
        if (data.Length != DurationsLength)
        {
            return StatusWord.WrongLength;
        }

        if (data[0] > LongestUnit || data[2] > LongestUnit || Seconds(data[0], data[1]) > Seconds(data[2], data[3]))
        {
            return StatusWord.IncorrectData;
        }

        long longest = Seconds(LongestUnit, LongestCount);
        if (Seconds(data[0], data[1]) > longest)
        {
            return StatusWord.SecurityContextNotSupported;
        }

        bool isBusy = state.Working.Byte(WorkingMap.Proactive) != 0 || Concerns(state.Working);
        if (isBusy || state.Working.Byte(WorkingMap.CurrentChannel) != 0)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        Span<byte> answer = stackalloc byte[DurationLength + TokenLength];
        bool isTooLong = Seconds(data[2], data[3]) > longest;
        answer[0] = isTooLong ? LongestUnit : data[2];
        answer[1] = isTooLong ? LongestCount : data[3];
        CardRandom.Fill(state.Working.Span(WorkingMap.Random, WorkingMap.RandomLength), answer.Slice(DurationLength));
        if (!TryKeep(state, answer.Slice(DurationLength)))
        {
            return StatusWord.MemoryProblem;
        }

        state.Working.Byte(WorkingMap.Suspension) = (byte)SuspensionPhase.Suspended;
        return reply.TryWrite(answer) ? StatusWord.Success : StatusWord.TechnicalProblem;
    }

    private static bool TryKeep(CardState state, ReadOnlySpan<byte> token)
    {
        NonVolatileMemory memory = state.NonVolatile;
        using Transaction transaction = memory.Journal.Begin();
        NvAddress block = memory.Allocator.Allocate(state.ActiveContainer, Length, BlockKind.Suspension, owner: 0);
        if (block.IsNull)
        {
            return false;
        }

        memory.Write(block, token);
        memory.Write(block + TokenLength, state.Working.Span(WorkingMap.GlobalStatus, StatusLength));
        memory.Write(block + (TokenLength + StatusLength), state.Working.Span(WorkingMap.Channels, ChannelsLength));
        return memory.Journal.TryWriteAddress(Link, block) && transaction.Commit();
    }

    private static StatusWord ResumeCard(CardState state, scoped CommandApdu command)
    {
        if (command.Data.Length != TokenLength)
        {
            return StatusWord.WrongLength;
        }

        if (state.Working.Byte(WorkingMap.Suspension) != (byte)SuspensionPhase.Resumable)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        NonVolatileMemory memory = state.NonVolatile;
        NvAddress block = memory.ReadAddress(Link);
        bool isRight = ConstantTime.AreEqual(command.Data, memory.Read(block, TokenLength));
        if (isRight)
        {
            memory.Read(block + TokenLength, StatusLength).CopyTo(state.Working.Span(WorkingMap.GlobalStatus, StatusLength));
            memory.Read(block + (TokenLength + StatusLength), ChannelsLength).CopyTo(state.Working.Span(WorkingMap.Channels, ChannelsLength));
        }

        Forget(state);
        return isRight ? StatusWord.Success : StatusWord.ConditionsOfUseNotSatisfied;
    }

    private static void Forget(CardState state)
    {
        NonVolatileMemory memory = state.NonVolatile;
        NvAddress block = memory.ReadAddress(Link);
        state.Working.Byte(WorkingMap.Suspension) = 0;
        using Transaction transaction = memory.Journal.Begin();
        if (memory.Journal.TryWriteAddress(Link, NvAddress.Null) && memory.Allocator.TryFree(block))
        {
            transaction.Commit();
        }
    }

    private static long Seconds(byte unit, byte count) => count * unit switch
    {
        0 => 1L,
        1 => 60L,
        2 => 3600L,
        3 => 86_400L,
        _ => 864_000L,
    };
}
