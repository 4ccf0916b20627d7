using System.Collections.Generic;

namespace CardOs.Profiles;

/// <summary>A security domain: it has keys, and manages what belongs to it. GlobalPlatform 7.</summary>
/// <remarks>Number 0 of the common container is the issuer security domain; number 0 of an enhanced container is the container's own, below the issuer's.</remarks>
public sealed record SecurityDomainProfile
{
    /// <summary>Its number, by which key sets and applications of the container name it.</summary>
    public SecurityDomain Number { get; init; }

    /// <summary>Its AID, 5 to 16 bytes.</summary>
    public required byte[] Aid { get; init; }

    /// <summary>Further AIDs by which it can be selected, at most 2.</summary>
    public IReadOnlyList<byte[]> OtherAids { get; init; } = [];

    /// <summary>The number of the domain that it belongs to.</summary>
    public SecurityDomain Parent { get; init; }

    /// <summary>Its privileges, 3 bytes: GlobalPlatform 11.1.2.</summary>
    public byte[] Privileges { get; init; } = [0x80, 0xC0, 0x00];

    /// <summary>Its life cycle state; the issuer's is the card's. GlobalPlatform 11.1.1.</summary>
    public byte LifeCycle { get; init; } = 0x0F;

    /// <summary>The options i of SCP02; FF when it does not have it.</summary>
    public byte Scp02 { get; init; } = 0x55;

    /// <summary>The options i of SCP03; FF when it does not have it.</summary>
    public byte Scp03 { get; init; } = 0x70;

    /// <summary>The toolkit application references that lead to it, at most 8, each three bytes.</summary>
    public IReadOnlyList<int> Tars { get; init; } = [];

    /// <summary>The minimum security level of packets for it, as the first byte of an SPI.</summary>
    public byte MinimumSecurity { get; init; } = 0x02;

    /// <summary>What it is personalised with: data objects that GET DATA gives, such as 42, 45 and 9F7F, one behind the other.</summary>
    public byte[] DataObjects { get; init; } = [];
}
