namespace CardOs.OffCard.GlobalPlatform;

/// <summary>What GET STATUS tells of: its P1. GlobalPlatform 2.3.1 11.4.2.1.</summary>
public enum RegistryScope : byte
{
    /// <summary>Packages, with their applets.</summary>
    Packages = 0x10,

    /// <summary>Applications and supplementary security domains.</summary>
    Applications = 0x40,

    /// <summary>The issuer security domain, whose state is the card's.</summary>
    Issuer = 0x80,
}
