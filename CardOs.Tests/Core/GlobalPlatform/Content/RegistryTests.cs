using CardOs.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>To whom things belong, and what can still be done with them: GlobalPlatform 2.3.1 9.4, 11.5.2.3.4, 11.5.2.3.5; and in which container.</summary>
public sealed class RegistryTests
{
    private const string Domain = "F0436172644F7402";
    private const string Third = "F0436172644F7403";
    private const string Home = "F0436172644F73440100";
    private const string Travel = "F0436172644F73440200";

    [Test]
    public void An_application_is_extradited_and_its_new_domain_sees_it()
    {
        var card = new ContentCard();
        card.MakeDomain(Domain, "80C000");
        card.MakeDomain(Third, "80C000");
        card.Load();
        card.InstallApplet();
        Assert.That(Extradite(card, Domain, ContentCard.Applet), Is.EqualTo("00 9000"));
        Assert.That(Extradite(card, Domain, ContentCard.Package), Is.EqualTo("00 9000"));
        card.Authenticate(domain: Domain);
        Assert.That(card.Status("40", data: "4F08" + ContentCard.Applet + "5C024FCC"), Is.EqualTo("E3144F08" + ContentCard.Applet + "CC08" + Domain + " 9000"));
        Assert.That(card.Status("20", data: "4F00" + "5C014F"), Is.EqualTo("E3094F07" + ContentCard.Package + " 9000"));
        Assert.That(card.Install("2000", "", "", ContentCard.Applet, "", "", ""), Is.EqualTo("00 9000"));
        Assert.That(Extradite(card, Third, ContentCard.Applet), Is.EqualTo("6985"), "the other domain does not accept it");
        Assert.That(card.Delete(ContentCard.Package, "80"), Is.EqualTo("00 9000"));
        Assert.That(card.Delete(Third), Is.EqualTo("6985"));
        card.Authenticate();
        Assert.That(card.Delete(Third), Is.EqualTo("00 9000"));
    }

    [Test]
    public void A_domain_accepts_extradition_when_it_was_made_so()
    {
        var card = new ContentCard();
        card.MakeDomain(Domain, "80C000");
        card.MakeDomain(Third, "80C000", "C903820180");
        card.Load(Domain);
        card.Authenticate(domain: Domain);
        Assert.That(card.InstallApplet(), Is.EqualTo("00 9000"));
        Assert.That(Extradite(card, Third, ContentCard.Applet), Is.EqualTo("00 9000"));
        Assert.That(Extradite(card, Domain, ContentCard.Applet), Is.EqualTo("6985"), "it is not its own any more");
        Assert.That(card.Status("40", data: "4F08" + ContentCard.Applet), Is.EqualTo("6A88"));
    }

    [Test]
    public void No_domain_belongs_to_one_below_it_and_nothing_changes_its_container()
    {
        var card = new ContentCard();
        card.MakeDomain(Domain, "80C000");
        card.MakeDomain(Third, "80C000");
        Assert.That(Extradite(card, Domain, Third), Is.EqualTo("00 9000"));
        Assert.That(Extradite(card, Third, Domain), Is.EqualTo("6985"));
        Assert.That(Extradite(card, Home, Domain), Is.EqualTo("6985"));
        Assert.That(Extradite(card, Domain, ContentCard.Issuer), Is.EqualTo("6985"));
    }

    [TestCase("01", "delete", "6985")]
    [TestCase("08", "delete", "00 9000")]
    [TestCase("20", "personalize", "6985")]
    [TestCase("01", "personalize", "00 9000")]
    [TestCase("40", "update", "6985")]
    [TestCase("10", "extradite", "6985")]
    public void What_was_restricted_cannot_be_done(string restriction, string what, string answer)
    {
        var card = new ContentCard();
        card.MakeDomain(Domain, "80C000");
        card.Load();
        card.InstallApplet();
        Assert.That(Restrict(card, ContentCard.Applet, restriction), Is.EqualTo("00 9000"));
        string given = what switch
        {
            "delete" => card.Delete(ContentCard.Applet),
            "personalize" => card.Install("2000", "", "", ContentCard.Applet, "", "", ""),
            "update" => Restrict(card, ContentCard.Applet, "00"),
            _ => Extradite(card, Domain, ContentCard.Applet),
        };
        Assert.That(given, Is.EqualTo(answer));
    }

    [Test]
    public void The_card_is_restricted_for_good()
    {
        var card = new ContentCard();
        Assert.That(Restrict(card, "", "02"), Is.EqualTo("00 9000"));
        Assert.That(card.InstallForLoad(), Is.EqualTo("6985"));
        Assert.That(Restrict(card, "", "04"), Is.EqualTo("00 9000"));
        card.Card.Card.PowerOff();
        card.Card.Card.PowerOn();
        card.Authenticate();
        Assert.That(card.InstallForLoad(), Is.EqualTo("6985"));
        Assert.That(card.InstallDomain(Domain), Is.EqualTo("6985"));
    }

    [Test]
    public void Privileges_are_changed_and_single_ones_come_back()
    {
        var card = new ContentCard();
        card.Load();
        card.InstallApplet();
        string before = card.Describe();
        Assert.That(Update(card, "040200"), Is.EqualTo("00 9000"));
        Assert.That(Privileges(card, ContentCard.Applet), Is.EqualTo("040200"));
        Assert.That(card.Status("80", data: "4F005C01C5"), Is.EqualTo("E305C5039AFC80 9000"));
        Assert.That(Update(card, "00"), Is.EqualTo("00 9000"));
        Assert.That(card.Describe(), Is.EqualTo(before));
        Assert.That(Update(card, "80"), Is.EqualTo("6A80"), "an applet becomes no domain");
        Assert.That(card.Install("4000", "", "", ContentCard.Issuer, "9AFE80", "", ""), Is.EqualTo("6985"));
    }

    [Test]
    public void An_application_of_an_enhanced_container_is_not_the_one_that_the_card_cannot_do_without()
    {
        var card = new ContentCard();
        card.Load(Home);
        Assert.That(card.InstallApplet(privileges: "000200"), Is.EqualTo("6985"));
        Assert.That(card.InstallApplet(), Is.EqualTo("00 9000"));
        Assert.That(Update(card, "04"), Is.EqualTo("6985"));
    }

    [Test]
    public void A_load_for_a_container_s_domain_goes_into_its_container()
    {
        var card = new ContentCard();
        Assert.That(card.Load(Travel), Is.EqualTo("00 9000"));
        Assert.That(card.Status("20", data: "4F07" + ContentCard.Package), Is.EqualTo("6A88"), "the container is not activated");
        Assert.That(card.Load(Home), Is.EqualTo("00 9000"), "each container has its own");
        Assert.That(card.InstallForLoad(), Is.EqualTo("6A80"), "the name is taken for the common one");
        Assert.That(card.InstallApplet(), Is.EqualTo("00 9000"));
        Assert.That(card.Status("40", data: "4F08" + ContentCard.Applet + "5C01CC"), Is.EqualTo("E30CCC0A" + Home + " 9000"));
        Assert.That(card.Card.Card.State.NonVolatile.Allocator.ContainerOf(Find(card, ContentCard.Applet)), Is.EqualTo(1));
    }

    [Test]
    public void A_container_that_was_named_is_what_commands_are_for()
    {
        var card = new ContentCard();
        Assert.That(card.Send("80F4050003" + "800102"), Is.EqualTo("9000"));
        Assert.That(card.Status("40", data: "4F00" + "5C014F"), Does.Contain(Travel).And.Not.Contain(Home));
        Assert.That(card.Load(ContentCard.Issuer), Is.EqualTo("00 9000"));
        Assert.That(card.InstallApplet(), Is.EqualTo("00 9000"));
        Assert.That(card.Card.Card.State.NonVolatile.Allocator.ContainerOf(Find(card, ContentCard.Applet)), Is.EqualTo(2));
        Assert.That(card.Status("20", data: "4F00" + "5C02CC4F"), Is.EqualTo("E3154F07" + ContentCard.Package + "CC0A" + Travel + " 9000"));
        Assert.That(card.Send("80F4050000"), Is.EqualTo("9000"));
        Assert.That(card.Status("40", data: "4F08" + ContentCard.Applet), Is.EqualTo("6A88"));
        Assert.That(card.Delete(ContentCard.Applet), Is.EqualTo("6A88"));
    }

    private static NvAddress Find(ContentCard card, string aid) =>
        CardOs.Registry.ApplicationRegistry.Find(card.State.NonVolatile, MemoryView.All, System.Convert.FromHexString(aid));

    private static string Extradite(ContentCard card, string target, string what) => card.Install("1000", target, "", what, "", "", "");

    private static string Restrict(ContentCard card, string application, string bits) => card.Install("4000", "", "", application, "", "EF03D901" + bits, "");

    private static string Update(ContentCard card, string privileges) => card.Install("4000", "", "", ContentCard.Applet, privileges, "", "");

    private static string Privileges(ContentCard card, string aid) => card.Status("40", data: "4F08" + aid + "5C01C5")[8..14];
}
