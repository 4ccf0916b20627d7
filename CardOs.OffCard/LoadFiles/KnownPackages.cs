using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace CardOs.OffCard.LoadFiles;

/// <summary>The published packages that applets are made with: Java Card, GlobalPlatform, UICC, USIM, SIM.</summary>
/// <remarks>
/// Facts of the export files that their publishers give out, in <c>LoadFiles/KnownPackages</c>, one text for each package:
/// <see cref="PackageText"/> describes its lines. Each major version stands alone; of the minor versions, which only add, the
/// newest is there, and says which one had a class or a member first.
/// </remarks>
public static class KnownPackages
{
    private const string Prefix = "KnownPackages/";

    private static readonly Lazy<IReadOnlyList<PackageApi>> Loaded = new(Load);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PackageApi> All => Loaded.Value;

    /// <summary>The package with this AID, in hex, and major version; or null.</summary>
    public static PackageApi? Find(string aid, int major)
    {
        foreach (PackageApi api in All)
        {
            if (api.Package.Major == major && api.Package.Aid.Equals(aid, StringComparison.OrdinalIgnoreCase))
            {
                return api;
            }
        }

        return null;
    }

    /// <summary>The newest package with this Java name, with slashes; or null.</summary>
    public static PackageApi? Find(string name)
    {
        PackageApi? newest = null;
        foreach (PackageApi api in All)
        {
            if (api.Name == name && (newest is null || api.Package.Major > newest.Package.Major))
            {
                newest = api;
            }
        }

        return newest;
    }

    /// <summary>The class with this name, with its package and slashes; or null.</summary>
    public static ClassApi? FindClass(string name)
    {
        int end = name.LastIndexOf('/');
        return end < 0 ? null : Find(name[..end])?.Find(name[(end + 1)..]);
    }

    private static List<PackageApi> Load()
    {
        Assembly assembly = typeof(KnownPackages).Assembly;
        string[] names = assembly.GetManifestResourceNames();
        Array.Sort(names, StringComparer.Ordinal);
        var packages = new List<PackageApi>();
        foreach (string name in names)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                packages.AddRange(PackageText.Read(reader, name));
            }
        }

        return packages;
    }
}
