using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Channels;
using CardOs.Files;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.Applications;

/// <summary>Selects registered applications that are not ADFs.</summary>
internal static class ApplicationHost
{
    private const byte SelectByName = 0x04;
    private const byte ReturnNothing = 0x0C;
    private const byte ReturnMask = 0b0000_1100;
    private const byte TerminationMask = 0b0100_0000;
    private const byte OccurrenceMask = 0b0000_0011;

    /// <summary>SELECT by name, for what the file system did not find: TS 102 221 11.1.1, GlobalPlatform 11.9.</summary>
    public static StatusWord Select(CardState state, scoped CommandApdu command, ref ResponseWriter reply)
    {
        if (command.P1 != SelectByName)
        {
            return StatusWord.FileNotFound;
        }

        LogicalChannel channel = LogicalChannel.Current(state.Working);
        NvAddress old = channel.Application;
        NvAddress found = Find(state, command);
        bool isLocked = CardLifeCycle.Of(state.NonVolatile) == LifeCycles.CardLocked;
        if (isLocked && (found.IsNull || found != SinglePrivileges.HolderOf(state, Privileges.FinalApplication)))
        {
            // GlobalPlatform 2.3.1 6.4.2.1.2: what is selected stays so.
            return StatusWord.FunctionNotSupported;
        }

        if (found.IsNull)
        {
            return command.Data.IsEmpty ? StatusWord.WrongLength : StatusWord.FileNotFound;
        }

        if ((command.P2 & TerminationMask) != 0)
        {
            bool isCurrent = found == old;
            channel.Application = isCurrent ? NvAddress.Null : old;
            DeselectApplet(state, old, channel.Application);
            return isCurrent ? StatusWord.Success : StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (AppletHost.IsApplet(state.NonVolatile, found))
        {
            return Note(isLocked, AppletHost.Select(state, found, command, ref reply));
        }

        if (RomAppletHost.IsRomApplet(state.NonVolatile, found))
        {
            channel.Application = NvAddress.Null;
            DeselectApplet(state, old, NvAddress.Null);
            return Note(isLocked, RomAppletHost.Select(state, found, command, ref reply));
        }

        channel.Application = found;
        channel.HasNoApplication = false;
        DeselectApplet(state, old, found);
        channel.ApplicationFile = NvAddress.Null;
        PinStatus.OnApplicationChange(state, channel);
        channel.File = NvAddress.Null;
        channel.Record = 0;
        DataTransfers.End(state, channel);
        if (SecurityDomains.IsSecurityDomain(state.NonVolatile, found))
        {
            // What it says of itself it writes itself, with what it knows of secure channels.
            channel.Alias = SecurityDomains.AliasOf(state.NonVolatile, found, command.Data);
            return StatusWord.Success;
        }

        return (command.P2 & ReturnMask) == ReturnNothing || TryWriteControlInformation(state, found, ref reply)
            ? StatusWord.Success
            : StatusWord.TechnicalProblem;
    }

    /// <summary>Whether a SELECT by name finds an application in the registry.</summary>
    public static bool Finds(CardState state, scoped CommandApdu command) => !Find(state, command).IsNull;

    /// <summary>Whether a SELECT names an application.</summary>
    public static bool IsSelectByName(scoped CommandApdu command) => command.P1 == SelectByName;

    /// <summary>Whether a SELECT that succeeded chose a security domain, which wants to answer.</summary>
    public static bool SelectedSecurityDomain(CardState state, scoped CommandApdu command) =>
        (command.P2 & TerminationMask) == 0 && (command.P2 & ReturnMask) != ReturnNothing
        && SecurityDomains.IsSecurityDomain(state.NonVolatile, LogicalChannel.Current(state.Working).Application);

    // The answer of the final application says that the card is locked.
    private static StatusWord Note(bool isLocked, StatusWord status) => isLocked && status == StatusWord.Success ? StatusWord.SelectedFileDeactivated : status;

    private static NvAddress Find(CardState state, scoped CommandApdu command) => command.Data.IsEmpty
        ? SecurityDomains.Issuer(state.NonVolatile)
        : ApplicationRegistry.FindByName(state, command.Data, LogicalChannel.Current(state.Working).Application, (Occurrence)(command.P2 & OccurrenceMask));

    private static void DeselectApplet(CardState state, NvAddress old, NvAddress selected)
    {
        if (old != selected && AppletHost.TakesCommands(state.NonVolatile, old))
        {
            AppletHost.Deselect(state, old);
        }
    }

    // 6F { 84 name }: ISO 7816-4 7.4.3.
    private static bool TryWriteControlInformation(CardState state, NvAddress application, ref ResponseWriter reply)
    {
        Span<byte> buffer = stackalloc byte[4 + ApplicationEntry.MaxAidLength];
        var writer = new BerTlvWriter(buffer);
        return writer.TryOpen(0x6F, out int mark)
            && writer.TryWrite(0x84, new ApplicationEntry(state.NonVolatile, application).Aid)
            && writer.TryClose(mark)
            && reply.TryWrite(writer.Written);
    }
}
