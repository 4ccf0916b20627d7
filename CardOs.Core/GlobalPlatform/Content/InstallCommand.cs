using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>INSTALL: which of its uses a command is. GlobalPlatform 2.3.1 11.5.</summary>
/// <remarks>
/// P2 is 00, or in a combined process 01 for the load that begins it and 03 for the installation that ends it; P1 may then name all three uses both times.
/// </remarks>
internal static class InstallCommand
{
    private const byte Begins = 0x01;
    private const byte Ends = 0x03;
    private const InstallOptions InstallAndSelectable = InstallOptions.Install | InstallOptions.MakeSelectable;
    private const InstallOptions All = InstallOptions.Load | InstallAndSelectable;

    /// <summary>Executes INSTALL.</summary>
    public static StatusWord Handle(CardState state, int channel, scoped in Performer performer, scoped CommandApdu command, ref ResponseWriter reply)
    {
        ContentSession session = ContentSession.Of(state.Working, channel);
        NvAddress combined = ContentLookup.IsLoaded(state, session.Combined) ? session.Combined : NvAddress.Null;
        session.Combined = NvAddress.Null;
        session.Personalizes = NvAddress.Null;
        var options = (InstallOptions)command.P1;
        if (options == All)
        {
            options = command.P2 == Begins ? InstallOptions.Load : command.P2 == Ends ? InstallAndSelectable : InstallOptions.None;
        }

        bool isKnown = command.P2 switch
        {
            Begins => options == InstallOptions.Load,
            Ends => options is InstallOptions.Install or InstallAndSelectable,
            0 => options is InstallOptions.Load or InstallOptions.Install or InstallAndSelectable or InstallOptions.MakeSelectable
                or InstallOptions.Extradition or InstallOptions.Personalization or InstallOptions.RegistryUpdate,
            _ => false,
        };
        if (!isKnown)
        {
            return StatusWord.IncorrectParameters;
        }

        if (command.P2 == Ends && combined.IsNull)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (!InstallData.TryParse(options == InstallOptions.Load, command.Data, out InstallData data)
            || !InstallParameters.TryParse(data.Parameters, out InstallParameters parameters)
            || !SystemParameters.TryParse(parameters.SystemSpecific, out SystemParameters system))
        {
            return StatusWord.IncorrectData;
        }

        bool needsRight = options != InstallOptions.Personalization;
        StatusWord status = !Restrictions.Allow(state.NonVolatile, performer.Domain, options) ? StatusWord.ConditionsOfUseNotSatisfied
            : needsRight ? Tokens.Check(state, performer, command, data.Signed, data.Token)
            : StatusWord.Success;
        NvAddress old = options == InstallOptions.Extradition ? Extradition.DomainOf(state, performer, data.Third) : NvAddress.Null;
        status = status == StatusWord.Success ? Execute(state, channel, performer, options, command, data, parameters, system, combined) : status;
        return status == StatusWord.Success ? Answer(state, performer, options, data, combined, old, ref reply) : status;
    }

    // 11.5.3: a load is confirmed by its last block.
    private static StatusWord Answer(
        CardState state,
        scoped in Performer performer,
        InstallOptions options,
        scoped InstallData data,
        NvAddress combined,
        NvAddress old,
        ref ResponseWriter reply)
    {
        NonVolatileMemory memory = state.NonVolatile;
        switch (options)
        {
            case InstallOptions.Load:
            case InstallOptions.Personalization:
                return reply.TryWrite(0) ? StatusWord.Success : StatusWord.WrongLength;
            case InstallOptions.Install:
            case InstallAndSelectable:
                ReadOnlySpan<byte> package = combined.IsNull ? data.First : new LoadedPackage(memory, combined).Aid;
                return Receipts.Answer(state, performer, package, data.Third, default, ref reply);
            case InstallOptions.Extradition:
                ReadOnlySpan<byte> from = old.IsNull ? default : new ApplicationEntry(memory, old).Aid;
                return Receipts.Answer(state, performer, from, data.Third, data.First, ref reply);
            default:
                return Receipts.Answer(state, performer, data.Third, default, default, ref reply);
        }
    }

    private static StatusWord Execute(
        CardState state,
        int channel,
        scoped in Performer performer,
        InstallOptions options,
        scoped CommandApdu command,
        scoped in InstallData data,
        scoped in InstallParameters parameters,
        scoped in SystemParameters system,
        NvAddress combined) => options switch
        {
            InstallOptions.Load => LoadInstallation.Begin(state, channel, performer, data, system, isCombined: command.P2 == Begins),
            InstallOptions.Install or InstallAndSelectable =>
                ApplicationInstallation.Install(state, performer, data, parameters, system, (options & InstallOptions.MakeSelectable) != 0, combined),
            InstallOptions.MakeSelectable => RegistryChange.MakeSelectable(state, performer, data, system),
            InstallOptions.Extradition => Extradition.Handle(state, performer, data),
            InstallOptions.RegistryUpdate => RegistryChange.Update(state, performer, data, system),
            _ => Personalize(state, channel, performer, data),
        };

    // 11.5.2.3.6: names the application that the next STORE DATA commands are for.
    private static StatusWord Personalize(CardState state, int channel, scoped in Performer performer, scoped in InstallData data)
    {
        bool hasOthers = !data.First.IsEmpty || !data.Second.IsEmpty || !data.Privileges.IsEmpty || !data.Parameters.IsEmpty || !data.Token.IsEmpty;
        if (hasOthers)
        {
            return StatusWord.IncorrectData;
        }

        NvAddress application = ContentLookup.Application(state, performer, data.Third);
        if (application.IsNull)
        {
            return StatusWord.ReferencedDataNotFound;
        }

        if (!ContentLookup.IsDirectlyBelow(state.NonVolatile, application, performer.Domain)
            || !ContentLookup.IsUsable(state.NonVolatile, application)
            || !Restrictions.Allow(state.NonVolatile, application, InstallOptions.Personalization))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        ContentSession session = ContentSession.Of(state.Working, channel);
        session.Personalizes = application;
        return StatusWord.Success;
    }
}
