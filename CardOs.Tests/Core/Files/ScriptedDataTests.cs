using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>Records and data objects by remote file management: TS 102 226 6.</summary>
[TestFixture]
public sealed class ScriptedDataTests
{
    private const string Cyclic = "00A4000C022F12";
    private const string Objects = "00A4000C022F13";

    [TestCase("00A4000C022F10" + "00A2010403010203" + "00C0000005", "0102030405", TestName = "Script_searches_records")]
    [TestCase(Cyclic + "8032000003000005" + "00C0000006", "000008000005", TestName = "Script_increases")]
    [TestCase(Cyclic + "00DC000303AABBCC" + "00B2010403", "AABBCC", TestName = "Script_updates_a_cyclic_file")]
    [TestCase(Objects + "80CB00800180" + "00C0000004", "80021122", TestName = "Script_retrieves_an_object")]
    [TestCase(Objects + "80DB008006810700010203" + "80DB000003040506" + "80CB00800181" + "00C0000009", "810700010203040506", TestName = "Script_sets_an_object_in_blocks")]
    [TestCase(Objects + "80CB00800181", "6A88", TestName = "Script_retrieves_an_object_that_is_not_there")]
    public void Compact(string script, string expected)
    {
        var card = new TestCard(DataFiles.Options);
        var packet = new TestPacket { Data = script };
        Assert.That(packet.Open(card.Send(packet.Envelope())), Does.EndWith(expected));
    }

    [Test]
    public void Expanded_script_sets_and_retrieves()
    {
        var card = new TestCard(DataFiles.Options);
        string commands = "2207" + Objects + "220A" + "80DB0080058103010203" + "2207" + "80CB0080018100";
        var packet = new TestPacket { Tar = "B00120", Data = $"AA{commands.Length / 2:X2}{commands}" };
        Assert.That(packet.Open(card.Send(packet.Envelope())), Does.Contain("2307" + "8103010203" + "9000"));
    }

    [Test]
    public void Script_that_leaves_a_transfer_reserves_nothing_behind_the_next_one()
    {
        var card = new TestCard(DataFiles.Options);
        card.Send(new TestPacket { Data = Objects + "80DB00800181" }.Envelope());
        string blocks = DataFiles.Blocks(card);
        card.Send(new TestPacket { Data = Objects + "80DB008006810700010203" }.Envelope());
        Assert.That(DataFiles.Blocks(card), Does.Contain("reserved"));
        card.Send(new TestPacket { Data = Cyclic }.Envelope());
        Assert.That(DataFiles.Blocks(card), Is.EqualTo(blocks));
    }
}
