using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CardOs.OffCard.LoadFiles;
using NUnit.Framework;

namespace CardOs.Tests.OffCard.LoadFiles;

/// <summary>The names behind tokens: that the table holds together, and that it says what published export files say.</summary>
/// <remarks>CARDOS_EXPORTS names a folder with export files, of any version, at any depth.</remarks>
[TestFixture]
public sealed class KnownPackagesTests
{
    private const string Variable = "CARDOS_EXPORTS";

    [TestCase("javacard/framework", 3, MemberKind.VirtualMethod, 7, "process")]
    [TestCase("javacard/framework", 16, MemberKind.StaticMethod, 2, "arrayCopyNonAtomic")]
    [TestCase("javacard/security", 15, MemberKind.VirtualMethod, 5, "sign")]
    [TestCase("uicc/toolkit", 16, MemberKind.StaticMethod, 0, "getEntry")]
    public void A_token_has_its_name(string package, int classToken, MemberKind kind, int token, string name) =>
        Assert.That(KnownPackages.Find(package)?.Find(classToken)?.Find(kind, token)?.Name, Is.EqualTo(name));

    [Test]
    public void Tokens_and_names_of_a_package_are_its_classes_own()
    {
        foreach (PackageApi package in KnownPackages.All)
        {
            Assert.That(package.Classes.Select(one => one.Token), Is.Unique, package.Name);
            Assert.That(package.Classes.Select(one => one.Name), Is.Unique, package.Name);
            foreach (ClassApi one in package.Classes)
            {
                Assert.That(one.Members.Select(member => (member.Kind, member.Token)), Is.Unique, $"{package.Name}/{one.Name}");
            }
        }
    }

    [Test]
    public void Superclasses_and_interfaces_are_known_too()
    {
        IEnumerable<string> named = KnownPackages.All.SelectMany(package => package.Classes)
            .SelectMany(one => one.Superclass is null ? one.Interfaces : one.Interfaces.Append(one.Superclass));
        Assert.That(named.Where(name => KnownPackages.FindClass(name) is null), Is.Empty);
    }

    [Test]
    public void Export_files_say_the_same()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(folder))
        {
            Assert.Ignore($"{Variable} names no folder");
        }

        var differences = new SortedSet<string>(StringComparer.Ordinal);
        var versions = new SortedSet<string>(StringComparer.Ordinal);
        int files = 0;
        foreach (string path in Directory.EnumerateFiles(folder!, "*.exp", SearchOption.AllDirectories))
        {
            PackageApi export = ExportFile.Open(path);
            files++;
            if (KnownPackages.Find(export.Package.Aid, export.Package.Major) is { } known)
            {
                versions.Add($"{known.Name} {export.Package.Version}");
                differences.UnionWith(Differences(known, export));
            }
        }

        TestContext.Out.WriteLine($"{files} files, {versions.Count} versions of {versions.Select(one => one.Split(' ')[0]).Distinct().Count()} packages");
        Assert.That(differences, Is.Empty);
    }

    // In both directions: what the file has is known, and what is known to be as old as the file is in it.
    private static IEnumerable<string> Differences(PackageApi known, PackageApi export)
    {
        string version = $"{export.Name} {export.Package.Version}";
        if (export.Name != known.Name || export.Package.Minor > known.Package.Minor)
        {
            yield return $"{version}: {known.Name} {known.Package.Version} is known";
        }

        foreach (ClassApi one in known.Classes)
        {
            ClassApi? exported = export.Find(one.Token);
            bool isExpected = IsIn(one.Since, export.Package);
            if ((exported is not null) != isExpected || (exported is not null && exported.Name != one.Name))
            {
                yield return $"{version}: class {one.Token} {one.Name}";
                continue;
            }

            if (exported is null)
            {
                continue;
            }

            if (exported.Superclass != one.Superclass || !exported.Interfaces.ToHashSet().SetEquals(one.Interfaces))
            {
                yield return $"{version}: superclass or interfaces of {one.Name}";
            }

            HashSet<string> expected = Methods(one).Where(member => IsIn(member.Since, export.Package)).Select(Describe).ToHashSet();
            expected.SymmetricExceptWith(exported.Members.Select(Describe));
            foreach (string difference in expected)
            {
                yield return $"{version}: {one.Name}: {difference}";
            }
        }

        foreach (ClassApi one in export.Classes.Where(one => known.Find(one.Token) is null))
        {
            yield return $"{version}: class {one.Token} {one.Name} is not known";
        }
    }

    private static string Describe(MemberApi member) => $"{member.Kind} {member.Token} {member.Name} {member.Descriptor}{(member.IsProtected ? " protected" : "")}";

    private static bool IsIn(string? since, CapPackage package) =>
        since is null || Version.Parse(since) <= new Version(package.Major, package.Minor);

    // With those that the superclasses have, which the table does not repeat.
    private static List<MemberApi> Methods(ClassApi one)
    {
        List<MemberApi> members = [.. one.Members];
        for (string? name = one.Superclass; name is not null;)
        {
            ClassApi superclass = KnownPackages.FindClass(name)!;
            members.AddRange(superclass.Members.Where(member =>
                member.Kind == MemberKind.VirtualMethod && !members.Exists(own => own.Kind == MemberKind.VirtualMethod && own.Token == member.Token)));
            name = superclass.Superclass;
        }

        return members;
    }
}
