using System;
using System.Linq;
using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>RETRIEVE DATA and SET DATA: TS 102 221 11.3. The file has the objects 80 02 1122 and BF8101 03 0A0B0C, and room for 400 bytes.</summary>
[TestFixture]
public sealed class DataObjectTests
{
    private const string File = "00A4000C022F13";
    private const string Other = "00A4000C022F20";
    private const string Retrieve = "80CB00800180" + "00";
    private const string NextBlock = "80CB000000";

    // An object 81 of 10 bytes, in blocks of 4, 3 and 3.
    private const string SetFirst = "80DB008006810A00010203";
    private const string SetSecond = "80DB000003040506";
    private const string SetThird = "80DB000003070809";
    private const string Whole = "810A00010203040506070809 9000";
    private const string Retrieve81 = "80CB0080018100";

    [TestCase(File, Retrieve, "80021122 9000")]
    [TestCase(File, "80CB008003BF810100", "BF8101030A0B0C 9000", TestName = "Retrieve_by_a_tag_of_three_bytes")]
    [TestCase(File, "80CB0080015C00", "5C0480BF8101 9000", TestName = "Retrieve_the_list_of_tags")]
    [TestCase(Other, "80CB0080015C00", "5C00 9000", TestName = "Retrieve_the_list_of_tags_of_an_empty_file")]
    [TestCase("", "80CB00870180" + "00", "80021122 9000", TestName = "Retrieve_by_short_identifier")]
    [TestCase(File, "80CB00800180", "6104", TestName = "Retrieve_without_Le_announces_its_answer")]
    [TestCase(File, "80CB0080018003", "800211 62F1", TestName = "Retrieve_the_first_block")]
    [TestCase(File + "|80CB0080018003", NextBlock, "22 9000", TestName = "Retrieve_the_last_block")]
    [TestCase(File + "|80CB0080018001", "80CB000001", "02 62F1", TestName = "Retrieve_a_block_between")]
    [TestCase(File + "|80CB0080018002", "80CB004003", "800211 62F1", TestName = "Retrieve_the_first_block_again")]
    [TestCase(File + "|80CB0080018002|80CB000001", "80CB004001", "11 62F1", TestName = "Retrieve_a_block_again")]
    [TestCase(File + "|80CB0080018003|" + NextBlock, "80CB004000", "22 9000", TestName = "Retrieve_the_last_block_again")]
    [TestCase(File + "|80CB0080018003|00B0810001|" + File, NextBlock, "6985", TestName = "Another_file_ends_a_transfer")]
    [TestCase(File + "|80CB0080018003|" + File, NextBlock, "6985", TestName = "Selection_of_the_file_itself_ends_a_transfer")]
    [TestCase(File + "|80CB0080018003|00B0810001", NextBlock, "6981", TestName = "Next_block_of_another_file")]
    [TestCase(File + "|80CB0080018003|00B2010C05|80F2000C|0084000008|0070000001", NextBlock, "22 9000", TestName = "Commands_that_leave_the_file_do_not_end_a_transfer")]
    [TestCase(File + "|80CB0080018003|80CB0080015C00|80CB004004", NextBlock, "8101 9000", TestName = "Another_tag_ends_a_transfer")]
    [TestCase(File + "|80CB0080018003|80CB0080018200", NextBlock, "22 9000", TestName = "A_tag_that_is_not_there_does_not_end_a_transfer")]
    [TestCase(File + "|80CB0080018003|80CB0080018009", NextBlock, "22 9000", TestName = "A_wrong_length_does_not_end_a_transfer")]
    [TestCase(File, "80CB0080018009", "6C04", TestName = "Retrieve_with_too_great_a_length")]
    [TestCase(File + "|80CB0080018003", "80CB000009", "6C01", TestName = "Retrieve_the_last_block_with_too_great_a_length")]
    [TestCase(File, NextBlock, "6985", TestName = "Next_block_of_nothing")]
    [TestCase(File + "|" + Retrieve, NextBlock, "6985", TestName = "Next_block_behind_the_last")]
    [TestCase(File, "80CB004000", "6985", TestName = "Previous_block_of_nothing")]
    [TestCase(File + "|" + SetFirst, NextBlock, "6985", TestName = "Retrieve_the_next_block_of_an_object_that_is_being_set")]
    [TestCase(File, "80CB0080018100", "6A88", TestName = "Retrieve_an_object_that_is_not_there")]
    [TestCase(File, "80CB0080014F00", "6A80", TestName = "Retrieve_by_a_tag_of_another_class")]
    [TestCase(File, "80CB0080019F00", "6A80", TestName = "Retrieve_by_a_tag_that_is_cut_off")]
    [TestCase(File, "80CB008002800000", "6A80", TestName = "Retrieve_by_tag_and_length")]
    [TestCase(File, "80CB0080028081" + "00", "6A80", TestName = "Retrieve_by_a_tag_and_more")]
    [TestCase(File, "80CB008000", "6700", TestName = "Retrieve_without_a_tag")]
    [TestCase(File + "|80CB0080018003", "80CB00000180" + "00", "6700", TestName = "Retrieve_the_next_block_with_a_tag")]
    [TestCase(File, "80CB01800180" + "00", "6A86", TestName = "Retrieve_with_a_wrong_P1")]
    [TestCase(File, "80CB00C00180" + "00", "6A86", TestName = "Retrieve_an_unknown_block")]
    [TestCase(File, "80CB00A00180" + "00", "6A86", TestName = "Retrieve_with_a_reserved_bit")]
    [TestCase(File, "80CB009F0180" + "00", "6A86", TestName = "Retrieve_by_short_identifier_31")]
    [TestCase(File + "|80CB0080018003", "80CB000700", "6A86", TestName = "Retrieve_the_next_block_by_short_identifier")]
    [TestCase("", "80CB009C0180" + "00", "6A82", TestName = "Retrieve_by_unknown_short_identifier")]
    [TestCase("", Retrieve, "6986", TestName = "Retrieve_without_a_file")]
    [TestCase("00A4000C022F01", Retrieve, "6981", TestName = "Retrieve_from_bytes")]
    [TestCase("00A4000C022F14", Retrieve, "6982", TestName = "Retrieve_never")]
    [TestCase("00A4000C022F1A", Retrieve, "6984", TestName = "Retrieve_from_a_deactivated_file")]
    [TestCase("00A4000C022F1E", Retrieve, "80021122 9000", TestName = "Retrieve_from_a_deactivated_file_that_can_be_read")]
    [TestCase(File, "00CB00800180" + "00", "6E00", TestName = "Retrieve_in_the_interindustry_class")]
    public void RetrieveData(string before, string command, string expected) => Assert.That(DataFiles.Answer(before, command), Is.EqualTo(expected));

    [TestCase(File, "80DB0080058103010203", "9000")]
    [TestCase(File, SetFirst, "63F1")]
    [TestCase(File + "|" + SetFirst, SetSecond, "63F1")]
    [TestCase(File + "|" + SetFirst + "|" + SetSecond, SetThird, "9000")]
    [TestCase(File, "80DB008002810A", "63F1", TestName = "Set_nothing_of_the_value_first")]
    [TestCase(File, "80DB0080028100", "9000", TestName = "Set_an_empty_object")]
    [TestCase(File, "80DB0080039F1F00", "9000", TestName = "Set_the_lowest_tag_of_two_bytes")]
    [TestCase(File, "80DB0080039F7F00", "9000", TestName = "Set_the_highest_tag_of_two_bytes")]
    [TestCase(File, "80DB0080049F810000", "9000", TestName = "Set_the_lowest_tag_of_three_bytes")]
    [TestCase(File, "80DB008004BFFF7F00", "9000", TestName = "Set_the_highest_tag_of_three_bytes")]
    [TestCase(File, "80DB0080039E0155", "9000")]
    [TestCase(File, "80DB008003BE0155", "9000")]
    [TestCase("", "80DB008705" + "8103010203", "9000", TestName = "Set_by_short_identifier")]
    [TestCase(File, "80DB00800180", "9000", TestName = "Set_a_tag_alone_removes_the_object")]
    [TestCase(File, "80DB00800181", "6A88", TestName = "Remove_an_object_that_is_not_there")]
    [TestCase(File, SetSecond, "6985", TestName = "Set_the_next_block_of_nothing")]
    [TestCase(File, "80DB004003040506", "6985", TestName = "Set_the_previous_block_of_nothing")]
    [TestCase(File + "|" + SetFirst + "|" + SetSecond + "|" + SetThird, SetThird, "6985", TestName = "Set_a_block_behind_the_last")]
    [TestCase(File + "|" + Retrieve, SetSecond, "6985", TestName = "Set_the_next_block_of_an_object_that_is_being_retrieved")]
    [TestCase(File + "|" + SetFirst + "|" + File, SetSecond, "6985", TestName = "Selection_ends_a_transfer_to_the_file")]
    [TestCase(File + "|" + SetFirst + "|" + Retrieve, SetSecond, "6985", TestName = "Retrieving_ends_a_transfer_to_the_file")]
    [TestCase(File + "|" + SetFirst, "80DB00000700010203040506", "6A80", TestName = "Set_more_than_the_length_says")]
    [TestCase(File, "80DB0080048101" + "0102", "6A80", TestName = "Set_more_than_the_length_says_at_once")]
    [TestCase(File, "80DB0080024F00", "6A80", TestName = "Set_a_tag_of_the_application_class")]
    [TestCase(File, "80DB0080025C00", "6A80", TestName = "Set_the_list_of_tags")]
    [TestCase(File, "80DB0080020400", "6A80", TestName = "Set_a_tag_of_the_universal_class")]
    [TestCase(File, "80DB008002C100", "6A80", TestName = "Set_a_tag_of_the_private_class")]
    [TestCase(File, "80DB0080039F1E00", "6A80", TestName = "Set_a_tag_that_has_a_shorter_form")]
    [TestCase(File, "80DB0080059F81810100", "6A80", TestName = "Set_a_tag_of_four_bytes")]
    [TestCase(File, "80DB008004818101" + "55", "6A80", TestName = "Set_with_a_length_that_has_a_shorter_form")]
    [TestCase(File, "80DB0080028180", "6A80", TestName = "Set_with_an_indefinite_length")]
    [TestCase(File, "80DB0080028181", "6A80", TestName = "Set_with_a_length_that_is_cut_off")]
    [TestCase(File, "80DB0080068184" + "01000000", "6A80", TestName = "Set_with_a_length_of_five_bytes")]
    [TestCase(File, "80DB00800481820190", "6A84", TestName = "Set_more_than_the_file_may_hold")]
    [TestCase(Other, "80DB008004818200FF", "6A80", TestName = "Set_with_a_length_of_three_bytes_for_one")]
    [TestCase(Other, "80DB0080058183010000", "6A84", TestName = "Set_64_KiB_in_a_file_of_64_KiB")]
    [TestCase(File, "80DB0080", "6700", TestName = "Set_nothing")]
    [TestCase(File + "|" + SetFirst, "80DB0000", "6700", TestName = "Set_a_block_of_nothing")]
    [TestCase(File, "80DB0080028100" + "00", "6700", TestName = "Set_with_Le")]
    [TestCase(File, "80DB0180028100", "6A86", TestName = "Set_with_a_wrong_P1")]
    [TestCase(File, "80DB00C0028100", "6A86", TestName = "Set_an_unknown_block")]
    [TestCase(File, "80DB00A0028100", "6A86", TestName = "Set_with_a_reserved_bit")]
    [TestCase(File + "|" + SetFirst, "80DB000703040506", "6A86", TestName = "Set_the_next_block_by_short_identifier")]
    [TestCase("", "80DB009C028100", "6A82", TestName = "Set_by_unknown_short_identifier")]
    [TestCase("", "80DB0080028100", "6986", TestName = "Set_without_a_file")]
    [TestCase("00A4000C022F10", "80DB0080028100", "6981", TestName = "Set_in_records")]
    [TestCase("00A4000C022F14", "80DB0080028100", "6982", TestName = "Set_never")]
    [TestCase("00A4000C022F1A", "80DB0080028100", "6984", TestName = "Set_in_a_deactivated_file")]
    [TestCase("00A4000C022F1E", "80DB0080028100", "9000", TestName = "Set_in_a_deactivated_file_that_can_be_updated")]
    [TestCase(File, "00DB0080028100", "6E00", TestName = "Set_in_the_interindustry_class")]
    public void SetData(string before, string command, string expected) => Assert.That(DataFiles.Answer(before, command), Is.EqualTo(expected));

    [TestCase(SetFirst + "|" + SetSecond + "|" + SetThird, Whole, TestName = "Object_in_blocks")]
    [TestCase(SetFirst + "|" + SetSecond + "|80DB004003040506|" + SetThird, Whole, TestName = "Object_with_a_block_sent_again")]
    [TestCase(SetFirst + "|80DB0000" + "02EEEE" + "|80DB004003040506|" + SetThird, Whole, TestName = "Object_with_a_block_sent_again_longer")]
    [TestCase("80DB008004810AEEEE|80DB004006810A00010203|" + SetSecond + "|" + SetThird, Whole, TestName = "Object_with_the_first_block_sent_again")]
    [TestCase("80DB0080058105EEEEEE|80DB004006810A00010203|" + SetSecond + "|" + SetThird, Whole, TestName = "Object_with_the_first_block_sent_again_with_another_length")]
    [TestCase(SetFirst + "|80DB0040" + "0C" + "810A00010203040506070809", Whole, TestName = "Object_with_the_first_block_sent_again_whole")]
    [TestCase(SetFirst + "|80DB00400682" + "0A00010203|" + SetSecond + "|" + SetThird, Whole, TestName = "First_block_sent_again_with_another_tag_is_refused")]
    [TestCase(SetFirst + "|80DB0000080405060708090A0B|" + SetSecond + "|" + SetThird, Whole, TestName = "Block_that_is_too_long_changes_nothing")]
    [TestCase(SetFirst + "|" + SetSecond, "6A88", TestName = "Object_that_is_not_whole_is_not_there")]
    [TestCase("80DB0080038101EE|" + SetFirst, "6A88", TestName = "First_block_takes_the_old_object_away")]
    [TestCase("80DB0080038101EE|" + SetFirst + "|" + File, "6A88", TestName = "Transfer_that_ends_takes_the_old_object_away")]
    [TestCase("80DB0080038101EE|" + SetFirst + "|80DB00400181", "6A88", TestName = "First_block_sent_again_as_a_tag_removes")]
    [TestCase("80DB0080038101EE|80DB0080048182018F", "8101EE 9000", TestName = "Object_that_does_not_fit_leaves_the_old_one")]
    public void Object(string commands, string expected) => Assert.That(DataFiles.Answer(File + "|" + commands, Retrieve81), Is.EqualTo(expected));

    [Test]
    public void Object_is_invisible_to_other_channels_until_it_is_whole()
    {
        TestCard card = TwoChannels();
        card.SendAll("80DB0080038101EE", SetFirst, SetSecond);
        Assert.That(card.Send("01CB00800181"), Is.EqualTo("6E00"));
        Assert.That(card.Send("81CB0080018100"), Is.EqualTo("6A88"));
        Assert.That(card.Send("81CB0080015C00"), Is.EqualTo("5C0480BF8101 9000"));
        Assert.That(card.Send(SetThird), Is.EqualTo("9000"), "the other channel did not end the transfer");
        Assert.That(card.Send("81CB0080018100"), Is.EqualTo(Whole));
    }

    [Test]
    public void Change_of_an_object_ends_the_transfers_that_read_it()
    {
        TestCard card = TwoChannels();
        card.SendAll("81CB0080018003", "80DB0080048002AABB");
        Assert.That(card.Send("81CB000001"), Is.EqualTo("6985"));
        card.SendAll("81CB0080015C03", "80DB0080028100");
        Assert.That(card.Send("81CB000001"), Is.EqualTo("6985"), "the list of tags is another one");
        card.SendAll("81CB0080018003", "80DB0080028200");
        Assert.That(card.Send("81CB000001"), Is.EqualTo("BB 9000"), "another object has changed");
    }

    [Test]
    public void Two_channels_that_set_one_object_leave_the_one_that_was_whole_last()
    {
        TestCard card = TwoChannels();
        card.SendAll(SetFirst, "81DB00800481" + "03AAAA", SetSecond, SetThird);
        Assert.That(card.Send("81DB000001BB"), Is.EqualTo("9000"));
        Assert.That(card.Send(Retrieve81), Is.EqualTo("8103AAAABB 9000"));
        Assert.That(DataFiles.Blocks(card), Is.EqualTo(DataFiles.Blocks(After("80DB0080058103AAAABB"))));
    }

    [Test]
    public void Two_transfers_that_do_not_fit_together_leave_the_first_to_be_whole()
    {
        TestCard card = TwoChannels();
        card.SendAll("80DB0080038181C8", "81DB0080038281C8", "80DB0000C7" + new string('1', 398));
        card.Send("81DB0000C7" + new string('2', 398));
        Assert.That(card.Send("80DB000001EE"), Is.EqualTo("9000"));
        Assert.That(card.Send("81DB000001EE"), Is.EqualTo("6A84"));
        Assert.That(card.Send("81CB0080015C00"), Is.EqualTo("5C0580BF810181 9000"));
        Assert.That(DataFiles.Blocks(card), Does.Not.Contain("reserved"));
    }

    [TestCase("00A4000C022F01", TestName = "Selection_of_another_file_frees_what_was_reserved")]
    [TestCase("00A4000C023F00", TestName = "Selection_of_a_directory_frees_what_was_reserved")]
    [TestCase("00A4040C07F0436172640000", TestName = "Selection_of_an_application_frees_what_was_reserved")]
    [TestCase("00B0810001", TestName = "Short_identifier_frees_what_was_reserved")]
    [TestCase("80DB00800182|80CB00800180" + "00", TestName = "Another_tag_frees_what_was_reserved")]
    [TestCase("reset", TestName = "Warm_reset_frees_what_was_reserved")]
    [TestCase("power", TestName = "Power_off_frees_what_was_reserved")]
    public void Ends(string what)
    {
        TestCard card = After("80DB00800181");
        string blocks = DataFiles.Blocks(card);
        card.SendAll(File, SetFirst);
        Assert.That(DataFiles.Blocks(card), Does.Contain("reserved"));
        switch (what)
        {
            case "reset":
                card.Card.WarmReset();
                break;
            case "power":
                card.Card.PowerOff();
                card.Card.PowerOn();
                break;
            default:
                card.SendAll(what.Split('|'));
                break;
        }

        Assert.That(DataFiles.Blocks(card), Is.EqualTo(blocks));
    }

    [Test]
    public void Closed_channel_frees_what_was_reserved()
    {
        TestCard card = TwoChannels();
        string blocks = DataFiles.Blocks(card);
        card.Send("81DB008006810A00010203");
        Assert.That(DataFiles.Blocks(card), Does.Contain("reserved"));
        card.Send("00708001");
        Assert.That(DataFiles.Blocks(card), Is.EqualTo(blocks));
    }

    [Test]
    public void Channel_opened_from_another_one_does_not_share_its_transfer()
    {
        TestCard card = TwoChannels();
        card.Send("81DB008006810A00010203");
        Assert.That(card.Send("0170000001"), Is.EqualTo("02 9000"));
        card.SendAll("02A4000C022F13", "00708002");
        Assert.That(card.SendAll("81DB000003040506", "81DB000003070809"), Is.EqualTo("9000"));
    }

    /// <summary>The object of 45,000 bytes of TS 102 221 annex L, with commands that do not disturb between its blocks.</summary>
    [Test]
    public void Object_of_45_kB_is_set_and_retrieved_in_blocks()
    {
        byte[] value = [.. Enumerable.Range(0, 45_000).Select(i => (byte)(i * 7))];
        var card = new TestCard(DataFiles.Options);
        card.Send(Other);
        Assert.That(card.Send("80DB008004A182AFC8"), Is.EqualTo("63F1"));
        for (int at = 0; at < value.Length; at += 250)
        {
            Assert.That(card.Send("80DB0000FA" + Convert.ToHexString(value, at, 250)), Is.EqualTo(at + 250 < value.Length ? "63F1" : "9000"));
            card.Send("80F2000C");
        }

        string retrieved = string.Empty;
        string answer = card.Send("80CB008001A100");
        while (answer.EndsWith(" 62F1", StringComparison.Ordinal))
        {
            retrieved += answer[..^5];
            answer = card.Send(NextBlock);
        }

        Assert.That(retrieved + answer, Is.EqualTo("A182AFC8" + Convert.ToHexString(value) + " 9000"));
        Assert.That(card.Send("80CB0080" + "0001A1" + "0000"), Is.EqualTo("6700"));
        Assert.That(card.Send("80CB0080" + "000001A1" + "0000"), Is.EqualTo("A182AFC8" + Convert.ToHexString(value) + " 9000"), "in one block of an extended length");
    }

    [Test]
    public void Object_arrives_in_one_chained_command()
    {
        var card = new TestCard(DataFiles.Options);
        card.Send(File);
        Assert.That(card.Send("90DB00800481050102"), Is.EqualTo("9000"));
        Assert.That(card.Send("80DB008003030405"), Is.EqualTo("9000"));
        Assert.That(card.Send(Retrieve81), Is.EqualTo("81050102030405 9000"));
    }

    [Test]
    public void Proactive_command_that_waits_shows_in_the_status_of_blocks()
    {
        var card = new TestCard(DataFiles.Options);
        card.Send(new TestPacket { Tar = "B00120", Spi = "1200", Data = "AA03810103" }.Envelope());
        card.Send(File);
        Assert.That(card.Send("80CB0080018003"), Is.EqualTo("800211 62F2"));
        Assert.That(card.Send(SetFirst), Is.EqualTo("63F2"));
        Assert.That(card.SendAll(SetSecond, SetThird), Does.StartWith("91"));
    }

    [Test]
    public void Fcp_tells_what_the_objects_take_and_may_take()
    {
        string fcp = DataFiles.Answer(string.Empty, "00A40004022F1300");
        Assert.That(fcp, Does.Contain("82027921").And.Contains("A50B" + "840101" + "85020000" + "86020190").And.Contains("8002000B880138"));
        Assert.That(DataFiles.Answer(File + "|80DB0080038101EE|80DB00800180", "00A40004022F1300"), Does.Contain("8002000A880138"));
    }

    private static TestCard After(string command)
    {
        var card = new TestCard(DataFiles.Options);
        card.SendAll(File, command);
        return card;
    }

    private static TestCard TwoChannels()
    {
        var card = new TestCard(DataFiles.Options);
        card.SendAll("0070000001", "01A4000C022F13", File);
        return card;
    }
}
