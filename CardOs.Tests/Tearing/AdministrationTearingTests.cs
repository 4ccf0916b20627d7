using System.Collections.Generic;
using CardOs.Tests.Core;
using CardOs.Tests.Core.Administration;
using NUnit.Framework;

namespace CardOs.Tests.Tearing;

/// <summary>What is left of administrative commands whose power was cut: the old files or the new ones, and no block that belongs to neither.</summary>
[TestFixture]
public sealed class AdministrationTearingTests
{
    private static IEnumerable<TestCaseData> Commands()
    {
        string objects = "00A4000C022F04|80DB008003800111|80DB008003810122|80DB008003820133";
        yield return new TestCaseData("", AdminCard.Transparent("2F30", 20, "A504C1021122")).SetName("Create_transparent_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", AdminCard.Records("2F30", 5, 4)).SetName("Create_linear_fixed_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", AdminCard.Records("2F30", 5, 4, "46")).SetName("Create_cyclic_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", AdminCard.Create("82027921", "83022F30", "8A0105", AdminCard.Open)).SetName("Create_data_objects_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", AdminCard.Directory("7F30")).SetName("Create_directory_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", AdminCard.Directory("7F50", "8407A0000000871099")).SetName("Create_application_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", "00E40000022F02").SetName("Delete_file_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData(objects, "00E40000022F04").SetName("Delete_data_objects_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", "00E40000027F10").SetName("Delete_directory_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", AdminCard.Resize("2F01", "800118")).SetName("Growth_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", AdminCard.Resize("2F01", "800107")).SetName("Shrinking_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", AdminCard.Resize("2F02", "80011E")).SetName("More_records_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData(objects, AdminCard.Resize("2F04", "A503860109")).SetName("New_maximum_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData(objects, AdminCard.Resize("2F04", "A503860105", 1)).SetName("New_maximum_without_the_objects_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", "00040000022F01").SetName("Deactivate_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("00040000022F01", "00440000022F01").SetName("Activate_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", "00E80000022F01").SetName("Terminate_file_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", "00E60000027F10").SetName("Terminate_directory_torn_at_any_word_is_done_or_not");
        yield return new TestCaseData("", "00FE0000").SetName("Terminate_card_torn_at_any_word_is_done_or_not");
    }

    [TestCaseSource(nameof(Commands))]
    public void Torn(string before, string command)
    {
        TestCard card = AdminCard.Create();
        card.SendAll(before.Split('|', System.StringSplitOptions.RemoveEmptyEntries));
        card.Send("00A4000C");
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(() => card.Send(command), () => Everything(card), recoveryEvery: 7);
        TestContext.Out.WriteLine($"{cuts} cuts");
        Assert.That(cuts, Is.GreaterThan(0));
    }

    // All files that the tests touch, with what is in them; and the blocks in use.
    private static string Everything(TestCard card)
    {
        string all = AdminCard.Account(card);
        foreach (string path in new[] { "2F01", "2F02", "2F04", "2F30", "7F10", "7F106F01", "7F105F104F01", "7F30", "7F50" })
        {
            all += "|" + card.Send($"00A40804{path.Length / 2:X2}{path}00");
            all += card.Send("00B0000000") + card.Send("00B2010400") + card.Send("00B2040400") + card.Send("80CB0080015C00") + card.Send("80CB0080018000");
        }

        return all + card.Send("00A4040C07A0000000871099");
    }
}
