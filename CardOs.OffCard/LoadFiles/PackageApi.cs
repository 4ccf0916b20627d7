using System.Collections.Generic;

namespace CardOs.OffCard.LoadFiles;

/// <summary>What a package offers to others: the names and types behind its tokens.</summary>
public sealed class PackageApi
{
    /// <summary>Its Java name, with slashes.</summary>
    public required string Name { get; init; }

    /// <summary>Its AID and version.</summary>
    public required CapPackage Package { get; init; }

    /// <summary>Its classes and interfaces.</summary>
    public required IReadOnlyList<ClassApi> Classes { get; init; }

    /// <summary>The class with this token, or null.</summary>
    public ClassApi? Find(int token)
    {
        foreach (ClassApi one in Classes)
        {
            if (one.Token == token)
            {
                return one;
            }
        }

        return null;
    }

    /// <summary>The class with this name, without the package's, or null.</summary>
    public ClassApi? Find(string name)
    {
        foreach (ClassApi one in Classes)
        {
            if (one.Name == name)
            {
                return one;
            }
        }

        return null;
    }
}
