using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>Secure channels of security domains, SCP02 and SCP03: GlobalPlatform 2.3.1 10, E, Amendment D. The front door.</summary>
/// <remarks>
/// For a command of a security domain: INITIALIZE UPDATE and EXTERNAL AUTHENTICATE go to their methods as they arrived; every other command goes
/// through TryUnwrap, is executed, and its answer through Wrap. SELECT, closing a channel and reset end the session.
/// </remarks>
internal static partial class SecureChannel
{
    private const StatusWord CryptogramFailed = (StatusWord)0x6300;
    private const byte LevelMask = 0x33;

    /// <summary>The security in force on a channel.</summary>
    public static SecurityLevel LevelOf(CardState state, int channel) => SecureChannelSession.Of(state.Working, channel).Level;

    /// <summary>Ends the session of a channel: the application session ended.</summary>
    public static void End(CardState state, int channel)
    {
        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        state.KeyCache.Sessions.Forget(session.Number);
        session.Clear();
    }

    /// <summary>Whether a domain has a key set, of whatever kind.</summary>
    public static bool HasKeys(NonVolatileMemory memory, int container, byte domain) => !KeySets.Find(memory, container, domain, version: 0).IsNull;

    /// <summary>The sequence counter of the domain's first key set, and how many bytes it has; false when its sessions have none.</summary>
    public static bool TryGetCounter(NonVolatileMemory memory, scoped in SecureChannelOwner owner, out ulong counter, out int length)
    {
        SecureChannelProtocol protocol = ChannelKeySet.Find(memory, owner, version: 0, isExplicit: true, out NvAddress set);
        bool has = protocol == SecureChannelProtocol.Scp02
            || (protocol == SecureChannelProtocol.Scp03 && owner.Scp03.GetValueOrDefault().HasPseudoRandomChallenge);
        counter = has ? new KeySet(memory, set).Counter : 0;
        length = protocol == SecureChannelProtocol.Scp03 ? 3 : 2;
        return has;
    }

    /// <summary>Ends the sessions that are begun with a key set and not opened yet: its keys change.</summary>
    public static void EndOpening(CardState state, NvAddress set)
    {
        for (int channel = 0; channel <= WorkingMap.ScriptChannel; channel++)
        {
            SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
            if (session.State == SecureChannelState.Initialized && session.KeySet == set)
            {
                End(state, channel);
            }
        }
    }

    /// <summary>INITIALIZE UPDATE: ends the session in force and begins one. GlobalPlatform 2.3.1 E.5.1, Amendment D 7.1.1.</summary>
    public static StatusWord InitializeUpdate(CardState state, int channel, scoped in SecureChannelOwner owner, scoped CommandApdu command, ref ResponseWriter reply) =>
        InitializeUpdate(state, channel, owner, command, default, ref reply);

    /// <param name="state">The card.</param>
    /// <param name="channel">The logical channel, or that of scripts.</param>
    /// <param name="owner">The security domain.</param>
    /// <param name="command">The command.</param>
    /// <param name="challenge">The card challenge, for known answers; empty when the card is to make one.</param>
    /// <param name="reply">Takes the answer.</param>
    /// <inheritdoc cref="InitializeUpdate(CardState, int, in SecureChannelOwner, CommandApdu, ref ResponseWriter)"/>
    internal static StatusWord InitializeUpdate(
        CardState state, int channel, scoped in SecureChannelOwner owner, scoped CommandApdu command, scoped ReadOnlySpan<byte> challenge, ref ResponseWriter reply)
    {
        End(state, channel);
        if (command.Class.HasSecureMessaging)
        {
            return StatusWord.ClassNotSupported;
        }

        if (command.P2 != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        SecureChannelProtocol protocol = ChannelKeySet.Find(state.NonVolatile, owner, command.P1, isExplicit: true, out NvAddress address);
        if (protocol == SecureChannelProtocol.None)
        {
            return StatusWord.ReferencedDataNotFound;
        }

        var set = new KeySet(state.NonVolatile, address);
        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        session.Begin(state, owner, protocol, address, set.Version, set.KeyOf(KeyRole.Cipher).Length);
        session.CardCounter = (uint)Math.Min(set.Counter, Scp02.MaxCounter);
        StatusWord status = protocol == SecureChannelProtocol.Scp03
            ? ChannelOpening.InitializeScp03(state, session, owner, command.Data, challenge, ref reply)
            : ChannelOpening.InitializeScp02(state, session, owner, command.Data, challenge, ref reply);
        state.KeyCache.Temporary.Clear();
        if (status != StatusWord.Success)
        {
            session.Clear();
        }

        return status;
    }

    /// <summary>EXTERNAL AUTHENTICATE: opens the session that was begun. GlobalPlatform 2.3.1 E.5.2, Amendment D 7.1.2.</summary>
    /// <remarks>A command of wrong form leaves the session begun; a wrong cryptogram (6300) ends it, a wrong MAC (6982) aborts it.</remarks>
    public static StatusWord ExternalAuthenticate(CardState state, int channel, scoped CommandApdu command)
    {
        SecureChannelSession session = SecureChannelSession.Of(state.Working, channel);
        if (session.State == SecureChannelState.Aborted)
        {
            return StatusWord.SecurityStatusNotSatisfied;
        }

        if (session.State != SecureChannelState.Initialized)
        {
            End(state, channel);
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (!command.Class.HasProprietarySecureMessaging)
        {
            return StatusWord.ClassNotSupported;
        }

        bool isScp03 = session.Protocol == SecureChannelProtocol.Scp03;
        bool isAllowed = isScp03 ? new Scp03Options(session.Options).Allows(command.P1) : new Scp02Options(session.Options).Allows(command.P1);
        if (!isAllowed || command.P2 != 0)
        {
            return StatusWord.IncorrectParameters;
        }

        int length = MacLengthOf(session);
        if (command.Data.Length != 2 * length)
        {
            return StatusWord.WrongLength;
        }

        Span<byte> cryptogram = stackalloc byte[Scp03.MaxMacLength];
        cryptogram = cryptogram.Slice(0, length);
        ChannelOpening.HostCryptogram(state, session, cryptogram);
        if (!ConstantTime.AreEqual(cryptogram, command.Data.Slice(0, length)))
        {
            End(state, channel);
            return CryptogramFailed;
        }

        SessionKeys keys = SecureChannelKeys.Of(state, session);
        Span<byte> clear = stackalloc byte[Scp03.MaxMacLength];
        bool isRight = isScp03
            ? Scp03.TryOpen(null, keys.CommandMac, session.Chain, 0, command, length, clear, out _)
            : IsScp02MacRight(session, keys, command, command.Data.Slice(0, length));
        if (!isRight)
        {
            return Abort(state, session);
        }

        if (!isScp03 && !ChannelOpening.TryCount(state, session))
        {
            End(state, channel);
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        Open(session, command.P1);
        return StatusWord.Success;
    }

    private static void Open(SecureChannelSession session, byte level)
    {
        session.State = SecureChannelState.Open;
        session.Level = SecurityLevel.Authenticated | (SecurityLevel)(level & LevelMask);
        session.BaseLevel = session.Level;
        session.AnswerLevel = SecurityLevel.None;
        session.ComputesResponseMac = (session.Level & SecurityLevel.ResponseMac) != 0;
        if (session.Protocol == SecureChannelProtocol.Scp02)
        {
            // E.3.2: the C-MAC of EXTERNAL AUTHENTICATE is where both chains begin.
            session.Chain.CopyTo(session.ResponseChain);
        }
    }

    // The keys go; what is left is that the session was aborted.
    private static StatusWord Abort(CardState state, SecureChannelSession session)
    {
        state.KeyCache.Sessions.Forget(session.Number);
        session.Clear();
        session.State = SecureChannelState.Aborted;
        return StatusWord.SecurityStatusNotSatisfied;
    }

    private static int MacLengthOf(SecureChannelSession session) =>
        session.Protocol == SecureChannelProtocol.Scp03 ? new Scp03Options(session.Options).MacLength : Scp02.MacLength;

    // The chain holds the MAC before, as it is; it is enciphered here, so that the first one, which is not, needs no mark: it is zero, or a MAC
    // over the AID while the session is not open yet.
    private static bool IsScp02MacRight(SecureChannelSession session, SessionKeys keys, scoped CommandApdu command, ReadOnlySpan<byte> clear)
    {
        var options = new Scp02Options(session.Options);
        Span<byte> icv = stackalloc byte[Scp02.MacLength];
        session.Chain.Slice(0, Scp02.MacLength).CopyTo(icv);
        if (options.EnciphersIcv && session.State == SecureChannelState.Open)
        {
            Scp02.EncipherIcv(keys.CommandMac, icv);
        }

        Span<byte> mac = stackalloc byte[Scp02.MacLength];
        Scp02.CommandMac(keys.CommandMac, options, icv, command, clear, mac);
        if (!ConstantTime.AreEqual(mac, command.Data.Slice(command.Data.Length - Scp02.MacLength)))
        {
            return false;
        }

        mac.CopyTo(session.Chain);
        return true;
    }
}
