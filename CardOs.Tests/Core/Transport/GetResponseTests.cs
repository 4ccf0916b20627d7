using NUnit.Framework;

namespace CardOs.Tests.Core.Transport;

/// <summary>GET RESPONSE: TS 102 221 11.1.18.</summary>
[TestFixture]
public sealed class GetResponseTests
{
    private const string Select = "00A40004022F01";

    [Test]
    public void Command_without_Le_announces_its_data()
    {
        var card = new TestCard();
        string answer = card.Send(Select);
        Assert.That(answer, Does.StartWith("61"));
        string all = card.Send("00C00000" + answer[2..]);
        Assert.That(all, Does.StartWith("62").And.EndsWith(" 9000"));
        Assert.That(card.Send("00C0000000"), Is.EqualTo("6985"), "taken already");
        Assert.That(card.Send("00A40004022F0100"), Is.EqualTo(all), "with Le the data come at once");
    }

    [Test]
    public void Data_are_taken_in_parts()
    {
        var card = new TestCard();
        int length = System.Convert.ToInt32(card.Send(Select)[2..], 16);
        string whole = card.Send("00A40004022F0100");
        card.Send(Select);
        string first = card.Send("00C000000A");
        Assert.That(first[^4..], Is.EqualTo("61" + (length - 10).ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
        string second = card.Send("00C0000000");
        Assert.That(first[..20] + second, Is.EqualTo(whole));
    }

    [Test]
    public void Le_beyond_what_waits_is_told_the_right_one_and_nothing_is_lost()
    {
        var card = new TestCard();
        string length = card.Send(Select)[2..];
        Assert.That(card.Send("00C00000FE"), Is.EqualTo("6C" + length));
        Assert.That(card.Send("00C00000" + length), Does.EndWith(" 9000"));
    }

    [TestCase("00A4000C022F01", TestName = "Another_command_discards_the_data")]
    [TestCase("00A4000C023F", TestName = "Malformed_command_discards_the_data")]
    [TestCase("00FF000000", TestName = "Unknown_command_discards_the_data")]
    [TestCase("10D60000021122", TestName = "Part_of_a_chain_discards_the_data")]
    [TestCase("80F2000000", TestName = "Status_discards_the_data")]
    public void Discard(string command)
    {
        var card = new TestCard();
        card.SendAll(Select, command);
        Assert.That(card.Send("00C0000000"), Is.EqualTo("6985"));
    }

    [TestCase("00C0010000", "6A86")]
    [TestCase("00C0000100", "6A86")]
    [TestCase("00C00000", "6700")]
    [TestCase("00C00000021234", "6700")]
    [TestCase("80C0000000", "6E00")]
    [TestCase("01C0000000", "6881")]
    public void Get_response_refused(string command, string expected) => Assert.That(TestCard.Answer(Select, command), Is.EqualTo(expected));

    [Test]
    public void The_class_byte_may_be_that_of_the_command_whose_data_wait()
    {
        var card = new TestCard(CardOptions.Uicc);
        card.SendAll("00A4040C08A000000151000000");
        Assert.That(card.Send("80500000080001020304050607"), Is.EqualTo("6120"));
        Assert.That(card.Send("80C0000010"), Does.EndWith(" 6110"));
        Assert.That(card.Send("80C0000010"), Does.EndWith(" 9000"));
        Assert.That(card.Send("80C0000010"), Is.EqualTo("6D00"), "nothing waits");
    }

    [Test]
    public void Data_of_one_channel_are_not_given_on_another()
    {
        var card = new TestCard();
        card.SendAll("0070000001", Select);
        Assert.That(card.Send("01C0000000"), Is.EqualTo("6985"));
        Assert.That(card.Send("00C0000000"), Does.EndWith(" 9000"));
    }
}
