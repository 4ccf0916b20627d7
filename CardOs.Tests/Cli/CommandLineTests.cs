using System;
using System.IO;
using NUnit.Framework;

namespace CardOs.Tests.Cli;

[TestFixture]
public sealed class CommandLineTests
{
    private static readonly string[][] Commands = [[], ["demo"], ["exchange"], ["ota"], ["ota", "seal"], ["ota", "open"], ["image"], ["profile"], ["profile", "create"], ["profile", "show"], ["profile", "diff"], ["containers"], ["containers", "list"], ["containers", "activate"], ["containers", "create"], ["containers", "delete"]];

    [TestCaseSource(nameof(Commands))]
    public void Help_shows_how_the_command_is_used(params string[] command)
    {
        ToolRun run = ToolRun.Of("", [.. command, "--help"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.Zero);
            Assert.That(run.Out, Does.Contain("Usage:").And.Contain("Examples:\n  "));
            Assert.That(run.Error, Is.Empty);
        });
    }

    [Test]
    public void Version_is_that_of_the_package()
    {
        ToolRun run = ToolRun.Of("", "--version");
        Assert.That(run.Out, Does.Match(@"^cardos \d+\.\d+\.\d+\S*\n$"));
        Assert.That(run.Code, Is.Zero);
    }

    [TestCase("nonsense")]
    [TestCase("exchange", "--nonsense", "x")]
    [TestCase("exchange", "--nonsense")]
    [TestCase("image", "--nonsense")]
    [TestCase("image")]
    public void A_wrong_command_line_is_an_error_with_the_way_to_the_help(params string[] arguments)
    {
        ToolRun run = ToolRun.Of("", arguments);
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.EqualTo(2));
            Assert.That(run.Out, Is.Empty);
            Assert.That(run.Error, Does.StartWith("error: ").And.Contains("See: cardos").And.EndsWith("--help\n"));
        });
    }

    [TestCase("exchange", "NAME")]
    [TestCase("exchange", "--profile", "NAME")]
    [TestCase("exchange", "--image", "NAME")]
    [TestCase("ota", "seal", "NAME")]
    [TestCase("ota", "open", "NAME")]
    [TestCase("image", "NAME")]
    [TestCase("demo", "--scenario", "NAME")]
    public void A_file_that_is_not_there_is_named(params string[] arguments)
    {
        using var missing = new TemporaryFile();
        ToolRun run = ToolRun.Of("", Array.ConvertAll(arguments, argument => argument == "NAME" ? missing.Path : argument));
        Assert.That(run.Error, Is.EqualTo($"error: {missing.Path}: there is no such file\n"));
        Assert.That(run.Code, Is.EqualTo(2));
    }

    [Test]
    public void A_folder_that_is_not_there_is_named()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "card.image");
        Assert.That(ToolRun.Of("", "exchange", "--save", path).Error, Is.EqualTo($"error: {path}: there is no such folder\n"));
        Assert.That(ToolRun.Of("", "exchange", "--image", path).Error, Is.EqualTo($"error: {path}: there is no such folder\n"));
    }

    [Test]
    public void A_folder_is_no_file()
    {
        string folder = Path.GetTempPath();
        ToolRun run = ToolRun.Of("", "exchange", folder);
        Assert.That(run.Error, Is.EqualTo($"error: {folder}: expected a file, found a folder\n"));
        Assert.That(run.Code, Is.EqualTo(2));
    }
}
