using CardOs.Tests.Core.Pins;
using CardOs.Tests.Tearing;
using NUnit.Framework;
using static CardOs.Tests.Core.Pins.PinCard;

namespace CardOs.Tests.Core.Channels;

/// <summary>SUSPEND UICC: TS 102 221 11.1.22. TERMINAL CAPABILITY: 11.1.19.</summary>
[TestFixture]
public sealed class SuspensionTests
{
    private const string Suspend = "8076000004" + "000A" + "0201" + "0A";
    private const string ReadPin1 = "00B0000004";

    [Test]
    public void Resumed_card_stands_where_it_was()
    {
        TestCard card = Prepared();
        string token = Token(card.Send(Suspend));
        Assert.That(card.Send("80F2000000"), Is.EqualTo("6985"), "a suspended card answers nothing");
        Cycle(card);
        Assert.That(card.Send("8076010008" + token), Is.EqualTo("9000"));
        Assert.That(card.Send(ReadPin1), Is.EqualTo("01020304 9000"));
        Assert.That(card.Send("01A4000C027FFF"), Is.EqualTo("9000"), "channel 1 is still open, in its ADF");
        Assert.That(card.Send("8076010008" + token), Is.EqualTo("6985"), "a token is good for one time");
    }

    [Test]
    public void Wrong_token_makes_the_reset_an_ordinary_one()
    {
        TestCard card = Prepared();
        string token = Token(card.Send(Suspend));
        Cycle(card);
        Assert.That(card.Send("8076010008" + "0000000000000000"), Is.EqualTo("6985"));
        Assert.That(card.Send("8076010008" + token), Is.EqualTo("6985"));
        Assert.That(card.Send(ReadPin1), Is.EqualTo("6986"));
    }

    [Test]
    public void Any_other_command_makes_the_reset_an_ordinary_one()
    {
        TestCard card = Prepared();
        string token = Token(card.Send(Suspend));
        Cycle(card);
        Assert.That(card.Send("00A4000C022F01"), Is.EqualTo("9000"));
        Assert.That(card.Send(ReadPin1), Is.EqualTo("6982"));
        Assert.That(card.Send("8076010008" + token), Is.EqualTo("6985"));
    }

    [Test]
    public void Warm_reset_does_not_resume()
    {
        TestCard card = Prepared();
        string token = Token(card.Send(Suspend));
        card.Card.WarmReset();
        Assert.That(card.Send("8076010008" + token), Is.EqualTo("6985"));
    }

    [TestCase("", Suspend, "0201")]
    [TestCase("", "8076000004" + "0001" + "04FF" + "0A", "040A", TestName = "Longest_time_is_the_cards")]
    public void Suspend_answers_the_time_and_a_token(string before, string command, string expected)
    {
        string answer = Answer(before, command);
        Assert.That(answer, Does.StartWith(expected).And.EndWith(" 9000").And.Length.EqualTo(25));
    }

    [TestCase("8076000004" + "04FF" + "04FF" + "0A", "9864", TestName = "Shortest_time_is_too_long")]
    [TestCase("8076000004" + "050A" + "0501" + "0A", "6A80")]
    [TestCase("8076000004" + "0201" + "000A" + "0A", "6A80", TestName = "Shortest_time_is_longer_than_the_longest")]
    [TestCase("8076000003" + "000A02" + "0A", "6700")]
    [TestCase("8076020004" + "000A" + "0201" + "0A", "6A86")]
    [TestCase("8076000104" + "000A" + "0201" + "0A", "6A86")]
    [TestCase("8076010007" + "00000000000000", "6700")]
    [TestCase("8076010008" + "0000000000000000", "6985", TestName = "Resume_without_suspension")]
    [TestCase("8176000004" + "000A" + "0201" + "0A", "6E00")]
    public void Suspend_refuses(string command, string expected) => Assert.That(Answer("0070000001", command), Is.EqualTo(expected));

    [Test]
    public void Suspension_torn_at_any_write_is_or_is_not()
    {
        TestCard card = Prepared();
        int cuts = new CardTearing(card.Card).AtEveryWord(
            () => card.Send(Suspend),
            place => Assert.That(card.Send("80F2000C"), Is.EqualTo("9000"), place));
        Assert.That(cuts, Is.Positive);
    }

    [TestCase("80AA000005A903800101", "9000")]
    [TestCase("80AA00000DA90B8003010A32810083010782" + "00", "6A80")]
    [TestCase("80AA000003AA0100", "6A80")]
    [TestCase("80AA0000", "6700")]
    [TestCase("80AA010002A900", "6A86")]
    [TestCase("80AA000002A900", "9000")]
    [TestCase("00AA000002A900", "6E00")]
    public void Terminal_capability(string command, string expected) => Assert.That(Answer("", command), Is.EqualTo(expected));

    [Test]
    public void Allocates_nothing()
    {
        TestCard card = Create();
        byte[] response = new byte[Card.MaxShortResponse];
        byte[] suspend = Vectors.VectorCase.Hex(Suspend);
        byte[] status = Vectors.VectorCase.Hex("80F2000C");
        byte[] capability = Vectors.VectorCase.Hex("80AA000005A903800101");
        Allocation.IsNone(() =>
        {
            card.Card.Transmit(suspend, response);
            card.Card.WarmReset();
            card.Card.Transmit(status, response);
            card.Card.Transmit(capability, response);
        });
    }

    private static TestCard Prepared()
    {
        TestCard card = Create();
        card.SendAll("0020000108" + Pin1, "0070000001", "01A4040C10" + Usim, "00A4000C022F01");
        return card;
    }

    private static string Token(string answer) => answer.Substring(4, 16);

    private static void Cycle(TestCard card)
    {
        card.Card.PowerOff();
        card.Card.PowerOn();
    }
}
