using System.IO;
using System.Linq;
using NUnit.Framework;

namespace CardOs.Tests.Cli;

[TestFixture]
public sealed class ContainersTests
{
    [Test]
    public void The_list_shows_number_name_state_and_memory()
    {
        using TemporaryFile image = Image();
        ToolRun run = ToolRun.Of("", "containers", "list", image.Path);
        Assert.That(run.Code, Is.Zero);
        Assert.That(run.Out, Does.Match(@"Number \| name +\| state +\| +memory \| +used"));
        Assert.That(States(image), Is.EqualTo("0 common common, 1 home activated, 2 travel disabled"));
    }

    [TestCase("2")]
    [TestCase("travel")]
    public void Activation_is_by_number_or_name_and_lasts(string container)
    {
        using TemporaryFile image = Image();
        ToolRun run = ToolRun.Of("", "containers", "activate", image.Path, container);
        Assert.That((run.Code, run.Out), Is.EqualTo((0, "2 travel is activated\n")));
        Assert.That(States(image), Is.EqualTo("0 common common, 1 home disabled, 2 travel activated"));
        Assert.That(ToolRun.Of("00A4080C022FE2\n00B000000A\n", "exchange", "--image", image.Path).Out, Does.Contain("98880100000000000020").IgnoreCase);
        Assert.That(ToolRun.Of("", "containers", "activate", image.Path, container).Code, Is.Zero, "again");
    }

    [Test]
    public void A_container_is_created_and_deleted()
    {
        using TemporaryFile image = Image();
        Assert.That(ToolRun.Of("", "containers", "create", image.Path, "work").Out, Is.EqualTo("3 work was made\n"));
        Assert.That(States(image), Does.EndWith(", 3 work disabled"));
        Assert.That(ToolRun.Of("", "containers", "delete", image.Path, "work").Out, Is.EqualTo("3 work was deleted\n"));
        Assert.That(States(image), Is.EqualTo("0 common common, 1 home activated, 2 travel disabled"));
    }

    [TestCase("activate", "0", "0 common is the common container, which is always activated (6985)", 1)]
    [TestCase("activate", "9", "expected a container, one of 0 common, 1 home, 2 travel; found '9'", 2)]
    [TestCase("delete", "home", "1 home is activated: activate another one first (6985)", 1)]
    [TestCase("delete", "common", "0 common is the common container, which stays (6985)", 1)]
    [TestCase("delete", "nobody", "expected a container, one of 0 common, 1 home, 2 travel; found 'nobody'", 2)]
    [TestCase("create", "home", "there is a container with the name 'home' (6A80)", 1)]
    public void What_cannot_be_is_an_error_and_the_image_stays(string what, string container, string error, int code)
    {
        using TemporaryFile image = Image();
        byte[] before = File.ReadAllBytes(image.Path);
        ToolRun run = ToolRun.Of("", "containers", what, image.Path, container);
        Assert.That((run.Code, run.Error), Is.EqualTo((code, $"error: {image.Path}: {error}\n")));
        Assert.That(File.ReadAllBytes(image.Path), Is.EqualTo(before));
    }

    [Test]
    public void A_name_that_is_too_long_is_an_error()
    {
        using TemporaryFile image = Image();
        ToolRun run = ToolRun.Of("", "containers", "create", image.Path, new string('n', 33));
        Assert.That((run.Code, run.Error), Is.EqualTo((2, "error: expected a name of 1 to 32 bytes, found 33\n")));
    }

    [TestCase("containers", "list")]
    [TestCase("containers", "activate", "card.image")]
    [TestCase("containers", "frobnicate", "card.image")]
    public void A_wrong_command_line_is_an_error(params string[] arguments) => Assert.That(ToolRun.Of("", arguments).Code, Is.EqualTo(2));

    private static TemporaryFile Image()
    {
        var image = new TemporaryFile();
        Assert.That(ToolRun.Of("", "exchange", "--save", image.Path).Code, Is.Zero);
        return image;
    }

    private static string States(TemporaryFile image) => string.Join(", ", ToolRun.Of("", "containers", "list", image.Path).Lines
        .Select(line => string.Join(' ', line.Split('|', System.StringSplitOptions.TrimEntries).Skip(1).Take(3)))
        .Where(line => line.Length != 0 && char.IsDigit(line[0])));
}
