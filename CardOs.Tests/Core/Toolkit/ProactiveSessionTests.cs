using System;
using NUnit.Framework;

namespace CardOs.Tests.Core.Toolkit;

/// <summary>FETCH and TERMINAL RESPONSE: TS 102 221 11.2, TS 102 223 6.</summary>
[TestFixture]
public sealed class ProactiveSessionTests
{
    private const string Text = "D00C8103012100820281028D0104";
    private const string Fetch = "801200000E";
    private const string Done = "801400000C" + "810301210082028281830100";

    private static TestPacket Display => new() { Tar = "B00120", Spi = "0000", Data = "AA03810103" };

    private static TestPacket Refresh => new() { Tar = "B00120", Spi = "0000", Data = "AA03810101" };

    private static TestPacket LongReceipt => new() { Spi = "0021", Data = "00A4000C022F0100B00000F0" };

    [TestCase(Fetch, Text + " 9000", TestName = "Fetch_of_the_exact_length")]
    [TestCase("8012000000", Text + " 9000", TestName = "Fetch_of_any_length")]
    [TestCase("801200000D", "6C0E", TestName = "Fetch_of_too_short_a_length")]
    [TestCase("80120000FF", "6C0E", TestName = "Fetch_of_too_great_a_length")]
    [TestCase("80120000", "6700", TestName = "Fetch_without_Le")]
    [TestCase("801200000212AA", "6700", TestName = "Fetch_with_malformed_lengths")]
    [TestCase("801200000112", "6700", TestName = "Fetch_with_data")]
    [TestCase("801201000E", "6A86", TestName = "Fetch_with_parameters")]
    [TestCase(Done, "6985", TestName = "Response_before_the_fetch")]
    public void Command_ready(string command, string expected)
    {
        var card = new TestCard();
        Assert.That(card.Send(Display.Envelope()), Is.EqualTo("910E"));
        Assert.That(card.Send(command), Is.EqualTo(expected).Or.EqualTo(expected.Replace("9000", "910E", StringComparison.Ordinal)));
        Assert.That(card.Send("80F2000C"), Is.EqualTo(expected.StartsWith('D') ? "9000" : "910E"), "STATUS tells of a command until it is fetched");
    }

    [TestCase(Done, "9000", TestName = "Response")]
    [TestCase("801400000C" + "010301210002028281030100", "9000", TestName = "Response_without_comprehension_bits")]
    [TestCase("801400000C" + "810301210082028281830120", "9000", TestName = "Response_of_a_failure")]
    [TestCase("801400000C" + "810302210082028281830100", "6A80", TestName = "Response_with_another_number")]
    [TestCase("801400000C" + "810301010082028281830100", "6A80", TestName = "Response_to_another_command")]
    [TestCase("801400000C" + "810301218082028281830100", "6A80", TestName = "Response_with_another_qualifier")]
    [TestCase("8014000009" + "810301210082028281", "6A80", TestName = "Response_without_a_result")]
    [TestCase("8014000005" + "8103012100", "6A80", TestName = "Response_without_devices")]
    [TestCase("801400000B" + "8103012100820282818300", "6A80", TestName = "Response_with_an_empty_result")]
    [TestCase("80140000", "6700", TestName = "Response_without_data")]
    [TestCase("801400010C" + "810301210082028281830100", "6A86", TestName = "Response_with_parameters")]
    public void Command_fetched(string command, string expected)
    {
        var card = new TestCard();
        card.Send(Display.Envelope());
        card.Send(Fetch);
        Assert.That(card.Send(command), Is.EqualTo(expected));
        Assert.That(card.Send(Done), Is.EqualTo(expected == "9000" ? "6985" : "9000"), "a wrong response leaves the session as it was");
    }

    [TestCase("801200000E", "6985")]
    [TestCase(Done, "6985")]
    [TestCase("8010000001FF", "9000", TestName = "Profile")]
    [TestCase("80100000", "6700", TestName = "Profile_without_data")]
    [TestCase("8010010001FF", "6A86", TestName = "Profile_with_parameters")]
    public void No_session(string command, string expected) => Assert.That(new TestCard().Send(command), Is.EqualTo(expected));

    [Test]
    public void Command_can_be_fetched_again_before_its_response()
    {
        var card = new TestCard();
        card.Send(Display.Envelope());
        card.Send(Fetch);
        Assert.That(card.Send(Fetch), Is.EqualTo(Text + " 9000"));
    }

    [Test]
    public void One_command_waits_behind_the_one_in_progress()
    {
        var card = new TestCard();
        card.Send(Display.Envelope());
        Assert.That(card.Send(Refresh.Envelope()), Is.EqualTo("910E"));
        card.Send(Fetch);
        Assert.That(card.Send(Done), Is.EqualTo("910B"));
        Assert.That(card.Send("801200000B"), Is.EqualTo("D009810301010482028182 9000"));
        Assert.That(card.Send("801400000C" + "810301010482028281830100"), Is.EqualTo("9000"));
    }

    [Test]
    public void Third_command_is_refused()
    {
        var card = new TestCard();
        card.Send(Display.Envelope());
        card.Send(Refresh.Envelope());
        TestPacket third = Refresh with { Spi = "0001" };
        Assert.That(third.Open(card.Send(third.Envelope())), Is.EqualTo("00 AB06800101810101"));
    }

    [Test]
    public void Failure_of_a_part_drops_the_others()
    {
        var card = new TestCard();
        string status = card.Send(LongReceipt.Envelope());
        card.Send("80120000" + status[^2..]);
        Assert.That(card.Send("801400000C" + "810301130082028281830135"), Is.EqualTo("9000"));
        Assert.That(card.Send(LongReceipt.Envelope()), Does.StartWith("91"), "the next answer can go out");
    }

    [Test]
    public void Failure_of_a_part_lets_the_queued_command_go_on()
    {
        var card = new TestCard();
        string status = card.Send(LongReceipt.Envelope());
        card.Send(Refresh.Envelope());
        card.Send("80120000" + status[^2..]);
        Assert.That(card.Send("801400000C" + "810301130082028281830120"), Is.EqualTo("910B"));
    }

    [Test]
    public void Session_is_lost_at_reset_and_nothing_else()
    {
        var card = new TestCard();
        card.Send(new TestPacket { Tar = "B00120", Spi = "1200", Counter = 5, Data = "AA03810103" }.Envelope());
        card.Card.WarmReset();
        Assert.That(card.Send(Fetch), Is.EqualTo("6985"));
        TestPacket again = new() { Spi = "1201", Counter = 5 };
        Assert.That(again.Open(card.Send(again.Envelope())), Is.EqualTo("02 "));
    }

    [Test]
    public void Pending_command_is_told_behind_the_data_that_wait()
    {
        var card = new TestCard();
        byte[] envelope = (Display with { Spi = "0001" }).Envelope();
        string announced = card.Send(envelope.AsSpan(0, envelope.Length - 1));
        Assert.That(announced, Does.StartWith("61"));
        Assert.That(card.Send("00C00000" + announced[2..]), Does.EndWith(" 910E"));
    }
}
