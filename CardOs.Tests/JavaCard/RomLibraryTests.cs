using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.JavaCard;
using CardOs.JavaCardApi;
using CardOs.OffCard.LoadFiles;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>The API in ROM against the facts of the export files.</summary>
[TestFixture]
public sealed class RomLibraryTests
{
    private static IEnumerable<string> Packages() => RomLibrary.Instance.Packages.Select(package => package.Name);

    [TestCaseSource(nameof(Packages))]
    public void A_package_has_the_classes_methods_and_tokens_of_its_export_file(string name)
    {
        NativePackage package = RomLibrary.Instance.Packages.Single(one => one.Name == name);
        PackageApi api = KnownPackages.Find(Convert.ToHexString(package.Aid), package.Major)!;
        var wrong = new List<string>();
        foreach (NativeClass type in package.Classes.Where(one => !one.IsHidden))
        {
            ClassApi? known = api.Find(type.Token);
            if (known is null || known.Name != type.Name || !IsIn(known.Since, package))
            {
                wrong.Add($"{type.Name}: no such class {type.Token}");
                continue;
            }

            wrong.AddRange(Differences(type, known, package).Select(what => $"{type.Name}: {what}"));
        }

        Assert.That(api.Name.Replace('/', '.'), Is.EqualTo(package.Name));
        Assert.That(wrong, Is.Empty);
    }

    [TestCaseSource(nameof(Packages))]
    public void A_class_that_is_there_has_all_methods_of_the_version(string name)
    {
        NativePackage package = RomLibrary.Instance.Packages.Single(one => one.Name == name);
        PackageApi api = KnownPackages.Find(Convert.ToHexString(package.Aid), package.Major)!;
        var missing = new List<string>();
        foreach (NativeClass type in package.Classes.Where(one => !one.IsHidden))
        {
            foreach (MemberApi member in api.Find(type.Token)!.Members.Where(one => IsIn(one.Since, package)))
            {
                bool isThere = member.Kind switch
                {
                    MemberKind.StaticMethod => type.Static(member.Token) is not null,
                    MemberKind.VirtualMethod => type.IsInterface ? type.Virtual(member.Token) is not null : RomLibrary.Instance.FindVirtual(type.Id, member.Token) is not null,
                    _ => true,
                };
                if (!isThere)
                {
                    missing.Add($"{type.Name}.{member.Name}{member.Descriptor}");
                }
            }
        }

        Assert.That(missing, Is.Empty);
    }

    [TestCaseSource(nameof(Packages))]
    public void A_method_of_a_class_that_can_be_extended_says_which_version_had_it_first(string name)
    {
        NativePackage package = RomLibrary.Instance.Packages.Single(one => one.Name == name);
        PackageApi api = KnownPackages.Find(Convert.ToHexString(package.Aid), package.Major)!;
        IEnumerable<string> wrong =
            from type in package.Classes
            where !type.IsInterface && !type.IsHidden && !api.Find(type.Token)!.Traits.HasFlag(ClassTraits.Final)
            from method in type.Virtuals
            let since = api.Find(type.Token)!.Find(MemberKind.VirtualMethod, method.Token)?.Since
            where method.SinceMinor != (since is null ? 0 : Version.Parse(since).Minor)
            select $"{type.Name}.{method.Name}: {since}";
        Assert.That(wrong, Is.Empty);
    }

    private static IEnumerable<string> Differences(NativeClass type, ClassApi known, NativePackage package)
    {
        if (type.IsInterface != known.Traits.HasFlag(ClassTraits.Interface) || (type.IsShareable && !known.Traits.HasFlag(ClassTraits.Shareable)))
        {
            yield return $"is {known.Traits}";
        }

        string? superClass = known.Superclass is null ? null : Simple(known.Superclass);
        string? own = RomLibrary.Instance.Class(type.SuperClass)?.Name;
        if (superClass != own)
        {
            yield return $"extends {superClass}";
        }

        IEnumerable<string> interfaces = type.Interfaces.Select(id => RomLibrary.Instance.Class(id)!.Name).Order();
        if (!interfaces.SequenceEqual(known.Interfaces.Select(Simple).Order()))
        {
            yield return $"has the interfaces {string.Join(", ", known.Interfaces)}";
        }

        foreach (NativeMethod method in type.Statics.Concat(type.Virtuals))
        {
            MemberApi? member = Find(known, method);
            if (member is null || member.Name != method.Name || Short(member.Descriptor) != method.Descriptor || !IsIn(member.Since, package))
            {
                yield return $"no method {method.Token} {method.Name}{method.Descriptor}";
            }
        }
    }

    // A method that a super class has with the same token is listed there.
    private static MemberApi? Find(ClassApi known, NativeMethod method)
    {
        MemberKind kind = method.IsVirtual ? MemberKind.VirtualMethod : MemberKind.StaticMethod;
        MemberApi? found = known.Find(kind, method.Token);
        ClassApi? type = known;
        while (found is null && method.IsVirtual && type?.Superclass is not null)
        {
            type = KnownPackages.FindClass(type.Superclass);
            found = type?.Find(kind, method.Token);
        }

        return found;
    }

    private static bool IsIn(string? since, NativePackage package) =>
        since is null || Version.Parse(since) <= new Version(package.Major, package.Minor);

    private static string Simple(string name) => name[(name.LastIndexOf('/') + 1)..];

    // Class names without their packages.
    private static string Short(string descriptor)
    {
        string text = descriptor;
        for (int slash = text.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = text.IndexOf('/', StringComparison.Ordinal))
        {
            int start = text.LastIndexOf('L', slash);
            text = text[..(start + 1)] + text[(slash + 1)..];
        }

        return text;
    }
}
