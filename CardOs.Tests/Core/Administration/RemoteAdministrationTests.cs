using NUnit.Framework;

namespace CardOs.Tests.Core.Administration;

/// <summary>Administrative commands in remote scripts: TS 102 226 6.2 has them all but TERMINATE.</summary>
[TestFixture]
public sealed class RemoteAdministrationTests
{
    [TestCase("00A4000C027F10" + "00E4000002" + "6F01", "029000", TestName = "Script_deletes_a_file")]
    [TestCase("00A4000C022F01" + "0004000000" + "0044000000", "039000", TestName = "Script_deactivates_and_activates_the_current_file")]
    [TestCase("80D400000A620883022F0180020008", "019000", TestName = "Script_resizes_a_file")]
    [TestCase("00E8000002" + "2F01", "016D00", TestName = "Script_terminates_no_file")]
    [TestCase("00E6000002" + "7F10", "016D00", TestName = "Script_terminates_no_directory")]
    [TestCase("00FE000000", "016D00", TestName = "Script_terminates_no_card")]
    public void Script(string data, string expected) => Assert.That(Run(new TestCard(), "B00000", data), Is.EqualTo("00 " + expected));

    [Test]
    public void Script_creates_what_its_access_domain_allows()
    {
        var card = new TestCard();
        string create = AdminCard.Transparent("2F30", 4);
        Assert.That(Run(card, "B00004", create), Is.EqualTo("00 016982"), "the condition is ADM 1, the domain has only always");
        Assert.That(Run(card, "B00000", create + "00B0000004"), Is.EqualTo("00 029000FFFFFFFF"));
        Assert.That(card.Send("00A4000C022F30"), Is.EqualTo("9000"));
    }

    [Test]
    public void Selected_application_leaves_the_access_domain_as_it_is() =>
        Assert.That(Run(new TestCard(), "B00000", "00A4040C10" + TestProfile.Usim + AdminCard.Transparent("6F30", 4)), Is.EqualTo("00 029000"));

    private static string Run(TestCard card, string tar, string data)
    {
        var packet = new TestPacket { Tar = tar, Data = data };
        return packet.Open(card.Send(packet.Envelope()));
    }
}
