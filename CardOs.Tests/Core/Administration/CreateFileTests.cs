using NUnit.Framework;

namespace CardOs.Tests.Core.Administration;

/// <summary>CREATE FILE: TS 102 222 6.3.</summary>
[TestFixture]
public sealed class CreateFileTests
{
    private const string Fid = "83022F20";
    private const string Body = "82024121";
    private const string Size = "80020008";
    private const string Activated = "8A0105";
    private const string Rule = AdminCard.Open;

    [TestCase(Body + Fid + Activated + Rule + Size, "9000", TestName = "Transparent")]
    [TestCase(Size + Rule + Activated + Fid + Body, "9000", TestName = "Any_order")]
    [TestCase("82024121" + Fid + "8A0101" + Rule + Size, "9000", TestName = "Creation_state")]
    [TestCase("82024121" + Fid + "8A0103" + Rule + Size, "9000", TestName = "Initialisation_state")]
    [TestCase("82024121" + Fid + "8A0104" + Rule + Size, "6A80", TestName = "Deactivated_state")]
    [TestCase("82024121" + Fid + "8A010C" + Rule + Size, "6A80", TestName = "Terminated_state")]
    [TestCase("82024121" + Fid + "8A020505" + Rule + Size, "6A80", TestName = "State_of_two_bytes")]
    [TestCase("82020121" + Fid + Activated + Rule + Size, "9000", TestName = "Not_shareable")]
    [TestCase("82024921" + Fid + Activated + Rule + Size, "6A80", TestName = "Internal_file")]
    [TestCase("82024321" + Fid + Activated + Rule + Size, "6A80", TestName = "Unknown_structure")]
    [TestCase("82024120" + Fid + Activated + Rule + Size, "6A80", TestName = "Unknown_data_coding")]
    [TestCase("820141" + Fid + Activated + Rule + Size, "6A80", TestName = "Descriptor_of_one_byte")]
    [TestCase("8204412100 05" + Fid + Activated + Rule + Size, "6A80", TestName = "Transparent_with_a_record_length")]
    [TestCase("8204422100 04" + Fid + Activated + Rule + Size, "9000", TestName = "Linear_fixed")]
    [TestCase("8205422100 0402" + Fid + Activated + Rule + Size, "9000", TestName = "Linear_fixed_with_the_number_of_records")]
    [TestCase("8205422100 0403" + Fid + Activated + Rule + Size, "6A80", TestName = "Linear_fixed_with_another_number_of_records")]
    [TestCase("8204422100 03" + Fid + Activated + Rule + Size, "6A80", TestName = "Linear_fixed_with_a_broken_record")]
    [TestCase("8204422100 00" + Fid + Activated + Rule + Size, "6A80", TestName = "Linear_fixed_with_empty_records")]
    [TestCase("8204422101 00" + Fid + Activated + Rule + "80020200", "6A80", TestName = "Linear_fixed_with_records_of_256")]
    [TestCase("8204422100 01" + Fid + Activated + Rule + "800200FF", "6A80", TestName = "Linear_fixed_with_255_records")]
    [TestCase("82024221" + Fid + Activated + Rule + Size, "6A80", TestName = "Linear_fixed_without_a_record_length")]
    [TestCase("8204462100 04" + Fid + Activated + Rule + Size, "9000", TestName = "Cyclic")]
    [TestCase("82027921" + Fid + Activated + Rule, "9000", TestName = "Data_objects")]
    [TestCase("82027921" + Fid + Activated + Rule + "A508 85020010 86020080", "9000", TestName = "Data_objects_with_sizes")]
    [TestCase("82027921" + Fid + Activated + Rule + "A508 85020090 86020080", "6A80", TestName = "Data_objects_with_more_reserved_than_the_maximum")]
    [TestCase("82027921" + Fid + Activated + Rule + "A504 8502FFFF", "6A84", TestName = "Data_objects_with_more_reserved_than_there_is")]
    [TestCase(Body + Fid + Activated + Rule, "6A80", TestName = "No_size")]
    [TestCase(Body + Fid + Activated + Rule + "80020000", "6A80", TestName = "Size_0")]
    [TestCase(Body + Fid + Activated + Rule + "8000", "6A80", TestName = "Empty_size")]
    [TestCase(Body + Fid + Activated + Rule + "8004FFFFFFFF", "6A84", TestName = "Size_of_four_gigabytes")]
    [TestCase(Body + Fid + Activated + Rule + "8003010000", "6A84", TestName = "Size_beyond_the_memory")]
    [TestCase(Body + Fid + Activated + Rule + Size + "81020100", "9000", TestName = "Total_size")]
    [TestCase(Body + Fid + Activated + Rule + Size + "8102FFFF", "6A84", TestName = "Total_size_beyond_the_memory")]
    [TestCase(Body + Fid + Activated + Size, "6A80", TestName = "No_rule")]
    [TestCase(Body + Fid + Activated + Rule + Rule + Size, "6A80", TestName = "Two_rules")]
    [TestCase(Body + Fid + Activated + "8B032F0601" + Size, "9000", TestName = "Referenced_rule")]
    [TestCase(Body + Fid + Activated + "8B062F0600010102" + Size, "9000", TestName = "Referenced_rules_for_environments")]
    [TestCase(Body + Fid + Activated + "8B022F06" + Size, "6A80", TestName = "Referenced_rule_without_a_record")]
    [TestCase(Body + Fid + Activated + "8C0200 00" + Size, "6A80", TestName = "Compact_rule_with_too_many_conditions")]
    [TestCase(Body + Fid + Activated + "8C02 01 00" + Size, "9000", TestName = "Compact_rule")]
    [TestCase(Body + Fid + Activated + "AB03800201" + Size, "6A80", TestName = "Broken_rule")]
    [TestCase(Body + Activated + Rule + Size, "6A80", TestName = "No_identifier")]
    [TestCase(Body + "8303002F20" + Activated + Rule + Size, "6A80", TestName = "Identifier_of_three_bytes")]
    [TestCase(Body + "83023F00" + Activated + Rule + Size, "6A80", TestName = "Identifier_of_the_master_file")]
    [TestCase(Body + "83027FFF" + Activated + Rule + Size, "6A80", TestName = "Identifier_of_the_current_application")]
    [TestCase(Body + "83023FFF" + Activated + Rule + Size, "6A80", TestName = "Reserved_identifier")]
    [TestCase(Body + "83022F01" + Activated + Rule + Size, "6A89", TestName = "Identifier_of_a_file")]
    [TestCase(Body + "83027F10" + Activated + Rule + Size, "6A89", TestName = "Identifier_of_a_directory")]
    [TestCase(Fid + Activated + Rule + Size, "6A80", TestName = "No_descriptor")]
    [TestCase(Body + Fid + Rule + Size, "6A80", TestName = "No_state")]
    [TestCase(Body + Fid + Activated + Rule + Size + "880150", "9000", TestName = "Short_identifier")]
    [TestCase(Body + Fid + Activated + Rule + Size + "8800", "9000", TestName = "No_short_identifier")]
    [TestCase(Body + Fid + Activated + Rule + Size + "880151", "6A80", TestName = "Short_identifier_with_other_bits")]
    [TestCase(Body + Fid + Activated + Rule + Size + "8801F8", "6A80", TestName = "Short_identifier_31")]
    [TestCase(Body + Fid + Activated + Rule + Size + "880100", "6A80", TestName = "Short_identifier_0")]
    [TestCase(Body + Fid + Activated + Rule + Size + "A503C00180", "9000", TestName = "Special_information")]
    [TestCase(Body + Fid + Activated + Rule + Size + "A504C0028000", "6A80", TestName = "Special_information_of_two_bytes")]
    [TestCase(Body + Fid + Activated + Rule + Size + "A506C10100C20100", "6A80", TestName = "Two_patterns")]
    [TestCase(Body + Fid + Activated + Rule + Size + "A503C00280", "6A80", TestName = "Broken_details")]
    [TestCase(Body + Fid + Activated + Rule + Size + "C606900180830101", "6A80", TestName = "PINs_of_a_file")]
    [TestCase(Body + Fid + Activated + Rule + Size + "8405A000000087", "6A80", TestName = "Name_of_a_file")]
    [TestCase(Body + Fid + Activated + Rule + Size + "8700", "6A80", TestName = "Unknown_object")]
    [TestCase("82027821 83027F30" + Activated + Rule, "9000", TestName = "Directory")]
    [TestCase("82027821 83027F30" + Activated + Rule + "81020100" + "C606900180830101", "9000", TestName = "Directory_with_size_and_PINs")]
    [TestCase("82027821 83027F30" + Activated + Rule + "81020100" + "C60F 900180 950100 830111 830101 830181", "9000", TestName = "Directory_with_the_universal_PIN")]
    [TestCase("82027821 83027F30" + Activated + Rule + "C603830101", "6A80", TestName = "PINs_without_states")]
    [TestCase("82027821 83027F30" + Activated + Rule + "C606900180830109", "6A80", TestName = "Unknown_PIN")]
    [TestCase("82027821 83027F30" + Activated + Rule + "C6099001 80830101830101", "6A80", TestName = "PIN_twice")]
    [TestCase("82027821 83027F30" + Activated + Rule + Size, "6A80", TestName = "Directory_with_a_file_size")]
    [TestCase("82027821 83027F30" + Activated + Rule + "880150", "6A80", TestName = "Directory_with_a_short_identifier")]
    [TestCase("82027821 83027F30" + Activated + Rule + "8102FFFF", "6A84", TestName = "Directory_beyond_the_memory")]
    [TestCase("82027821 83027F50 8407A0000000871099" + Activated + Rule, "9000", TestName = "Application")]
    [TestCase("82027821 83027FFF 8407A0000000871099" + Activated + Rule, "9000", TestName = "Application_without_an_identifier_of_its_own")]
    [TestCase("82027821 83027F50 8404A0000000" + Activated + Rule, "6A80", TestName = "Name_of_four_bytes")]
    [TestCase("82027821 83027F50 8411A0000000871099000000000000000000FF" + Activated + Rule, "6A80", TestName = "Name_of_17_bytes")]
    [TestCase("82027821 83027F50 8410" + AdminCard.Usim + Activated + Rule, "6A8A", TestName = "Name_of_another_application")]
    [TestCase("82027821 83027F10 8407A0000000871099" + Activated + Rule, "6A89", TestName = "Application_with_the_identifier_of_a_directory")]
    public void Template(string objects, string expected) => Assert.That(AdminCard.Create().Send(AdminCard.Create(objects)), Is.EqualTo(expected));

    [TestCase("", "00E00100 01 62", "6A86", TestName = "Parameters")]
    [TestCase("", "00E00001 01 62", "6A86", TestName = "Second_parameter")]
    [TestCase("", "00E00000", "6700", TestName = "No_data")]
    [TestCase("", "00E00000 02 6200 00", "6700", TestName = "Le")]
    [TestCase("", "00E00000 02 6200", "6A80", TestName = "Empty_template")]
    [TestCase("", "00E00000 02 6F00", "6A80", TestName = "Another_template")]
    [TestCase("", "00E00000 03 620000", "6A80", TestName = "Bytes_behind_the_template")]
    [TestCase("", "00E00000 03 620283", "6A80", TestName = "Short_template")]
    [TestCase("", "80E0000002 6200", "6E00", TestName = "Other_class")]
    [TestCase("00A4000C027F20", "00E00000 18 6216 82024121 83026F02 8A0105 AB0580017F9000 80020004", "6982", TestName = "File_where_it_is_not_allowed")]
    [TestCase("00A4000C027F20", "00E00000 14 6212 82027821 83025F20 8A0105 AB0580017F9000", "6982", TestName = "Directory_where_it_is_not_allowed")]
    [TestCase("00A4000C027F10", "00E00000 1D 621B 82027821 83025F20 8407A0000000871099 8A0105 AB0580017F9000", "6985", TestName = "Application_in_a_directory")]
    [TestCase("00A4080C047F105F10", "00E00000 18 6216 82024121 83027F10 8A0105 AB0580017F9000 80020004", "6A89", TestName = "Identifier_of_the_directory_around_it")]
    [TestCase("00A4000C027F10", "00E00000 18 6216 82024121 83022F01 8A0105 AB0580017F9000 80020004", "9000", TestName = "Identifier_that_another_directory_has")]
    [TestCase("00E00000 1B 6219 82024121 83022F20 8A0105 AB0580017F9000 80020004 880150", "00E00000 1B 6219 82024121 83022F21 8A0105 AB0580017F9000 80020004 880150", "6A80", TestName = "Short_identifier_that_is_taken")]
    public void Command(string before, string command, string expected)
    {
        Assert.That(AdminCard.Answer(before, command), Is.EqualTo(expected));
    }

    [Test]
    public void Created_file_is_current_and_has_what_the_template_says()
    {
        TestCard card = AdminCard.Create();
        card.Send("00A4000C027F10");
        Assert.That(card.Send(AdminCard.Transparent("6F30", 300, "880150" + "A503C00180")), Is.EqualTo("9000"));
        Assert.That(card.Send("00B0012A02"), Is.EqualTo("FFFF 9000"));
        Assert.That(card.Send("00B0012B02"), Is.EqualTo("6C01"));
        Assert.That(
            card.Send("00A40004026F3000"),
            Is.EqualTo("6228" + "82024121" + "83026F30" + "A503C00180" + "8A0105" + "AB0F80017F90008401D490008401329000" + "8002012C" + "880150" + " 9000"));
        Assert.That(card.SendAll("00A4000C", "00A4000C027F10", "00B08A0001"), Is.EqualTo("FF 9000"), "by its short identifier");
        Assert.That(card.Send("80F2000000"), Does.Contain("83027F10"));
    }

    [TestCase("", 0x10, TestName = "Identifier_ends_with_the_short_one")]
    [TestCase("8800", 0, TestName = "Empty_short_identifier_is_none")]
    [TestCase("880140", 8, TestName = "Given_short_identifier")]
    public void Short_identifier(string given, int expected)
    {
        TestCard card = AdminCard.Create();
        card.Send(AdminCard.Transparent("2F30", 4, given));
        Assert.That(card.Send("00A40004022F3000"), Does.Contain(expected == 0 ? "8800" : $"8801{expected << 3:X2}"));
    }

    [Test]
    public void Short_identifier_that_is_taken_is_not_derived()
    {
        TestCard card = AdminCard.Create();
        card.SendAll(AdminCard.Transparent("2F30", 4), AdminCard.Transparent("2F50", 4));
        Assert.That(card.Send("00A40004022F5000"), Does.Contain("8800"));
    }

    [TestCase("", "FFFFFFFFFF", TestName = "Filled_with_FF")]
    [TestCase("A504C1021122", "1122222222", TestName = "Filling_pattern_goes_on_with_its_last_byte")]
    [TestCase("A504C2021122", "1122112211", TestName = "Repeat_pattern_starts_again")]
    [TestCase("A508C106111213141516", "1112131415", TestName = "Long_filling_pattern_is_cut")]
    [TestCase("A508C206111213141516", "1112131415", TestName = "Long_repeat_pattern_is_cut")]
    [TestCase("A502C100", "FFFFFFFFFF", TestName = "Empty_filling_pattern")]
    [TestCase("A502C200", "FFFFFFFFFF", TestName = "Empty_repeat_pattern")]
    public void Filling(string details, string expected)
    {
        TestCard card = AdminCard.Create();
        Assert.That(card.Send(AdminCard.Transparent("2F30", 5, details)), Is.EqualTo("9000"));
        Assert.That(card.Send("00B0000000"), Is.EqualTo(expected + " 9000"));
        foreach (string descriptor in new[] { "42", "46" })
        {
            Assert.That(card.Send(AdminCard.Records("2F3" + descriptor[1], 5, 60, descriptor, details)), Is.EqualTo("9000"));
            Assert.That(card.Send("00B2010405"), Is.EqualTo(expected + " 9000"));
            Assert.That(card.Send("00B23C0405"), Is.EqualTo(expected + " 9000"), "each record starts the pattern anew");
        }
    }

    [Test]
    public void Repeated_pattern_goes_over_pages()
    {
        TestCard card = AdminCard.Create();
        card.Send(AdminCard.Transparent("2F30", 600, "A505C203112233"));
        for (int offset = 0; offset < 600; offset += 75)
        {
            Assert.That(card.Send($"00B0{offset:X4}4B"), Is.EqualTo(string.Concat(System.Linq.Enumerable.Repeat("112233", 25)) + " 9000"));
        }
    }

    [Test]
    public void Data_objects_can_be_set_up_to_the_maximum()
    {
        TestCard card = AdminCard.Create();
        card.Send(AdminCard.Create("82027921", "83022F30", "8A0105", AdminCard.Open, "A503860110"));
        Assert.That(card.Send("80DB0080" + AdminCard.Lv("80" + AdminCard.Lv("112233445566"))), Is.EqualTo("9000"));
        Assert.That(card.Send("80CB008001" + "8000"), Is.EqualTo("8006112233445566 9000"));
        Assert.That(card.Send("80DB0080" + AdminCard.Lv("81" + AdminCard.Lv("11223344556677"))), Is.EqualTo("6A84"));
        Assert.That(card.Send("00A40004022F3000"), Does.Contain("860200").Or.Contain("860110"));
    }

    [Test]
    public void Directory_is_current_takes_files_and_names_the_PINs_of_the_one_around_it()
    {
        TestCard card = AdminCard.Create();
        Assert.That(card.Send(AdminCard.Directory("7F30")), Is.EqualTo("9000"));
        Assert.That(card.Send("80F2000000"), Does.Contain("82027821" + "83027F30").And.Contain("C606900100830101"));
        Assert.That(card.Send(AdminCard.Transparent("6F01", 4)), Is.EqualTo("9000"));
        Assert.That(card.Send(AdminCard.Directory("5F30", "C609900180830101830111")), Is.EqualTo("9000"));
        Assert.That(card.Send(AdminCard.Transparent("4F01", 4)), Is.EqualTo("9000"));
        Assert.That(card.Send("00A4080C067F305F304F01"), Is.EqualTo("9000"));
        card.Card.PowerOff();
        card.Card.PowerOn();
        Assert.That(card.Send("00A4080C067F305F304F01"), Is.EqualTo("9000"));
    }

    [Test]
    public void Application_is_found_by_its_name_and_active()
    {
        TestCard card = AdminCard.Create();
        Assert.That(card.Send(AdminCard.Directory("7F50", "8407A0000000871099")), Is.EqualTo("9000"));
        Assert.That(card.Send("80F2000100"), Is.EqualTo("8407A0000000871099 9000"));
        Assert.That(card.Send(AdminCard.Transparent("6F07", 4)), Is.EqualTo("9000"));
        Assert.That(card.SendAll("00A4000C", "00A4080C047FFF6F07"), Is.EqualTo("9000"));
        card.Card.PowerOff();
        card.Card.PowerOn();
        Assert.That(card.Send("00A4040C07A0000000871099"), Is.EqualTo("9000"));
        Assert.That(card.Send("00A4000C026F07"), Is.EqualTo("9000"));
    }

    [Test]
    public void Files_are_created_until_the_memory_is_full_and_then_no_more()
    {
        TestCard card = AdminCard.Create();
        card.Send(AdminCard.Directory("7F30"));
        int created = 0;
        while (card.Send(AdminCard.Transparent($"6F{created:X2}", 1000)) == "9000")
        {
            created++;
        }

        Assert.That(created, Is.InRange(20, 60));
        Assert.That(card.Send(AdminCard.Transparent("6FFF", 1000)), Is.EqualTo("6A84"));
        Assert.That(card.Send("00A4000C026FFF"), Is.EqualTo("6A82"));
        Assert.That(AdminCard.Account(card), Does.Not.StartWith("does"));
        Assert.That(card.Send($"00E4000002" + "6F00"), Is.EqualTo("9000"));
        Assert.That(card.Send(AdminCard.Transparent("6FFF", 1000)), Is.EqualTo("9000"), "in the place of the deleted one");
    }

    [Test]
    public void Refused_creation_changes_nothing_and_keeps_the_current_file()
    {
        TestCard card = AdminCard.Create();
        card.Send("00A4000C022F01");
        long words = card.WordsWritten;
        Assert.That(card.Send(AdminCard.Transparent("2F01", 4)), Is.EqualTo("6A89"));
        Assert.That(card.WordsWritten, Is.EqualTo(words));
        Assert.That(card.Send("00B0000002"), Is.EqualTo("0001 9000"));
    }
}
