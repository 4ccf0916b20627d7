using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>READ RECORD and UPDATE RECORD: TS 102 221 11.1.5, 11.1.6. The file has 10 records of 5 bytes.</summary>
[TestFixture]
public sealed class RecordTests
{
    private const string File = "00A4000C022F02";
    private const string Binary = "00A4000C022F01";
    private const string Next = "00B2000205";
    private const string Previous = "00B2000305";
    private const string Last = "00DC0A0405AAAAAAAAAA";

    [TestCase(File, "00B2010405", "0101010101 9000")]
    [TestCase(File, "00B2030405", "0303030303 9000")]
    [TestCase(File, "00B20A0405", "FFFFFFFFFF 9000")]
    [TestCase(File, "00B20B0405", "6A83", TestName = "Read_record_behind_the_last")]
    [TestCase(File, "00B2FF0405", "6A83", TestName = "Read_record_255")]
    [TestCase(File, "00B2000405", "6A83", TestName = "Read_current_record_without_one")]
    [TestCase(File + "|" + Next, "00B2000405", "0101010101 9000", TestName = "Read_current_record")]
    [TestCase(File, Next, "0101010101 9000", TestName = "Read_next_record_without_one_is_the_first")]
    [TestCase(File + "|" + Last, Previous, "AAAAAAAAAA 9000", TestName = "Read_previous_record_without_one_is_the_last")]
    [TestCase(File + "|" + Next, Next, "0202020202 9000", TestName = "Read_next_record")]
    [TestCase(File + "|" + Next + "|" + Next, Previous, "0101010101 9000", TestName = "Read_previous_record")]
    [TestCase(File + "|" + Next, Previous, "6A83", TestName = "Read_previous_record_of_the_first")]
    [TestCase(File + "|" + Previous, Next, "6A83", TestName = "Read_next_record_of_the_last")]
    [TestCase(File + "|" + Next + "|00B2030405", Next, "0202020202 9000", TestName = "Absolute_reading_leaves_the_pointer")]
    [TestCase(File + "|" + Next + "|" + File, Next, "0101010101 9000", TestName = "Selection_unsets_the_pointer")]
    [TestCase(File + "|" + Next, "00B2000405", "0101010101 9000", TestName = "Current_record_stays")]
    [TestCase("", "00B2011C05", "0101010101 9000", TestName = "Read_record_by_short_identifier")]
    [TestCase(File + "|" + Next, "00B2001A05", "0101010101 9000", TestName = "Short_identifier_unsets_the_pointer")]
    [TestCase(File, "00B2010400", "0101010101 9000", TestName = "Read_record_of_any_length")]
    [TestCase(File, "00B2010404", "6C05", TestName = "Read_record_with_too_short_a_length")]
    [TestCase(File, "00B2010406", "6C05", TestName = "Read_record_with_too_great_a_length")]
    [TestCase(File, "00B20104", "6700", TestName = "Read_record_without_Le")]
    [TestCase("", "00B20104", "6700", TestName = "Read_record_length_comes_before_the_file")]
    [TestCase(File, "00B2010401FF", "6700", TestName = "Read_record_with_data")]
    [TestCase("", "00B2010405", "6986", TestName = "Read_record_without_a_file")]
    [TestCase(Binary, "00B2010405", "6981", TestName = "Read_record_of_bytes")]
    [TestCase("", "00B2010C05", "6981", TestName = "Read_record_of_bytes_by_short_identifier")]
    [TestCase("", "00B201E405", "6A82", TestName = "Read_record_by_unknown_short_identifier")]
    [TestCase("", "00B201FC05", "6A86", TestName = "Read_record_by_short_identifier_31")]
    [TestCase(File, "00B2010205", "6A86", TestName = "Read_next_record_with_a_number")]
    [TestCase(File, "00B2010005", "6A86", TestName = "Read_record_in_an_unknown_mode")]
    [TestCase(File, "00B2010505", "6A86", TestName = "Read_record_in_a_mode_of_search")]
    [TestCase("", "80B2010405", "6E00")]
    public void Read(string before, string command, string expected) => Assert.That(TestCard.Answer(before, command), Is.EqualTo(expected));

    [TestCase(File, "00DC020405AABBCCDDEE", "9000")]
    [TestCase("", "00DC021C05AABBCCDDEE", "9000", TestName = "Update_record_by_short_identifier")]
    [TestCase(File, "00DC000205AABBCCDDEE", "9000", TestName = "Update_next_record")]
    [TestCase(File, "00DC000305AABBCCDDEE", "9000", TestName = "Update_previous_record")]
    [TestCase(File, "00DC000405AABBCCDDEE", "6A83", TestName = "Update_current_record_without_one")]
    [TestCase(File + "|" + Next, "00DC000405AABBCCDDEE", "9000", TestName = "Update_current_record")]
    [TestCase(File, "00DC0B0405AABBCCDDEE", "6A83", TestName = "Update_record_behind_the_last")]
    [TestCase(File, "00DC020404AABBCCDD", "6700", TestName = "Update_record_with_too_few_bytes")]
    [TestCase(File, "00DC020406AABBCCDDEEFF", "6700", TestName = "Update_record_with_too_many_bytes")]
    [TestCase(File, "00DC020405AABBCCDDEE00", "6700", TestName = "Update_record_with_Le")]
    [TestCase(File, "00DC0204", "6700", TestName = "Update_record_without_data")]
    [TestCase("", "00DC0204", "6700", TestName = "Update_record_length_comes_before_the_file")]
    [TestCase("", "00DC020405AABBCCDDEE", "6986", TestName = "Update_record_without_a_file")]
    [TestCase(Binary, "00DC020405AABBCCDDEE", "6981", TestName = "Update_record_of_bytes")]
    [TestCase(File, "00DC020205AABBCCDDEE", "6A86", TestName = "Update_next_record_with_a_number")]
    [TestCase("00A4080C047F106F53", "00DC0104" + "20" + "0000000000000000000000000000000000000000000000000000000000000000", "9000")]
    public void Update(string before, string command, string expected) => Assert.That(TestCard.Answer(before, command), Is.EqualTo(expected));

    [Test]
    public void Update_changes_its_record_and_no_other()
    {
        var card = new TestCard();
        card.SendAll(File, "00DC020405AABBCCDDEE");
        Assert.That(card.Send("00B2010405"), Is.EqualTo("0101010101 9000"));
        Assert.That(card.Send("00B2020405"), Is.EqualTo("AABBCCDDEE 9000"));
        Assert.That(card.Send("00B2030405"), Is.EqualTo("0303030303 9000"));
    }

    [Test]
    public void Next_and_previous_update_move_the_pointer()
    {
        var card = new TestCard();
        card.SendAll(File, "00DC000205A1A1A1A1A1", "00DC000205A2A2A2A2A2", "00DC000305A3A3A3A3A3");
        Assert.That(card.Send("00B2010405"), Is.EqualTo("A3A3A3A3A3 9000"));
        Assert.That(card.Send("00B2020405"), Is.EqualTo("A2A2A2A2A2 9000"));
    }
}
