using NUnit.Framework;

namespace CardOs.Tests.Core.Administration;

/// <summary>A file that is not shareable is current on one logical channel at most: TS 102 221 11.1.1.4.3, 8.9, 11.1.17.</summary>
[TestFixture]
public sealed class ShareabilityTests
{
    // 2F30 and 7F30 with 6F31 in it are not shareable; channels 1 and 2 are open; the basic channel stands at the master file.
    private static readonly string[] Prepare =
    [
        AdminCard.Create("82020121", "83022F30", "8A0105", AdminCard.Open, "800104", "8801A8"),
        AdminCard.Create("82023821", "83027F30", "8A0105", AdminCard.Open),
        AdminCard.Transparent("6F31", 4),
        "00A4000C", "0070000001", "0070000001",
    ];

    [TestCase("00A4000C022F30", "01A4000C022F30", "6985", TestName = "Select_elsewhere")]
    [TestCase("00A4000C022F30", "00A4000C022F30", "9000", TestName = "Select_again")]
    [TestCase("01A4000C022F30", "00A4000C022F30", "6985", TestName = "Basic_channel_has_no_privilege")]
    [TestCase("00A4000C022F30|00A4000C022F01", "01A4000C022F30", "9000", TestName = "Select_behind_another_one")]
    [TestCase("01A4000C022F30|00708001", "00A4000C022F30", "9000", TestName = "Closed_channel_holds_nothing")]
    [TestCase("00A4000C022F30", "01B0950001", "6985", TestName = "Short_identifier_elsewhere")]
    [TestCase("00A4000C022F01", "01A4000C022F01", "9000", TestName = "Shareable_file")]
    [TestCase("00A4000C027F30", "01A4000C027F30", "6985", TestName = "Directory_elsewhere")]
    [TestCase("00A4080C047F306F31", "01A4080C047F306F31", "6985", TestName = "File_in_a_directory_elsewhere")]
    [TestCase("01A4000C027F30", "0170000001", "6985", TestName = "Channel_is_not_opened_in_it")]
    [TestCase("01A4000C027F30", "0070000001", "03 9000", TestName = "Channel_is_opened_from_the_basic_one")]
    [TestCase("01A4000C027F10", "0170000001", "03 9000", TestName = "Channel_is_opened_in_a_shareable_directory")]
    [TestCase("01A4000C022F30", "00E40000022F30", "6985", TestName = "Delete_elsewhere")]
    [TestCase("01A4000C027F30", "00E40000027F30", "6985", TestName = "Delete_a_directory_elsewhere")]
    [TestCase("01A4000C022F30", "00040000022F30", "6985", TestName = "Deactivate_elsewhere")]
    [TestCase("01A4000C022F30", "00E80000022F30", "6985", TestName = "Terminate_elsewhere")]
    [TestCase("01A4000C022F30", "80D400000A620883022F3080020008", "6985", TestName = "Resize_elsewhere")]
    [TestCase("00A4000C022F30", "00E40000022F30", "9000", TestName = "Delete_here")]
    public void Command(string before, string command, string expected)
    {
        TestCard card = AdminCard.Create();
        card.SendAll(Prepare);
        card.SendAll(before.Split('|'));
        Assert.That(card.Send(command), Is.EqualTo(expected));
    }

    [Test]
    public void Refused_select_keeps_what_was_current()
    {
        TestCard card = AdminCard.Create();
        card.SendAll(Prepare);
        card.SendAll("00A4000C022F30", "01A4000C022F01", "01A4000C022F30");
        Assert.That(card.Send("01B0000002"), Is.EqualTo("0001 9000"));
    }

    [TestCase("1F", "0070000001", "01 9000", TestName = "Both_may_choose_the_card_does")]
    [TestCase("1F", "00700013", "9000", TestName = "Both_may_choose_the_terminal_does")]
    [TestCase("17", "00700001", "6A81", TestName = "Only_the_card_chooses")]
    [TestCase("0F", "0070000001", "6A81", TestName = "Only_the_terminal_chooses")]
    [TestCase("1B", "00700003", "9000", TestName = "Last_of_four_channels")]
    [TestCase("1B", "00700004", "6A81", TestName = "Fifth_of_four_channels")]
    [TestCase("00", "0070000001", "6A81", TestName = "No_channels")]
    public void Channels_are_what_the_answer_to_reset_says(string capabilities, string command, string expected)
    {
        byte[] answer = (byte[])CardOptions.Uicc.Profile.AnswerToReset.Clone();
        int at = System.MemoryExtensions.IndexOf(answer, new byte[] { 0x73 });
        byte old = answer[at + 3];
        answer[at + 3] = System.Convert.FromHexString(capabilities)[0];
        answer[^1] ^= (byte)(old ^ answer[at + 3]);
        var card = new TestCard(AdminCard.Options with { Profile = AdminCard.Options.Profile with { AnswerToReset = answer } });
        Assert.That(card.Send(command), Is.EqualTo(expected));
    }
}
