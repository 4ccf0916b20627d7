using System.Linq;
using NUnit.Framework;

namespace CardOs.Tests.Core.SecuredPackets;

/// <summary>Scripts in compact format: TS 102 226 5.1.</summary>
[TestFixture]
public sealed class CompactScriptTests
{
    private const string Select = "00A4000C022F01";
    private const string Update = "00D600000177";
    private const string Read = "00B0000001";
    private const string Missing = "00A4000C02FFFE";

    [TestCase("", "009000", TestName = "Empty_script")]
    [TestCase(Select, "019000", TestName = "One_command")]
    [TestCase(Select + Read, "02900000", TestName = "Data_of_the_last_command")]
    [TestCase(Select + Read + Update, "039000", TestName = "Data_of_an_earlier_command_are_dropped")]
    [TestCase(Missing + Select, "016A82", TestName = "Error_stops")]
    [TestCase(Select + "00B07FFF01" + Update, "026B00", TestName = "Error_behind_a_success_stops")]
    [TestCase("00A40004022F01", "016131", TestName = "Select_announces_its_data")]
    [TestCase("00A40004022F01" + "00C0000000", "029000622F", TestName = "Get_response_takes_them")]
    [TestCase("00A40004022F01" + Select + "00C0000000", "036985", TestName = "Get_response_behind_another_command")]
    [TestCase(Select + "00D6000002", "026700", TestName = "Truncated_command_counts")]
    [TestCase(Select + "00B0", "026700", TestName = "Truncated_header_counts")]
    [TestCase("00A40004", "016700", TestName = "Four_bytes_are_no_command")]
    [TestCase("0070000001", "016D00", TestName = "Manage_channel_is_not_for_scripts")]
    [TestCase("0084000008", "016D00", TestName = "Get_challenge_is_not_for_scripts")]
    [TestCase("80C2000001D1", "016D00", TestName = "Envelope_is_not_for_scripts")]
    [TestCase("80120000FF", "016D00", TestName = "Fetch_is_not_for_scripts")]
    [TestCase("01A4000C022F01", "016E00", TestName = "Other_channel")]
    [TestCase("A0A4000002" + "3F00", "019F16", TestName = "Class_of_2G")]
    [TestCase("04A4000C022F01", "016882", TestName = "Secure_messaging")]
    [TestCase("10A4000C022F01", "016884", TestName = "Chaining")]
    [TestCase("80CAFF2100", "019000FF21", TestName = "Get_data_of_the_card")]
    [TestCase("80F2000000", "0190006228", TestName = "Status_of_the_master_file")]
    public void Script(string script, string expected)
    {
        TestPacket packet = new() { Data = script };
        string answer = packet.Open(new TestCard().Send(packet.Envelope()));
        Assert.That(answer, Does.StartWith("00 " + expected));
        if (expected.Length <= 6 && expected != "00")
        {
            Assert.That(answer, Has.Length.EqualTo(3 + expected.Length));
        }
    }

    [Test]
    public void Commands_behind_an_error_are_not_executed_and_those_in_front_stay()
    {
        var card = new TestCard();
        card.Send(new TestPacket { Data = Select + Update + Missing + "00D600000188" }.Envelope());
        Assert.That(card.SendAll(Select, Read), Is.EqualTo("77 9000"));
    }

    [Test]
    public void Count_does_not_go_beyond_255()
    {
        TestPacket packet = new() { Data = string.Concat(Enumerable.Repeat("00A4000C00", 300)) };
        var card = new TestCard();
        string answer = string.Empty;
        foreach (byte[] part in packet.Envelopes())
        {
            answer = card.Send(part);
        }

        Assert.That(packet.Open(answer), Is.EqualTo("00 FF9000"));
    }

    [Test]
    public void Script_starts_at_the_master_file_or_its_application()
    {
        TestPacket packet = new() { Data = "80F2000000" };
        Assert.That(packet.Open(new TestCard().Send(packet.Envelope())), Does.Contain("83023F00"));
        packet = new() { Data = "80F2000000", Tar = "B00001" };
        Assert.That(packet.Open(new TestCard().Send(packet.Envelope())), Does.Contain("8410" + TestProfile.Usim));
        packet = new() { Data = "00A4080C047FFF6F0700B0000001", Tar = "B00001" };
        Assert.That(packet.Open(new TestCard().Send(packet.Envelope())), Is.EqualTo("00 02900008"));
    }

    [Test]
    public void Script_and_terminal_do_not_see_what_the_other_selected()
    {
        var card = new TestCard();
        card.SendAll("00A4000C022F02", "00B2000205");
        card.Send(new TestPacket { Data = Select + Read }.Envelope());
        Assert.That(card.Send("00B2000205"), Is.EqualTo("0202020202 9000"));
        TestPacket packet = new() { Data = "00B2000205" };
        Assert.That(packet.Open(card.Send(packet.Envelope())), Is.EqualTo("00 016986"));
    }

    [Test]
    public void Script_takes_no_data_that_wait_for_the_terminal()
    {
        var card = new TestCard();
        card.Send("00A40004022F01");
        TestPacket packet = new() { Data = "00C0000000" };
        Assert.That(packet.Open(card.Send(packet.Envelope())), Is.EqualTo("00 016985"));
    }

    [Test]
    public void Script_does_not_reach_another_container()
    {
        TestPacket packet = new() { Data = "00A4000C022F77" };
        Assert.That(packet.Open(new TestCard().Send(packet.Envelope())), Is.EqualTo("00 016A82"));
        packet = new() { Data = "00A4040C10" + TestProfile.OtherWorld };
        Assert.That(packet.Open(new TestCard().Send(packet.Envelope())), Is.EqualTo("00 016A82"));
    }

    [Test]
    public void Second_container_activated_is_the_only_world()
    {
        var card = new TestCard(TestProfile.Options with { Profile = TestProfile.Profile() with { ActiveContainer = 2 } });
        Assert.That(card.SendAll("00A4000C022F01", "00B0000002"), Is.EqualTo("5EC0 9000"));
        Assert.That(card.Send("00A4000C022F02"), Is.EqualTo("6A82"));
        Assert.That(card.Send("00A4040C10" + TestProfile.Usim), Is.EqualTo("6A82"));
        Assert.That(card.Send("00A4040C10" + TestProfile.Common), Is.EqualTo("9000"));
        TestPacket packet = new();
        Assert.That(packet.Open(card.Send(packet.Envelope())), Does.StartWith("09"));
    }
}
