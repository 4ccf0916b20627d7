using System;
using CardOs.Apdu;
using CardOs.Tests.Core.GlobalPlatform.Content;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>What applets ask the registry and change in it: GPSystem, GPRegistryEntry.</summary>
[TestFixture]
public sealed class RegistryEntryTests
{
    private const string Own = "400000";
    private const string Name = GlobalPlatformCard.Terminal;

    [Test]
    public void An_applet_changes_its_own_states_and_locks_itself()
    {
        var card = new GlobalPlatformCard();
        Assert.That(card.Call("200000"), Is.EqualTo("0F07 9000"));
        Assert.That(card.Call("211700"), Is.EqualTo("01 9000"));
        Assert.That(card.Call("200000"), Is.EqualTo("0F17 9000"));
        foreach (string state in (string[])["0300", "0100", "1600", "0000"])
        {
            Assert.That(card.Call("21" + state), Is.EqualTo("00 9000"), "not one of its own");
        }

        Assert.That(card.Call("217F00"), Is.EqualTo("01 9000"));
        Assert.That(card.Call("210700"), Is.EqualTo("01 9000"));
        Assert.That(card.Call("218000"), Is.EqualTo("01 9000"));
        Assert.That(card.Call("200000"), Is.EqualTo("0F87 9000"));
        Assert.That(card.Call("210700"), Is.EqualTo("00 9000"), "it does not unlock itself");
        Assert.That(card.Call("410000"), Is.EqualTo("00 9000"), "nor by its entry");
        card.Card.WarmReset();
        Assert.That(card.Select(Name), Is.EqualTo("6A82"));
    }

    [TestCase("00", "00 9000", "0F", TestName = "Without_the_privilege_the_card_is_not_locked")]
    [TestCase("10", "01 9000", "7F", TestName = "With_the_privilege_the_card_is_locked")]
    public void Lock(string privileges, string answer, string state)
    {
        var card = new GlobalPlatformCard(privileges);
        Assert.That(card.Call("220000"), Is.EqualTo(answer));
        Assert.That(card.Call("200000"), Is.EqualTo(state + "07 9000"));
        Assert.That(card.Call("220000"), Is.EqualTo("00 9000"), "nothing changes any more");
    }

    [Test]
    public void Without_the_privilege_the_card_is_not_terminated() => Assert.That(new GlobalPlatformCard().Call("230000"), Is.EqualTo("00 9000"));

    [Test]
    public void With_the_privilege_the_card_is_terminated_for_ever()
    {
        var card = new GlobalPlatformCard("08");
        Assert.That(card.Call("230000"), Is.EqualTo("01 9000"));
        card.Card.PowerOff();
        card.Card.PowerOn();
        Assert.That(card.Plain.Send("00A4000C023F00"), Is.EqualTo("6985"));
    }

    [Test]
    public void Historical_bytes_are_those_of_the_next_cold_reset()
    {
        var card = new GlobalPlatformCard("04");
        string first = Convert.ToHexString(card.Card.WarmReset());
        card.Select(Name);
        Assert.That(card.Call("240000", "AABBCC"), Is.EqualTo("01 9000"));
        Assert.That(Convert.ToHexString(card.Card.WarmReset()), Is.EqualTo(first));
        card.Card.PowerOff();
        ReadOnlySpan<byte> cold = card.Card.PowerOn();
        Assert.That(AnswerToReset.TryParse(cold, out AnswerToReset answer), Is.True);
        Assert.That(Convert.ToHexString(answer.HistoricalBytes), Is.EqualTo("AABBCC"));
        card.Select(Name);
        Assert.That(card.Call("240000", "000102030405060708090A0B0C0D0E0F"), Is.EqualTo("00 9000"), "16 are too many");
        Assert.That(card.Call("240000"), Is.EqualTo("00 9000"), "none are too few");
    }

    [Test]
    public void Without_the_privilege_historical_bytes_stay() => Assert.That(new GlobalPlatformCard().Call("240000", "AA"), Is.EqualTo("00 9000"));

    [Test]
    public void Historical_bytes_torn_at_any_word_are_the_old_or_the_new_ones()
    {
        var card = new GlobalPlatformCard("04");
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(
            () => card.Call("240000", "AABBCCDDEEFF00112233445566"),
            () =>
            {
                card.Card.PowerOff();
                return Convert.ToHexString(card.Card.PowerOn());
            });
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [TestCase("211700", "", TestName = "A_state_of_its_own_torn_at_any_word_is_the_old_or_the_new_one")]
    [TestCase("418000", GlobalPlatformCard.Bare, TestName = "A_lock_of_another_applet_torn_at_any_word_is_there_or_not")]
    [TestCase("220000", "", TestName = "A_lock_of_the_card_torn_at_any_word_is_there_or_not")]
    [TestCase("230000", "", TestName = "A_termination_torn_at_any_word_is_there_or_not")]
    public void State_torn(string header, string data)
    {
        var card = new GlobalPlatformCard("180C00");
        card.Call("400000", GlobalPlatformCard.Bare);
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(() => card.Call(header, data), () => card.Content.Describe());
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void A_transaction_that_is_aborted_takes_state_and_historical_bytes_back()
    {
        var card = new GlobalPlatformCard("04");
        Assert.That(card.Call("251700", "AABBCC"), Is.EqualTo("9000"));
        Assert.That(card.Call("200000"), Is.EqualTo("0F07 9000"));
        card.Card.PowerOff();
        string cold = Convert.ToHexString(card.Card.PowerOn());
        Assert.That(Convert.ToHexString(card.Card.WarmReset()), Is.EqualTo(cold));
    }

    [Test]
    public void An_applet_has_its_own_entry()
    {
        var card = new GlobalPlatformCard("10");
        Assert.That(card.Plain.Send("80" + Own + "00"), Is.EqualTo("10000007" + Name + " 9000"));
        Assert.That(card.Call("400000", Name), Is.EqualTo("10000007" + Name + " 9000"), "by its AID as well");
        Assert.That(card.Call("400000", GlobalPlatformCard.Personal), Is.EqualTo("6A82"));
        Assert.That(card.Call("400000", ContentCard.Issuer), Is.EqualTo("6A82"));
        Assert.That(card.Call("420300"), Is.EqualTo("01 9000"));
        Assert.That(card.Call("420400"), Is.EqualTo("00 9000"));
        Assert.That(card.Call("427F00"), Is.EqualTo("00 9000"));
        Assert.That(card.Call("42FF00"), Is.EqualTo("00 9000"));
        Assert.That(card.Call("430000", ContentCard.Issuer), Is.EqualTo("01 9000"));
        Assert.That(card.Call("430000", GlobalPlatformCard.Personal), Is.EqualTo("00 9000"), "no domain");
    }

    [Test]
    public void With_the_privilege_an_applet_has_the_entries_of_others()
    {
        var card = new GlobalPlatformCard("000C00");
        Assert.That(card.Call("400000", GlobalPlatformCard.Personal), Is.EqualTo("00000007" + GlobalPlatformCard.Personal + " 9000"));
        Assert.That(card.Call("400000", ContentCard.Issuer), Does.EndWith("0F" + ContentCard.Issuer + " 9000"));
        Assert.That(card.Call("400000", "F000000000"), Is.EqualTo("6A82"));
        Assert.That(card.Call("418000", GlobalPlatformCard.Personal), Is.EqualTo("01 9000"));
        Assert.That(card.Call("418000", GlobalPlatformCard.Personal), Is.EqualTo("00 9000"), "locked already");
        Assert.That(card.Call("400000", GlobalPlatformCard.Personal), Is.EqualTo("00000087" + GlobalPlatformCard.Personal + " 9000"));
        Assert.That(card.Call("410700", GlobalPlatformCard.Personal), Is.EqualTo("01 9000"));
        Assert.That(card.Call("411700", GlobalPlatformCard.Personal), Is.EqualTo("00 9000"), "its states are its own affair");
        Assert.That(card.Call("417F00", ContentCard.Issuer), Is.EqualTo("00 9000"), "the card is locked with another privilege");
    }

    [Test]
    public void An_applet_goes_although_its_entry_was_asked_for()
    {
        var card = new GlobalPlatformCard("000400");
        card.Call("400000", GlobalPlatformCard.Bare);
        card.Content.Authenticate();
        Assert.That(card.Content.Delete(GlobalPlatformCard.Bare), Is.EqualTo("00 9000"));
        Assert.That(CardOs.JavaCard.HeapCheck.Check(card.Card.State.Machine), Is.Null);
        card.Select(Name);
        Assert.That(card.Call("400000", GlobalPlatformCard.Bare), Is.EqualTo("6A82"));
    }

    [Test]
    public void An_entry_torn_at_any_word_is_made_or_not()
    {
        var card = new GlobalPlatformCard("000400");
        int cuts = new CardTearing(card.Card).AtEveryWord(() => card.Call("400000", ContentCard.Issuer), place =>
        {
            Assert.That(CardOs.JavaCard.HeapCheck.Check(card.Card.State.Machine), Is.Null, place);
            card.Select(Name);
            Assert.That(card.Call("400000", ContentCard.Issuer), Does.EndWith(ContentCard.Issuer + " 9000"), place);
        });
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void Services_are_registered_once_found_and_taken_back()
    {
        var card = new GlobalPlatformCard("000100", "8212" + "9001" + "A000");
        Assert.That(card.Call("628212"), Is.EqualTo("00 9000"));
        Assert.That(card.Call("608212"), Is.EqualTo("9000"));
        Assert.That(card.Call("608212"), Is.EqualTo("6985"), "registered already");
        Assert.That(card.Call("608200"), Is.EqualTo("6985"), "one of the family is registered");
        Assert.That(card.Call("609002"), Is.EqualTo("6985"), "not recorded");
        Assert.That(card.Call("60A005"), Is.EqualTo("9000"), "its family is recorded");
        Assert.That(card.Call("628212"), Is.EqualTo("01 9000"));
        Assert.That(card.Call("628200"), Is.EqualTo("01 9000"), "any of the family");
        Assert.That(card.Call("628213"), Is.EqualTo("00 9000"));
        Assert.That(card.Call("629001", Name), Is.EqualTo("01 9000"), "recorded, if not registered");
        Assert.That(card.Call("629002", Name), Is.EqualTo("00 9000"));
        Assert.That(card.Call("629001", GlobalPlatformCard.Personal), Is.EqualTo("00 9000"));
        Assert.That(card.Call("618212"), Is.EqualTo("9000"));
        Assert.That(card.Call("618212"), Is.EqualTo("6A88"));
        Assert.That(card.Call("628212"), Is.EqualTo("00 9000"));
    }

    [Test]
    public void A_service_is_registered_while_its_applet_is_installed()
    {
        var card = new GlobalPlatformCard("000100", "8212", registered: "8212");
        Assert.That(card.Call("300012"), Is.EqualTo("0100000063 9000"));
    }

    [Test]
    public void Without_the_privilege_no_service_is_registered()
    {
        var card = new GlobalPlatformCard("00", "8212");
        Assert.That(card.Call("608212"), Is.EqualTo("6985"));
        Assert.That(card.Call("618212"), Is.EqualTo("6985"));
    }

    [Test]
    public void A_verification_method_of_an_applet_is_found_like_the_cards_own()
    {
        var card = new GlobalPlatformCard("000100", "8212");
        Assert.That(card.Call("300012"), Is.EqualTo("6A82"));
        card.Call("608212");
        Assert.That(card.Call("300012"), Is.EqualTo("0100000063 9000"));
        Assert.That(card.Call("320312", "42"), Is.EqualTo("0000 9000"));
        Assert.That(card.Call("300012"), Is.EqualTo("0101010063 9000"));
        card.Call("630000");
        Assert.That(card.Call("300012"), Is.EqualTo("6A82"), "it refuses");
        Assert.That(card.Call("300000"), Is.EqualTo("0000000000 9000"), "the card's own");
    }

    [Test]
    public void A_service_torn_at_any_word_is_registered_or_not()
    {
        var card = new GlobalPlatformCard("000100", "8212");
        card.Call("608212");
        card.Call("618212");
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(() => card.Call("608212"), () =>
        {
            card.Select(Name);
            return card.Call("628212");
        });
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void Questions_allocate_nothing()
    {
        var card = new GlobalPlatformCard("000D00", "8212");
        card.Call("608212");
        byte[] room = new byte[Card.MaxShortResponse];
        byte[][] commands =
        [
            Convert.FromHexString("8020000000"), Convert.FromHexString("8040000000"), Convert.FromHexString("8042030000"), Convert.FromHexString("8062821200"),
            Convert.FromHexString("8030001200"), Convert.FromHexString("8021170000"), Convert.FromHexString("8041070000"),
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
