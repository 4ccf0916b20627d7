using System;
using NUnit.Framework;
using static CardOs.Tests.Core.Pins.PinCard;

namespace CardOs.Tests.Core.Pins;

/// <summary>What verified PINs open, where and how long: TS 102 221 9.4, 9.5.</summary>
[TestFixture]
public sealed class PinStatusTests
{
    private const string Read1 = "00A4000C022F01|00B0000004";
    private const string Open = "01020304 9000";
    private const string Closed = "6982";

    [TestCase("", Closed)]
    [TestCase("0020000108" + Pin1, Open)]
    [TestCase("0020000108" + Pin1 + "|0020000108" + Wrong, Closed, TestName = "Wrong_value_takes_back_what_was_verified")]
    [TestCase("0026000108" + Pin1, Open, TestName = "Disabled_PIN_is_always_satisfied")]
    [TestCase("0026910108" + Pin1, Closed, TestName = "Replaced_PIN_asks_for_the_universal_one")]
    [TestCase("0026910108" + Pin1 + "|0020001108" + Universal, Open, TestName = "Universal_PIN_takes_the_place")]
    [TestCase("002C000110" + Puk1 + New, Open, TestName = "Unblocked_PIN_is_verified")]
    [TestCase("0024000110" + Pin1 + New, Open, TestName = "Changed_PIN_is_verified")]
    [TestCase("0020000A08" + Adm1, Closed)]
    public void File_of_PIN_1(string before, string expected) => Assert.That(Last(before + "|" + Read1), Is.EqualTo(expected));

    [TestCase("00A4000C022F03|00B0000004", Open, TestName = "PIN_that_was_made_disabled")]
    [TestCase("0028000308" + Pin3 + "|00A4000C022F03|00B0000004", Open, TestName = "Enabled_PIN_is_verified")]
    [TestCase("0020000A08" + Adm1 + "|00A4000C022F0A|00B0000004", Open)]
    [TestCase("00A4000C022F0A|00B0000004", Closed)]
    [TestCase("0020001108" + Universal + "|00A4000C022F11|00B0000004", Open)]
    [TestCase("0020000108" + Pin1 + "|0070000001|01A4000C022F01|01B0000004", Open, TestName = "Global_PIN_counts_on_a_channel_opened_later")]
    [TestCase("0070000001|0020000108" + Pin1 + "|01A4000C022F01|01B0000004", Open, TestName = "Global_PIN_counts_on_a_channel_opened_before")]
    [TestCase(SelectUsim + "|0020008108" + Pin2 + "|00A4000C026F01|00B0000004", Open)]
    [TestCase(SelectUsim + "|0020008108" + Pin2 + "|" + SelectIsim + "|00A4000C026F01|00B0000004", Closed, TestName = "Local_PIN_does_not_count_in_another_ADF")]
    [TestCase(SelectUsim + "|0020008108" + Pin2 + "|" + SelectIsim + "|" + SelectUsim + "|00A4000C026F01|00B0000004", Closed, TestName = "Local_PIN_ends_with_the_session")]
    [TestCase(SelectUsim + "|0020008108" + Pin2 + "|0070000001|01A4040C10" + Usim + "|01A4000C026F01|01B0000004", Open, TestName = "Local_PIN_counts_on_another_channel_of_its_ADF")]
    [TestCase(SelectUsim + "|0020008108" + Pin2 + "|00A4000C023F00|00A4080C047FFF6F01|00B0000004", Open, TestName = "Local_PIN_lasts_while_the_session_does")]
    public void Sequence(string commands, string expected) => Assert.That(Last(commands), Is.EqualTo(expected));

    [Test]
    public void Reset_takes_back_what_was_verified()
    {
        TestCard card = Create();
        card.Send(Verify(1, Pin1));
        card.Card.WarmReset();
        Assert.That(card.SendAll(Read1.Split('|')), Is.EqualTo(Closed));
    }

    [TestCase("", "C6099001C083010183010A")]
    [TestCase("0026000108" + Pin1, "C60990014083010183010A")]
    public void Template_of_the_master_file(string before, string expected) =>
        Assert.That(Answer(before, "00A40004023F0000"), Does.Contain(expected));

    [TestCase("", "C60F9001E0950100830111830101830181")]
    [TestCase("0026000108" + Pin1, "C60F9001A0950100830111830101830181")]
    [TestCase("0026910108" + Pin1, "C60F9001A0950108830111830101830181")]
    public void Template_of_an_ADF(string before, string expected) =>
        Assert.That(Answer(before, "00A4040410" + Usim + "00"), Does.Contain(expected));

    private static string Last(string commands) => Create().SendAll(commands.Split('|', StringSplitOptions.RemoveEmptyEntries));
}
