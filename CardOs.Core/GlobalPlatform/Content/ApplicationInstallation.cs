using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Applications;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>INSTALL [for install], with or without [for make selectable]: GlobalPlatform 2.3.1 9.3.6, 11.5.2.3.2.</summary>
/// <remarks>
/// An instance belongs to the domain of its package. Where the package is common and the command is for an enhanced container, and for packages in
/// ROM, it belongs to the performer, or to the container's own domain.
/// </remarks>
internal static class ApplicationInstallation
{
    /// <summary>Makes an application: all or nothing.</summary>
    public static StatusWord Install(
        CardState state,
        scoped in Performer performer,
        scoped in InstallData data,
        scoped in InstallParameters parameters,
        scoped in SystemParameters system,
        bool isSelectable,
        NvAddress combined)
    {
        NonVolatileMemory memory = state.NonVolatile;
        ReadOnlySpan<byte> name = data.First;
        if (!combined.IsNull)
        {
            ReadOnlySpan<byte> loaded = new LoadedPackage(memory, combined).Aid;
            if (!name.IsEmpty && !name.SequenceEqual(loaded))
            {
                return StatusWord.ConditionsOfUseNotSatisfied;
            }

            name = loaded;
        }

        bool isDomain = name.SequenceEqual(RomPackages.DomainPackage);
        if (!ContentLookup.IsAid(name) || !ContentLookup.IsAid(data.Second) || !ContentLookup.IsAid(data.Third) || !parameters.HasApplication
            || !PrivilegeBytes.TryReadShort(data.Privileges, out Privileges privileges) || !PrivilegeRules.AreConsistent(privileges, isDomain))
        {
            return StatusWord.IncorrectData;
        }

        NvAddress owner = FindOwner(state, performer, name, combined, out int container, out byte number);
        if (owner.IsNull)
        {
            return StatusWord.ReferencedDataNotFound;
        }

        if (ContentLookup.IsTaken(state, container, data.Third))
        {
            return StatusWord.IncorrectData;
        }

        if (!MayInstall(memory, performer, owner, container, privileges, isSelectable) || !ImplicitChannels.AreFree(memory, container, system.Channels, NvAddress.Null))
        {
            return StatusWord.ConditionsOfUseNotSatisfied;
        }

        if (!ContentMemory.HasRoom(state, container, system))
        {
            return StatusWord.NotEnoughMemory;
        }

        Span<byte> privilegeBytes = stackalloc byte[PrivilegeBytes.Length];
        privilegeBytes = privilegeBytes.Slice(0, data.Privileges.Length);
        data.Privileges.CopyTo(privilegeBytes);
        var installation = new AppletHost.Installation
        {
            Package = name,
            Module = data.Second,
            Instance = data.Third,
            Privileges = privilegeBytes,
            Parameters = parameters.ApplicationSpecific,
            Container = container,
            Domain = number,
            LifeCycle = isSelectable ? LifeCycles.Selectable : LifeCycles.Installed,
            HeapQuota = Math.Max(system.NonVolatile, 0),
            TransientQuota = Math.Max(system.Working, 0),
            HeapReserved = Math.Max(system.NonVolatileReserved, 0),
            TransientReserved = Math.Max(system.WorkingReserved, 0),
            Services = isDomain ? default : system.Services,
        };
        return InstallAll(state, installation, privileges, system, isDomain);
    }

    // What only one can have comes from the issuer's domain in the same transaction; the machine's tables follow when it is aborted.
    private static StatusWord InstallAll(CardState state, scoped in AppletHost.Installation installation, Privileges privileges, scoped SystemParameters system, bool isDomain)
    {
        NonVolatileMemory memory = state.NonVolatile;
        using (Transaction transaction = memory.Journal.Begin())
        {
            if (!SinglePrivileges.TryTake(memory, privileges))
            {
                return StatusWord.MemoryProblem;
            }

            StatusWord status = isDomain
                ? DomainInstallation.Install(state, installation, privileges, out NvAddress application)
                : ContentLoader.Install(state, installation, out application);
            if (status != StatusWord.Success)
            {
                return status;
            }

            if ((system.Channels == 0 || EntryWrites.TrySetImplicitChannels(memory, application, system.Channels))
                && (!isDomain || system.Services.IsEmpty || GlobalServices.TryRecord(memory, application, system.Services)))
            {
                transaction.Commit();
                return StatusWord.Success;
            }
        }

        state.Machine.Rebuild();
        return StatusWord.MemoryProblem;
    }

    // The domain that the instance will belong to; null when there is no such package.
    private static NvAddress FindOwner(
        CardState state, scoped in Performer performer, scoped ReadOnlySpan<byte> name, NvAddress combined, out int container, out byte number)
    {
        NonVolatileMemory memory = state.NonVolatile;
        var package = new LoadedPackage(memory, combined);
        if (combined.IsNull && !state.Machine.TryFindPackage(name, performer.View, out package))
        {
            NvAddress place = ContentLookup.Place(state, performer, default, out container, out number);
            return RomPackages.Has(state, name) ? place : NvAddress.Null;
        }

        int its = memory.Allocator.ContainerOf(package.Address);
        if (its == 0 && performer.Target != 0)
        {
            return ContentLookup.Place(state, performer, default, out container, out number);
        }

        container = its;
        number = package.Domain;
        return ContentLookup.DomainOf(memory, package);
    }

    private static bool MayInstall(NonVolatileMemory memory, scoped in Performer performer, NvAddress owner, int container, Privileges privileges, bool isSelectable) =>
        (performer.IsAuthorized || performer.IsDelegated)
        && performer.Covers(owner)
        && ContentLookup.TakesContent(memory, owner)
        && Restrictions.Allow(memory, owner, InstallOptions.Install)
        && PrivilegeRules.MayGive(performer, privileges)
        && SinglePrivileges.CanTake(memory, container, privileges)
        && (isSelectable || (privileges & Privileges.CardReset) == 0);
}
