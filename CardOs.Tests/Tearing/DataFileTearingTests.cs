using System.Linq;
using CardOs.Tests.Core;
using CardOs.Tests.Core.Files;
using NUnit.Framework;

namespace CardOs.Tests.Tearing;

/// <summary>What is left of commands on cyclic and BER-TLV files whose power was cut: the old or the new, and all of the memory.</summary>
[TestFixture]
public sealed class DataFileTearingTests
{
    private const string Cyclic = "00A4000C022F12";
    private const string LongCyclic = "00A4000C022F1F";
    private const string Objects = "00A4000C022F13";

    [TestCase(Cyclic, "00DC000303AAAAAA", TestName = "Update_of_a_cyclic_file_torn_at_any_word_leaves_the_old_or_the_new_records")]
    [TestCase(Cyclic + "|00DC000303AAAAAA", "00DC000303BBBBBB", TestName = "Second_update_of_a_cyclic_file_torn_at_any_word_leaves_the_old_or_the_new_records")]
    [TestCase(Cyclic, "803200000300000500", TestName = "Increase_torn_at_any_word_leaves_the_old_or_the_new_records")]
    [TestCase("00A4000C022F22", "80320000020A0A00", TestName = "Increase_of_the_only_record_torn_at_any_word_leaves_the_old_or_the_new_record")]
    public void Records(string before, string command)
    {
        TestCard card = Prepared(before);
        string select = before[..14];
        int count = select == Cyclic ? 4 : 1;
        Tear(card, command, () => card.Send(select) + string.Join(' ', Enumerable.Range(1, count).Select(i => card.Send($"00B2{i:X2}0400"))) + card.Send("00B2000400"));
    }

    [Test]
    public void Long_increase_torn_at_any_word_leaves_the_old_or_the_new_records()
    {
        TestCard card = Prepared(LongCyclic);
        Tear(card, "803200007F" + new string('7', 254), () => card.SendAll(LongCyclic, "00B2010400") + card.Send("00B2020400"));
    }

    [TestCase("", "80DB0080058103010203", TestName = "Set_of_an_object_torn_at_any_word_leaves_it_or_none")]
    [TestCase("", "80DB008009800701020304050607", TestName = "Set_of_an_object_in_place_of_another_torn_at_any_word_leaves_the_old_or_the_new_one")]
    [TestCase("", "80DB008007BF810103112233", TestName = "Set_of_an_object_of_the_same_length_torn_at_any_word_leaves_the_old_or_the_new_one")]
    [TestCase("", "80DB00800180", TestName = "Removal_torn_at_any_word_leaves_the_object_or_none")]
    [TestCase("", "80DB00800681400A0B0C0D", TestName = "First_block_torn_at_any_word_leaves_nothing")]
    [TestCase("", "80DB00800680400A0B0C0D", TestName = "First_block_in_place_of_an_object_torn_at_any_word_leaves_the_old_one_or_none")]
    [TestCase("80DB00800681400A0B0C0D", "80DB000003112233", TestName = "Block_between_torn_at_any_word_leaves_nothing")]
    [TestCase("80DB00800681070A0B0C0D", "80DB000003112233", TestName = "Last_block_torn_at_any_word_leaves_the_object_or_none")]
    [TestCase("80DB00800680070A0B0C0D", "80DB000003112233", TestName = "Last_block_in_place_of_an_object_torn_at_any_word_leaves_the_new_one_or_none")]
    [TestCase("80DB00800681400A0B0C0D", "80DB004003810155", TestName = "First_block_sent_again_torn_at_any_word_leaves_the_object_or_none")]
    [TestCase("80DB00800681400A0B0C0D", "00A4000C022F01", TestName = "End_of_a_transfer_torn_at_any_word_leaves_nothing")]
    [TestCase("80DB00800681400A0B0C0D", "80CB0080018000", TestName = "Transfer_that_ends_by_retrieving_torn_at_any_word_leaves_nothing")]
    public void DataObjects(string before, string command)
    {
        TestCard card = Prepared(Objects + "|" + before);
        Tear(card, command, () => card.SendAll(Objects, "80CB0080015C00") + card.Send("80CB0080018000") + card.Send("80CB0080018100") + card.Send("80CB008003BF810100") + DataFiles.Blocks(card));
    }

    private static TestCard Prepared(string before)
    {
        var card = new TestCard(DataFiles.Options);
        card.SendAll(before.Split('|', System.StringSplitOptions.RemoveEmptyEntries));
        return card;
    }

    private static void Tear(TestCard card, string command, System.Func<string> observe)
    {
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(() => card.Send(command), observe, recoveryEvery: 4);
        TestContext.Out.WriteLine($"{cuts} cuts");
        Assert.That(cuts, Is.GreaterThan(0), "the command wrote nothing");
    }
}
