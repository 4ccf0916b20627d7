using System;
using System.IO;
using System.Linq;
using CardOs.Apdu.LoadFiles;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.Cli;

[TestFixture]
public sealed class CapTests
{
    // Made by: cardos disassemble CardOs.Tests/Vectors/applets/finally/finally.cap
    private const string Golden = "CardOs.Tests/Cli/finally.disassembly.txt";

    private static string Applet => Repository.PathOf("CardOs.Tests/Vectors/applets/finally/finally.cap");

    [Test]
    public void A_file_shows_its_package_imports_applets_and_sizes()
    {
        ToolRun run = ToolRun.Of("", "cap", Applet);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.Zero);
            Assert.That(run.Error, Is.Empty);
            Assert.That(run.Lines[0], Is.EqualTo("Package f0436172644f05 1.0, CAP format 2.1, applets"));
            Assert.That(run.Out, Does.Contain("| a0000000620101 | 1.3     | javacard/framework |"));
            Assert.That(run.Out, Does.Contain("| f0436172644f0501 |           00b4 |"));
        });
    }

    [Test]
    public void Sizes_of_components_add_up_to_what_is_loaded()
    {
        string[][] rows = [.. ToolRun.Of("", "cap", Applet).Lines.Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 5)];
        int[] sizes = [.. rows.Where(cells => int.TryParse(cells[1], out int tag) && tag > 0 && cells[2].All(char.IsAsciiLetter)).Select(cells => NumberOf(cells[3]))];
        Assert.That(sizes, Has.Length.EqualTo(10));
        Assert.That(sizes.Sum(), Is.EqualTo(NumberOf(rows.Single(cells => cells[2] == "loaded with the descriptor")[3])));
    }

    [Test]
    public void Code_is_written_as_it_was_before() =>
        Assert.That(ToolRun.Of("", "disassemble", Applet).Out, Is.EqualTo(File.ReadAllText(Repository.PathOf(Golden)).Replace("\r", "", StringComparison.Ordinal)));

    [Test]
    public void A_method_is_found_by_its_name_and_by_its_offset()
    {
        ToolRun byName = ToolRun.Of("", "disassemble", Applet, "--method", "Applet.process");
        Assert.That(byName.Lines[1], Does.StartWith("method 00bd (Ljavacard/framework/APDU;)V"));
        Assert.That(byName.Out.Split("\nmethod "), Has.Length.EqualTo(2));
        Assert.That(ToolRun.Of("", "disassemble", Applet, "--method", "00BD").Out, Is.EqualTo(byName.Out));
        ToolRun none = ToolRun.Of("", "disassemble", Applet, "--method", "nothing");
        Assert.That((none.Code, none.Error), Is.EqualTo((2, $"error: {Applet}: there is no method nothing\n")));
    }

    [TestCase("", "Header.cap: expected DECAFFED, a format of 2.1 to 2.3, and a package")]
    [TestCase("0100", "byte 0: expected a ZIP archive, or components one behind the other")]
    [TestCase("504B0304", "the archive: expected a ZIP archive")]
    [TestCase("010014DECAFFED03020800010AF0010203040506070809", "Header.cap: expected the compact format, found the extended one")]
    public void What_is_no_such_file_is_refused_with_the_reason(string hex, string reason)
    {
        using var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, Convert.FromHexString(hex));
        ToolRun run = ToolRun.Of("", "cap", file.Path);
        Assert.That(run.Error, Does.StartWith($"error: {file.Path}: {reason}"));
        Assert.That(run.Code, Is.EqualTo(2));
    }

    [Test]
    public void A_component_that_is_not_as_the_directory_says_is_named()
    {
        AssembledCap cap = Assembler.AssembleMethod("sconst_0 / sreturn");
        cap.BreakDirectory = bytes => bytes[13]++;
        Assert.That(ErrorOf(cap), Does.EndWith("Method.cap: expected 6 bytes as the directory says, found 5\n"));
        cap.Truncate(ComponentTag.StaticField, 3);
        Assert.That(ErrorOf(cap), Does.EndWith("StaticField.cap: expected a component of format 2.1\n"));
        cap[ComponentTag.ConstantPool] = null;
        Assert.That(ErrorOf(cap), Does.EndWith("ConstantPool.cap: expected to be there\n"));
    }

    private static string ErrorOf(AssembledCap cap)
    {
        using var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, cap.ToLoadFile());
        return ToolRun.Of("", "disassemble", file.Path).Error;
    }

    private static int NumberOf(string text) => int.Parse(text.Replace(",", "", StringComparison.Ordinal));
}
