using System;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace CardOs.Tests.Cli;

[TestFixture]
public sealed class ProfileCommandTests
{
    private const string VerifyAll = "002000010831323334FFFFFFFF\n0020000A083838383838383838\n";

    private static string Sample => Repository.PathOf("samples/uicc.json");

    [Test]
    public void An_image_of_a_profile_is_the_card_of_the_profile()
    {
        using var image = new TemporaryFile();
        ToolRun run = ToolRun.Of("", "profile", "create", Sample, "--image", image.Path);
        Assert.Multiple(() =>
        {
            Assert.That((run.Code, run.Out, run.Error), Is.EqualTo((0, "", "")));
            Assert.That(ToolRun.Of("00A4000C022FE2\n00B000000A\n", "exchange", "--image", image.Path).Out, Is.EqualTo("9000\n988801000000000000109000\n"));
            Assert.That(ToolRun.Of("", "profile", "diff", Sample, image.Path).Out, Is.EqualTo("no difference\n"));
            Assert.That(ToolRun.Of("", "profile", "show", image.Path).Out, Is.EqualTo(ToolRun.Of("", "profile", "show", Sample).Out));
        });
    }

    [Test]
    public void Show_is_as_in_the_documentation_and_fits_80_columns()
    {
        ToolRun run = ToolRun.Of("", "profile", "show", Sample);
        string text = string.Join('\n', run.Lines.Select(line => line.TrimEnd())) + "\n";
        string path = Repository.PathOf("docs/default-profile.txt");
        if (Environment.GetEnvironmentVariable("CARDOS_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Multiple(() =>
        {
            Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
            Assert.That(run.Lines.Max(line => line.TrimEnd().Length), Is.LessThanOrEqualTo(80));
            Assert.That(text, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")), "CARDOS_WRITE_DOCS=1 writes the file anew");
        });
    }

    [TestCase("EF 6F07 IMSI: transparent, 9 bytes, SFI 07", "001010000000001")]
    [TestCase("EF 2FE2 ICCID: transparent, 10 bytes, SFI 02", "89881000000000000001")]
    [TestCase("EF 6F46 SPN: transparent, 17 bytes", "\"CardOs\", display condition 00")]
    [TestCase("EF 6F40 MSISDN: linear fixed, 1 x 28 bytes", "1: \"CardOs\" +99970000001")]
    [TestCase("EF 6F62 HPLMNwAcT: transparent, 5 bytes", "001-01 UTRAN+E-UTRAN+NG-RAN+GSM")]
    [TestCase("EF 6F7E LOCI: transparent, 11 bytes", "no TMSI, network 001-01, LAC 0000, not updated")]
    [TestCase("EF 6FAD AD: transparent, 4 bytes", "normal operation, network code of 2 digits")]
    [TestCase("EF 6FB7 ECC: linear fixed, 3 x 14 bytes, SFI 01", "1: 112 \"Emergency\", category 00")]
    [TestCase("EF 6FC5 PNN: linear fixed, 2 x 24 bytes, SFI 19", "1: \"CardOs\", short \"CardOs\"")]
    [TestCase("EF 6F02 IMPI: transparent, 64 bytes, SFI 02", "001010000000001@ims.mnc001.mcc001.3gppnetwork.org")]
    [TestCase("EF 6F3B FDN: linear fixed, 10 x 28 bytes", "1 to 10: empty")]
    public void Contents_are_in_words(string file, string contents)
    {
        string shown = ToolRun.Of("", "profile", "show", Sample).Out;
        int place = shown.IndexOf(file, StringComparison.Ordinal);
        Assert.That(place, Is.GreaterThan(0), file);
        string[] lines = shown[place..].Split('\n').Take(6).ToArray();
        Assert.That(string.Join('\n', lines), Does.Contain(contents));
    }

    [Test]
    public void Values_of_pins_are_never_shown()
    {
        string shown = ToolRun.Of("", "profile", "show", Sample).Out;
        Assert.That(shown, Does.Contain("PIN 1 (01): enabled, 3 of 3 tries, 10 of 10 to unblock"));
        Assert.That(shown, Does.Not.Contain("12345678").And.Not.Contain("31323334").And.Not.Contain("88888888"));
    }

    [Test]
    public void Diff_names_what_was_done_to_a_card()
    {
        using var before = new TemporaryFile();
        using var after = new TemporaryFile();
        const string Script = VerifyAll
            + "00A4000C022F05\n00D60000026465\n"                                        // EF PL
            + "00A4080C047F106F3A\n00DC01041C43617264FFFFFFFFFFFFFFFFFFFF04812143F5FFFFFFFFFFFFFFFFFF\n"
            + "00A4000C023F00\n00E0000016" + "6214" + "82024121" + "83022F77" + "8A0105" + "8B032F0601" + "80020004" + "\n"
            + "00A4000C022F08\n00040000\n"                                           // EF UMPC deactivated
            + "0024000110" + "31323334FFFFFFFF" + "39393939FFFFFFFF" + "\n";
        ToolRun.Of("", "profile", "create", Sample, "--image", before.Path);
        ToolRun made = ToolRun.Of(Script, "exchange", "--image", before.Path, "--save", after.Path);
        TestContext.Out.WriteLine(made.Out + made.Error);
        ToolRun run = ToolRun.Of("", "profile", "diff", before.Path, after.Path);
        string[] expected =
        [
            "1 home: PIN 1", "    has another value",
            "1 home: 3F00/2F05 PL", "    contents (bytes 0 to 1): en -> de",
            "1 home: 3F00/2F08 UMPC", "    life cycle: activated -> deactivated",
            "1 home: 3F00/7F10/6F3A ADN", "    record 1 (bytes 0 to 18): empty -> \"Card\" 12345",
            "1 home: 3F00/2F77", "    added",
        ];
        Assert.That(run.Lines, Is.EqualTo(expected));
        Assert.That((run.Code, run.Error), Is.EqualTo((1, "")));
    }

    [TestCase("show")]
    [TestCase("diff")]
    public void What_is_neither_a_profile_nor_an_image_is_refused(string command)
    {
        using var file = new TemporaryFile("neither the one nor the other, but long enough");
        ToolRun run = command == "show" ? ToolRun.Of("", "profile", command, file.Path) : ToolRun.Of("", "profile", command, file.Path, file.Path);
        Assert.That(run.Error, Does.StartWith($"error: {file.Path}: expected a card image: "));
        Assert.That(run.Code, Is.EqualTo(2));
    }
}
