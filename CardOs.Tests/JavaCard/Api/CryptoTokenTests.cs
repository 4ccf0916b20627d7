using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using CardOs.JavaCard;
using CardOs.JavaCardApi;
using CardOs.OffCard.LoadFiles;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>The tokens of javacard.security and javacardx.crypto, against the published export files.</summary>
[TestFixture]
public sealed partial class CryptoTokenTests
{
    // What implements the interfaces of keys is in no export file.
    private const int FirstHiddenToken = 0x80;

    private static IEnumerable<NativeClass> Classes() =>
        RomLibrary.Instance.Packages.Where(package => package.Number is RomPackage.Security or RomPackage.Crypto)
            .SelectMany(package => package.Classes)
            .Where(type => type.Token < FirstHiddenToken);

    [Test]
    public void Tokens_names_and_descriptors_are_the_export_files()
    {
        var wrong = new List<string>();
        int members = 0;
        foreach (NativeClass type in Classes())
        {
            ClassApi? published = Published(type);
            Assert.That(published?.Name, Is.EqualTo(type.Name));
            foreach (NativeMethod method in type.Statics.Concat(type.Virtuals))
            {
                MemberKind kind = type.Statics.Contains(method) ? MemberKind.StaticMethod : MemberKind.VirtualMethod;
                MemberApi? member = Find(published!, kind, method.Token);
                members++;
                if (member?.Name != method.Name || Short(member.Descriptor) != method.Descriptor)
                {
                    wrong.Add($"{type.Name}: {kind} {method.Token} is {method.Name} {method.Descriptor}, published as {member?.Name} {member?.Descriptor}");
                }
            }
        }

        Assert.That(wrong, Is.Empty);
        Assert.That(members, Is.GreaterThan(180));
    }

    [Test]
    public void Interfaces_extend_what_the_export_files_say()
    {
        foreach (NativeClass type in Classes().Where(one => one.IsInterface))
        {
            IEnumerable<string> own = type.Interfaces.Select(id => RomLibrary.Instance.Class(id)!.Name);
            Assert.That(own, Is.EquivalentTo(Published(type)!.Interfaces.Select(name => name[(name.LastIndexOf('/') + 1)..])), type.Name);
        }
    }

    private static ClassApi? Published(NativeClass type)
    {
        NativePackage package = RomLibrary.Instance.Package((int)type.Package)!;
        return KnownPackages.Find(package.Name.Replace('.', '/'))?.Find(type.Token);
    }

    // What a class of another package declares, the table has there.
    private static MemberApi? Find(ClassApi type, MemberKind kind, int token)
    {
        MemberApi? found = type.Find(kind, token);
        for (string? super = type.Superclass; found is null && kind == MemberKind.VirtualMethod && super is not null; super = KnownPackages.FindClass(super)?.Superclass)
        {
            found = KnownPackages.FindClass(super)?.Find(kind, token);
        }

        return found;
    }

    private static string Short(string descriptor) => Path().Replace(descriptor, "L");

    [GeneratedRegex("L[a-z/]+/")]
    private static partial Regex Path();
}
