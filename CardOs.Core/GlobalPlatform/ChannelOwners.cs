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
        return new SecureChannelOwner
        {
            Container = ApplicationRegistry.ContainerOf(memory, domain),
            Domain = part.Number,
            Aid = aid,
            Scp02 = part.Scp02 == 0 ? null : new Scp02Options(part.Scp02),
            Scp03 = part.Scp03 == 0 ? null : new Scp03Options(part.Scp03),
            DiversificationData = DomainData.DiversificationData(memory, domain),
        };
    }
}
