using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>SELECT in all its forms: TS 102 221 11.1.1, 8.4.</summary>
[TestFixture]
public sealed class SelectTests
{
    private const string Usim = "00A4040C10" + TestProfile.Usim;
    private const string Isim = "00A4040C10" + TestProfile.Isim;
    private const string Telecom = "00A4000C027F10";
    private const string WhereAmI = "80F2000000";

    [TestCase("", "00A4000C023F00", "83023F00", TestName = "By_identifier_the_master_file")]
    [TestCase(Telecom, "00A4000C", "83023F00", TestName = "By_no_identifier_the_master_file")]
    [TestCase(Telecom + "|00A4000C025F10", "00A4000C025F10", "83025F10", TestName = "By_identifier_the_directory_itself")]
    [TestCase(Telecom + "|00A4000C025F10", "00A4000C027F10", "83027F10", TestName = "By_identifier_the_parent")]
    [TestCase(Telecom, "00A4000C027F20", "83027F20", TestName = "By_identifier_a_sibling")]
    [TestCase(Telecom + "|00A4000C025F10", "00A4000C023F00", "83023F00", TestName = "By_identifier_the_master_file_from_below")]
    [TestCase(Usim + "|00A4000C027F10", "00A4000C027FFF", "8410" + TestProfile.Usim, TestName = "By_identifier_the_current_application")]
    [TestCase(Usim, "00A4000C025F3B", "83025F3B", TestName = "By_identifier_a_directory_of_the_application")]
    [TestCase("", "00A4010C027F10", "83027F10", TestName = "Child_directory")]
    [TestCase(Telecom + "|00A4000C025F10", "00A4030C", "83027F10", TestName = "Parent")]
    [TestCase(Usim, "00A4030C", "83023F00", TestName = "Parent_of_an_application")]
    [TestCase(Telecom, "00A4080C047F105F10", "83025F10", TestName = "Path_from_the_master_file")]
    [TestCase(Usim + "|" + Telecom, "00A4080C047FFF5F3B", "83025F3B", TestName = "Path_from_the_current_application")]
    [TestCase(Telecom, "00A4090C025F10", "83025F10", TestName = "Path_from_the_current_directory")]
    [TestCase("", Usim, "8410" + TestProfile.Usim, TestName = "By_name")]
    [TestCase("", "00A4040C07A0000000871004", "8410" + TestProfile.Isim, TestName = "By_the_beginning_of_a_name")]
    [TestCase("", "00A4040C05A000000087", "8410" + TestProfile.Usim, TestName = "By_the_beginning_of_two_names_the_first")]
    [TestCase("", "00A4040D05A000000087", "8410" + TestProfile.Isim, TestName = "By_the_beginning_of_two_names_the_last")]
    [TestCase(Usim, "00A4040E05A000000087", "8410" + TestProfile.Isim, TestName = "By_the_beginning_of_two_names_the_next")]
    [TestCase(Isim, "00A4040F05A000000087", "8410" + TestProfile.Usim, TestName = "By_the_beginning_of_two_names_the_previous")]
    [TestCase(Isim, "00A4040E01A0", "8410" + TestProfile.Common, TestName = "Common_applications_come_last")]
    [TestCase("", "00A4040C10" + TestProfile.Common, "8410" + TestProfile.Common, TestName = "By_name_a_common_application")]
    [TestCase(Usim, "00A4044C10" + TestProfile.Usim, "83023F00", TestName = "Termination_of_the_session")]
    public void Select_then_status_tells(string before, string command, string expected)
    {
        var card = new TestCard();
        card.SendAll(before.Split('|', System.StringSplitOptions.RemoveEmptyEntries));
        Assert.That(card.Send(command), Is.EqualTo("9000"));
        Assert.That(card.Send(WhereAmI), Does.Contain(expected).And.EndWith(" 9000"));
    }

    [TestCase(Telecom, "00A4000C026F01", "11", 0x7F10, TestName = "File_of_the_current_directory")]
    [TestCase("00A4000C027F20", "00A4000C026F01", "20", 0x7F20, TestName = "File_of_the_same_identifier_elsewhere")]
    [TestCase("", "00A4080C047F206F20", "20", 0x7F20, TestName = "File_by_path_from_the_master_file")]
    [TestCase(Telecom, "00A4090C045F104F01", "4F", 0x5F10, TestName = "File_by_path_from_the_current_directory")]
    [TestCase(Usim, "00A4080C047FFF6F07", "0809", 0x7FFF, TestName = "File_by_path_from_the_current_application")]
    public void Select_file_makes_its_directory_current(string before, string command, string contents, int directory)
    {
        var card = new TestCard();
        card.SendAll(before.Split('|', System.StringSplitOptions.RemoveEmptyEntries));
        Assert.That(card.Send(command), Is.EqualTo("9000"));
        string expected = directory == 0x7FFF ? "8410" : $"8302{directory:X4}";
        Assert.That(card.Send(WhereAmI), Does.Contain(expected));
        if (contents != "11")
        {
            Assert.That(card.Send("00B0000000"), Does.StartWith(contents));
        }
    }

    [TestCase("", "00A4000C026FFF", "6A82", TestName = "No_such_file")]
    [TestCase(Telecom, "00A4000C022F01", "6A82", TestName = "File_of_the_parent_is_not_reachable")]
    [TestCase(Telecom + "|00A4000C025F10", "00A4000C026F01", "6A82", TestName = "File_of_the_parent_directory_is_not_reachable")]
    [TestCase(Telecom + "|00A4000C025F10", "00A4000C027F20", "6A82", TestName = "Sibling_of_the_parent_is_not_reachable")]
    [TestCase("", "00A4000C025F10", "6A82", TestName = "Grandchild_is_not_reachable")]
    [TestCase("", "00A4000C027FFF", "6A82", TestName = "Current_application_without_one")]
    [TestCase("", "00A4080C047FFF6F07", "6A82", TestName = "Path_from_the_current_application_without_one")]
    [TestCase("", "00A4080C043F007F10", "6A82", TestName = "Path_with_the_master_file_itself")]
    [TestCase("", "00A4080C062F014F014F01", "6A82", TestName = "Path_through_a_file")]
    [TestCase("", "00A4010C022F01", "6A82", TestName = "Child_directory_that_is_a_file")]
    [TestCase("", "00A4010C025F10", "6A82", TestName = "Child_directory_that_is_a_grandchild")]
    [TestCase("", "00A4030C", "6A82", TestName = "Parent_of_the_master_file")]
    [TestCase("", "00A4040C10" + TestProfile.OtherWorld, "6A82", TestName = "Application_of_another_container")]
    [TestCase("", "00A4000C022F77", "6A82", TestName = "File_of_another_container")]
    [TestCase(Isim, "00A4040E07A0000000871004", "6A82", TestName = "No_next_occurrence")]
    [TestCase(Usim, "00A4040F05A000000087", "6A82", TestName = "No_previous_occurrence")]
    [TestCase(Isim, "00A4044C10" + TestProfile.Usim, "6985", TestName = "Termination_of_an_application_that_is_not_current")]
    [TestCase("", "00A4000003F00000", "6A86", TestName = "Control_information_by_identifier")]
    [TestCase("", "00A4020C022F01", "6A86", TestName = "Unknown_form")]
    [TestCase("", "00A4000D022F01", "6A86", TestName = "Occurrence_by_identifier")]
    [TestCase("", "00A4042C05A000000087", "6A86", TestName = "Reserved_bit_of_P2")]
    [TestCase("", "00A4048C05A000000087", "6A86", TestName = "Reserved_high_bit_of_P2")]
    [TestCase("", "00A4000C01FF", "6700", TestName = "Identifier_of_one_byte")]
    [TestCase("", "00A4000C032F0100", "6700", TestName = "Identifier_of_three_bytes")]
    [TestCase("", "00A4030C023F00", "6700", TestName = "Parent_with_data")]
    [TestCase("", "00A4040C", "6700", TestName = "No_name")]
    [TestCase("", "00A4040C11A0000000871002FFFFFFFF890000010000", "6700", TestName = "Name_of_17_bytes")]
    [TestCase("", "00A4080C", "6700", TestName = "Empty_path")]
    [TestCase("", "00A4080C037F1000", "6700", TestName = "Path_of_three_bytes")]
    public void Select_refused(string before, string command, string expected)
    {
        var card = new TestCard();
        card.SendAll(before.Split('|', System.StringSplitOptions.RemoveEmptyEntries));
        string where = card.Send(WhereAmI);
        Assert.That(card.Send(command), Is.EqualTo(expected));
        Assert.That(card.Send(WhereAmI), Is.EqualTo(where), "a SELECT that fails changes nothing");
    }

    [Test]
    public void Failed_select_keeps_file_and_record()
    {
        var card = new TestCard();
        card.SendAll("00A4000C022F02", "00B2000205", "00A4000C026FFF");
        Assert.That(card.Send("00B2000205"), Is.EqualTo("0202020202 9000"));
    }

    [Test]
    public void Registered_applications_are_found_by_name_one_after_the_other()
    {
        var card = new TestCard();
        Assert.That(card.Send("00A4040007F043617264000000"), Is.EqualTo("6F0A8408F043617264000001 9000"));
        for (int i = 2; i <= 11; i++)
        {
            Assert.That(card.Send("00A4040207F043617264000000"), Is.EqualTo($"6F0A8408F0436172640000{i:X2} 9000"));
        }

        Assert.That(card.Send("00A4040207F043617264000000"), Is.EqualTo("6A82"));
        Assert.That(card.Send("00A4040307F043617264000000"), Is.EqualTo("6F0A8408F04361726400000A 9000"));
        Assert.That(card.Send("00A4040107F043617264000000"), Is.EqualTo("6F0A8408F04361726400000B 9000"));
        Assert.That(card.Send("00A4044C08F04361726400000B"), Is.EqualTo("9000"), "the session ends");
        Assert.That(card.Send("00A4044C08F04361726400000B"), Is.EqualTo("6985"));
        Assert.That(card.Send("00A4040005F04361726500"), Is.EqualTo("6A82"));
        Assert.That(card.Send("00A4040008F04361726400030100"), Is.EqualTo("6A82"));
    }
}
