using NUnit.Framework;

namespace CardOs.Tests.Core.SecuredPackets;

/// <summary>Replay counters: TS 102 225 5.1.4.</summary>
[TestFixture]
public sealed class CounterTests
{
    private const string Mode0 = "0201";
    private const string Mode1 = "0A01";
    private const string Higher = "1201";
    private const string OneHigher = "1A01";

    // Each line: packets "SPI:counter" on one card, and the codes of their receipts.
    [TestCase("1201:1 1201:2 1201:9", "00 00 00", TestName = "Higher_counters_pass")]
    [TestCase("1201:5 1201:5", "00 02", TestName = "Counter_repeated")]
    [TestCase("1201:5 1201:4 1201:6", "00 02 00", TestName = "Lower_counter_changes_nothing")]
    [TestCase("1201:0", "02", TestName = "Counter_0_is_not_higher_than_0")]
    [TestCase("1A01:1 1A01:2", "00 00", TestName = "One_higher_passes")]
    [TestCase("1A01:2", "03", TestName = "Two_higher_is_too_high")]
    [TestCase("1A01:1 1A01:3 1A01:2", "00 03 00", TestName = "Too_high_a_counter_changes_nothing")]
    [TestCase("1A01:1 1A01:1", "00 02", TestName = "One_higher_repeated")]
    [TestCase("0201:7 0201:7 1A01:1", "00 00 00", TestName = "No_counter_is_neither_checked_nor_stored")]
    [TestCase("0A01:7 0A01:3 1A01:1", "00 00 00", TestName = "Unchecked_counter_is_not_stored")]
    [TestCase("1201:1099511627774 1201:1099511627775 1201:1099511627775 0201:1", "00 00 04 00", TestName = "Highest_counter_blocks_the_set_for_what_is_counted")]
    public void Counter(string packets, string expected)
    {
        var card = new TestCard();
        Assert.That(SendAll(card, packets, "15"), Is.EqualTo(expected));
    }

    [Test]
    public void Blocked_set_refuses_both_modes() => Assert.That(SendAll(new TestCard(), "1201:1 1A01:1 1201:1099511627775", "85"), Is.EqualTo("04 04 04"));

    [Test]
    public void Last_counter_is_let_through_once() =>
        Assert.That(SendAll(new TestCard(), "1A01:1099511627775 1A01:1099511627775", "95"), Is.EqualTo("00 04"));

    [Test]
    public void Sets_have_counters_of_their_own()
    {
        var card = new TestCard();
        Assert.That(SendAll(card, "1201:9", "15"), Is.EqualTo("00"));
        Assert.That(SendAll(card, "1201:1", "22"), Is.EqualTo("00"));
        Assert.That(SendAll(card, "1201:9", "15"), Is.EqualTo("02"));
    }

    [Test]
    public void Counter_is_the_sets_on_all_applications()
    {
        var card = new TestCard();
        SendAll(card, "1201:9", "15");
        TestPacket other = new() { Spi = Higher, Counter = 9, Tar = "B00001" };
        Assert.That(other.Open(card.Send(other.Envelope())), Is.EqualTo("02 "));
    }

    [Test]
    public void Counter_survives_a_reset()
    {
        var card = new TestCard();
        SendAll(card, "1201:9", "15");
        card.Card.PowerOff();
        card.Card.PowerOn();
        Assert.That(SendAll(card, "1201:9 1201:10", "15"), Is.EqualTo("02 00"));
    }

    [Test]
    public void Packet_with_a_wrong_check_leaves_the_counter()
    {
        var card = new TestCard();
        TestPacket forged = new() { Spi = Higher, Counter = 99, CheckKey = TestKeys.Cipher };
        Assert.That(forged.Open(card.Send(forged.Envelope())), Does.StartWith("01"));
        Assert.That(SendAll(card, "1A01:1", "15"), Is.EqualTo("00"));
    }

    [Test]
    public void Counter_of_a_packet_that_is_only_enciphered_is_the_cipher_sets()
    {
        var card = new TestCard();
        TestPacket packet = new() { Spi = "1401", Kic = "15", Kid = "00", Counter = 5 };
        Assert.That(packet.Open(card.Send(packet.Envelope())), Does.StartWith("00"));
        Assert.That(packet.Open(card.Send(packet.Envelope())), Does.StartWith("02"));
        Assert.That(SendAll(card, "1201:5", "15"), Is.EqualTo("02"));
    }

    [Test]
    public void Refused_packet_with_a_low_counter_is_not_executed()
    {
        var card = new TestCard();
        TestPacket packet = new() { Spi = OneHigher, Data = "00A4000C022F0100D600000177" };
        card.Send(packet.Envelope());
        card.SendAll("00A4000C022F01", "00D600000100");
        card.Send(packet.Envelope());
        Assert.That(card.Send("00B0000001"), Is.EqualTo("00 9000"));
        Assert.That(SendAll(card, Mode0 + ":1 " + Mode1 + ":1", "15"), Is.EqualTo("00 00"));
    }

    private static string SendAll(TestCard card, string packets, string keys)
    {
        string codes = string.Empty;
        foreach (string one in packets.Split(' '))
        {
            var packet = new TestPacket { Spi = one[..4], Counter = ulong.Parse(one[5..], System.Globalization.CultureInfo.InvariantCulture), Kic = keys, Kid = keys };
            codes += " " + packet.Open(card.Send(packet.Envelope()))[..2];
        }

        return codes[1..];
    }
}
