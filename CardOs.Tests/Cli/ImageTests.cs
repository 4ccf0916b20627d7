using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace CardOs.Tests.Cli;

[TestFixture]
public sealed class ImageTests
{
    [Test]
    public void An_image_shows_files_key_sets_applications_and_the_account()
    {
        using var image = new TemporaryFile();
        Assert.That(ToolRun.Of("", "exchange", "--save", image.Path).Code, Is.Zero);
        ToolRun run = ToolRun.Of("", "image", image.Path);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.Zero);
            Assert.That(run.Error, Is.Empty);
            Assert.That(run.Out, Does.Contain("container 1 home (activated)").And.Contain("EF 2FE2 ICCID: transparent, 10 bytes, SFI 02"));
            Assert.That(run.Out, Does.Contain("3DES, 2 keys").And.Contain("b00001 b00011"));
            Assert.That(run.Out, Does.Not.Contain("00112233445566778899aabbccddeeff").IgnoreCase, "keys stay in the card");
            Assert.That(run.Out, Does.Not.Contain("\u001b"));
        });
    }

    [Test]
    public void The_accounts_bytes_add_up_to_the_size_of_the_memory()
    {
        using var image = new TemporaryFile();
        Assert.That(ToolRun.Of("", "exchange", "--save", image.Path).Code, Is.Zero);
        string[] sums = ToolRun.Of("", "image", image.Path).Lines
            .SkipWhile(line => !line.StartsWith("| Memory of", System.StringComparison.Ordinal))
            .Select(line => Regex.Match(line, @"([\d,]+) \|$").Groups[1].Value.Replace(",", "", System.StringComparison.Ordinal))
            .Where(number => number.Length != 0)
            .ToArray();
        Assert.That(sums[^1], Is.EqualTo("262144"));
        Assert.That(sums.SkipLast(1).Sum(int.Parse), Is.EqualTo(262144));
    }

    [Test]
    public void A_file_that_is_no_image_is_refused_with_the_reason()
    {
        using var file = new TemporaryFile("no card, but text that is long enough for a header");
        ToolRun run = ToolRun.Of("", "image", file.Path);
        Assert.That(run.Error, Does.StartWith($"error: {file.Path}: expected a card image: "));
        Assert.That(run.Error.Count(character => character == '\n'), Is.EqualTo(1));
        Assert.That(run.Code, Is.EqualTo(2));
    }

    [Test]
    public void An_image_that_was_cut_short_is_refused()
    {
        using var image = new TemporaryFile();
        Assert.That(ToolRun.Of("", "exchange", "--save", image.Path).Code, Is.Zero);
        byte[] bytes = File.ReadAllBytes(image.Path);
        File.WriteAllBytes(image.Path, bytes[..(bytes.Length / 2)]);
        Assert.That(ToolRun.Of("", "exchange", "--image", image.Path).Error, Does.Contain("The image ends within its pages"));
    }
}
