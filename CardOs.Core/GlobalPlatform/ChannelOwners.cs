using System;
using CardOs.Apdu.GlobalPlatform;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.GlobalPlatform;

/// <summary>Whose keys open a secure channel, as the registry has it.</summary>
internal static class ChannelOwners
{
    /// <param name="memory">The registry.</param>
    /// <param name="domain">The security domain with the keys.</param>
    /// <param name="aid">The AID of the application that asks for the channel: the domain, or one that belongs to it.</param>
    public static SecureChannelOwner Of(NonVolatileMemory memory, NvAddress domain, ReadOnlySpan<byte> aid)
    {
        var part = new SecurityDomainPart(memory, domain);
        NvAddress keys = WithKeys(memory, domain);
        return new SecureChannelOwner
        {
            Container = ApplicationRegistry.ContainerOf(memory, keys),
            Domain = SecurityDomains.KeysOf(memory, keys),
            Aid = aid,
            Scp02 = part.Scp02 == SecurityDomainPart.NotOffered ? null : new Scp02Options(part.Scp02),
            Scp03 = part.Scp03 == SecurityDomainPart.NotOffered ? null : new Scp03Options(part.Scp03),
            DiversificationData = DomainData.DiversificationData(memory, domain),
        };
    }

    // A domain without keys of its own uses those of the one that it belongs to: GlobalPlatform 7.2.
    private static NvAddress WithKeys(NonVolatileMemory memory, NvAddress domain)
    {
        NvAddress keys = domain;
        NvAddress above = SecurityDomains.Above(memory, keys);
        while (!above.IsNull && above != keys && !SecureChannel.HasKeys(memory, ApplicationRegistry.ContainerOf(memory, keys), SecurityDomains.KeysOf(memory, keys)))
        {
            keys = above;
            above = SecurityDomains.Above(memory, keys);
        }

        return keys;
    }
}
