using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.JavaCard;
using CardOs.JavaCardApi;
using CardOs.OffCard.LoadFiles;

namespace CardOs.Tests.JavaCard;

/// <summary>The ROM with all of the UICC API beside it: names and tokens of the published export files, and no code. What is called there throws.</summary>
internal static class PublishedLibrary
{
    private static readonly Dictionary<string, RomPackage> Numbers = new(StringComparer.Ordinal)
    {
        ["uicc/access"] = RomPackage.UiccAccess,
        ["uicc/access/fileadministration"] = RomPackage.UiccFileAdministration,
        ["uicc/access/bertlvfile"] = RomPackage.UiccBerTlvFile,
        ["uicc/toolkit"] = RomPackage.UiccToolkit,
        ["uicc/system"] = RomPackage.UiccSystem,
        ["uicc/suspendresume"] = RomPackage.UiccSuspendResume,
        ["uicc/services/highupdatearray"] = RomPackage.UiccHighUpdateArray,
        ["uicc/usim/access"] = RomPackage.UsimAccess,
        ["uicc/usim/toolkit"] = RomPackage.UsimToolkit,
        ["uicc/usim/geolocation"] = RomPackage.UsimGeolocation,
        ["uicc/usim/suci"] = RomPackage.UsimSuci,
        ["uicc/isim/access"] = RomPackage.IsimAccess,
        ["sim/access"] = RomPackage.SimAccess,
        ["sim/toolkit"] = RomPackage.SimToolkit,
    };

    /// <summary>The Java names of the packages, with slashes.</summary>
    public static IEnumerable<string> Names => Numbers.Keys;

    /// <summary>Those that the ROM has not.</summary>
    public static IReadOnlyDictionary<string, NativePackage> Added { get; } = Numbers
        .Where(one => RomLibrary.Instance.Package((int)one.Value) is null)
        .ToDictionary(one => one.Key, one => Define(KnownPackages.Find(one.Key)!));

    public static NativeLibrary Instance { get; } = new([.. RomLibrary.Instance.Packages, .. Added.Values]);

    private static NativePackage Define(PackageApi api) => new(
        Numbers[api.Name],
        api.Name.Replace('/', '.'),
        Convert.FromHexString(api.Package.Aid),
        (byte)api.Package.Major,
        (byte)api.Package.Minor,
        [.. api.Classes.Select(one => Define(api, one))]);

    private static NativeClass Define(PackageApi api, ClassApi one)
    {
        bool isInterface = one.Traits.HasFlag(ClassTraits.Interface);
        return new NativeClass(IdOf($"{api.Name}/{one.Name}"), one.Name, one.Superclass is null ? RomClass.None : IdOf(one.Superclass))
        {
            IsInterface = isInterface,
            IsAbstract = one.Traits.HasFlag(ClassTraits.Abstract),
            IsShareable = one.Traits.HasFlag(ClassTraits.Shareable),
            Interfaces = [.. one.Interfaces.Select(IdOf)],
            Statics = MethodsOf(one, MemberKind.StaticMethod, isInterface),
            Virtuals = MethodsOf(one, MemberKind.VirtualMethod, isInterface),
        };
    }

    private static NativeMethod[] MethodsOf(ClassApi one, MemberKind kind, bool isInterface) =>
        [.. one.Members.Where(member => member.Kind == kind).Select(member => new NativeMethod(member.Token, member.Name, member.Descriptor, isInterface ? null : Throw))];

    private static VmStatus Throw(ref NativeCall call) => call.Throw(RomClass.SecurityException, 0);

    // A class id is the package's number, then the token of the class.
    private static ushort IdOf(string name)
    {
        string package = name[..name.LastIndexOf('/')];
        int number = Numbers.TryGetValue(package, out RomPackage own)
            ? (int)own
            : (int)RomLibrary.Instance.Packages.Single(one => one.Name == package.Replace('/', '.')).Number;
        return (ushort)((number << 8) | KnownPackages.FindClass(name)!.Token);
    }
}
