using System.Collections.Generic;

namespace CardOs.Profiles;

/// <summary>One world of a card: its files, keys and applications.</summary>
public sealed record ContainerProfile
{
    /// <summary>The container's name, at most 32 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The files below the master file, and the ADFs. The common container has ADFs only.</summary>
    public IReadOnlyList<FileProfile> Files { get; init; } = [];

    /// <summary>The key sets for secured packets.</summary>
    public IReadOnlyList<KeySetProfile> KeySets { get; init; } = [];

    /// <summary>The applications that packets can address.</summary>
    public IReadOnlyList<ApplicationProfile> Applications { get; init; } = [];
}
