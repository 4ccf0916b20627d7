using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>What applications do with sessions beyond what security domains do.</summary>
internal static partial class SecureChannel
{
    /// <summary>Lets a command pass as it is, because its application takes it so; an R-MAC that the session computes covers it.</summary>
    /// <remarks>In SCP03 an answer is chained to the MAC of its command: where commands have one, the answer to this one has none.</remarks>
    public static void Pass(CardState state, int channel, scoped CommandApdu command)
    {
        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        session.AnswerLevel = SecurityLevel.None;
        bool isChained = session.Protocol == SecureChannelProtocol.Scp03 && (session.Level & SecurityLevel.CommandMac) != 0;
        if (session.State == SecureChannelState.Open && !isChained)
        {
            Note(state, session, command, command.Data);
        }
    }

    /// <summary>Changes the level in force: SecureChannelx.setSecurityLevel. It counts from the next command on; what is no longer asked for, from this answer.</summary>
    /// <returns>6985 without a session, for less than it was opened with, and for what its options do not have.</returns>
    public static StatusWord SetLevel(CardState state, int channel, SecurityLevel level)
    {
        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        if (session.State != SecureChannelState.Open || (level & session.BaseLevel) != session.BaseLevel)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        var wanted = (byte)(level & ~SecurityLevel.Authenticated);
        bool isScp03 = session.Protocol == SecureChannelProtocol.Scp03;
        if (!(isScp03 ? new Scp03Options(session.Options).Allows(wanted) : new Scp02Options(session.Options).Allows(wanted)))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        session.Level = level;
        session.AnswerLevel &= level;
        session.ComputesResponseMac = (level & SecurityLevel.ResponseMac) != 0;
        return StatusWord.Success;
    }
}
