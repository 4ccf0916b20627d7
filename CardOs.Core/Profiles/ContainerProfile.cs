using System.Collections.Generic;

namespace CardOs.Profiles;

/// <summary>One world of a card: its files, keys and applications.</summary>
public sealed record ContainerProfile
{
    /// <summary>The container's name, at most 32 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The files below the master file, and the ADFs. The common container has ADFs only.</summary>
    public IReadOnlyList<FileProfile> Files { get; init; } = [];

    /// <summary>The master file's access rule, as <see cref="FileProfile.AccessRule"/>; empty: ADM 1 for everything.</summary>
    public byte[] MasterFileAccessRule { get; init; } = [];

    /// <summary>The key references that the master file's PIN status template names, at most 8.</summary>
    public byte[] MasterFilePinReferences { get; init; } = [];

    /// <summary>The PINs and administrative keys of the whole container: key references 01 to 08, 11, 0A to 0E; and the master file's own, 81 to 8E.</summary>
    public IReadOnlyList<PinProfile> Pins { get; init; } = [];

    /// <summary>The secrets that subscriptions authenticate with; an ADF names its own by number.</summary>
    public IReadOnlyList<AuthenticationProfile> AuthenticationKeys { get; init; } = [];

    /// <summary>The security domains, each behind the one that it belongs to.</summary>
    public IReadOnlyList<SecurityDomainProfile> SecurityDomains { get; init; } = [];

    /// <summary>The key sets for secured packets and secure channels.</summary>
    public IReadOnlyList<KeySetProfile> KeySets { get; init; } = [];

    /// <summary>The applications that packets can address.</summary>
    public IReadOnlyList<ApplicationProfile> Applications { get; init; } = [];
}
