using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>SEARCH RECORD: TS 102 221 11.1.7. The files have 6 records of 15 bytes.</summary>
[TestFixture]
public sealed class SearchRecordTests
{
    private const string Linear = "00A4000C022F10";
    private const string Cyclic = "00A4000C022F11";
    private const string Next = "00B200020F";

    /// <summary>The searches of TS 102 268 (api_1_fvw_sear 2 to 12), one behind the other: the record pointer of each is what the one before left.</summary>
    [Test]
    public void Searches_one_behind_the_other()
    {
        var card = new TestCard(DataFiles.Options);
        card.Send(Linear);
        Assert.Multiple(() =>
        {
            Check(card, "00A2010401" + "10", "6282");
            Check(card, "00A2020402" + "0304", "0204 9000");
            Check(card, "00A2000402" + "0304", "0204 9000");
            Check(card, "00A2010503" + "080A0B", "6282");
            Check(card, "00A2060502" + "090A", "040301 9000");
            Check(card, "00A2000502" + "090A", "040301 9000");
            Check(card, "00A2000605" + "0709" + "010203", "03 9000");
            Check(card, "00A2000607" + "0700" + "0C0D0E0F01", "02 9000");
            Check(card, "00A2000605" + "0F10" + "010203", "6282");
            card.SendAll(Next, Next, Next);
            Check(card, "00A2000603" + "0F0E" + "04", "0402 9000");
            Check(card, "00A2010603" + "0500" + "01", "01 9000");
            Check(card, "00A2060605" + "0504" + "010203", "05040302 9000");
            Check(card, "00A2010603" + "0D0D" + "0E", "01 9000");
            Check(card, "00A2060605" + "0D00" + "010203", "6282");
            Check(card, "00A2000604" + "0603" + "0A0B", "0304 9000");
            Check(card, "00A2000604" + "0603" + "0A0B", "04 9000");
            Check(card, "00A2000604" + "0E04" + "0203", "6282");
            Check(card, "00A2000603" + "0E01" + "03", "0506 9000");
            Check(card, "00A2010605" + "0407" + "010203", "030405 9000");
            Check(card, "00A2030605" + "040C" + "030201", "06 9000");
            Check(card, "00A2050605" + "0C0D" + "010203", "6282");
            Check(card, "00A2050605" + "0C0C" + "010203", "05 9000");
            Check(card, "00A2010403" + "010203", "0102030405 9000");
        });
    }

    [TestCase(Linear, "00A20104030102030A", "0102030405 9000", TestName = "Search_with_a_greater_length")]
    [TestCase(Linear, "00A2010403010203", "6105", TestName = "Search_without_Le_announces_its_answer")]
    [TestCase(Linear, "00A201040301020302", "0102 6103", TestName = "Search_with_a_shorter_length_announces_the_rest")]
    [TestCase("", "00A201240301020300", "0102030405 9000", TestName = "Search_by_short_identifier")]
    [TestCase("|00A2012403010203", "00B200040F", "0102030405060708090A0B0C0D0E0F 9000", TestName = "Search_by_short_identifier_makes_the_file_current")]
    [TestCase(Linear + "|00A2010402090A00", "00B200040F", "0102030405060708090A0B0C0D0E0F 9000", TestName = "First_hit_is_current")]
    [TestCase(Linear + "|00A2060502090A00", Next, "0A0102030B0102030C0102030D0102 9000", TestName = "First_hit_of_a_search_backward_is_current")]
    [TestCase(Linear + "|" + Next + "|00A201040110", "00B200040F", "0102030405060708090A0B0C0D0E0F 9000", TestName = "Search_without_a_hit_leaves_the_pointer")]
    [TestCase(Linear, "00A200060306000A00", "0102030405 9000", TestName = "Search_from_the_next_record_without_one_starts_at_the_first")]
    [TestCase(Linear, "00A200060307000A00", "0504030201 9000", TestName = "Search_from_the_previous_record_without_one_starts_at_the_last")]
    [TestCase(Cyclic, "00A200040103", "6106", TestName = "Search_of_a_cyclic_file_from_the_record_written_last")]
    [TestCase(Cyclic, "00A204040103" + "00", "040506 9000", TestName = "Search_of_a_cyclic_file_does_not_go_around")]
    [TestCase(Cyclic + "|00DC00030F" + "010101010101010101010101010103", "00A201040103" + "00", "010203040506 9000", TestName = "Search_of_a_cyclic_file_behind_an_update")]
    [TestCase(Cyclic + "|00B200030F", "00A2000603060003" + "00", "010203040506 9000", TestName = "Search_from_the_next_of_the_last_record_of_a_cyclic_file")]
    [TestCase(Linear + "|00B200030F", "00A200060306000A00", "6A83", TestName = "Search_from_the_next_of_the_last_record")]
    [TestCase(Linear + "|" + Next, "00A200060307000A00", "6A83", TestName = "Search_from_the_previous_of_the_first_record")]
    [TestCase(Linear, "00A200040110" + "00", "6A83", TestName = "Search_from_the_current_record_without_one")]
    [TestCase(Linear, "00A207040110" + "00", "6A83", TestName = "Search_from_behind_the_last_record")]
    [TestCase(Linear, "00A2FF040110" + "00", "6A83", TestName = "Search_from_record_255")]
    [TestCase(Linear, "00A2070603040001" + "00", "6A83", TestName = "Enhanced_search_from_behind_the_last_record")]
    [TestCase(Linear, "00A20104", "6700", TestName = "Search_for_nothing")]
    [TestCase(Linear, "00A20106020400", "6700", TestName = "Enhanced_search_for_nothing")]
    [TestCase(Linear, "00A2010410" + "00000000000000000000000000000000" + "00", "6700", TestName = "Search_for_more_than_a_record")]
    [TestCase(Linear, "00A2030605" + "040D" + "010203" + "00", "6700", TestName = "Search_for_more_than_is_behind_the_offset")]
    [TestCase(Linear, "00A2030603" + "1000" + "01" + "00", "6A80", TestName = "Enhanced_search_with_a_reserved_bit")]
    [TestCase(Linear, "00A2030603" + "0300" + "01" + "00", "6A80", TestName = "Enhanced_search_in_an_unknown_direction")]
    [TestCase(Linear, "00A201070101" + "00", "6A86", TestName = "Search_in_the_proprietary_mode")]
    [TestCase(Linear, "00A201000101" + "00", "6A86", TestName = "Search_in_an_unknown_mode")]
    [TestCase(Linear, "00A201FC0101" + "00", "6A86", TestName = "Search_by_short_identifier_31")]
    [TestCase("", "00A201E40101" + "00", "6A82", TestName = "Search_by_unknown_short_identifier")]
    [TestCase("", "00A201040101" + "00", "6986", TestName = "Search_without_a_file")]
    [TestCase("00A4000C022F01", "00A201040101" + "00", "6981", TestName = "Search_of_bytes")]
    [TestCase("00A4000C022F13", "00A201040101" + "00", "6981", TestName = "Search_of_data_objects")]
    [TestCase("00A4000C022F15", "00A201040101" + "00", "6982", TestName = "Search_never")]
    [TestCase("00A4000C022F18", "00A201040101" + "00", "6984", TestName = "Search_of_a_deactivated_file")]
    [TestCase("00A4000C022F1C", "00A201040101" + "00", "01 9000", TestName = "Search_of_a_deactivated_file_that_can_be_read")]
    [TestCase(Linear, "80A201040101" + "00", "6E00", TestName = "Search_in_the_proprietary_class")]
    public void Status(string before, string command, string expected) => Assert.That(DataFiles.Answer(before, command), Is.EqualTo(expected));

    private static void Check(TestCard card, string command, string expected) => Assert.That(card.Send(command + "00"), Is.EqualTo(expected), command);
}
