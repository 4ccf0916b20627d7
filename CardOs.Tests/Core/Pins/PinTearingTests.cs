using System;
using System.Globalization;
using CardOs.Tests.Tearing;
using NUnit.Framework;
using static CardOs.Tests.Core.Pins.PinCard;

namespace CardOs.Tests.Core.Pins;

/// <summary>PIN commands whose power was cut: the value is the old or the new one, and no try is ever won.</summary>
[TestFixture]
public sealed class PinTearingTests
{
    [TestCase("0020000108" + Wrong, "00200001", 3, TestName = "Verify_torn_at_any_write_wins_no_try")]
    [TestCase("0024000110" + Wrong + New, "00200001", 3, TestName = "Change_torn_at_any_write_wins_no_try")]
    [TestCase("0026000108" + Wrong, "00200001", 3, TestName = "Disable_torn_at_any_write_wins_no_try")]
    [TestCase("0028000308" + Wrong, "00200003", 3, TestName = "Enable_torn_at_any_write_wins_no_try")]
    [TestCase("002C000110" + Wrong + New, "002C0001", 10, TestName = "Unblock_torn_at_any_write_wins_no_try")]
    public void Wrong_value(string command, string query, int tries)
    {
        TestCard card = Create();
        string old = Tries(tries);
        int cuts = new CardTearing(card.Card).AtEveryWord(
            () => card.Send(command),
            place => Assert.That(card.Send(query), Is.AnyOf(old, Tries(tries - 1)), place));
        Assert.That(cuts, Is.Positive);
        card.Send(command);
        Assert.That(card.Send(query), Is.EqualTo(Tries(tries - 1)));
    }

    [Test]
    public void Power_pulled_behind_every_try_wins_nothing()
    {
        // Whoever sees the counter being written and pulls the power then, in front of the answer, has spent the try.
        TestCard card = Create();
        for (int left = 2; left >= 0; left--)
        {
            long written = card.WordsWritten;
            card.Send("0020000108" + Wrong);
            Assert.That(card.WordsWritten, Is.EqualTo(written + 1));
            card.Card.PowerOff();
            card.Card.PowerOn();
            Assert.That(card.Send("00200001"), Is.EqualTo(Tries(left)));
        }

        Assert.That(card.Send("0020000108" + Pin1), Is.EqualTo("6983"));
    }

    [TestCase("0024000110" + Pin1 + New, TestName = "Change_torn_at_any_write_leaves_the_old_or_the_new_value")]
    [TestCase("0026000108" + Pin1, TestName = "Disable_torn_at_any_write_leaves_it_enabled_or_disabled")]
    [TestCase("0026910108" + Pin1, TestName = "Disable_with_replacement_torn_at_any_write_leaves_it_enabled_or_replaced")]
    [TestCase("0028000308" + Pin3, TestName = "Enable_torn_at_any_write_leaves_it_disabled_or_enabled")]
    [TestCase("002C000110" + Puk1 + New, TestName = "Unblock_torn_at_any_write_leaves_it_blocked_or_renewed")]
    public void Right_value(string command)
    {
        TestCard card = Create();
        if (command.StartsWith("002C", StringComparison.Ordinal))
        {
            card.SendAll("0020000108" + Wrong, "0020000108" + Wrong, "0020000108" + Wrong);
        }

        new CardTearing(card.Card).LeavesOldOrNew(() => card.Send(command), () => Observe(card));
    }

    // Which values open it, and whether it is asked for. A cut may cost the try that was spent, which the tests above look at.
    private static string Observe(TestCard card) => card.Send("00A4000C022F01") + card.Send("00B0000004")
        + card.Send("0020000108" + New).Substring(0, 3) + card.Send("0020000108" + Pin1) + card.Send("00A4000C022F03") + card.Send("00B0000004");

    private static string Tries(int count) => "63C" + count.ToString("X", CultureInfo.InvariantCulture);
}
