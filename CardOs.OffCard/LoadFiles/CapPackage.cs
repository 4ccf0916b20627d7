using System;
using CardOs.Apdu.LoadFiles;

namespace CardOs.OffCard.LoadFiles;

/// <summary>A package by its name and version.</summary>
/// <param name="Aid">The AID, in hex.</param>
/// <param name="Major">The major version.</param>
/// <param name="Minor">The minor version.</param>
public sealed record CapPackage(string Aid, byte Major, byte Minor)
{
    /// <summary>The version as it is written.</summary>
    public string Version => $"{Major}.{Minor}";

    internal static CapPackage Of(PackageReference package) => new(Convert.ToHexStringLower(package.Aid), package.Major, package.Minor);
}
