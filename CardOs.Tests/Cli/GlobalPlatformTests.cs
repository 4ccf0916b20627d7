using NUnit.Framework;

namespace CardOs.Tests.Cli;

/// <summary><c>cardos gp</c> on cards in images.</summary>
[TestFixture]
public sealed class GlobalPlatformTests
{
    private const string Package = "f0436172644f13";
    private const string Applet = "f0436172644f1301";
    private const string NewKey = "000102030405060708090a0b0c0d0e0f";

    private static string Cap => Repository.PathOf("CardOs.Tests/Vectors/applets/wallet/wallet.cap");

    [Test]
    public void The_default_card_lists_its_domains_and_applications()
    {
        ToolRun run = ToolRun.Of("", "gp", "list");
        Assert.Multiple(() =>
        {
            Assert.That(run.Code, Is.Zero);
            Assert.That(run.Out, Does.Contain("| issuer's domain | a000000151000000     | secured      | 9efe80     |"));
            Assert.That(run.Out, Does.Contain("| f0436172644f73440100 | personalized | 80c000     | a000000151000000     |"));
            Assert.That(run.Out, Does.Not.Contain("f0436172644f734402"));
        });
    }

    [Test]
    public void A_package_is_loaded_installed_locked_and_deleted()
    {
        using var image = new TemporaryFile();
        Run("profile", "create", Repository.PathOf("samples/uicc.json"), "--image", image.Path);
        Assert.That(Run("gp", "load", Cap, "--image", image.Path).Out, Is.EqualTo("f0436172644f13 1.0 is loaded\n"));
        Assert.That(Run("gp", "install", Package, Applet, "--parameters", "31323334", "--image", image.Path).Out, Is.EqualTo($"{Applet} is installed\n"));
        Assert.That(Run("gp", "lock", Applet, "--image", image.Path).Out, Is.EqualTo($"{Applet} is locked\n"));
        Assert.That(Run("gp", "list", "--image", image.Path).Out, Does.Contain($"| {Applet}     | locked "));
        Assert.That(Run("gp", "unlock", Applet, "--image", image.Path).Out, Is.EqualTo($"{Applet} is unlocked\n"));
        ToolRun refused = ToolRun.Of("", "gp", "delete", Package, "--image", image.Path);
        Assert.That((refused.Code, refused.Error), Is.EqualTo((2, "error: DELETE: the card answered 6985\n")));
        Assert.That(Run("gp", "delete", Package, "--related", "--image", image.Path).Out, Is.EqualTo($"{Package} is deleted\n"));
        Assert.That(Run("gp", "list", "--image", image.Path).Out, Does.Not.Contain(Package));
    }

    [Test]
    public void What_is_loaded_for_the_other_container_is_seen_there()
    {
        using var image = new TemporaryFile();
        Run("profile", "create", Repository.PathOf("samples/uicc.json"), "--image", image.Path);
        Run("gp", "load", Cap, "--container", "2", "--image", image.Path);
        Assert.That(Run("gp", "list", "--image", image.Path).Out, Does.Not.Contain(Package));
        Assert.That(Run("gp", "list", "--container", "2", "--image", image.Path).Out, Does.Contain($"| {Package}       | loaded "));
    }

    [Test]
    public void New_keys_are_used()
    {
        using var image = new TemporaryFile();
        Run("profile", "create", Repository.PathOf("samples/uicc.json"), "--image", image.Path);
        Assert.That(Run("gp", "keys", "31", NewKey, "--image", image.Path).Out, Is.EqualTo("keys 31 are put\n"));
        Assert.That(Run("gp", "list", "--key", NewKey, "--key-version", "49", "--image", image.Path).Code, Is.Zero);
        Assert.That(ToolRun.Of("", "gp", "list", "--key-version", "49", "--image", image.Path).Code, Is.EqualTo(2));
    }

    [TestCase("error: --key: expected 16, 24 or 32 bytes, found 1", "list", "--key", "00", TestName = "A_short_key")]
    [TestCase("error: --key: expected one key or three, found 2", "list", "--key", NewKey, "--key", NewKey, TestName = "Two_keys")]
    [TestCase("error: --domain: expected a security domain that can be selected: the card answered 6A82", "list", "--domain", "f0000000000001", TestName = "No_such_domain")]
    [TestCase("error: AID: expected an AID of 5 to 16 bytes, found 4", "delete", "f0000000", TestName = "A_short_AID")]
    [TestCase("error: VERSION: expected 01 to 7f, found 80", "keys", "80", NewKey, TestName = "A_version_that_no_key_can_have")]
    [TestCase("error: MANAGE CONTAINER, name the target: the card answered 6A88", "list", "--container", "9", TestName = "No_such_container")]
    public void Wrong_input_is_said_in_one_line(string error, params string[] arguments)
    {
        ToolRun run = ToolRun.Of("", ["gp", .. arguments]);
        Assert.That((run.Code, run.Error.TrimEnd('\n')), Is.EqualTo((2, error)));
    }

    private static ToolRun Run(params string[] arguments)
    {
        ToolRun run = ToolRun.Of("", arguments);
        Assert.That(run.Error, Is.Empty);
        return run;
    }
}
