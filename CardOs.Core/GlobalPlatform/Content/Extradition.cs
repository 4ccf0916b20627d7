using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>INSTALL [for extradition]: an application or a package comes to belong to another domain. GlobalPlatform 2.3.1 9.4.1, 11.5.2.3.4.</summary>
/// <remarks>It stays in its container, and so does the domain: what belongs to a domain lives with it.</remarks>
internal static class Extradition
{
    public static StatusWord Handle(CardState state, scoped in Performer performer, scoped in InstallData data)
    {
        NonVolatileMemory memory = state.NonVolatile;
        if (!data.Second.IsEmpty || !data.Privileges.IsEmpty || !ContentLookup.IsAid(data.First) || !ContentLookup.IsAid(data.Third))
        {
            return StatusWord.IncorrectData;
        }

        NvAddress target = ContentLookup.Domain(state, performer, data.First);
        if (target.IsNull)
        {
            return StatusWord.ReferencedDataNotFound;
        }

        byte number = new SecurityDomainPart(memory, target).Number;
        NvAddress application = ContentLookup.Application(state, performer, data.Third);
        if (!application.IsNull)
        {
            return !MayMove(memory, performer, application, target) ? StatusWord.ConditionsOfUseNotSatisfied
                : EntryWrites.TrySetDomain(memory, application, number) ? StatusWord.Success
                : StatusWord.MemoryProblem;
        }

        if (!state.Machine.TryFindPackage(data.Third, performer.View, out LoadedPackage package))
        {
            return StatusWord.ReferencedDataNotFound;
        }

        bool mayMove = memory.Allocator.ContainerOf(package.Address) == ApplicationRegistry.ContainerOf(memory, target)
            && MayMoveFrom(memory, performer, ContentLookup.DomainOf(memory, package), target);
        return !mayMove ? StatusWord.ConditionsOfUseNotSatisfied
            : TryMove(memory, package, number) ? StatusWord.Success
            : StatusWord.MemoryProblem;
    }

    /// <summary>The domain that an application or a package belongs to; null when there is no such one.</summary>
    public static NvAddress DomainOf(CardState state, scoped in Performer performer, scoped ReadOnlySpan<byte> aid)
    {
        NvAddress application = ContentLookup.Application(state, performer, aid);
        return !application.IsNull ? SecurityDomains.Above(state.NonVolatile, application)
            : state.Machine.TryFindPackage(aid, performer.View, out LoadedPackage package) ? ContentLookup.DomainOf(state.NonVolatile, package)
            : NvAddress.Null;
    }

    /// <summary>Whether the performer may make an application belong to a domain.</summary>
    public static bool MayMove(NonVolatileMemory memory, scoped in Performer performer, NvAddress application, NvAddress target)
    {
        // A domain cannot come to belong to one below it, but to itself.
        bool isRing = target != application && SecurityDomains.IsWithin(memory, target, application);
        return !isRing && application != SecurityDomains.Issuer(memory)
            && ApplicationRegistry.ContainerOf(memory, application) == ApplicationRegistry.ContainerOf(memory, target)
            && ContentLookup.IsUsable(memory, application)
            && Restrictions.Allow(memory, application, InstallOptions.Extradition)
            && performer.Covers(application)
            && MayMoveFrom(memory, performer, SecurityDomains.Above(memory, application), target);
    }

    // The domain that it leaves is the performer or lets it go; the one that it comes to is below the performer, or accepts what comes.
    private static bool MayMoveFrom(NonVolatileMemory memory, scoped in Performer performer, NvAddress from, NvAddress target)
    {
        bool isReleased = from == performer.Domain
            || (performer.Covers(from) && (new SecurityDomainPart(memory, from).Options & DomainOptions.ReleasesApplications) != 0)
            || performer.IsIssuer;
        bool isAccepted = performer.Covers(target) || (new SecurityDomainPart(memory, target).Options & DomainOptions.AcceptsExtradition) != 0;
        return (performer.IsAuthorized || performer.IsDelegated) && isReleased && isAccepted
            && ContentLookup.TakesContent(memory, performer.Domain) && ContentLookup.TakesContent(memory, target);
    }

    private static bool TryMove(NonVolatileMemory memory, LoadedPackage package, byte number)
    {
        Span<byte> bytes = stackalloc byte[1];
        bytes[0] = number;
        return memory.Journal.TryWrite(package.Address + LoadedPackage.DomainOffset, bytes);
    }
}
