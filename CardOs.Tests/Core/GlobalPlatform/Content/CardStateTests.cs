using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>What a locked and a terminated card refuse: GlobalPlatform 2.3.1 5.1, 6.4.2.</summary>
public sealed class CardStateTests
{
    private const string SelectApplet = "00A4040008" + ContentCard.Applet;
    private const string SelectIssuer = "00A4040C08" + ContentCard.Issuer;

    [Test]
    public void Of_a_locked_card_only_the_final_application_can_be_selected()
    {
        ContentCard card = Installed();
        Assert.That(card.Send("80F0807F"), Is.EqualTo("9000"));
        Assert.That(card.Send(SelectApplet), Is.EqualTo("6A81"));
        Assert.That(card.Send("80CA006600"), Does.EndWith("9000"), "the final application is selected still");
        Assert.That(card.Send("00A4040008" + ContentCard.Issuer + "00"), Does.StartWith("6F").And.EndWith("6283"));
    }

    [TestCase("80E402000A" + "4F08" + ContentCard.Applet)]
    [TestCase("80E602000C07F0436172644F7100000000")]
    [TestCase("80F0408008" + ContentCard.Applet)]
    public void A_locked_card_refuses_management(string command)
    {
        ContentCard card = Installed();
        card.Send("80F0807F");
        Assert.That(card.Send(command), Is.EqualTo("6985"));
        card.Card.Card.PowerOff();
        card.Card.Card.PowerOn();
        card.Authenticate();
        Assert.That(card.Send(command), Is.EqualTo("6985"));
        Assert.That(card.Send("0070000001"), Is.EqualTo("6985"));
        Assert.That(card.Send("80F0800F"), Is.EqualTo("9000"));
        Assert.That(card.Send(SelectApplet), Is.EqualTo("9000"));
    }

    // GlobalPlatform 2.3.1 11, table 11-1.
    [Test]
    public void A_locked_card_says_what_is_on_it()
    {
        ContentCard card = Installed();
        card.Send("80F0807F");
        Assert.That(card.Status("80"), Does.StartWith("E3").And.Contain("9F70017F").And.EndWith(" 9000"));
        Assert.That(card.Status("40", data: "4F08" + ContentCard.Applet + "5C029F70"), Is.EqualTo("E3049F700107 9000"));
    }

    [Test]
    public void A_terminated_card_gives_data_and_nothing_else()
    {
        ContentCard card = Installed();
        Assert.That(card.Send("80F080FF"), Is.EqualTo("9000"));
        for (int i = 0; i < 2; i++)
        {
            Assert.That(card.Send("80CA006600"), Does.StartWith("66").And.EndWith("9000"));
            Assert.That(card.Send(SelectIssuer), Is.EqualTo("6985"));
            Assert.That(card.Send("00A4000C023F00"), Is.EqualTo("6985"));
            Assert.That(card.Send("8050300008000102030405060700"), Is.EqualTo("6985"));
            Assert.That(card.Send("80F2800200"), Is.EqualTo("6985"));
            Assert.That(card.Send("0070000001"), Is.EqualTo("6985"));
            card.Card.Card.PowerOff();
            card.Card.Card.PowerOn();
        }
    }

    [Test]
    public void Card_Reset_selects_an_application_behind_a_reset_and_comes_back_with_its_deletion()
    {
        var card = new ContentCard();
        card.Load();
        string before = card.Describe();
        Assert.That(card.InstallApplet(privileges: "04", p: "0400"), Is.EqualTo("6985"), "it goes with make selectable");
        Assert.That(card.InstallApplet(privileges: "04"), Is.EqualTo("00 9000"));
        Assert.That(card.InstallApplet("F0436172644F7002", "04"), Is.EqualTo("6985"), "the issuer's domain does not have it any more");
        Restart(card);
        Assert.That(card.Send("8030000000"), Is.EqualTo("0000 9000"));
        card.Authenticate();
        Assert.That(card.Delete(ContentCard.Applet), Is.EqualTo("00 9000"));
        Assert.That(Registry(card), Is.EqualTo(before.Split('|')[0]));
    }

    [Test]
    public void An_application_is_selected_on_the_channel_that_it_was_given()
    {
        var card = new ContentCard();
        card.Load();
        Assert.That(card.InstallApplet(parameters: "C900EF03CF0142"), Is.EqualTo("00 9000"));
        Assert.That(card.InstallApplet("F0436172644F7002", parameters: "C900EF03CF0142"), Is.EqualTo("6985"), "it is taken");
        Assert.That(card.Status("40", data: "4F08" + ContentCard.Applet + "5C01CF"), Is.EqualTo("E303CF0142 9000"));
        Restart(card);
        Assert.That(card.Send("0070000200"), Is.EqualTo("9000"));
        Assert.That(card.Send("8230000000"), Is.EqualTo("0000 9000"));
        Assert.That(card.Send("0070000100"), Is.EqualTo("9000"));
        Assert.That(card.Send("8130000000"), Is.EqualTo("6D00"));
    }

    [Test]
    public void A_locked_application_is_not_selected()
    {
        ContentCard card = Installed();
        Assert.That(card.SetStatus("40", "80", ContentCard.Applet), Is.EqualTo("9000"));
        Assert.That(card.Status("40", data: "4F08" + ContentCard.Applet + "5C029F70"), Is.EqualTo("E3049F700187 9000"));
        Assert.That(card.Send(SelectApplet), Is.EqualTo("6A82"));
        Assert.That(card.SetStatus("40", "00", ContentCard.Applet), Is.EqualTo("9000"));
        Assert.That(card.Send(SelectApplet), Is.EqualTo("9000"));
    }

    [Test]
    public void The_final_application_is_not_locked_and_is_what_a_locked_card_has()
    {
        var card = new ContentCard();
        card.Load();
        Assert.That(card.InstallApplet(privileges: "000200"), Is.EqualTo("00 9000"));
        Assert.That(card.SetStatus("40", "80", ContentCard.Applet), Is.EqualTo("6985"));
        Assert.That(card.Send("80F0807F"), Is.EqualTo("9000"));
        Assert.That(card.Send(SelectIssuer), Is.EqualTo("6A81"));
        Assert.That(card.Send(SelectApplet), Is.EqualTo("6283"));
    }

    private static ContentCard Installed()
    {
        var card = new ContentCard();
        card.Load();
        card.InstallApplet();
        return card;
    }

    private static void Restart(ContentCard card)
    {
        card.Card.Card.PowerOff();
        card.Card.Card.PowerOn();
    }

    private static string Registry(ContentCard card) => card.Describe().Split('|')[0];
}
