using System;
using CardOs.Containers;
using CardOs.Files;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform.Content;

/// <summary>What a command names by AID.</summary>
internal static class ContentLookup
{
    public const int MinAidLength = 5;

    public static bool IsAid(scoped ReadOnlySpan<byte> aid) => aid.Length is >= MinAidLength and <= ApplicationEntry.MaxAidLength;

    /// <summary>The application with an AID, in the container that the command is for or the common one; null when there is none.</summary>
    public static NvAddress Application(CardState state, scoped in Performer performer, scoped ReadOnlySpan<byte> aid) =>
        aid.IsEmpty ? NvAddress.Null : ApplicationRegistry.Find(state.NonVolatile, performer.View, aid);

    /// <summary>The security domain with an AID: where the command looks, else a container's own; null when there is none.</summary>
    public static NvAddress Domain(CardState state, scoped in Performer performer, scoped ReadOnlySpan<byte> aid)
    {
        NonVolatileMemory memory = state.NonVolatile;
        NvAddress issuer = SecurityDomains.Issuer(memory);
        if (!issuer.IsNull && IsNamed(memory, issuer, aid))
        {
            return issuer;
        }

        NvAddress found = Application(state, performer, aid);
        if (!found.IsNull)
        {
            return SecurityDomains.IsSecurityDomain(memory, found) ? found : NvAddress.Null;
        }

        for (int container = 1; container < NonVolatileMap.MaxContainers; container++)
        {
            NvAddress own = ContainerList.Exists(memory, container) ? SecurityDomains.Find(memory, container, SecurityDomains.OfContainer) : NvAddress.Null;
            if (!own.IsNull && IsNamed(memory, own, aid))
            {
                return own;
            }
        }

        return NvAddress.Null;
    }

    /// <summary>Where new content goes: to the domain with an AID and its container; without an AID, or with the performer's, to the container that the command is for.</summary>
    /// <returns>The domain that it will belong to; null when the AID names none.</returns>
    public static NvAddress Place(CardState state, scoped in Performer performer, scoped ReadOnlySpan<byte> aid, out int container, out byte number)
    {
        NonVolatileMemory memory = state.NonVolatile;
        NvAddress domain = aid.IsEmpty ? performer.Domain : Domain(state, performer, aid);
        if (domain == performer.Domain)
        {
            container = performer.Target;
            number = performer.DomainInTarget;
            NvAddress own = SecurityDomains.Find(memory, container, number);
            return own.IsNull ? domain : own;
        }

        container = domain.IsNull ? 0 : ApplicationRegistry.ContainerOf(memory, domain);
        number = domain.IsNull ? SecurityDomains.OfContainer : new SecurityDomainPart(memory, domain).Number;
        return domain;
    }

    /// <summary>Whether an AID is in use where something new would be: of an application, a package, or one of the card's own.</summary>
    public static bool IsTaken(CardState state, int container, scoped ReadOnlySpan<byte> aid)
    {
        MemoryView rivals = container == 0 ? MemoryView.All : MemoryView.Of(container);
        return ApplicationNames.IsTaken(state.NonVolatile, container, aid)
            || state.Machine.TryFindPackage(aid, rivals, out _)
            || RomPackages.Has(state, aid);
    }

    /// <summary>Whether an address is that of a package: what was noted may be gone.</summary>
    public static bool IsLoaded(CardState state, NvAddress package)
    {
        for (int number = NativeLibrary.FirstLoaded; !package.IsNull && number < byte.MaxValue; number++)
        {
            if (state.Machine.HasPackage(number) && state.Machine.Package(number).Address == package)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The domain that a package belongs to.</summary>
    public static NvAddress DomainOf(NonVolatileMemory memory, LoadedPackage package)
    {
        NvAddress found = SecurityDomains.Find(memory, memory.Allocator.ContainerOf(package.Address), package.Domain);
        return found.IsNull ? SecurityDomains.Issuer(memory) : found;
    }

    /// <summary>Whether an application or a domain below another belongs to it directly.</summary>
    public static bool IsDirectlyBelow(NonVolatileMemory memory, NvAddress application, NvAddress domain) =>
        application != domain && SecurityDomains.Above(memory, application) == domain;

    /// <summary>Whether an application is not locked, nor a domain above it.</summary>
    public static bool IsUsable(NonVolatileMemory memory, NvAddress application) =>
        application == SecurityDomains.Issuer(memory) || (new ApplicationEntry(memory, application).LifeCycle & LifeCycles.LockedBit) == 0;

    /// <summary>Whether something can belong to a domain: it is the issuer's, or personalized and not locked. 5.3.2.</summary>
    public static bool TakesContent(NonVolatileMemory memory, NvAddress domain) =>
        domain == SecurityDomains.Issuer(memory) || new ApplicationEntry(memory, domain).LifeCycle == LifeCycles.Personalized;

    private static bool IsNamed(NonVolatileMemory memory, NvAddress domain, scoped ReadOnlySpan<byte> aid)
    {
        if (new ApplicationEntry(memory, domain).Aid.SequenceEqual(aid))
        {
            return true;
        }

        var part = new SecurityDomainPart(memory, domain);
        bool isAlias = false;
        for (int i = 0; i < SecurityDomainPart.MaxAliases; i++)
        {
            isAlias |= !part.Alias(i).IsEmpty && part.Alias(i).SequenceEqual(aid);
        }

        return isAlias;
    }
}
