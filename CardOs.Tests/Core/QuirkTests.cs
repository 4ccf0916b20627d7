using CardOs.Profiles;
using NUnit.Framework;

namespace CardOs.Tests.Core;

/// <summary>Each quirk on and off: docs/quirks.md.</summary>
[TestFixture]
public sealed class QuirkTests
{
    private const string Disable = "0026000108" + Pin;
    private const string Verify = "0020000108" + Pin;
    private const string VerifyWrong = "0020000108" + "39393939FFFFFFFF";
    private const string Enable = "0028000108" + Pin;
    private const string Query = "00200001";
    private const string Pin = "31323334FFFFFFFF";
    private const string Blocked = VerifyWrong + "|" + VerifyWrong + "|" + VerifyWrong;

    [TestCase(CardQuirks.AcceptOtherClass, "", "00F2000C", "6E00", "9000", TestName = "A_proprietary_command_in_the_interindustry_class")]
    [TestCase(CardQuirks.AcceptOtherClass, "", "80A4000C023F00", "6E00", "9000", TestName = "An_interindustry_command_in_the_proprietary_class")]
    [TestCase(CardQuirks.AcceptOtherClass, "", "00FF0000", "6D00", "6D00", TestName = "An_instruction_of_no_class")]
    [TestCase(CardQuirks.DataWithoutLe, "00A4040C07A0000000871002", "80F20001", "6112", "8410A0000000871002FFFFFFFF8900000100 9000", TestName = "A_command_without_Le")]
    [TestCase(CardQuirks.DisabledPinVerifies, Disable, Verify, "6984", "9000", TestName = "A_disabled_pin_verifies")]
    [TestCase(CardQuirks.DisabledPinConditions, Disable, Verify, "6984", "6985", TestName = "A_disabled_pin_is_a_condition")]
    [TestCase(CardQuirks.BlockedPinQuery, Blocked, Query, "63C0", "6983", TestName = "A_question_for_a_blocked_pin")]
    [TestCase(CardQuirks.DisabledPinQuery, Disable, Query, "63C3", "9000", TestName = "A_question_for_a_disabled_pin")]
    [TestCase(CardQuirks.EnabledPinEnables, "", Enable, "6985", "9000", TestName = "An_enabled_pin_is_enabled_again")]
    [TestCase(CardQuirks.EnabledPinEnables, "", "0028000108" + "39393939FFFFFFFF", "6985", "63C2", TestName = "An_enabled_pin_is_enabled_with_a_wrong_value")]
    public void A_quirk_changes_the_answer(CardQuirks quirk, string before, string command, string off, string on)
    {
        Assert.That(Answer(CardQuirks.None, before, command), Is.EqualTo(off));
        Assert.That(Answer(quirk, before, command), Is.EqualTo(on));
    }

    [TestCase(CardQuirks.DisabledPinVerifies | CardQuirks.DisabledPinConditions, Disable, Verify, "9000")]
    [TestCase(CardQuirks.BlockedPinQuery | CardQuirks.DisabledPinQuery, Blocked, Query, "6983")]
    public void Of_two_quirks_one_goes_first(CardQuirks quirks, string before, string command, string expected) =>
        Assert.That(Answer(quirks, before, command), Is.EqualTo(expected));

    [Test]
    public void Quirks_are_in_the_image()
    {
        using var image = new System.IO.MemoryStream();
        CardWith(CardQuirks.BlockedPinQuery).Card.Save(image);
        image.Position = 0;
        var card = new TestCard(Card.Load(image, CardOptions.Uicc));
        Assert.That(card.SendAll(VerifyWrong, VerifyWrong, VerifyWrong, Query), Is.EqualTo("6983"));
    }

    [Test]
    public void An_enabled_pin_that_is_enabled_with_a_wrong_value_is_blocked_in_the_end()
    {
        TestCard card = CardWith(CardQuirks.EnabledPinEnables);
        const string Wrong = "0028000108" + "39393939FFFFFFFF";
        Assert.That(card.SendAll(Wrong, Wrong, Wrong), Is.EqualTo("63C0"));
        Assert.That(card.Send(Enable), Is.EqualTo("6983"));
    }

    [Test]
    public void Quirks_allocate_nothing()
    {
        Card card = CardWith((CardQuirks)0x7F).Card;
        byte[] response = new byte[Card.MaxShortResponse];
        byte[] status = System.Convert.FromHexString("00F20000");
        byte[] query = System.Convert.FromHexString(Query);
        byte[] enable = System.Convert.FromHexString(Enable);
        Allocation.IsNone(() =>
        {
            card.Transmit(status, response);
            card.Transmit(query, response);
            card.Transmit(enable, response);
        });
    }

    private static string Answer(CardQuirks quirks, string before, string command)
    {
        TestCard card = CardWith(quirks);
        foreach (string one in before.Split('|', System.StringSplitOptions.RemoveEmptyEntries))
        {
            card.Send(one);
        }

        return card.Send(command);
    }

    private static TestCard CardWith(CardQuirks quirks) =>
        new(CardOptions.Uicc with { Profile = CardOptions.Uicc.Profile with { Quirks = quirks } });
}
