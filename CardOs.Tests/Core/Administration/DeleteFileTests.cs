using NUnit.Framework;

namespace CardOs.Tests.Core.Administration;

/// <summary>DELETE FILE: TS 102 222 6.4.</summary>
[TestFixture]
public sealed class DeleteFileTests
{
    private const string Usim = "00A4040C10" + AdminCard.Usim;

    [TestCase("", "00E40000022F01", "9000", TestName = "Delete_a_file")]
    [TestCase("", "00E40000022F06", "9000", TestName = "Delete_the_file_of_rules")]
    [TestCase("", "00E40000027F10", "9000", TestName = "Delete_a_directory")]
    [TestCase("00A4080C047F105F10", "00E40000025F10", "9000", TestName = "Delete_the_current_directory")]
    [TestCase("00A4080C047F105F10", "00E40000027F10", "9000", TestName = "Delete_the_directory_around")]
    [TestCase("", "00E40000022FFF", "6A82", TestName = "Delete_no_file")]
    [TestCase("", "00E40000024F01", "6A82", TestName = "Delete_a_file_elsewhere")]
    [TestCase("00A4000C027F20", "00E40000026F01", "6982", TestName = "Delete_what_may_not_be")]
    [TestCase("", "00E40000027F20", "9000", TestName = "Delete_what_the_directory_around_allows")]
    [TestCase("", "00E40000023F00", "6985", TestName = "Delete_the_master_file")]
    [TestCase(Usim, "00E40000027FFF", "6985", TestName = "Delete_the_current_application")]
    [TestCase("", "00E40000027FFF", "6A82", TestName = "Delete_no_application")]
    [TestCase("", "00E40100022F01", "6A86", TestName = "Delete_with_P1")]
    [TestCase("", "00E40001022F01", "6A86", TestName = "Delete_with_P2")]
    [TestCase("", "00E40000", "6700", TestName = "Delete_without_an_identifier")]
    [TestCase("", "00E40000032F0100", "6700", TestName = "Delete_three_bytes")]
    [TestCase("", "00E40000022F0100", "6700", TestName = "Delete_with_Le")]
    public void Command(string before, string command, string expected) => Assert.That(AdminCard.Answer(before, command), Is.EqualTo(expected));

    [Test]
    public void Deleted_file_is_gone_and_its_memory_free()
    {
        TestCard card = AdminCard.Create();
        string before = AdminCard.Account(card);
        card.SendAll(AdminCard.Transparent("2F30", 300, "A505C103112233"), "00A4000C");
        Assert.That(AdminCard.Account(card), Is.Not.EqualTo(before));
        Assert.That(card.Send("00E40000022F30"), Is.EqualTo("9000"));
        Assert.That(AdminCard.Account(card), Is.EqualTo(before));
        Assert.That(card.Send("00A4000C022F30"), Is.EqualTo("6A82"));
        Assert.That(card.Send("00B0900001"), Is.EqualTo("6A82"), "nor by its short identifier");
        card.Card.PowerOff();
        card.Card.PowerOn();
        Assert.That(card.Send("00A4000C022F30"), Is.EqualTo("6A82"));
        Assert.That(card.Send("00A4000C022F02"), Is.EqualTo("9000"));
    }

    [Test]
    public void Directory_goes_with_everything_in_it()
    {
        TestCard card = AdminCard.Create();
        string before = AdminCard.Account(card);
        card.SendAll(AdminCard.Directory("7F30"), AdminCard.Transparent("6F01", 30), AdminCard.Records("6F02", 5, 5), AdminCard.Records("6F03", 5, 5, "46"));
        card.SendAll(AdminCard.Create("82027921", "83026F04", "8A0105", AdminCard.Open), "80DB008003800111", "80DB008003810122");
        card.SendAll(AdminCard.Directory("5F30"), AdminCard.Transparent("4F01", 30), AdminCard.Directory("5F31"), AdminCard.Transparent("4F02", 30));
        Assert.That(card.SendAll("00A4000C", "00E40000027F30"), Is.EqualTo("9000"));
        Assert.That(AdminCard.Account(card), Is.EqualTo(before));
        Assert.That(card.Send("00A4080C047F306F01"), Is.EqualTo("6A82"));
        Assert.That(card.SendAll(AdminCard.Directory("7F30"), "00A4000C026F01"), Is.EqualTo("6A82"), "a new directory of this identifier is empty");
    }

    [Test]
    public void Channels_that_stand_in_a_deleted_directory_are_brought_to_its_parent()
    {
        TestCard card = AdminCard.Create();
        card.SendAll("0070000001", "0070000001", "01A4080C067F105F104F01", "02A4080C047F106F01", "00A4000C027F10", "00E40000027F10");
        foreach (string cla in new[] { "80", "81", "82" })
        {
            Assert.That(card.Send(cla + "F2000000"), Does.Contain("83023F00"));
        }

        Assert.That(card.Send("01B0000001"), Is.EqualTo("6986"));
        Assert.That(card.Send("02B0000001"), Is.EqualTo("6986"));
    }

    [Test]
    public void Channels_lose_a_deleted_file_and_keep_their_directory()
    {
        TestCard card = AdminCard.Create();
        card.SendAll("0070000001", "01A4080C047F106F01", "00A4000C027F10", "00E40000026F01");
        Assert.That(card.Send("01B0000001"), Is.EqualTo("6986"));
        Assert.That(card.Send("81F2000000"), Does.Contain("83027F10"));
    }

    [Test]
    public void Application_of_another_channel_ends_with_its_file()
    {
        TestCard card = AdminCard.Create();
        card.SendAll(AdminCard.Directory("7F50", "8407A0000000871099"), AdminCard.Transparent("6F07", 4), "00A4000C", "0070000001", "01A4040C07A0000000871099");
        card.Send("00A4044C07A0000000871099");
        Assert.That(card.Send("00E40000027F50"), Is.EqualTo("9000"));
        Assert.That(card.Send("81F2000100"), Is.EqualTo("9000"), "no application");
        Assert.That(card.Send("81F2000000"), Does.Contain("83023F00"));
        Assert.That(card.Send("00A4040C07A0000000871099"), Is.EqualTo("6A82"));
    }

    [Test]
    public void Application_that_remote_management_works_in_stays()
    {
        var card = new TestCard();
        var packet = new TestPacket { Tar = "B00000", Data = "00A4040C10" + TestProfile.Usim + "00E40000027FFF" };
        Assert.That(packet.Open(card.Send(packet.Envelope())), Does.EndWith("6985"));
    }

    [Test]
    public void Rules_of_a_deleted_file_are_forgotten_and_those_of_a_new_one_count()
    {
        TestCard card = AdminCard.Create();
        Assert.That(card.SendAll("00A4000C022F08", "00B0000001"), Is.EqualTo("FF 9000"));
        card.Send("00E40000022F06");
        Assert.That(card.Send("00B0000001"), Is.EqualTo("6982"));
        card.SendAll(AdminCard.Records("2F06", 20, 2), "00DC010414" + "80017F90008401D49000FFFFFFFFFFFFFFFFFFFF", "00A4000C022F08");
        Assert.That(card.Send("00B0000001"), Is.EqualTo("FF 9000"));
    }

    [Test]
    public void Files_are_found_however_often_others_come_and_go()
    {
        TestCard card = AdminCard.Create();
        card.Send("00A4000C027F10");
        for (int i = 0; i < 3000; i++)
        {
            string fid = $"{0x6000 + i:X4}";
            Assert.That(card.Send(AdminCard.Transparent(fid, 1)), Is.EqualTo("9000"), fid);
            Assert.That(card.Send("00E4000002" + fid), Is.EqualTo("9000"), fid);
            Assert.That(card.Send("00A4000C02" + fid), Is.EqualTo("6A82"), fid);
        }

        Assert.That(card.Send("00A4000C026F01"), Is.EqualTo("9000"));
        Assert.That(card.Card.State.FileIndex.IsComplete, Is.True);
    }
}
