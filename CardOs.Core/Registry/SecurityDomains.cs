using System;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>The security domains among the registered applications.</summary>
internal static class SecurityDomains
{
    /// <summary>The number of a container's own domain; in the common container, the issuer's.</summary>
    public const byte OfContainer = 0;

    /// <summary>Bytes of data objects that a domain has room for.</summary>
    public const int DefaultQuota = 4096;

    // A domain that belongs to itself, or a ring of them, ends the way up.
    private const int MaxDepth = 16;

    /// <summary>Whether an application is a security domain.</summary>
    public static bool IsSecurityDomain(NonVolatileMemory memory, NvAddress application) =>
        !application.IsNull && memory.ReadByte(application + ApplicationEntry.KindOffset) == (byte)ApplicationKind.SecurityDomain;

    /// <summary>The issuer security domain; null on a card without one.</summary>
    public static NvAddress Issuer(NonVolatileMemory memory) => Find(memory, 0, OfContainer);

    /// <summary>The domain of a container with a number; null when there is none.</summary>
    public static NvAddress Find(NonVolatileMemory memory, int container, byte number)
    {
        for (NvAddress application = ApplicationRegistry.First(memory, container); !application.IsNull;
            application = new ApplicationEntry(memory, application).Next)
        {
            if (IsSecurityDomain(memory, application) && new SecurityDomainPart(memory, application).Number == number)
            {
                return application;
            }
        }

        return NvAddress.Null;
    }

    /// <summary>The domain that an application or domain belongs to: a container's own domain, and what has no other, belongs to the issuer's, which belongs to itself.</summary>
    public static NvAddress Above(NonVolatileMemory memory, NvAddress application)
    {
        int container = ApplicationRegistry.ContainerOf(memory, application);
        bool isOwn = IsSecurityDomain(memory, application) && new SecurityDomainPart(memory, application).Number == OfContainer;
        NvAddress above = isOwn ? NvAddress.Null : Find(memory, container, new ApplicationEntry(memory, application).Domain);
        return above.IsNull ? Issuer(memory) : above;
    }

    /// <summary>Whether an application or domain is a domain, or belongs to it, directly or by way of others.</summary>
    public static bool IsWithin(NonVolatileMemory memory, NvAddress application, NvAddress domain)
    {
        NvAddress at = application;
        for (int i = 0; i < MaxDepth && !at.IsNull; i++)
        {
            if (at == domain)
            {
                return true;
            }

            at = Above(memory, at);
        }

        return false;
    }

    /// <summary>A number that no domain of a container has; 0 when all are taken.</summary>
    public static byte FindFreeNumber(NonVolatileMemory memory, int container)
    {
        for (int number = OfContainer + 1; number <= byte.MaxValue; number++)
        {
            if (Find(memory, container, (byte)number).IsNull)
            {
                return (byte)number;
            }
        }

        return OfContainer;
    }

    /// <summary>The number of the domain whose key sets open packets for an application: of a domain, its own.</summary>
    public static byte KeysOf(NonVolatileMemory memory, NvAddress application) => IsSecurityDomain(memory, application)
        ? new SecurityDomainPart(memory, application).Number
        : new ApplicationEntry(memory, application).Domain;

    /// <summary>Whether another AID of a domain is, or begins with, a name.</summary>
    public static bool HasAlias(NonVolatileMemory memory, NvAddress domain, ReadOnlySpan<byte> name) => AliasOf(memory, domain, name) != 0;

    /// <summary>By which of its AIDs a name addresses a domain: 0 its first, 1 and up its others.</summary>
    public static int AliasOf(NonVolatileMemory memory, NvAddress domain, ReadOnlySpan<byte> name)
    {
        if (new ApplicationEntry(memory, domain).Aid.StartsWith(name))
        {
            return 0;
        }

        var part = new SecurityDomainPart(memory, domain);
        for (int i = 0; i < SecurityDomainPart.MaxAliases; i++)
        {
            ReadOnlySpan<byte> alias = part.Alias(i);
            if (!alias.IsEmpty && alias.StartsWith(name))
            {
                return i + 1;
            }
        }

        return 0;
    }

    /// <summary>The AID by which a domain was addressed, see <see cref="AliasOf"/>.</summary>
    public static ReadOnlySpan<byte> AidOf(NonVolatileMemory memory, NvAddress domain, int alias) =>
        alias == 0 ? new ApplicationEntry(memory, domain).Aid : new SecurityDomainPart(memory, domain).Alias(alias - 1);
}
