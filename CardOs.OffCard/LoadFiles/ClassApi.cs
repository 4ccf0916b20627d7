using System.Collections.Generic;

namespace CardOs.OffCard.LoadFiles;

/// <summary>A class or an interface that other packages may use.</summary>
public sealed class ClassApi
{
    /// <summary>What a CAP file calls it.</summary>
    public required byte Token { get; init; }

    /// <summary>Its name without the package's.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required ClassTraits Traits { get; init; }

    /// <summary>The superclass, with its package and slashes; null of an interface and of Object.</summary>
    public string? Superclass { get; init; }

    /// <summary>The interfaces that it implements, or that an interface extends; with their packages and slashes.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>The package's version that had it first, of those known; null when all do.</summary>
    public string? Since { get; init; }

    /// <summary>Its members that have tokens. A class's methods that its superclass has with the same token are not among those of a known package.</summary>
    public required IReadOnlyList<MemberApi> Members { get; init; }

    /// <summary>The member with this token, or null.</summary>
    public MemberApi? Find(MemberKind kind, int token)
    {
        foreach (MemberApi member in Members)
        {
            if (member.Kind == kind && member.Token == token)
            {
                return member;
            }
        }

        return null;
    }
}
