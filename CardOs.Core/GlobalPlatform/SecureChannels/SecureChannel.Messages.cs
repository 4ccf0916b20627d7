using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.Keys;
using CardOs.Profiles;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>Commands come out of a session, and answers go into it.</summary>
internal static partial class SecureChannel
{
    private const int Block = 16;

    /// <summary>Takes the security off a command: GlobalPlatform 2.3.1 E.1.6, Amendment D 5.6.</summary>
    /// <param name="state">The card.</param>
    /// <param name="channel">The logical channel, or that of scripts.</param>
    /// <param name="owner">The security domain; it matters for implicit initiation only, and may be default where there is none.</param>
    /// <param name="command">The command as it arrived.</param>
    /// <param name="buffer">As long as the command's data, and none of their place.</param>
    /// <param name="plain">The command with clear data in the buffer, without secure messaging in its class byte.</param>
    /// <returns>Success; 6982 when the security is less than what is in force, or wrong, and the session is aborted then; 6985 when there is no session.</returns>
    public static StatusWord TryUnwrap(
        CardState state, int channel, scoped in SecureChannelOwner owner, scoped CommandApdu command, Span<byte> buffer, out CommandApdu plain)
    {
        plain = default;
        if (buffer.Length < command.Data.Length)
        {
            return StatusWord.WrongLength;
        }

        ClassByte type = command.Class;
        if (type.HasSecureMessaging && !type.HasProprietarySecureMessaging)
        {
            return StatusWord.SecureMessagingNotSupported;
        }

        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        session.AnswerLevel = SecurityLevel.None;
        if (session.State == SecureChannelState.Aborted)
        {
            return StatusWord.SecurityStatusNotSatisfied;
        }

        StatusWord status = type.HasSecureMessaging
            ? Open(state, channel, owner, session, command, buffer, out int length)
            : TakePlain(state, session, command, buffer, out length);
        if (status != StatusWord.Success)
        {
            return status;
        }

        plain = new CommandApdu(type.WithoutSecureMessaging().Value, command.Ins, command.P1, command.P2, buffer.Slice(0, length), command.ExpectedLength, command.IsExtended);
        if (session.State == SecureChannelState.Open)
        {
            Note(state, session, command, buffer.Slice(0, length));
        }

        return StatusWord.Success;
    }

    /// <summary>The most bytes that <see cref="Wrap"/> would add to the answer of the command in progress.</summary>
    public static int MostAdded(CardState state, int channel)
    {
        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        int mac = (session.AnswerLevel & SecurityLevel.ResponseMac) != 0 ? MacLengthOf(session) : 0;
        return (session.AnswerLevel & SecurityLevel.ResponseEncryption) != 0 ? mac + Block : mac;
    }

    /// <summary>Puts the security on an answer, in place: GlobalPlatform 2.3.1 E.4.5, Amendment D 6.2.5, 6.2.7.</summary>
    /// <param name="state">The card.</param>
    /// <param name="channel">The logical channel, or that of scripts.</param>
    /// <param name="reply">The data of the answer, and nothing else.</param>
    /// <param name="status">The status word of the answer.</param>
    /// <returns>The status word; 6700 when there is no room for the security.</returns>
    public static StatusWord Wrap(CardState state, int channel, ref ResponseWriter reply, StatusWord status)
    {
        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        SecurityLevel level = session.AnswerLevel;
        session.AnswerLevel = SecurityLevel.None;
        if (level == SecurityLevel.None || session.State != SecureChannelState.Open)
        {
            return status;
        }

        return session.Protocol == SecureChannelProtocol.Scp03
            ? WrapScp03(state, session, level, ref reply, status)
            : WrapScp02(state, session, level, ref reply, status);
    }

    // A command without security. Where there is no session, its application decides what it may do.
    private static StatusWord TakePlain(CardState state, SecureChannelSession session, scoped CommandApdu command, Span<byte> buffer, out int length)
    {
        length = command.Data.Length;
        if (session.State == SecureChannelState.Open)
        {
            if (IsImplicit(session))
            {
                session.Level &= ~SecurityLevel.CommandMac;
            }

            if ((session.Level & SecurityLevel.CommandMac) != 0)
            {
                return Abort(state, session);
            }
        }

        command.Data.CopyTo(buffer);
        return StatusWord.Success;
    }

    private static StatusWord Open(
        CardState state, int channel, scoped in SecureChannelOwner owner, SecureChannelSession session, scoped CommandApdu command, Span<byte> buffer, out int length)
    {
        length = 0;
        bool isNew = session.State != SecureChannelState.Open || (IsImplicit(session) && (session.Level & SecurityLevel.CommandMac) == 0);
        if (isNew)
        {
            End(state, channel);
            StatusWord status = ChannelOpening.InitiateImplicitly(state, channel, owner);
            if (status != StatusWord.Success)
            {
                return status;
            }
        }

        SessionKeys keys = SecureChannelKeys.Of(state, session);
        bool isRight = session.Protocol == SecureChannelProtocol.Scp03
            ? TryOpenScp03(session, keys, command, buffer, out length)
            : TryOpenScp02(state, session, keys, command, buffer, out length);
        if (!isRight || (isNew && !ChannelOpening.TryCount(state, session)))
        {
            return Abort(state, session);
        }

        session.State = SecureChannelState.Open;
        return StatusWord.Success;
    }

    private static bool TryOpenScp03(SecureChannelSession session, SessionKeys keys, scoped CommandApdu command, Span<byte> buffer, out int length)
    {
        KeySchedule? encryption = (session.Level & SecurityLevel.CommandEncryption) != 0 ? keys.Encryption : null;
        return Scp03.TryOpen(encryption, keys.CommandMac, session.Chain, session.Counter + 1, command, MacLengthOf(session), buffer, out length);
    }

    private static bool TryOpenScp02(CardState state, SecureChannelSession session, SessionKeys keys, scoped CommandApdu command, Span<byte> buffer, out int length)
    {
        length = command.Data.Length - Scp02.MacLength;
        if (length < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> text = command.Data.Slice(0, length);
        if ((session.Level & SecurityLevel.CommandEncryption) == 0 || length == 0)
        {
            text.CopyTo(buffer);
            return IsScp02MacRight(session, keys, command, text);
        }

        // A command without data has no enciphered data either: E.4.6. Some senders encipher the padding alone.
        return Scp02.TryDecipher(keys.Encryption, text, buffer, out length)
            && (length > 0 || state.Has(CardQuirks.EncipheredNoData))
            && IsScp02MacRight(session, keys, command, buffer.Slice(0, length));
    }

    // What the answer will need of the command.
    private static void Note(CardState state, SecureChannelSession session, scoped CommandApdu command, ReadOnlySpan<byte> clear)
    {
        session.AnswerLevel = session.Level & (SecurityLevel.ResponseMac | SecurityLevel.ResponseEncryption);
        if (session.Protocol == SecureChannelProtocol.Scp03)
        {
            session.Counter++;
        }
        else if (session.ComputesResponseMac)
        {
            session.AnswerLevel |= SecurityLevel.Authenticated;
            StartResponseMac(state, session, command, clear);
        }
    }

    private static void StartResponseMac(CardState state, SecureChannelSession session, scoped CommandApdu command, ReadOnlySpan<byte> clear)
    {
        KeySchedule key = SecureChannelKeys.Of(state, session).ResponseMac;
        Scp02.StartResponseMac(key, session.MacInProgress, session.ResponseChain, command, clear);
    }

    private static StatusWord WrapScp02(CardState state, SecureChannelSession session, SecurityLevel level, ref ResponseWriter reply, StatusWord status)
    {
        if (status.IsError)
        {
            reply.Truncate(0);
        }

        KeySchedule key = SecureChannelKeys.Of(state, session).ResponseMac;
        Span<byte> mac = session.ResponseChain.Slice(0, Scp02.MacLength);
        Scp02.FinishResponseMac(key, session.MacInProgress, reply.Written, status, mac);
        return (level & SecurityLevel.ResponseMac) == 0 || reply.TryWrite(mac) ? status : NoRoom(ref reply);
    }

    private static StatusWord WrapScp03(CardState state, SecureChannelSession session, SecurityLevel level, ref ResponseWriter reply, StatusWord status)
    {
        // 6.2.5: an error has neither data nor MAC.
        if (status.IsError)
        {
            reply.Truncate(0);
            return status;
        }

        SessionKeys keys = SecureChannelKeys.Of(state, session);
        int length = reply.Length;
        if ((level & SecurityLevel.ResponseEncryption) != 0 && length > 0)
        {
            int padded = Paddings.PaddedLength(BlockPadding.Method2, length, Block);
            reply.Truncate(0);
            if (!reply.TryReserve(padded, out Span<byte> text))
            {
                return NoRoom(ref reply);
            }

            Scp03.Encipher(keys.Encryption, session.Counter, isResponse: true, text, length);
        }

        Span<byte> mac = stackalloc byte[Scp03.MaxMacLength];
        mac = mac.Slice(0, MacLengthOf(session));
        Scp03.ResponseMac(keys.ResponseMac, session.Chain, reply.Written, status, mac);
        return reply.TryWrite(mac) ? status : NoRoom(ref reply);
    }

    private static StatusWord NoRoom(ref ResponseWriter reply)
    {
        reply.Truncate(0);
        return StatusWord.WrongLength;
    }

    private static bool IsImplicit(SecureChannelSession session) =>
        session.Protocol == SecureChannelProtocol.Scp02 && !new Scp02Options(session.Options).IsExplicit;
}
