using System;
using System.Globalization;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Applications;
using CardOs.OffCard;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Core.GlobalPlatform.Content;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>What GlobalPlatform has for C# applets: secure channels, the registry, the global PIN, personalisation.</summary>
[TestFixture]
public sealed class RomAppletChannelTests
{
    private const string Package = "F0436172644F61";
    private const string Module = "F0436172644F6101";
    private const string Select = "00A4040008" + Module + "00";
    private const string Echo = "80100000" + "04" + "01020304" + "00";

    private static readonly byte[] Key = Convert.FromHexString("404142434445464748494A4B4C4D4E4F");

    [TestCase(0x20, SecurityLevel.None)]
    [TestCase(0x20, SecurityLevel.CommandMac)]
    [TestCase(0x20, SecurityLevel.CommandMac | SecurityLevel.CommandEncryption)]
    [TestCase(0x30, SecurityLevel.CommandMac)]
    [TestCase(0x30, SecurityLevel.CommandMac | SecurityLevel.ResponseMac)]
    [TestCase(0x30, SecurityLevel.CommandMac | SecurityLevel.CommandEncryption | SecurityLevel.ResponseMac | SecurityLevel.ResponseEncryption)]
    public void An_applet_opens_a_session_and_talks_in_it(byte version, SecurityLevel level)
    {
        ContentCard card = Installed();
        SecurityDomainSession session = Open(card, version, level);
        Assert.That(Send(session, Echo), Is.EqualTo("01020304 9000"));
        Assert.That(Send(session, "8011000000"), Is.EqualTo($"{(byte)(SecurityLevel.Authenticated | level):X2} 9000"));
        byte[] clear = Convert.FromHexString("000102030405060708090A0B0C0D0E0F");
        string secret = Convert.ToHexString(session.EncipherData(clear));
        Assert.That(Send(session, "8012000010" + secret + "00"), Is.EqualTo(Convert.ToHexString(clear) + " 9000"));
        Assert.That(Send(session, "8013000010" + Convert.ToHexString(clear) + "00"), Is.EqualTo(secret + " 9000"));
        Assert.That(card.Card.Send(Select), Is.EqualTo("00 9000"), "the session ends");
    }

    [TestCase("8012000008010203040506070800", "6985")]
    [TestCase("8013000008010203040506070800", "6985")]
    [TestCase("8014810000", "6985")]
    [TestCase("8015000000", "9000")]
    [TestCase("8050550008000102030405060700", "6A88")]
    [TestCase("80503000070001020304050600", "6700")]
    [TestCase("848201001000010203040506070001020304050607", "6985")]
    [TestCase("0050300008000102030405060700", "6D00", Description = "none of the protocol, and of the applet neither")]
    public void Without_a_session(string command, string answer)
    {
        ContentCard card = Installed();
        card.Card.Send(Select);
        Assert.That(card.Card.Send(command), Is.EqualTo(answer));
    }

    [Test]
    public void A_wrong_mac_aborts_the_session()
    {
        ContentCard card = Installed();
        Open(card, 0x30, SecurityLevel.CommandMac);
        Assert.That(card.Card.Send("84100000080102030405060708"), Is.EqualTo("6982"));
        Assert.That(card.Card.Send(Echo), Is.EqualTo("6985"));
    }

    [Test]
    public void An_applet_changes_its_state_and_asks_for_others()
    {
        ContentCard card = Installed("1C0C00");
        card.Card.Send(Select);
        Assert.That(card.Card.Send("8020000000"), Is.EqualTo("0F07 9000"));
        Assert.That(card.Card.Send("8021170000"), Is.EqualTo("01 9000"));
        Assert.That(card.Card.Send("8021030000"), Is.EqualTo("00 9000"));
        Assert.That(card.Card.Send("8020000000"), Is.EqualTo("0F17 9000"));
        Assert.That(card.Card.Send("8044000000"), Is.EqualTo(Module + " 9000"));
        Assert.That(card.Card.Send("8042030000"), Is.EqualTo("01 9000"));
        Assert.That(card.Card.Send("8042060000"), Is.EqualTo("00 9000"));
        Assert.That(card.Card.Send("8043000008" + ContentCard.Issuer + "00"), Is.EqualTo("01 9000"));
        Assert.That(card.Card.Send("8043000008" + Module + "00"), Is.EqualTo("00 9000"));
        Assert.That(card.Card.Send("8040000008" + ContentCard.Issuer + "00"), Is.EqualTo("0F 9000"));
        Assert.That(card.Card.Send("8040000005F00000000000"), Is.EqualTo("6A88"));
        Assert.That(card.Card.Send("8041800008" + Module + "00"), Is.EqualTo("01 9000"), "it locks itself");
        Assert.That(card.Card.Send("8024000002AABB00"), Is.EqualTo("01 9000"));
        Assert.That(card.Card.Send("8022000000"), Is.EqualTo("01 9000"));
        Assert.That(card.Card.Send("8020000000"), Is.EqualTo("7F97 9000"));
        Assert.That(card.Card.Send("8023000000"), Is.EqualTo("01 9000"));
    }

    [Test]
    public void Without_privileges_an_applet_changes_nothing_of_others()
    {
        ContentCard card = Installed();
        card.Card.Send(Select);
        foreach (string command in (string[])["8022000000", "8023000000", "8024000002AABB00", "8041800008" + ContentCard.Issuer + "00", "8031020002123400", "8034000000", "8035000000", "8036030000"])
        {
            Assert.That(card.Card.Send(command), Is.EqualTo("00 9000"), command);
        }

        Assert.That(card.Card.Send("8040000008" + ContentCard.Issuer + "00"), Is.EqualTo("6A88"));
    }

    [Test]
    public void An_applet_manages_the_global_pin()
    {
        ContentCard card = Installed("02");
        card.Card.Send(Select);
        Assert.That(card.Card.Send("8036030000"), Is.EqualTo("01 9000"));
        Assert.That(card.Card.Send("8031020002123400"), Is.EqualTo("01 9000"));
        Assert.That(card.Card.Send("8032020002123500"), Is.EqualTo("00 9000"));
        Assert.That(card.Card.Send("8030000000"), Is.EqualTo("0101000002 9000"));
        Assert.That(card.Card.Send("80320100043132333400"), Is.EqualTo("01 9000"));
        Assert.That(card.Card.Send("8030000000"), Is.EqualTo("0101010003 9000"));
        Assert.That(card.Card.Send("8033000000"), Is.EqualTo("01 9000"));
        Assert.That(card.Card.Send("8034000000"), Is.EqualTo("01 9000"));
        Assert.That(card.Card.Send("8030000000"), Is.EqualTo("0100000100 9000"));
        Assert.That(card.Card.Send("8035000000"), Is.EqualTo("01 9000"));
        Assert.That(card.Card.Send("8030000000"), Is.EqualTo("0100000003 9000"));
    }

    [Test]
    public void An_applet_is_personalised_by_its_domain()
    {
        ContentCard card = Installed();
        card.Authenticate(SecurityLevel.CommandMac);
        Assert.That(card.Install("2000", "", "", Module, "", "", ""), Is.EqualTo("00 9000"));
        string secret = Convert.ToHexString(card.Session!.EncipherData(Convert.FromHexString("00112233445566778899AABBCCDDEEFF")));
        Assert.That(card.Send("80E20100" + "10" + secret + "00"), Is.EqualTo("81 9000"));
        Assert.That(card.Send("80E28001" + "11" + secret + "00"), Is.EqualTo("6700"));
        card.Card.Send(Select);
        Assert.That(card.Card.Send("8016000000"), Is.EqualTo("00112233445566778899AABBCCDDEEFF 9000"));
    }

    [Test]
    public void Personalisation_torn_at_any_word_leaves_the_old_or_the_new_data()
    {
        ContentCard card = Installed();
        card.Install("2000", "", "", Module, "", "", "");
        int cuts = new CardTearing(card.Card.Card).LeavesOldOrNew(() => card.Card.Send("80E280000F0102030405060708090A0B0C0D0E0F"), () => card.Card.SendAll(Select, "8016000000"));
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void Nothing_is_allocated()
    {
        ContentCard card = Installed("02");
        Open(card, 0x30, SecurityLevel.None);
        byte[] room = new byte[Card.MaxShortResponse];
        byte[][] commands =
        [
            Convert.FromHexString(Echo), Convert.FromHexString("8020000000"), Convert.FromHexString("8030000000"), Convert.FromHexString("8014810000"),
            Convert.FromHexString("8014800000"), Convert.FromHexString("8050300008000102030405060700"), Convert.FromHexString("8021170000"),
        ];
        Allocation.IsNone(() =>
        {
            foreach (byte[] command in commands)
            {
                card.Card.Card.Transmit(command, room);
            }
        });
    }

    private static ContentCard Installed(string privileges = "00")
    {
        RomApplet applet = RomApplet.Of<ChannelRomApplet>(Convert.FromHexString(Package), Convert.FromHexString(Module));
        var card = new ContentCard(CardOptions.Uicc with { Rom = [applet] });
        Assert.That(card.Install("0C00", Package, Module, Module, privileges, "C900", ""), Is.EqualTo("00 9000"));
        return card;
    }

    private static SecurityDomainSession Open(ContentCard card, byte version, SecurityLevel level)
    {
        card.Card.Send(Select);
        var settings = new SecureChannelSettings { Level = level, KeyVersion = version, Aid = Convert.FromHexString(Module) };
        CardAnswer Exchange(ReadOnlySpan<byte> command)
        {
            byte[] room = new byte[Card.MaxShortResponse];
            ResponseApdu answer = card.Card.Card.Transmit(command, room);
            return new CardAnswer(answer.Status, answer.Data.ToArray());
        }

        return SecurityDomainSession.Open(Exchange, SecureChannelKeySet.Same(Key), settings);
    }

    private static string Send(SecurityDomainSession session, string command)
    {
        CardAnswer answer = session.Transmit(Convert.FromHexString(command));
        string status = ((ushort)answer.Status).ToString("X4", CultureInfo.InvariantCulture);
        return answer.Data.IsEmpty ? status : Convert.ToHexString(answer.Data.Span) + " " + status;
    }
}
