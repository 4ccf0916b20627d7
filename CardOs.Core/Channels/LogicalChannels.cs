using CardOs.Apdu;
using CardOs.Memory;

namespace CardOs.Channels;

/// <summary>MANAGE CHANNEL: which of the 20 logical channels are open. TS 102 221 11.1.17.</summary>
internal static class LogicalChannels
{
    private const byte Open = 0x00;
    private const byte Close = 0x80;

    /// <summary>At reset: the basic channel stands at the master file, all others are closed.</summary>
    public static void Reset(CardState state, NvAddress masterFile)
    {
        for (int i = 0; i <= WorkingMap.ScriptChannel; i++)
        {
            LogicalChannel channel = LogicalChannel.Of(state.Working, i);
            DataTransfers.End(state, channel);
            channel.Close();
        }

        LogicalChannel.Of(state.Working, 0).Open(masterFile, StatusOfTerminal(state));
    }

    // What a channel without an application satisfies.
    private static SecurityStatus StatusOfTerminal(CardState state) =>
        SecurityStatus.Terminal | new SecurityStatus(state.Working.Cell<uint>(WorkingMap.GlobalStatus));

    /// <summary>Opens or closes a channel.</summary>
    /// <param name="state">The card.</param>
    /// <param name="command">P1 00 opens (P2: the channel, 00 for any free one), 80 closes the channel in P2.</param>
    /// <param name="masterFile">Where a channel opened from the basic one starts.</param>
    /// <param name="mayInherit">Whether a channel may start where the command's channel stands.</param>
    /// <param name="reply">The number of the opened channel when the card chose it.</param>
    public static StatusWord ManageChannel(CardState state, scoped CommandApdu command, NvAddress masterFile, bool mayInherit, ref ResponseWriter reply)
    {
        if (command.P1 is not (Open or Close) || command.P2 > ClassByte.MaxChannel)
        {
            return StatusWord.IncorrectParameters;
        }

        if (!command.Data.IsEmpty)
        {
            return StatusWord.WrongLength;
        }

        return command.P1 == Open ? OpenChannel(state, command, masterFile, mayInherit, ref reply) : CloseChannel(state, command.P2);
    }

    private static StatusWord OpenChannel(CardState state, scoped CommandApdu command, NvAddress masterFile, bool mayInherit, ref ResponseWriter reply)
    {
        int number = command.P2;
        ChannelCapabilities capabilities = ChannelCapabilities.Of(state.NonVolatile);
        if (number >= capabilities.Count || !(number == 0 ? capabilities.AllowsCardToChoose : capabilities.AllowsTerminalToChoose))
        {
            return StatusWord.FunctionNotSupported;
        }

        if (number == 0)
        {
            // The terminal has to be told the number that the card chose.
            if (command.ExpectedLength == 0)
            {
                return StatusWord.WrongLength;
            }

            number = FirstClosed(state, capabilities.Count);
        }

        if (number < 0 || LogicalChannel.Of(state.Working, number).IsOpen)
        {
            return StatusWord.FunctionNotSupported;
        }

        int origin = state.Working.Byte(WorkingMap.CurrentChannel);
        if (origin != 0 && !mayInherit)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        LogicalChannel opened = LogicalChannel.Of(state.Working, number);
        if (origin == 0)
        {
            opened.Open(masterFile, StatusOfTerminal(state));
        }
        else
        {
            opened.OpenAs(LogicalChannel.Of(state.Working, origin));
        }

        if (command.P2 == 0)
        {
            reply.TryWrite((byte)number);
        }

        return StatusWord.Success;
    }

    private static StatusWord CloseChannel(CardState state, int number)
    {
        if (number == 0)
        {
            return StatusWord.FunctionNotSupported;
        }

        LogicalChannel channel = LogicalChannel.Of(state.Working, number);
        if (!channel.IsOpen)
        {
            return StatusWord.LogicalChannelNotSupported;
        }

        DataTransfers.End(state, channel);
        channel.Close();

        // A secure channel session ends with its logical channel: GlobalPlatform 2.3.1 E.1.6.
        state.Working.Span(WorkingMap.SecureChannels + (number * WorkingMap.SecureChannelLength), WorkingMap.SecureChannelLength).Clear();
        return StatusWord.Success;
    }

    private static int FirstClosed(CardState state, int count)
    {
        for (int i = 1; i < count; i++)
        {
            if (!LogicalChannel.Of(state.Working, i).IsOpen)
            {
                return i;
            }
        }

        return -1;
    }
}
