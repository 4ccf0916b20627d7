using System;
using CardOs.Memory;

namespace CardOs.Registry;

/// <summary>The security domains among the registered applications.</summary>
internal static class SecurityDomains
{
    /// <summary>The number of a container's own domain; in the common container, the issuer's.</summary>
    public const byte OfContainer = 0;

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

    /// <summary>The domain that an application or domain belongs to: a container's own domain belongs to the issuer's, which belongs to itself.</summary>
    public static NvAddress Above(NonVolatileMemory memory, NvAddress application)
    {
        int container = ApplicationRegistry.ContainerOf(memory, application);
        bool isOwn = IsSecurityDomain(memory, application) && new SecurityDomainPart(memory, application).Number == OfContainer;
        return isOwn ? Issuer(memory) : Find(memory, container, new ApplicationEntry(memory, application).Domain);
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
