using System.Globalization;
using NUnit.Framework;

namespace CardOs.Tests.Core.Channels;

/// <summary>MANAGE CHANNEL: TS 102 221 11.1.17.</summary>
[TestFixture]
public sealed class ManageChannelTests
{
    [Test]
    public void Nineteen_channels_open_beside_the_basic_one_and_no_more()
    {
        var card = new TestCard();
        for (int i = 1; i <= 19; i++)
        {
            Assert.That(card.Send("0070000001"), Is.EqualTo($"{i:X2} 9000"));
        }

        Assert.That(card.Send("0070000001"), Is.EqualTo("6A81"));
        for (int i = 0; i <= 19; i++)
        {
            string cla = (i < 4 ? i : 0x40 + i - 4).ToString("X2", CultureInfo.InvariantCulture);
            Assert.That(card.Send(cla + "A4000C022F01"), Is.EqualTo("9000"), cla);
            Assert.That(card.Send(cla + "B0000001"), Is.EqualTo("00 9000"), cla);
        }

        card.Send("00708007");
        Assert.That(card.Send("0070000001"), Is.EqualTo("07 9000"), "the lowest that is closed");
    }

    [TestCase("", "0070000001", "01 9000", TestName = "Card_chooses")]
    [TestCase("", "00700005", "9000", TestName = "Terminal_chooses")]
    [TestCase("", "00700013", "9000", TestName = "Terminal_chooses_the_last_channel")]
    [TestCase("", "00700014", "6A86", TestName = "No_channel_20")]
    [TestCase("", "00708014", "6A86", TestName = "No_channel_20_to_close")]
    [TestCase("00700005", "00700005", "6A81", TestName = "Open_channel_cannot_be_opened")]
    [TestCase("", "00708000", "6A81", TestName = "Basic_channel_cannot_be_closed")]
    [TestCase("", "00708001", "6881", TestName = "Closed_channel_cannot_be_closed")]
    [TestCase("00700001", "00708001", "9000", TestName = "Close")]
    [TestCase("00700001", "01708001", "9000", TestName = "Channel_closes_itself")]
    [TestCase("00700001|01708001", "01A4000C", "6881", TestName = "Closed_channel_takes_no_command")]
    [TestCase("", "00700000", "6700", TestName = "Number_without_room_for_it")]
    [TestCase("", "00704001", "6A86", TestName = "Unknown_function")]
    [TestCase("", "0070400101FF", "6A86", TestName = "Parameters_come_before_the_length")]
    [TestCase("", "0070000101FF", "6700", TestName = "Data")]
    [TestCase("", "8070000001", "6E00", TestName = "Proprietary_class")]
    [TestCase("", "01700001", "6881", TestName = "On_a_closed_channel")]
    public void Manage(string before, string command, string expected) => Assert.That(TestCard.Answer(before, command), Is.EqualTo(expected));

    [Test]
    public void Channel_opened_from_the_basic_one_stands_at_the_master_file()
    {
        var card = new TestCard();
        card.SendAll("00A4000C027F10", "0070000001");
        Assert.That(card.Send("81F2000000"), Does.Contain("83023F00"));
    }

    [Test]
    public void Channel_opened_from_another_one_stands_where_that_one_does_without_its_file()
    {
        var card = new TestCard();
        card.SendAll("0070000001", "01A4040C10" + TestProfile.Usim, "01A4000C026F07", "0170000001");
        Assert.That(card.Send("82B0000001"), Is.EqualTo("6E00"));
        Assert.That(card.Send("02B0000001"), Is.EqualTo("6986"));
        Assert.That(card.Send("82F2000100"), Is.EqualTo("8410" + TestProfile.Usim + " 9000"));
        Assert.That(card.Send("01B0000001"), Is.EqualTo("08 9000"), "the origin is as it was");
    }

    [Test]
    public void Channels_have_files_and_records_of_their_own()
    {
        var card = new TestCard();
        card.SendAll("0070000001", "00A4000C022F02", "01A4000C022F02", "00B2000205", "00B2000205");
        Assert.That(card.Send("01B2000205"), Is.EqualTo("0101010101 9000"));
        Assert.That(card.Send("00B2000205"), Is.EqualTo("0303030303 9000"));
    }
}
