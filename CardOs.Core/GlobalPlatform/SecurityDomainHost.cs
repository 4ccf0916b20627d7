using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Containers;
using CardOs.GlobalPlatform.Content;
using CardOs.GlobalPlatform.KeyManagement;
using CardOs.GlobalPlatform.Personalisation;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform;

/// <summary>The front door of security domains: what SELECT says of them, and every command while one is selected. GlobalPlatform 11.</summary>
/// <remarks>
/// <code>
/// command --> secure channel: taken off, or refused --> is the sender authenticated? --> data, content, keys, containers
///                                                                                          |
/// answer  &lt;-- secure channel: put on &lt;--------------------------------------------------+
/// </code>
/// </remarks>
internal static class SecurityDomainHost
{
    // The longest data field that a command may have: 9F65.
    private const byte MaxDataLength = 0xFF;

    // With a security domain these instructions mean other commands than in the table of the UICC: GlobalPlatform E.5.3, E.5.4.
    private const Instruction BeginRMacSession = (Instruction)0x7A;
    private const Instruction EndRMacSession = (Instruction)0x78;

    // As long as a chain of commands can be.
    private const int BufferLength = WorkingMap.CommandChainCapacity;

    /// <summary>Answers a SELECT that chose a security domain: 6F { 84 AID, A5 { 73 recognition data, 9F65 longest data field } }, GlobalPlatform 11.9.3.1.</summary>
    public static StatusWord Select(CardState state, ref ResponseWriter reply)
    {
        LogicalChannel channel = LogicalChannel.Current(state.Working);
        NvAddress domain = channel.Application;
        Span<byte> buffer = stackalloc byte[160];
        var writer = new BerTlvWriter(buffer);
        bool fits = writer.TryOpen(0x6F, out int template)
            && writer.TryWrite(0x84, SecurityDomains.AidOf(state.NonVolatile, domain, channel.Alias))
            && writer.TryOpen(0xA5, out int proprietary)
            && CardRecognitionData.TryWrite(state.NonVolatile, domain, ref writer)
            && writer.TryWrite(0x9F65, MaxDataLength)
            && writer.TryClose(proprietary)
            && writer.TryClose(template)
            && reply.TryWrite(writer.Written);
        return !fits ? StatusWord.TechnicalProblem : IsCardLocked(state) ? StatusWord.SelectedFileDeactivated : StatusWord.Success;
    }

    /// <summary>A command for the security domain that is selected on the channel in progress.</summary>
    public static StatusWord Handle(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        int channel = state.Working.Byte(WorkingMap.CurrentChannel);
        NvAddress domain = LogicalChannel.Current(state.Working).Application;
        SecureChannelOwner owner = OwnerOf(state, domain);
        ContentCommands.OnCommand(state, channel, command.Ins);
        switch (CommandParts.Take(state, channel, IsAuthenticated(state, channel), command, out CommandApdu joined, out StatusWord refusal))
        {
            case CommandPart.Kept:
                return StatusWord.Success;
            case CommandPart.Refused:
                return refusal;
            case CommandPart.Last:
                return HandleSecured(state, channel, domain, owner, joined, ref reply);
        }

        switch ((Instruction)command.Ins)
        {
            case Instruction.InitializeUpdate:
                return SecureChannel.InitializeUpdate(state, channel, owner, command, ref reply);
            case Instruction.ExternalAuthenticate:
                return SecureChannel.ExternalAuthenticate(state, channel, command);
        }

        return HandleSecured(state, channel, domain, owner, command, ref reply);
    }

    // A command with its secure messaging.
    private static StatusWord HandleSecured(
        CardState state, int channel, NvAddress domain, scoped in SecureChannelOwner owner, scoped CommandApdu command, ref ResponseWriter reply)
    {
        Span<byte> buffer = stackalloc byte[BufferLength];
        StatusWord status = SecureChannel.TryUnwrap(state, channel, owner, command, buffer, out CommandApdu plain);
        if (status != StatusWord.Success)
        {
            return status;
        }

        status = Execute(state, channel, domain, owner, plain, ref reply);
        if (status.IsError)
        {
            reply.Truncate(0);
        }

        return SecureChannel.Wrap(state, channel, ref reply, status);
    }

    /// <summary>Ends what an application session on a channel had: its secure channel, and what it was about to do.</summary>
    public static void EndSession(CardState state, int channel)
    {
        SecureChannel.End(state, channel);
        ContentCommands.EndSession(state, channel);
        StoreSession.End(state, channel);
    }

    /// <summary>Whether whoever gives commands on a channel was authenticated: by a secure channel, or as the sender of a secured packet.</summary>
    public static bool IsAuthenticated(CardState state, int channel) =>
        channel == WorkingMap.ScriptChannel || (SecureChannel.LevelOf(state, channel) & SecurityLevel.Authenticated) != 0;

    /// <summary>Whether answers come without being asked for with Le: they have an R-MAC.</summary>
    public static bool AnswersUnasked(CardState state, int channel) => (SecureChannel.LevelOf(state, channel) & SecurityLevel.ResponseMac) != 0;

    private static StatusWord Execute(CardState state, int channel, NvAddress domain, in SecureChannelOwner owner, scoped CommandApdu command, ref ResponseWriter reply)
    {
        var instruction = (Instruction)command.Ins;
        if (instruction is Instruction.GetData or Instruction.RetrieveData)
        {
            return DomainData.Get(state, channel, domain, owner, command, ref reply);
        }

        // GlobalPlatform 11.1.1, table 11-2: everything else needs an authenticated sender.
        switch (instruction)
        {
            case Instruction.ManageContainer:
                return !IsAuthenticated(state, channel) ? StatusWord.SecurityStatusNotSatisfied
                    : domain != SecurityDomains.Issuer(state.NonVolatile) ? StatusWord.ConditionsOfUseNotSatisfied
                    : ContainerCommands.Handle(state, command, ref reply);
            case Instruction.Install:
            case Instruction.Load:
            case Instruction.Delete:
            case Instruction.Status:
            case Instruction.SetStatus:
                return IsAuthenticated(state, channel)
                    ? ContentCommands.Handle(state, channel, domain, command, ref reply)
                    : StatusWord.SecurityStatusNotSatisfied;
            case Instruction.PutKey:
                return !IsAuthenticated(state, channel) ? StatusWord.SecurityStatusNotSatisfied
                    : !ContentCommands.AllowsManagement(state, domain) ? StatusWord.ConditionsOfUseNotSatisfied
                    : PutKey.Handle(state, channel, domain, command, ref reply);
            case Instruction.StoreData:
                return !IsAuthenticated(state, channel) ? StatusWord.SecurityStatusNotSatisfied
                    : !ContentCommands.AllowsManagement(state, domain) ? StatusWord.ConditionsOfUseNotSatisfied
                    : ApplicationPersonalization.Concerns(state, channel) ? ApplicationPersonalization.Handle(state, channel, command, ref reply)
                    : StoreData.Handle(state, channel, domain, command);
            case BeginRMacSession:
                return SecureChannel.BeginRMac(state, channel, command);
            case EndRMacSession:
                return SecureChannel.EndRMac(state, channel, command, ref reply);
            default:
                return StatusWord.InstructionNotSupported;
        }
    }

    private static SecureChannelOwner OwnerOf(CardState state, NvAddress domain) =>
        ChannelOwners.Of(state.NonVolatile, domain, SecurityDomains.AidOf(state.NonVolatile, domain, LogicalChannel.Current(state.Working).Alias));

    // GlobalPlatform 6.4.2.1.1: whoever can be selected says that the card is locked.
    private static bool IsCardLocked(CardState state) => CardLifeCycle.Of(state.NonVolatile) == LifeCycles.CardLocked;
}
