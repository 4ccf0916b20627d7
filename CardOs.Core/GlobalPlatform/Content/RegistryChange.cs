using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>INSTALL [for make selectable] and [for registry update]: GlobalPlatform 2.3.1 9.3.7, 9.4.2, 11.5.2.3.3, 11.5.2.3.5.</summary>
internal static class RegistryChange
{
    /// <summary>An application that was installed becomes selectable; it may become the one that is selected by default, and on channels.</summary>
    public static StatusWord MakeSelectable(CardState state, scoped in Performer performer, scoped in InstallData data, scoped in SystemParameters system)
    {
        NonVolatileMemory memory = state.NonVolatile;
        Privileges privileges = Privileges.None;
        if (!data.First.IsEmpty || !data.Second.IsEmpty || (!data.Privileges.IsEmpty && !PrivilegeBytes.TryReadShort(data.Privileges, out privileges)))
        {
            return StatusWord.IncorrectData;
        }

        NvAddress application = ContentLookup.Application(state, performer, data.Third);
        if (application.IsNull)
        {
            return StatusWord.ReferencedDataNotFound;
        }

        var entry = new ApplicationEntry(memory, application);
        Privileges added = privileges & Privileges.CardReset & ~entry.Privileges;
        if (entry.LifeCycle != LifeCycles.Installed || !MayChange(memory, performer, application, InstallOptions.MakeSelectable)
            || !PrivilegeRules.MayGive(performer, added) || !SinglePrivileges.CanTake(memory, ApplicationRegistry.ContainerOf(memory, application), added)
            || !ImplicitChannels.AreFree(memory, ApplicationRegistry.ContainerOf(memory, application), system.Channels, application))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        using Transaction transaction = memory.Journal.Begin();
        return SinglePrivileges.TryTake(memory, added)
            && EntryWrites.TrySetPrivileges(memory, application, entry.Privileges | added)
            && EntryWrites.TrySetImplicitChannels(memory, application, entry.ImplicitChannels | system.Channels)
            && EntryWrites.TrySetLifeCycle(memory, application, LifeCycles.Selectable)
            && transaction.Commit()
            ? StatusWord.Success
            : StatusWord.MemoryProblem;
    }

    /// <summary>An application gets other privileges, channels, services, restrictions, or another domain; without an application the card is restricted.</summary>
    public static StatusWord Update(CardState state, scoped in Performer performer, scoped in InstallData data, scoped in SystemParameters system)
    {
        NonVolatileMemory memory = state.NonVolatile;
        Privileges privileges = Privileges.None;
        if (!data.Second.IsEmpty || (!data.Privileges.IsEmpty && !PrivilegeBytes.TryReadShort(data.Privileges, out privileges)))
        {
            return StatusWord.IncorrectData;
        }

        if (data.Third.IsEmpty)
        {
            return RestrictCard(memory, performer, data, system);
        }

        NvAddress application = ContentLookup.Application(state, performer, data.Third);
        NvAddress domain = data.First.IsEmpty ? NvAddress.Null : ContentLookup.Domain(state, performer, data.First);
        if (application.IsNull || (domain.IsNull && !data.First.IsEmpty))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        Privileges old = new ApplicationEntry(memory, application).Privileges;
        privileges = data.Privileges.IsEmpty ? old : privileges;
        if (!PrivilegeRules.AreConsistent(privileges, SecurityDomains.IsSecurityDomain(memory, application)))
        {
            return StatusWord.IncorrectData;
        }

        if (!MayChange(memory, performer, application, InstallOptions.RegistryUpdate)
            || !PrivilegeRules.MayGive(performer, privileges & ~old) || !SinglePrivileges.CanTake(memory, ApplicationRegistry.ContainerOf(memory, application), privileges & ~old)
            || (application == SecurityDomains.Issuer(memory) && ((old ^ privileges) & SinglePrivileges.All) != 0)
            || !ImplicitChannels.AreFree(memory, ApplicationRegistry.ContainerOf(memory, application), system.Channels, application)
            || (!domain.IsNull && !Extradition.MayMove(memory, performer, application, domain)))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        using Transaction transaction = memory.Journal.Begin();
        return SinglePrivileges.TryReturn(memory, application, old & ~privileges)
            && SinglePrivileges.TryTake(memory, privileges & ~old)
            && EntryWrites.TrySetPrivileges(memory, application, privileges)
            && (!system.HasChannels || EntryWrites.TrySetImplicitChannels(memory, application, system.Channels))
            && (system.Services.IsEmpty || GlobalServices.TryRecord(memory, application, system.Services))
            && (system.Restrictions.IsEmpty || Restrictions.TryAdd(memory, application, (InstallOptions)system.Restrictions[0]))
            && (domain.IsNull || EntryWrites.TrySetDomain(memory, application, new SecurityDomainPart(memory, domain).Number))
            && transaction.Commit()
            ? StatusWord.Success
            : StatusWord.NotEnoughMemory;
    }

    private static StatusWord RestrictCard(NonVolatileMemory memory, scoped in Performer performer, scoped in InstallData data, scoped in SystemParameters system)
    {
        if (!data.First.IsEmpty || !data.Privileges.IsEmpty || system.Restrictions.IsEmpty)
        {
            return StatusWord.IncorrectData;
        }

        if (!performer.IsIssuer || !performer.IsAuthorized)
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        using Transaction transaction = memory.Journal.Begin();
        return Restrictions.TryAdd(memory, NvAddress.Null, (InstallOptions)system.Restrictions[0]) && transaction.Commit()
            ? StatusWord.Success
            : StatusWord.NotEnoughMemory;
    }

    private static bool MayChange(NonVolatileMemory memory, scoped in Performer performer, NvAddress application, InstallOptions what) =>
        (performer.IsAuthorized || performer.IsDelegated)
        && performer.Covers(application)
        && ContentLookup.IsUsable(memory, application)
        && Restrictions.Allow(memory, application, what);
}
