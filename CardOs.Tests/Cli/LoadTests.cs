using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using CardOs.Tests.JavaCard;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.Cli;

[TestFixture]
public sealed class LoadTests
{
    private const string Select = "00A4040008F0436172644F050100";

    private static string Applet => Of("finally/finally.cap");

    [Test]
    public void A_package_is_loaded_into_a_card_that_is_saved_and_its_applet_answers()
    {
        using var image = new TemporaryFile();
        ToolRun run = ToolRun.Of("", "load", Applet, "--install", "all", "--save", image.Path);
        Assert.Multiple(() =>
        {
            Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
            Assert.That(run.Lines[0], Does.Match(@"^Package f0436172644f05 1\.0 of [\d,]+ bytes, with 1 applet, in container 0"));
            Assert.That(run.Lines, Has.Member("Instance f0436172644f0501"));
            Assert.That(run.Lines[^1], Does.Match(@"^Free in the card: [\d,]+ bytes$"));
            Assert.That(ToolRun.Of(Select, "exchange", "--image", image.Path).Out, Is.EqualTo("9000\n"));
        });
    }

    [Test]
    public void What_a_package_took_is_what_the_free_memory_lost()
    {
        using var image = new TemporaryFile();
        using var loaded = new TemporaryFile();
        ToolRun.Of("", "exchange", "--save", image.Path);
        ToolRun run = ToolRun.Of("", "load", Applet, "--image", image.Path, "--save", loaded.Path, "--container", "1", "--install", "f0436172644f0501=f0436172644f0599");
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines, Has.Member("Instance f0436172644f0599 of applet f0436172644f0501"));
        int taken = run.Lines.Where(line => line.StartsWith("| all ", StringComparison.Ordinal)).Sum(LastNumber);
        Assert.That(FreeOf(image.Path) - FreeOf(loaded.Path), Is.EqualTo(taken));
        Assert.That(ToolRun.Of("00A4040008F0436172644F059900", "exchange", "--image", loaded.Path).Out, Is.EqualTo("9000\n"));
    }

    [Test]
    public void Without_a_place_to_save_nothing_is_kept()
    {
        using var image = new TemporaryFile();
        ToolRun.Of("", "exchange", "--save", image.Path);
        byte[] before = File.ReadAllBytes(image.Path);
        Assert.That(ToolRun.Of("", "load", Applet, "--image", image.Path).Code, Is.Zero);
        Assert.That(File.ReadAllBytes(image.Path), Is.EqualTo(before));
    }

    [Test]
    public void Packages_that_import_each_other_are_loaded_in_their_order()
    {
        ToolRun run = ToolRun.Of("", "load", Of("packages/base.cap"), Of("packages/middle.cap"), Of("packages/client.cap"), "--install", "all");
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Lines.Count(line => line.StartsWith("Package ", StringComparison.Ordinal)), Is.EqualTo(3));
        Assert.That(run.Lines.Count(line => line.StartsWith("Instance ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void What_the_card_refuses_is_said_with_its_place_and_nothing_is_saved()
    {
        using var image = new TemporaryFile();
        string client = Of("packages/client.cap");
        ToolRun run = ToolRun.Of("", "load", client, "--save", image.Path);
        Assert.That(run.Error, Does.Match($@"^error: {Regex.Escape(client)}: Import\.cap: import \d+: expected package f0436172644f0[67] 1\.\d on the card, found none \(6a88\)\n$"));
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(File.Exists(image.Path), Is.False);
        Assert.That(ToolRun.Of("", "load", Applet, Applet).Error, Is.EqualTo($"error: {Applet}: expected a package that is not on the card, found f0436172644f05 (6985)\n"));
    }

    [TestCase("import javacard/framework 1.99", "Import.cap: import 0: expected package a0000000620101 1.99 javacard/framework on the card, found version 1.6 (6a88)")]
    [TestCase("import javacard/framework 1.0\nconstant odd = 06 80 10 63", "ConstantPool.cap: entry 0: expected javacard/framework/Util.static 99 on the card, found none (6a80)")]
    [TestCase("import javacard/framework 1.0\nconstant odd = 01 80 63 00", "ConstantPool.cap: entry 0: expected package 0 class 99 on the card, found none (6a80)")]
    public void A_name_that_the_card_has_not_is_said(string lines, string reason)
    {
        using TemporaryFile file = Assembled(MachineCard.Source("sconst_0 / sreturn").Replace("import javacard/framework 1.0", lines, StringComparison.Ordinal));
        Assert.That(ToolRun.Of("", "load", file.Path).Error, Is.EqualTo($"error: {file.Path}: {reason}\n"));
    }

    [Test]
    public void A_package_that_is_not_verified_is_refused()
    {
        using TemporaryFile file = Assembled(MachineCard.Source("sconst_0 / areturn"));
        Assert.That(ToolRun.Of("", "load", file.Path).Error, Is.EqualTo($"error: {file.Path}: expected a package that passes verification (6a80)\n"));
    }

    [TestCase("--install", "f0436172644f0502", "--install f0436172644f0502: expected an applet of the files: f0436172644f0501")]
    [TestCase("--install", "f0436172644f0501=00", "--install f0436172644f0501=00: expected an AID of 5 to 16 bytes, found 1")]
    [TestCase("--install", "xx", "--install xx: expected hex digits, found 'x'")]
    [TestCase("--parameters", "0", "--parameters: expected hex digits in pairs, found 1 of them")]
    [TestCase("--container", "9", "--container 9: expected one of 0, 1, 2")]
    public void A_wrong_value_is_said_with_what_was_expected(string option, string value, string reason)
    {
        ToolRun run = ToolRun.Of("", "load", Applet, option, value);
        Assert.That((run.Code, run.Error), Is.EqualTo((2, $"error: {reason}\n")));
    }

    [Test]
    public void An_applet_that_is_there_or_does_not_register_is_not_installed()
    {
        const string Twice = "f0436172644f0501";
        Assert.That(
            ToolRun.Of("", "load", Applet, "--install", "all", "--install", Twice).Error,
            Is.EqualTo($"error: {Applet}: applet {Twice}: expected an AID that nothing on the card has, found {Twice} in container 0 common (6985)\n"));
        using TemporaryFile file = Assembled(MachineCard.Source("sconst_0 / sreturn").Replace("new App / invokespecial App.<init> / return", "return", StringComparison.Ordinal));
        Assert.That(
            ToolRun.Of("", "load", file.Path, "--install", "all").Error,
            Is.EqualTo($"error: {file.Path}: applet f0436172644f7001: expected its install method to register it, and it did not (6a80)\n"));
    }

    private static string Of(string name) => Repository.PathOf("CardOs.Tests/Vectors/applets/" + name);

    private static TemporaryFile Assembled(string source)
    {
        var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, Assembler.Assemble(source).ToLoadFile());
        return file;
    }

    private static int FreeOf(string image) =>
        ToolRun.Of("", "image", image).Lines.Where(line => Regex.IsMatch(line, @"^\| [^|]+\| free ")).Sum(LastNumber);

    private static int LastNumber(string line) => int.Parse(Regex.Match(line, @"([\d,]+) \|$").Groups[1].Value.Replace(",", "", StringComparison.Ordinal));
}
