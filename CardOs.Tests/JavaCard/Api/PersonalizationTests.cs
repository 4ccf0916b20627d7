using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Tests.Core.GlobalPlatform.Content;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>STORE DATA that a security domain hands to an applet: INSTALL [for personalization], Personalization, Application.</summary>
[TestFixture]
public sealed class PersonalizationTests
{
    private const string Personal = GlobalPlatformCard.Personal;
    private const string Data = GlobalPlatformCard.Data;
    private const string Bare = GlobalPlatformCard.Bare;

    [Test]
    public void An_applet_gets_the_blocks_and_answers_where_P1_allows_it()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Personal);
        Assert.That(card.Content.Send("80E20100" + "02" + "0102" + "00"), Is.EqualTo("810102 9000"));
        Assert.That(card.Content.Send("80E28101" + "02" + "0304" + "00"), Is.EqualTo("8101020304 9000"), "the level, and both blocks");
        card.Select(Personal);
        Assert.That(card.Call("100000"), Is.EqualTo("01020304 9000"));
        card.BeginPersonalization(Personal);
        Assert.That(card.Content.Send("80E20000" + "02" + "0506"), Is.EqualTo("6A86"), "an answer that is not allowed");
    }

    [Test]
    public void Behind_the_last_block_data_are_the_domains_again()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Personal);
        Assert.That(card.Content.Send("80E28100" + "02" + "0102" + "00"), Is.EqualTo("810102 9000"));
        Assert.That(card.Content.Send("80E29000" + "05" + "4203AABBCC"), Is.EqualTo("9000"));
        Assert.That(card.Content.Send("80CA004200"), Is.EqualTo("4203AABBCC 9000"));
        card.Select(Personal);
        Assert.That(card.Call("100000"), Is.EqualTo("0102 9000"));
    }

    [Test]
    public void The_applet_deciphers_with_the_domains_session()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Personal);
        string secret = Convert.ToHexString(card.Content.Session!.EncipherData(Convert.FromHexString("00112233445566778899AABBCCDDEEFF")));
        Assert.That(card.Content.Send("80E28100" + "11" + "CC" + secret + "00"), Is.EqualTo("8100112233445566778899AABBCCDDEEFF 9000"));
    }

    [Test]
    public void What_the_applet_throws_is_the_status_word()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Personal);
        Assert.That(card.Content.Send("80E20100" + "03" + "EE6A81" + "00"), Is.EqualTo("6A81"));
        card.BeginPersonalization(Personal);
        Assert.That(card.Content.Send("80E20100" + "03" + "DD0000" + "00"), Is.EqualTo("6F00"), "it leaves a transaction open");
        card.BeginPersonalization(Personal);
        Assert.That(card.Content.Send("80E28100" + "01" + "05" + "00"), Is.EqualTo("8105 9000"));
    }

    [Test]
    public void The_older_interface_gets_the_whole_command()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Data);
        Assert.That(card.Content.Send("80E28000" + "03" + "010203"), Is.EqualTo("9000"));
        card.Select(Data);
        Assert.That(card.Call("100000"), Is.EqualTo("80E2800003010203 9000"));
    }

    [Test]
    public void What_lives_until_deselection_is_not_there_for_an_applet_that_is_not_selected()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Data);
        Assert.That(card.Content.Send("80E28000" + "03" + "EE0203"), Is.EqualTo("6F00"));
    }

    [Test]
    public void An_applet_with_neither_interface_gets_a_command()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Bare);
        Assert.That(card.Content.Send("80E20100" + "03" + "010203" + "00"), Is.EqualTo("010203 9000"));
        Assert.That(card.Content.Send("80E28101" + "02" + "0102" + "00"), Is.EqualTo("0102 9000"));
        card.Select(Bare);
        Assert.That(card.Call("100000"), Is.EqualTo("0102 9000"));
    }

    [Test]
    public void A_domain_below_is_personalised_by_the_one_above_it()
    {
        var card = new ContentCard(level: SecurityLevel.CommandMac);
        Assert.That(card.InstallDomain("F0436172644F7402"), Is.EqualTo("00 9000"));
        Assert.That(card.Install("2000", "", "", "F0436172644F7402", "", "", ""), Is.EqualTo("00 9000"));
        Assert.That(card.Send("80E29000" + "05" + "4203AABBCC"), Is.EqualTo("9000"));
        Assert.That(card.Send("80CA004200"), Does.Not.Contain("AABBCC"), "not the one above");
        card.Card.Send("00A4040008F0436172644F7402");
        Assert.That(card.Card.Send("80CA004200"), Is.EqualTo("4203AABBCC 9000"));
    }

    [Test]
    public void Another_selection_ends_personalization()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Personal);
        card.Content.Authenticate(SecurityLevel.CommandMac);
        Assert.That(card.Content.Send("80E29000" + "05" + "4203AABBCC"), Is.EqualTo("9000"));
        card.Select(Personal);
        Assert.That(card.Call("100000"), Is.EqualTo("9000"), "it got nothing");
    }

    [Test]
    public void An_applet_that_is_locked_meanwhile_gets_nothing()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Personal);
        Assert.That(card.Content.SetStatus("40", "80", Personal), Is.EqualTo("9000"));
        Assert.That(card.Content.Send("80E28000" + "03" + "010203"), Is.EqualTo("6985"));
    }

    [Test]
    public void An_applet_that_is_in_use_on_another_channel_gets_nothing()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Personal, SecurityLevel.None);
        Assert.That(card.Plain.Send("0070000001"), Is.EqualTo("01 9000"));
        Assert.That(card.Plain.Send("01A40400" + ContentCard.Lv(Personal) + "00"), Is.EqualTo("9000"));
        Assert.That(card.Plain.Send("80E28100" + "02" + "0102" + "00"), Is.EqualTo("6985"));
    }

    [Test]
    public void More_than_the_buffer_takes_is_refused()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Personal, SecurityLevel.None);
        Assert.That(card.Plain.Send("80E28000" + "000100" + new string('0', 512)), Is.EqualTo("6700"));
    }

    [Test]
    public void A_block_torn_at_any_word_leaves_no_object_behind()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Data, SecurityLevel.None);
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(() => card.Plain.Send("80E2800003010203"), card.Content.Describe);
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void A_block_allocates_nothing()
    {
        var card = new GlobalPlatformCard();
        card.BeginPersonalization(Data, SecurityLevel.None);
        byte[] room = new byte[Card.MaxShortResponse];
        byte[] begin = Convert.FromHexString("80E620000E" + "0000" + "08" + Data + "000000" + "00");
        byte[] block = Convert.FromHexString("80E2800003010203");
        Assert.That(card.Card.Transmit(begin, room).Status, Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.Transmit(block, room).Status, Is.EqualTo(StatusWord.Success));
        Allocation.IsNone(() =>
        {
            card.Card.Transmit(begin, room);
            card.Card.Transmit(block, room);
        });
    }
}
