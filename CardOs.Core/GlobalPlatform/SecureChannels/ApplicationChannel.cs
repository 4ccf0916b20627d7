using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.GlobalPlatform.KeyManagement;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>Secure channels that applications open themselves, with the keys of the security domain that they belong to: org.globalplatform.SecureChannel.</summary>
/// <remarks>
/// The session is that of the channel of the command in progress, and is the application's whose AID it was begun with: another one finds none. An application that
/// is handed personalisation data may ask its domain's session for the level, and for decipherment, and for nothing else.
/// </remarks>
internal static class ApplicationChannel
{
    // GlobalPlatform E.5.3, E.5.4.
    private const Instruction BeginRMacSession = (Instruction)0x7A;
    private const Instruction EndRMacSession = (Instruction)0x78;

    private const SecurityLevel MessageLevels =
        SecurityLevel.CommandMac | SecurityLevel.CommandEncryption | SecurityLevel.ResponseMac | SecurityLevel.ResponseEncryption;

    /// <summary>The longest command, header included, and the longest answer.</summary>
    public const int MaxMessage = 2048;

    /// <summary>Whether a command, by its class and instruction, is one of the protocol.</summary>
    /// <returns>Success, or 6E00 or 6D00.</returns>
    public static StatusWord Recognizes(scoped CommandApdu command) => !command.Class.IsProprietary ? StatusWord.ClassNotSupported
        : (Instruction)command.Ins is Instruction.InitializeUpdate or Instruction.ExternalAuthenticate or BeginRMacSession or EndRMacSession ? StatusWord.Success
        : StatusWord.InstructionNotSupported;

    /// <summary>A command of the protocol: INITIALIZE UPDATE, EXTERNAL AUTHENTICATE, BEGIN and END R-MAC SESSION.</summary>
    /// <returns>6E00 and 6D00 when it is none; 6A88 where no domain has keys.</returns>
    public static StatusWord Process(CardState state, NvAddress application, scoped CommandApdu command, ref ResponseWriter reply)
    {
        StatusWord refusal = Recognizes(command);
        if (refusal != StatusWord.Success)
        {
            return refusal;
        }

        int channel = ChannelOf(state);
        switch ((Instruction)command.Ins)
        {
            case Instruction.InitializeUpdate:
                return IsPersonalized(state, application) ? StatusWord.ConditionsOfUseNotSatisfied
                    : !TryOwner(state, application, out SecureChannelOwner owner) ? StatusWord.ReferencedDataNotFound
                    : SecureChannel.InitializeUpdate(state, channel, owner, command, ref reply);
            case Instruction.ExternalAuthenticate:
                return IsOwn(state, application) || IsAborted(state)
                    ? SecureChannel.ExternalAuthenticate(state, channel, command)
                    : StatusWord.ConditionsOfUseNotSatisfied;
            default:
                return IsOwn(state, application) ? ProcessRMac(state, channel, command, ref reply) : StatusWord.ConditionsOfUseNotSatisfied;
        }
    }

    /// <summary>Takes the security off a command; one without secure messaging, or in a session without it, stays as it is.</summary>
    /// <param name="state">The card.</param>
    /// <param name="application">The application.</param>
    /// <param name="command">The command as it arrived.</param>
    /// <param name="buffer">Takes the clear data.</param>
    /// <param name="plain">The command in clear; as it arrived when it stays as it is.</param>
    /// <param name="isChanged">Whether security was taken off.</param>
    /// <returns>6985 when the session was aborted; 6982 when the security is wrong, and the session is aborted then.</returns>
    public static StatusWord TryUnwrap(
        CardState state, NvAddress application, scoped CommandApdu command, Span<byte> buffer, out CommandApdu plain, out bool isChanged)
    {
        plain = default;
        isChanged = false;
        int channel = ChannelOf(state);
        if (IsAborted(state))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        bool isOwn = IsOwn(state, application);
        bool hasKeys = TryOwner(state, application, out SecureChannelOwner owner);
        bool isImplicit = !isOwn && hasKeys && !IsPersonalized(state, application) && owner.Scp02 is { IsExplicit: false };
        bool isProtected = isImplicit || (isOwn && (SecureChannel.LevelOf(state, channel) & MessageLevels) != 0);
        if (!command.Class.HasSecureMessaging || !isProtected)
        {
            if (isOwn)
            {
                SecureChannel.Pass(state, channel, command);
            }

            return StatusWord.Success;
        }

        if (isImplicit)
        {
            // What another application had on this channel.
            SecureChannel.End(state, channel);
        }

        isChanged = true;
        return SecureChannel.TryUnwrap(state, channel, owner, command, buffer, out plain);
    }

    /// <summary>Puts the security on an answer, in place.</summary>
    /// <returns>6985 when the session was aborted, or is the domain's; 6700 when there is no room.</returns>
    public static StatusWord Wrap(CardState state, NvAddress application, ref ResponseWriter reply, StatusWord status)
    {
        int channel = ChannelOf(state);
        if (IsAborted(state) || IsPersonalized(state, application))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        bool fits = !IsOwn(state, application) || SecureChannel.MostAdded(state, channel) <= reply.Room;
        if (fits && IsOwn(state, application))
        {
            SecureChannel.Wrap(state, channel, ref reply, status);
        }

        return fits ? StatusWord.Success : StatusWord.WrongLength;
    }

    /// <summary>Enciphers or deciphers secret data, in place, with the data encryption key.</summary>
    /// <returns>6985 without a session; 6700 when they are no whole blocks.</returns>
    public static StatusWord Code(CardState state, NvAddress application, Span<byte> data, bool encipher)
    {
        int channel = ChannelOf(state);
        if (!MayAsk(state, application) || DataKey.BlockLength(state, channel) == 0 || (encipher && channel == WorkingMap.ScriptChannel))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        return (encipher ? SecureChannel.TryEncrypt(state, channel, data) : DataKey.TryDecrypt(state, channel, data)) ? StatusWord.Success : StatusWord.WrongLength;
    }

    /// <summary>The security in force. A remote script comes from a sender who was authenticated.</summary>
    public static SecurityLevel LevelOf(CardState state, NvAddress application) =>
        !MayAsk(state, application) ? SecurityLevel.None
        : ChannelOf(state) == WorkingMap.ScriptChannel ? SecurityLevel.Authenticated
        : SecureChannel.LevelOf(state, ChannelOf(state));

    /// <inheritdoc cref="SecureChannel.SetLevel"/>
    public static StatusWord SetLevel(CardState state, NvAddress application, SecurityLevel level) =>
        IsOwn(state, application) ? SecureChannel.SetLevel(state, ChannelOf(state), level) : StatusWord.ConditionsOfUseNotSatisfied;

    /// <summary>Ends the application's session, if there is one.</summary>
    public static void Reset(CardState state, NvAddress application)
    {
        if (IsOwn(state, application) || (IsAborted(state) && !IsPersonalized(state, application)))
        {
            SecureChannel.End(state, ChannelOf(state));
        }
    }

    // As the commands of a domain: their own security, and that of the answer.
    private static StatusWord ProcessRMac(CardState state, int channel, scoped CommandApdu command, ref ResponseWriter reply)
    {
        Span<byte> buffer = stackalloc byte[MaxMessage];
        StatusWord status = SecureChannel.TryUnwrap(state, channel, default, command, buffer, out CommandApdu plain);
        if (status != StatusWord.Success)
        {
            return status;
        }

        status = (Instruction)plain.Ins == BeginRMacSession
            ? SecureChannel.BeginRMac(state, channel, plain)
            : SecureChannel.EndRMac(state, channel, plain, ref reply);
        return SecureChannel.Wrap(state, channel, ref reply, status);
    }

    private static bool TryOwner(CardState state, NvAddress application, out SecureChannelOwner owner)
    {
        NvAddress domain = SecurityDomains.Above(state.NonVolatile, application);
        owner = domain.IsNull ? default : ChannelOwners.Of(state.NonVolatile, domain, new ApplicationEntry(state.NonVolatile, application).Aid);
        return !domain.IsNull;
    }

    // A session that was aborted has no AID any more.
    private static bool IsOwn(CardState state, NvAddress application)
    {
        SecureChannelSession session = SecureChannelSession.Of(state.Working, ChannelOf(state));
        return session.State is SecureChannelState.Initialized or SecureChannelState.Open
            && !IsPersonalized(state, application)
            && session.Aid.SequenceEqual(new ApplicationEntry(state.NonVolatile, application).Aid);
    }

    private static bool IsAborted(CardState state) => SecureChannelSession.Of(state.Working, ChannelOf(state)).State == SecureChannelState.Aborted;

    private static bool MayAsk(CardState state, NvAddress application) => IsPersonalized(state, application) || IsOwn(state, application);

    private static bool IsPersonalized(CardState state, NvAddress application) =>
        !application.IsNull && state.Working.Cell<int>(WorkingMap.Personalized) == application.Value;

    private static int ChannelOf(CardState state) => state.Working.Byte(WorkingMap.CurrentChannel);
}
