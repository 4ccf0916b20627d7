using System;
using CardOs.Apdu;
using CardOs.Apdu.LoadFiles;
using CardOs.Cli.Images;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.OffCard.LoadFiles;
using CardOs.Registry;

namespace CardOs.Cli.LoadFiles;

/// <summary>Why a card refused a package or an applet: what was expected, and what it found.</summary>
internal static class LoadRefusal
{
    /// <summary>What a package lacks.</summary>
    public static string ReasonOf(StatusWord status, Card card, CapFile cap, int container) => status switch
    {
        StatusWord.ReferencedDataNotFound => MissingImport(card.State.Machine, cap, MemoryView.Of(container)),
        StatusWord.ConditionsOfUseNotSatisfied => $"expected a package that is not on the card, found {cap.Package.Aid}",
        StatusWord.NotEnoughMemory => $"expected room for the package, found {Screen.Number(card.Account().Free)} free bytes",
        StatusWord.FunctionNotSupported => "Class.cap: expected methods that keep the tokens of their superclass",
        StatusWord.IncorrectData => MissingName(card.State.Machine.Library, cap) ?? "expected a package that passes verification",
        _ => "expected to be loaded",
    };

    /// <summary>Why an applet was not installed.</summary>
    public static string ReasonOfInstallation(StatusWord status, ImageContents contents, Installation one)
    {
        byte[] aid = Convert.FromHexString(one.Instance);
        foreach (int container in contents.Containers)
        {
            for (NvAddress at = ApplicationRegistry.First(contents.Memory, container); !at.IsNull; at = new ApplicationEntry(contents.Memory, at).Next)
            {
                if (new ApplicationEntry(contents.Memory, at).Aid.SequenceEqual(aid))
                {
                    return $"expected an AID that nothing on the card has, found {one.Instance} in container {contents.NameOf(container)}";
                }
            }
        }

        return status == StatusWord.NotEnoughMemory ? "expected room for its objects" : "expected its install method to register it, and it did not";
    }

    private static string MissingImport(Machine machine, CapFile cap, MemoryView view)
    {
        for (int i = 0; i < cap.Imports.Count; i++)
        {
            CapPackage import = cap.Imports[i];
            byte[] aid = Convert.FromHexString(import.Aid);
            bool isThere = TryFindVersion(machine, aid, view, out int major, out int minor);
            if (!isThere || major != import.Major || minor < import.Minor)
            {
                string name = KnownPackages.Find(import.Aid, import.Major) is { } known ? $" {known.Name}" : "";
                string found = isThere ? $"version {major}.{minor}" : "none";
                return $"Import.cap: import {i}: expected package {import.Aid} {import.Version}{name} on the card, found {found}";
            }
        }

        return "expected all imports on the card";
    }

    private static bool TryFindVersion(Machine machine, byte[] aid, MemoryView view, out int major, out int minor)
    {
        if (machine.Library.Find(aid) is { } native)
        {
            (major, minor) = (native.Major, native.Minor);
            return true;
        }

        bool isLoaded = machine.TryFindPackage(aid, view, out LoadedPackage loaded);
        (major, minor) = isLoaded ? (loaded.Major, loaded.Minor) : (0, 0);
        return isLoaded;
    }

    // The names of loaded packages are not known: only those of the card's own are looked up.
    private static string? MissingName(NativeLibrary library, CapFile cap)
    {
        if (!ConstantPoolComponent.TryParse(cap.DataOf(ComponentTag.ConstantPool), out ConstantPoolComponent pool))
        {
            return null;
        }

        for (int i = 0; i < pool.Count; i++)
        {
            if (pool.TryGet(i, out ConstantPoolEntry entry) && entry.IsExternal && entry.Class.Package < cap.Imports.Count
                && library.Find(Convert.FromHexString(cap.Imports[entry.Class.Package].Aid)) is { } package && !Has(library, package, entry))
            {
                return $"ConstantPool.cap: entry {i}: expected {new CapSymbols(cap, []).NameOf(entry)} on the card, found none";
            }
        }

        return null;
    }

    private static bool Has(NativeLibrary library, NativePackage package, ConstantPoolEntry entry)
    {
        NativeClass? type = package.Class(entry.Class.Token);
        return type is not null && entry.Kind switch
        {
            ConstantKind.Class => true,
            ConstantKind.VirtualMethod => library.FindVirtual(type.Id, entry.Token) is not null,
            ConstantKind.StaticMethod => type.Static(entry.Token) is not null,
            _ => false,
        };
    }
}
