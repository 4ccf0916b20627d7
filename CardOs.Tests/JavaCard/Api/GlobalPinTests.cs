using System;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>The card's global PIN, as applets have it: org.globalplatform.CVM.</summary>
[TestFixture]
public sealed class GlobalPinTests
{
    private const string Manages = "02";
    private const string State = "300000";

    // active, submitted, verified, blocked, tries
    private const string Fresh = "0100000003 9000";

    private const string Ascii = "320100";
    private const string Bcd = "320200";
    private const string Hex = "320300";
    private const string Right = "0000 9000";
    private const string Wrong = "FFFF 9000";
    private const string Done = "01 9000";
    private const string Refused = "00 9000";

    [Test]
    public void It_is_active_when_it_has_a_value_and_a_limit()
    {
        var card = new GlobalPlatformCard(Manages);
        Assert.That(card.Call(State), Is.EqualTo("0000000000 9000"));
        Assert.That(card.Call("330000"), Is.EqualTo(Refused), "reset");
        Assert.That(card.Call("340000"), Is.EqualTo(Refused), "block");
        Assert.That(card.Call("350000"), Is.EqualTo(Refused), "unblock");
        Assert.That(card.Call(Hex, "11"), Is.EqualTo(Wrong), "nothing to compare with");
        Assert.That(card.Call("360000"), Is.EqualTo(Refused), "no tries");
        Assert.That(card.Call("36FF00"), Is.EqualTo(Refused), "less than none");
        Assert.That(card.Call("360300"), Is.EqualTo(Done));
        Assert.That(card.Call(State), Is.EqualTo("0000000003 9000"));
        Assert.That(card.Call("310200", "1234"), Is.EqualTo(Done));
        Assert.That(card.Call(State), Is.EqualTo(Fresh));
    }

    [Test]
    public void A_wrong_value_takes_a_try_and_the_right_one_gives_them_back()
    {
        GlobalPlatformCard card = Ready();
        Assert.That(card.Call(Bcd, "1235"), Is.EqualTo(Wrong));
        Assert.That(card.Call(State), Is.EqualTo("0101000002 9000"));
        Assert.That(card.Call(Bcd, "1234"), Is.EqualTo(Right));
        Assert.That(card.Call(State), Is.EqualTo("0101010003 9000"));
        Assert.That(card.Call("330000"), Is.EqualTo(Done));
        Assert.That(card.Call(State), Is.EqualTo(Fresh));
    }

    [Test]
    public void After_the_last_try_it_is_blocked_until_it_is_unblocked()
    {
        GlobalPlatformCard card = Ready();
        for (int i = 0; i < 3; i++)
        {
            Assert.That(card.Call(Bcd, "1235"), Is.EqualTo(Wrong));
        }

        Assert.That(card.Call(State), Is.EqualTo("0100000100 9000"));
        Assert.That(card.Call(Bcd, "1234"), Is.EqualTo(Wrong));
        Assert.That(card.Call("330000"), Is.EqualTo(Refused));
        Assert.That(card.Call("340000"), Is.EqualTo(Done), "blocked already");
        Assert.That(card.Call("350000"), Is.EqualTo(Done));
        Assert.That(card.Call(State), Is.EqualTo(Fresh));
        Assert.That(card.Call("340000"), Is.EqualTo(Done));
        Assert.That(card.Call(State), Is.EqualTo("0100000100 9000"));
        Assert.That(card.Call("310200", "4321"), Is.EqualTo(Done));
        Assert.That(card.Call(Bcd, "4321"), Is.EqualTo(Right));
    }

    [TestCase("310200", "1234", Ascii, "31323334", Right, TestName = "Digits_in_characters_are_those_in_bcd")]
    [TestCase("310200", "123F", Ascii, "313233", Right, TestName = "An_odd_number_of_digits_is_padded")]
    [TestCase("310100", "313233", Bcd, "123F", Right, TestName = "Digits_in_bcd_are_those_in_characters")]
    [TestCase("310100", "313241", Bcd, "12", Wrong, TestName = "Letters_are_no_digits")]
    [TestCase("310100", "313241", Ascii, "313241", Right, TestName = "Letters_are_characters")]
    [TestCase("310200", "1234", Ascii, "3132333A", Wrong, TestName = "A_character_that_is_no_digit_is_wrong")]
    [TestCase("310200", "1234", Bcd, "123F", Wrong, TestName = "Three_digits_are_not_four")]
    [TestCase("310300", "1234", Bcd, "1234", Wrong, TestName = "Bytes_are_not_digits")]
    [TestCase("310200", "1234", Hex, "1234", Wrong, TestName = "Digits_are_not_bytes")]
    [TestCase("310300", "00FF", Hex, "00FF", Right, TestName = "Bytes_are_bytes")]
    [TestCase("310300", "00FF", Hex, "00", Wrong, TestName = "Fewer_bytes_are_wrong")]
    [TestCase("310200", "1234", "320400", "1234", Wrong, TestName = "A_format_that_is_none_is_wrong")]
    public void Formats(string update, string value, string verify, string presented, string answer)
    {
        GlobalPlatformCard card = Ready();
        Assert.That(card.Call(update, value), Is.EqualTo(Done));
        Assert.That(card.Call(verify, presented), Is.EqualTo(answer));
        Assert.That(card.Call(State), Is.EqualTo(answer == Right ? "0101010003 9000" : "0101000002 9000"));
    }

    [TestCase("310200", "12A4")]
    [TestCase("310200", "F1")]
    [TestCase("310200", "1F2F")]
    [TestCase("310100", "80")]
    [TestCase("310400", "1234")]
    [TestCase("310300", "")]
    [TestCase("310300", "0000000000000000000000000000000000")]
    public void A_value_that_is_not_of_its_format_is_refused(string update, string value)
    {
        GlobalPlatformCard card = Ready();
        Assert.That(card.Call(update, value), Is.EqualTo(Refused));
        Assert.That(card.Call(Bcd, "1234"), Is.EqualTo(Right));
    }

    [Test]
    public void Without_the_privilege_it_is_presented_and_not_changed()
    {
        GlobalPlatformCard card = Ready();
        card.Content.Authenticate();
        Assert.That(card.Content.Install("4000", "", "", GlobalPlatformCard.Terminal, "00", "", ""), Is.EqualTo("00 9000"));
        card.Select(GlobalPlatformCard.Terminal);
        Assert.That(card.Call("310200", "4321"), Is.EqualTo(Refused));
        Assert.That(card.Call("340000"), Is.EqualTo(Refused));
        Assert.That(card.Call("350000"), Is.EqualTo(Refused));
        Assert.That(card.Call("360500"), Is.EqualTo(Refused));
        Assert.That(card.Call(Bcd, "1234"), Is.EqualTo(Right));
        Assert.That(card.Call("330000"), Is.EqualTo(Done));
    }

    [Test]
    public void An_array_that_is_not_global_is_refused_and_one_that_cannot_be_read_takes_a_try()
    {
        GlobalPlatformCard card = Ready();
        Assert.That(card.Call("370000"), Is.EqualTo("6F00"), "not global");
        Assert.That(card.Call(State), Is.EqualTo(Fresh));
        Assert.That(card.Call("370100"), Is.EqualTo("6F00"), "null");
        Assert.That(card.Call(State), Is.EqualTo("0101000002 9000"));
        Assert.That(card.Call("370200"), Is.EqualTo("6F00"), "outside of the array");
        Assert.That(card.Call(State), Is.EqualTo("0101000001 9000"));
    }

    [Test]
    public void A_transaction_that_is_aborted_gives_no_try_back()
    {
        GlobalPlatformCard card = Ready();
        Assert.That(card.Call("380200", "1235"), Is.EqualTo("9000"));
        Assert.That(card.Call(State), Is.EqualTo("0101000002 9000"));
    }

    [Test]
    public void A_reset_forgets_that_a_value_was_presented_and_no_tries()
    {
        GlobalPlatformCard card = Ready();
        card.Call(Bcd, "1235");
        card.Card.WarmReset();
        card.Select(GlobalPlatformCard.Terminal);
        Assert.That(card.Call(State), Is.EqualTo("0100000002 9000"));
    }

    [Test]
    public void There_is_no_other_of_the_cards() => Assert.That(new GlobalPlatformCard().Call("300001"), Is.EqualTo("6A82"));

    [TestCase(Bcd, "1235", TestName = "A_wrong_value_torn_at_any_word_takes_a_try_or_was_not_compared")]
    [TestCase("310300", "AABBCCDDEEFF00112233445566778899", TestName = "An_update_torn_at_any_word_leaves_the_old_or_the_new_value")]
    [TestCase("360700", "", TestName = "A_limit_torn_at_any_word_is_the_old_or_the_new_one")]
    [TestCase("340000", "", TestName = "It_is_blocked_or_not_when_that_is_torn")]
    [TestCase("350000", "", TestName = "It_is_unblocked_or_not_when_that_is_torn")]
    public void Torn(string header, string data)
    {
        GlobalPlatformCard card = Ready();
        card.Call(Bcd, "1235");
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(() => card.Call(header, data), () =>
        {
            card.Select(GlobalPlatformCard.Terminal);
            return card.Call(State) + card.Call(Bcd, "1234") + card.Call(Hex, "AABBCCDDEEFF00112233445566778899") + card.Call(State);
        });
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void The_right_value_torn_at_any_word_gives_no_more_tries_than_there_were()
    {
        GlobalPlatformCard card = Ready();
        int cuts = new CardTearing(card.Card).AtEveryWord(() => card.Call(Bcd, "1234"), place =>
        {
            card.Select(GlobalPlatformCard.Terminal);
            Assert.That(card.Call(State), Is.AnyOf(Fresh, "0100000002 9000"), place);
        });
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void Nothing_is_allocated()
    {
        GlobalPlatformCard card = Ready();
        byte[] room = new byte[Card.MaxShortResponse];
        byte[][] commands =
        [
            Convert.FromHexString("8032020002123400"), Convert.FromHexString("80320100043132333400"), Convert.FromHexString("8030000000"),
            Convert.FromHexString("80310200021234"), Convert.FromHexString("8036030000"), Convert.FromHexString("8034000000"), Convert.FromHexString("8035000000"),
        ];
        Allocation.IsNone(() =>
        {
            foreach (byte[] command in commands)
            {
                card.Card.Transmit(command, room);
            }
        });
    }

    private static GlobalPlatformCard Ready()
    {
        var card = new GlobalPlatformCard(Manages);
        Assert.That(card.Call("360300"), Is.EqualTo(Done));
        Assert.That(card.Call("310200", "1234"), Is.EqualTo(Done));
        return card;
    }
}
