using System;
using NUnit.Framework;

namespace CardOs.Tests.Core.SecuredPackets;

/// <summary>What lets a packet in, and what is answered to one that is not: TS 102 225 5.1, TS 31.115 4.</summary>
[TestFixture]
public sealed class GateTests
{
    private const string Script = "00A4000C022F0100B0000002";
    private const string Done = "00 0290000001";

    private static TestPacket Packet => new() { Data = Script };

    [TestCase("0001", "00", "00", "", "", 8, TestName = "In_clear")]
    [TestCase("0101", "00", "01", "", "", 8, TestName = "CRC_16")]
    [TestCase("0101", "00", "05", "", "", 8, TestName = "CRC_32")]
    [TestCase("0201", "15", "15", TestKeys.Cipher, TestKeys.Check, 8, TestName = "Triple_DES_MAC")]
    [TestCase("0601", "15", "15", TestKeys.Cipher, TestKeys.Check, 8, TestName = "Triple_DES_MAC_and_cipher")]
    [TestCase("0401", "15", "00", TestKeys.Cipher, TestKeys.Check, 8, TestName = "Triple_DES_cipher_alone")]
    [TestCase("0501", "15", "05", TestKeys.Cipher, TestKeys.Check, 8, TestName = "Triple_DES_cipher_and_CRC_32")]
    [TestCase("1619", "15", "15", TestKeys.Cipher, TestKeys.Check, 8, TestName = "Triple_DES_everything_and_a_sealed_receipt")]
    [TestCase("1619", "69", "69", TestKeys.LongCipher, TestKeys.LongCheck, 8, TestName = "Three_keys")]
    [TestCase("1619", "41", "41", "0011223344556677", "FFEEDDCCBBAA9988", 8, TestName = "Single_DES")]
    [TestCase("1619", "22", "22", TestKeys.Cipher, TestKeys.Check, 8, TestName = "AES")]
    [TestCase("1619", "72", "72", TestKeys.LongCipher, TestKeys.LongCheck, 8, TestName = "AES_192")]
    [TestCase("1619", "52", "52", TestKeys.Cipher, TestKeys.Check, 4, TestName = "AES_with_a_short_MAC")]
    [TestCase("1619", "15", "22", TestKeys.Cipher, TestKeys.Check, 8, TestName = "Two_key_sets")]
    [TestCase("0201", "10", "10", TestKeys.Cipher, TestKeys.Check, 8, TestName = "Implicit_algorithms")]
    [TestCase("0605", "05", "05", TestKeys.Cipher, TestKeys.Check, 8, TestName = "Implicit_key_set_and_a_receipt_with_a_check")]
    [TestCase("0215", "15", "15", TestKeys.Cipher, TestKeys.Check, 8, TestName = "Receipt_enciphered_though_the_command_was_not")]
    public void Packet_is_opened_and_its_receipt_is_as_it_asks(string spi, string kic, string kid, string cipher, string check, int macLength)
    {
        var card = new TestCard();
        TestPacket packet = Packet with { Spi = spi, Kic = kic, Kid = kid, CipherKey = cipher, CheckKey = check, MacLength = macLength };
        Assert.That(packet.Open(card.Send(packet.Envelope())), Is.EqualTo(Done));
    }

    [TestCase("B0FFFF", "0001", "15", "15", "09", TestName = "Unknown_TAR")]
    [TestCase("BFFF02", "1621", "15", "15", "09", TestName = "Second_store_has_no_direct_way")]
    [TestCase("B00077", "0001", "15", "15", "09", TestName = "Application_of_another_container")]
    [TestCase("B00008", "0601", "15", "15", "0A", TestName = "Level_without_a_counter")]
    [TestCase("B00008", "1201", "15", "15", "0A", TestName = "Level_without_a_cipher")]
    [TestCase("B00008", "1501", "15", "15", "0A", TestName = "Level_with_a_mere_CRC")]
    [TestCase("B00008", "0E01", "15", "15", "0A", TestName = "Level_with_an_unchecked_counter")]
    [TestCase("B00000", "0201", "35", "35", "06", TestName = "Key_set_of_another_container")]
    [TestCase("B00000", "0201", "F5", "F5", "06", TestName = "Unknown_key_set")]
    [TestCase("B00000", "0601", "F5", "15", "06", TestName = "Unknown_key_set_of_the_cipher")]
    [TestCase("B00000", "0601", "12", "15", "06", TestName = "Cipher_of_another_algorithm")]
    [TestCase("B00000", "0601", "19", "15", "06", TestName = "Cipher_with_another_number_of_keys")]
    [TestCase("B00000", "0201", "15", "19", "06", TestName = "Check_with_another_number_of_keys")]
    [TestCase("B00000", "0601", "1D", "15", "06", TestName = "ECB_with_a_triple_DES_key")]
    [TestCase("B00000", "0201", "15", "13", "06", TestName = "Proprietary_check")]
    [TestCase("B00000", "0601", "A5", "15", "06", TestName = "Key_set_without_a_cipher_key")]
    [TestCase("B00000", "0301", "15", "15", "06", TestName = "Digital_signature")]
    [TestCase("B00000", "0101", "15", "09", "06", TestName = "Reserved_redundancy_check")]
    [TestCase("B00000", "0009", "15", "F5", "06", TestName = "Receipt_with_an_unknown_key_set")]
    [TestCase("B00000", "000D", "15", "15", "06", TestName = "Receipt_with_a_digital_signature")]
    public void Packet_is_refused_and_changes_nothing(string tar, string spi, string kic, string kid, string code)
    {
        var card = new TestCard();
        long words = card.WordsWritten;
        TestPacket packet = Packet with { Tar = tar, Spi = spi, Kic = kic, Kid = kid };
        string answer = card.Send(packet.Envelope());
        Assert.That((packet with { Spi = "0001" }).Open(answer.EndsWith("9000", StringComparison.Ordinal) ? answer : "91").Split(' ')[0], Is.EqualTo(spi == "1621" ? "no" : code));
        Assert.That(card.WordsWritten, Is.EqualTo(words));
    }

    [Test]
    public void Check_that_is_wrong_is_told_in_clear_and_changes_nothing()
    {
        var card = new TestCard();
        long words = card.WordsWritten;
        TestPacket packet = Packet with { Spi = "1619", CheckKey = TestKeys.Cipher };
        Assert.That(card.Send(packet.Envelope()), Is.EqualTo("027100000B0AB0000000000000000001 9000"));
        Assert.That(card.WordsWritten, Is.EqualTo(words));
    }

    [Test]
    public void Check_of_a_packet_in_clear_that_is_wrong_is_told_with_its_counter() =>
        Assert.That(
            TestCard.Answer(string.Empty, Convert.ToHexString((Packet with { Spi = "1201", CheckKey = TestKeys.Cipher }).Envelope())),
            Is.EqualTo("027100000B0AB0000000000000010001 9000"));

    [TestCase("1201", 5, "06", TestName = "Padding_counter_of_a_packet_in_clear")]
    [TestCase("1601", 8, "05", TestName = "Padding_counter_of_a_whole_block")]
    [TestCase("1601", 255, "05", TestName = "Padding_counter_beyond_the_data")]
    public void Padding(string spi, int counter, string code)
    {
        TestPacket packet = Packet with { Spi = spi, PaddingCounter = counter };
        var card = new TestCard();
        Assert.That(packet.Open(card.Send(packet.Envelope())), Does.StartWith(code));
    }

    [Test]
    public void Text_that_is_not_a_multiple_of_the_block_is_a_ciphering_error()
    {
        byte[] sealed3 = (Packet with { Spi = "1601" }).Seal();
        byte[] longer = [(byte)(sealed3[0] + ((sealed3[1] + 1) >> 8)), (byte)(sealed3[1] + 1), .. sealed3.AsSpan(2), 0x00];
        string answer = new TestCard().Send(TestMessage.Envelope([0x02, 0x70, 0x00, .. longer]));
        Assert.That(Packet.Open(answer), Does.StartWith("05"));
    }

    [TestCase("12", 11, "11", TestName = "Header_length_of_no_check_with_a_MAC")]
    [TestCase("12", 15, "06", TestName = "Header_length_of_a_CRC_with_a_MAC")]
    public void Header_length_that_does_not_fit_the_check(string first, int headerLength, string expected)
    {
        byte[] packet = (Packet with { Spi = first + "01" }).Seal();
        packet[2] = (byte)headerLength;
        string answer = new TestCard().Send(TestMessage.Envelope([0x02, 0x70, 0x00, .. packet]));
        Assert.That(expected == "11" ? answer : Packet.Open(answer)[..2], Is.EqualTo(expected == "11" ? "6200" : expected));
    }

    [Test]
    public void Packet_that_is_none_is_refused_without_a_receipt()
    {
        var card = new TestCard();
        Assert.That(card.Send(TestMessage.Envelope([0x02, 0x70, 0x00, 0x00])), Is.EqualTo("6200"));
        Assert.That(card.Send(TestMessage.Envelope([0x02, 0x70, 0x00, 0x00, 0xFF, 0x0D, 0x00])), Is.EqualTo("6200"));
        Assert.That(card.Send(TestMessage.Envelope([0x02, 0x70, 0x00])), Is.EqualTo("6200"));
        Assert.That(card.Send(TestMessage.Envelope([0x41, 0x42])), Is.EqualTo("9000"), "no header that says packet, as the user data header is broken");
        Assert.That(card.Send(TestMessage.Envelope([0x41, 0x42], hasHeader: false)), Is.EqualTo("9000"), "a message to nobody");
    }

    [TestCase("80C2000000", "6700")]
    [TestCase("80C2010002D100", "6A86")]
    [TestCase("80C2000002D105", "6A80")]
    [TestCase("80C2000002D100", "6A80")]
    [TestCase("80C2000002D200", "6A80")]
    [TestCase("80C2000009D60899010082028281", "6A80", TestName = "Envelope_shorter_than_it_says")]
    [TestCase("80C2000009D607990100820282 81", "9000", TestName = "Event_that_nobody_waits_for")]
    public void Envelope(string command, string expected) => Assert.That(new TestCard().Send(command), Is.EqualTo(expected));

    [TestCase("00", "9000", "6200", TestName = "Receipt_never")]
    [TestCase("01", "027100 9000", "027100 9000", TestName = "Receipt_always")]
    [TestCase("02", "9000", "027100 9000", TestName = "Receipt_on_error")]
    [TestCase("03", "9000", "6200", TestName = "Receipt_reserved")]
    public void Receipt(string second, string success, string error)
    {
        var card = new TestCard();
        Assert.That(Short(card.Send((Packet with { Spi = "00" + second }).Envelope())), Is.EqualTo(success));
        Assert.That(Short(card.Send((Packet with { Spi = "00" + second, Tar = "FFFFFF" }).Envelope())), Is.EqualTo(error));
    }

    [TestCase("1619", "F5", "F5", TestKeys.Check, "06", TestName = "Error_receipts_secured_but_for_keys_that_are_not_there")]
    [TestCase("1619", "15", "15", TestKeys.Cipher, "01", TestName = "Error_receipts_secured")]
    public void Error_receipts_as_old_cards_send_them(string spi, string kic, string kid, string check, string code)
    {
        var card = new TestCard(TestProfile.Options with { SecureErrorReceipts = true });
        TestPacket packet = Packet with { Spi = spi, Kic = kic, Kid = kid, CheckKey = check };
        string answer = card.Send(packet.Envelope());
        Assert.That((code == "06" ? packet with { Spi = "0001" } : packet with { CheckKey = TestKeys.Check }).Open(answer), Does.StartWith(code));
    }

    [Test]
    public void Receipt_of_a_counter_error_is_secured_as_the_peer_is_known()
    {
        var card = new TestCard();
        TestPacket packet = Packet with { Spi = "1619" };
        card.Send(packet.Envelope());
        Assert.That(packet.Open(card.Send(packet.Envelope())), Is.EqualTo("02 "));
    }

    [Test]
    public void Receipt_too_long_for_the_report_is_announced_there_and_submitted()
    {
        var card = new TestCard();
        TestPacket packet = Packet with { Spi = "0601", Data = "00A4000C022F0100B00000C8" };
        string answer = card.Send(packet.Envelope());
        Assert.That(answer, Is.EqualTo("027100000B0AB000000000000001000B 9178").Or.Matches("^027100000B0AB000000000000001000B 91..$"));
        string first = card.Send("80120000" + answer[^2..]);
        Assert.That(first, Does.StartWith("D081").And.EndsWith(" 9000"));
        Assert.That(first, Does.Contain("0700030102017100"), "first of two parts");
        string response = card.Send("801400000C" + "810301130082028281830100");
        Assert.That(response, Does.StartWith("91"));
        Assert.That(card.Send("80120000" + response[^2..]), Does.Contain("050003010202"));
        Assert.That(card.Send("801400000C" + "810301130082028281830100"), Is.EqualTo("9000"));
    }

    [Test]
    public void Receipt_in_short_messages_comes_with_a_proactive_command_to_the_sender()
    {
        var card = new TestCard();
        TestPacket packet = Packet with { Spi = "0021" };
        Assert.That(card.Send(packet.Envelope()), Is.EqualTo("912C"));
        string command = card.Send("801200002C");
        Assert.That(command, Is.EqualTo("D02A" + "8103011300" + "82028183" + "8B1F" + "4100" + "05812143F5" + "7FF6" + "15" + "0271000010" + "0AB0000000000000010000" + "0290000001" + " 9000"));
        Assert.That(packet.Open(command[(command.IndexOf("027100", StringComparison.Ordinal))..]), Is.EqualTo(Done));
        Assert.That(card.Send(packet.Envelope()), Is.EqualTo("9300"), "one answer at a time");
        card.Send("801400000C" + "810301130082028281830100");
        Assert.That(card.Send(packet.Envelope()), Does.StartWith("91"));
    }

    [Test]
    public void Receipt_is_queued_when_the_envelope_has_no_Le()
    {
        var card = new TestCard();
        byte[] envelope = Packet.Envelope();
        string announced = card.Send(envelope.AsSpan(0, envelope.Length - 1));
        Assert.That(announced, Does.StartWith("61"));
        Assert.That(Packet.Open(card.Send("00C00000" + announced[2..])), Is.EqualTo(Done));
    }

    [Test]
    public void Page_of_cell_broadcast_is_executed_without_a_receipt()
    {
        var card = new TestCard();
        TestPacket packet = Packet with { Spi = "1201", Data = "00A4000C022F0100D600000177" };
        Assert.That(card.Send(TestMessage.Page(packet.Seal())), Is.EqualTo("9000"));
        Assert.That(card.SendAll("00A4000C022F01", "00B0000001"), Is.EqualTo("77 9000"));
        Assert.That(card.Send(TestMessage.Page(packet.Seal())), Is.EqualTo("6200"), "the counter is used up");
    }

    [TestCase((ushort)0x1000)]
    [TestCase((ushort)0x107F)]
    [TestCase((ushort)0x1100)]
    public void Page_that_is_not_one_for_packets_is_left_alone(ushort identifier)
    {
        var card = new TestCard();
        TestPacket packet = Packet with { Spi = "1201", Data = "00A4000C022F0100D600000177" };
        Assert.That(card.Send(TestMessage.Page(packet.Seal(), identifier)), Is.EqualTo("9000"));
        Assert.That(card.SendAll("00A4000C022F01", "00B0000001"), Is.EqualTo("00 9000"));
    }

    private static string Short(string answer) => answer.Length > 6 ? answer[..6] + answer[^5..] : answer;
}
