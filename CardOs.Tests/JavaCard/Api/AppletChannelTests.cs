using System;
using CardOs.Apdu.GlobalPlatform;
using CardOs.OffCard.GlobalPlatform;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>Secure channels that an applet opens itself, with the keys of its security domain: org.globalplatform.SecureChannel.</summary>
[TestFixture]
public sealed class AppletChannelTests
{
    private const byte Scp02 = 0x20;
    private const byte Scp03 = 0x30;
    private const string Echo = "80100000" + "04" + "01020304" + "00";
    private const string Level = "8011000000";

    private const SecurityLevel Mac = SecurityLevel.CommandMac;
    private const SecurityLevel Enciphered = SecurityLevel.CommandMac | SecurityLevel.CommandEncryption;

    [TestCase(Scp02, SecurityLevel.None)]
    [TestCase(Scp02, Mac)]
    [TestCase(Scp02, Enciphered)]
    [TestCase(Scp03, SecurityLevel.None)]
    [TestCase(Scp03, Mac)]
    [TestCase(Scp03, Enciphered)]
    [TestCase(Scp03, Mac | SecurityLevel.ResponseMac)]
    [TestCase(Scp03, Enciphered | SecurityLevel.ResponseMac)]
    [TestCase(Scp03, Enciphered | SecurityLevel.ResponseMac | SecurityLevel.ResponseEncryption)]
    public void An_applet_opens_a_session_and_talks_in_it(byte version, SecurityLevel level)
    {
        var card = new GlobalPlatformCard();
        SecurityDomainSession session = card.Open(version, level);
        Assert.That(GlobalPlatformCard.Send(session, Echo), Is.EqualTo("8001020304 9000"));
        Assert.That(GlobalPlatformCard.Send(session, Echo), Is.EqualTo("8001020304 9000"));
        if ((level & SecurityLevel.ResponseMac) == 0)
        {
            Assert.That(GlobalPlatformCard.Send(session, Level), Is.EqualTo($"{(byte)(SecurityLevel.Authenticated | level):X2} 9000"));
        }
    }

    [TestCase(0x75, Mac | SecurityLevel.ResponseMac)]
    [TestCase(0x75, Enciphered | SecurityLevel.ResponseMac)]
    [TestCase(0x75, SecurityLevel.ResponseMac)]
    [TestCase(0x15, Enciphered)]
    [TestCase(0x04, Mac)]
    [TestCase(0x1A, Mac)]
    public void Every_option_of_Scp02_works_for_an_applet(byte options, SecurityLevel level)
    {
        var card = new GlobalPlatformCard();
        SecurityDomainSession session = card.OpenScp02(options, level);
        Assert.That(GlobalPlatformCard.Send(session, Echo), Is.EqualTo("8001020304 9000"));
        Assert.That(GlobalPlatformCard.Send(session, Echo), Is.EqualTo("8001020304 9000"));
    }

    [Test]
    public void R_mac_sessions_of_Scp02_are_begun_and_ended_by_the_applet()
    {
        var card = new GlobalPlatformCard();
        SecurityDomainSession session = card.OpenScp02(0x75, Mac);
        session.BeginResponseMac(SecurityLevel.ResponseMac);
        Assert.That(GlobalPlatformCard.Send(session, Echo), Is.EqualTo("8001020304 9000"));
        session.EndResponseMac();
        Assert.That(GlobalPlatformCard.Send(session, Level), Is.EqualTo("81 9000"));
    }

    [Test]
    public void R_mac_sessions_are_begun_and_ended_by_the_applet()
    {
        var card = new GlobalPlatformCard();
        SecurityDomainSession session = card.Open(Scp03, Enciphered);
        session.BeginResponseMac(SecurityLevel.ResponseMac);
        Assert.That(GlobalPlatformCard.Send(session, Echo), Is.EqualTo("8001020304 9000"));
        session.EndResponseMac();
        Assert.That(GlobalPlatformCard.Send(session, Level), Is.EqualTo("83 9000"));
    }

    [Test]
    public void An_applet_opens_a_session_on_another_channel()
    {
        var card = new GlobalPlatformCard();
        Assert.That(card.Plain.Send("00A4040C08A000000151000000"), Is.EqualTo("9000"));
        Assert.That(card.Plain.Send("0070000001"), Is.EqualTo("01 9000"));
        SecurityDomainSession session = card.Open(Scp03, Enciphered, channel: 1);
        Assert.That(GlobalPlatformCard.Send(session, "81" + Echo[2..]), Is.EqualTo("8101020304 9000"));
        Assert.That(card.Plain.Send("00A4040C08A000000151000000"), Is.EqualTo("9000"));
        Assert.That(GlobalPlatformCard.Send(session, "81" + Echo[2..]), Is.EqualTo("8101020304 9000"));
        Assert.That(card.Plain.Send("00708001"), Is.EqualTo("9000"));
        Assert.That(card.Select(GlobalPlatformCard.Terminal), Is.EqualTo("00 9000"));
    }

    [TestCase(Scp02)]
    [TestCase(Scp03)]
    public void Secret_data_are_enciphered_and_deciphered_with_the_data_key(byte version)
    {
        var card = new GlobalPlatformCard();
        SecurityDomainSession session = card.Open(version, Mac);
        byte[] clear = Convert.FromHexString("000102030405060708090A0B0C0D0E0F");
        string secret = Convert.ToHexString(session.EncipherData(clear));
        Assert.That(GlobalPlatformCard.Send(session, "8012000010" + secret + "00"), Is.EqualTo(Convert.ToHexString(clear) + " 9000"));
        Assert.That(GlobalPlatformCard.Send(session, "8013000010" + Convert.ToHexString(clear) + "00"), Is.EqualTo(secret + " 9000"));
    }

    [Test]
    public void A_session_ends_when_the_applet_is_selected_again_or_resets_it()
    {
        var card = new GlobalPlatformCard();
        card.Open(Scp03, Mac);
        Assert.That(card.Select(GlobalPlatformCard.Terminal), Is.EqualTo("00 9000"));
        SecurityDomainSession session = card.Open(Scp03, Mac);
        Assert.That(GlobalPlatformCard.Send(session, "8015000000"), Is.EqualTo("9000"));
        Assert.That(card.Call("110000"), Is.EqualTo("00 9000"));
    }

    [Test]
    public void Nobody_else_has_the_session_of_an_applet()
    {
        var card = new GlobalPlatformCard();
        card.Content.Authenticate(Mac);
        Assert.That(card.Select(GlobalPlatformCard.Terminal), Is.EqualTo("00 9000"));
        card.Open(Scp03, Mac);
        card.Select(GlobalPlatformCard.Personal);
        Assert.That(card.Select(GlobalPlatformCard.Terminal), Is.EqualTo("00 9000"));
    }

    [Test]
    public void A_level_is_raised_and_never_lower_than_the_session_was_opened_with()
    {
        var card = new GlobalPlatformCard();
        card.Open(Scp03, SecurityLevel.None);
        Assert.That(card.Call("148100"), Is.EqualTo("9000"));
        Assert.That(card.Call("110000"), Is.EqualTo("81 9000"));
        Assert.That(card.Call("148000"), Is.EqualTo("9000"));
        Assert.That(card.Call("110000"), Is.EqualTo("80 9000"));
        Assert.That(card.Call("140000"), Is.EqualTo("6985"));
        Assert.That(card.Call("148200"), Is.EqualTo("6985"), "no such level");
        Assert.That(card.Call("14C000"), Is.EqualTo("6985"), "no such level");
    }

    [TestCase("80100000040102030400", "8001020304 9000", TestName = "Without_a_session_a_command_is_what_it_is")]
    [TestCase("84100000040102030400", "8401020304 9000", TestName = "Without_a_session_secure_messaging_stays_in_a_command")]
    [TestCase("8012000008010203040506070800", "6985", TestName = "Nothing_is_deciphered_without_a_session")]
    [TestCase("8013000008010203040506070800", "6985", TestName = "Nothing_is_enciphered_without_a_session")]
    [TestCase("8014810000", "6985", TestName = "No_level_is_set_without_a_session")]
    [TestCase("8015000000", "9000", TestName = "No_session_is_reset_without_an_error")]
    [TestCase("0050300008000102030405060700", "6E00", TestName = "A_class_that_is_not_of_the_protocol_is_refused")]
    [TestCase("80503000070001020304050600", "6700", TestName = "A_challenge_of_another_length_is_refused")]
    [TestCase("8050550008000102030405060700", "6A88", TestName = "Keys_that_are_not_there_open_nothing")]
    [TestCase("848201001000010203040506070001020304050607", "6985", TestName = "Nobody_is_authenticated_without_initialize_update")]
    [TestCase("807A100100", "6985", TestName = "No_R_mac_session_begins_without_a_session")]
    [TestCase("80510000" + "0580FF00000000", "6D00", TestName = "An_instruction_that_is_not_of_the_protocol_is_refused")]
    [TestCase("80510000" + "0300FF0000", "6700", TestName = "Three_bytes_are_no_command")]
    [TestCase("8016000000", "6F00", TestName = "A_range_outside_of_the_array_throws")]
    [TestCase("8016010000", "6F00", TestName = "No_array_throws")]
    [TestCase("8017010000", "6700", TestName = "An_answer_without_a_status_word_is_not_wrapped")]
    [TestCase("8017020000", "9000", TestName = "An_answer_of_a_status_word_becomes_empty")]
    public void Without_a_session(string command, string answer) => Assert.That(new GlobalPlatformCard().Plain.Send(command), Is.EqualTo(answer));

    [TestCase("84100000080102030405060708", "6982|6985|6982", TestName = "A_wrong_mac_aborts_the_session")]
    [TestCase("8412000008010203040506070800", "6982|6985|6982", TestName = "Whatever_the_instruction_a_wrong_mac_aborts_the_session")]
    [TestCase("807A100100", "6982|6985|6982", TestName = "An_R_mac_session_is_not_begun_without_the_mac")]
    public void In_a_session(string command, string answers)
    {
        var card = new GlobalPlatformCard();
        card.Open(Scp03, Mac);
        string[] expected = answers.Split('|');
        Assert.That(card.Plain.Send(command), Is.EqualTo(expected[0]));
        Assert.That(card.Call("100000", "01"), Is.EqualTo(expected[1]), "aborted: nothing is unwrapped");
        Assert.That(card.Plain.Send("848201001000010203040506070001020304050607"), Is.EqualTo(expected[2]), "aborted");
        Assert.That(card.Select(GlobalPlatformCard.Terminal), Is.EqualTo("00 9000"));
    }

    [Test]
    public void Data_that_are_no_whole_blocks_are_not_deciphered()
    {
        var card = new GlobalPlatformCard();
        SecurityDomainSession session = card.Open(Scp03, Mac);
        Assert.That(GlobalPlatformCard.Send(session, "80120000070102030405060700"), Is.EqualTo("6700"));
        Assert.That(GlobalPlatformCard.Send(session, Level), Is.EqualTo("81 9000"), "the session stays");
    }

    [Test]
    public void A_command_without_secure_messaging_stays_as_it_is_for_the_applet_to_judge()
    {
        var card = new GlobalPlatformCard();
        SecurityDomainSession session = card.Open(Scp03, Mac);
        Assert.That(card.Call("100000", "01020304"), Is.EqualTo("8001020304 9000"));
        Assert.That(GlobalPlatformCard.Send(session, Echo), Is.EqualTo("8001020304 9000"), "the session goes on");
    }

    [Test]
    public void The_protocol_works_over_an_array_as_over_the_command()
    {
        var card = new GlobalPlatformCard();
        string answer = card.Plain.Send("80510000" + "0D" + "8050300008" + "0001020304050607" + "00");
        Assert.That(answer, Does.StartWith("000000000000000000003003").And.EndsWith(" 9000"));
        Assert.That(card.Plain.Send("80520000" + "15" + "8482010010" + "00010203040506070001020304050607" + "00"), Is.EqualTo("6300"), "a wrong cryptogram");
    }

    [Test]
    public void A_counter_torn_at_any_word_of_initialize_update_is_the_old_or_the_new_one()
    {
        var card = new GlobalPlatformCard();
        byte[] room = new byte[Card.MaxShortResponse];
        int cuts = new CardTearing(card.Card).AtEveryWord(
            () => card.Card.Transmit(Convert.FromHexString("8050300008000102030405060700"), room),
            place =>
            {
                SecurityDomainSession session = card.Open(Scp03, Mac);
                Assert.That(GlobalPlatformCard.Send(session, Echo), Is.EqualTo("8001020304 9000"), place);
            });
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void Commands_in_a_session_allocate_nothing()
    {
        var card = new GlobalPlatformCard();
        card.Open(Scp02, SecurityLevel.None);
        byte[] room = new byte[Card.MaxShortResponse];
        byte[][] commands =
        [
            Convert.FromHexString("80100000040102030400"), Convert.FromHexString("8012000008010203040506070800"), Convert.FromHexString("8014810000"),
            Convert.FromHexString("8014800000"), Convert.FromHexString("8050200008000102030405060700"), Convert.FromHexString("8050300008000102030405060700"),
        ];
        Allocation.IsNone(() =>
        {
            foreach (byte[] command in commands)
            {
                card.Card.Transmit(command, room);
            }
        });
    }
}
