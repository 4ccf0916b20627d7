using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.OffCard.LoadFiles;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>Packages that name everything of a published package: linked where it is, refused where it is not.</summary>
[TestFixture]
public sealed class PublishedLibraryTests
{
    // Of the imports of such a package.
    private const string Framework = "80";
    private const string Published = "81";

    private static IEnumerable<string> Names() => PublishedLibrary.Names;

    [TestCaseSource(nameof(Names))]
    public void A_package_that_names_all_of_it_is_linked(string name) =>
        Assert.That(Load(name, "", withLibrary: true), Is.EqualTo(StatusWord.Success));

    [TestCaseSource(nameof(Names))]
    public void A_package_that_names_a_class_behind_the_last_one_is_refused(string name) =>
        Assert.That(Load(name, $"constant behind = 01 {Published} {KnownPackages.Find(name)!.Classes.Max(one => one.Token) + 1:X2} 00", withLibrary: true), Is.EqualTo(StatusWord.IncorrectData));

    [TestCaseSource(nameof(Names))]
    public void Without_it_the_package_is_refused_and_no_byte_of_it_is_left(string name)
    {
        StatusWord expected = PublishedLibrary.Added.ContainsKey(name) ? StatusWord.ReferencedDataNotFound : StatusWord.Success;
        Assert.That(Load(name, "", withLibrary: false), Is.EqualTo(expected));
    }

    [Test]
    public void What_is_called_there_throws()
    {
        string name = PublishedLibrary.Added.Keys.First(one => MethodsOf(one).Any());
        (ClassApi type, MemberApi method) = MethodsOf(name).First();
        string arguments = string.Concat(Enumerable.Repeat("sconst_0 / ", Descriptors.ArgumentCells(method.Descriptor)));
        string source = Source(name, "")
            .Replace("return // code", $"{arguments}invokestatic {name}/{type.Name}.{method.Name}{method.Descriptor} / return", StringComparison.Ordinal);
        var card = new TestCard(CardOptions.Uicc);
        card.Card.State.Machine.Library = PublishedLibrary.Instance;
        card.Card.State.Machine.VerifiesPackages = false;
        Assert.That(card.Card.LoadPackage(Assembler.Assemble(source).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Send("00A4040008F0436172644F700100"), Is.EqualTo("9000"));
        Assert.That(card.Send(MachineCard.Run), Is.EqualTo("6F00"));
    }

    private static IEnumerable<(ClassApi Type, MemberApi Method)> MethodsOf(string name) =>
        from type in KnownPackages.Find(name)!.Classes
        from member in type.Members
        where member is { Kind: MemberKind.StaticMethod, IsConstructor: false } && !member.Descriptor.Contains('I', StringComparison.Ordinal)
        select (type, member);

    private static StatusWord Load(string name, string constant, bool withLibrary)
    {
        var card = new TestCard(CardOptions.Uicc);
        Machine machine = card.Card.State.Machine;
        machine.Library = withLibrary ? PublishedLibrary.Instance : machine.Library;
        string before = Account(card);
        StatusWord status = card.Card.LoadPackage(Assembler.Assemble(Source(name, constant)).ToLoadFile());
        Assert.That(Account(card) == before, Is.EqualTo(status != StatusWord.Success), "memory");
        return status;
    }

    // An applet whose constant pool has every class, static method and virtual method.
    private static string Source(string name, string constant)
    {
        PackageApi api = KnownPackages.Find(name)!;
        var constants = new List<string>();
        foreach (ClassApi type in api.Classes)
        {
            constants.Add($"01 {Published} {type.Token:X2} 00");
            constants.AddRange(type.Members
                .Where(member => !type.Traits.HasFlag(ClassTraits.Interface) && member.Kind is MemberKind.StaticMethod or MemberKind.VirtualMethod)
                .Select(member => $"{(member.Kind == MemberKind.StaticMethod ? "06" : "03")} {Published} {type.Token:X2} {member.Token:X2}"));
        }

        string text = string.Join('\n', constants.Select((bytes, index) => string.Create(CultureInfo.InvariantCulture, $"constant c{index} = {bytes}")));
        return $"""
            package {Convert.ToHexString(MachineCard.Package)} 1.0 test/published
            import javacard/framework 1.0
            import {name} {api.Package.Version}
            import java/lang 1.0
            {text}
            {constant}
            constant shareable = 01 {Framework} 02 00
            applet {Convert.ToHexString(MachineCard.Instance)} App
            class App < javacard/framework/Applet
              method constructor <init>()V
                aload_0 / invokespecial javacard/framework/Applet.<init>
                aload_0 / invokevirtual javacard/framework/Applet.register()V / return
              method static install([BSB)V
                new App / invokespecial App.<init> / return
              method process(Ljavacard/framework/APDU;)V stack 10
                aload_0 / invokevirtual javacard/framework/Applet.selectingApplet()Z / ifeq go / return
                go: nop
                return // code
            """;
    }

    private static string Account(TestCard card) => string.Join(' ', card.Card.Account().Shares) + string.Join(' ', card.Card.Account().Containers);
}
