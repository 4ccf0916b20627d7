using System.Linq;
using NUnit.Framework;

namespace CardOs.Tests.Core.Administration;

/// <summary>RESIZE FILE: TS 102 222 6.10.</summary>
[TestFixture]
public sealed class ResizeFileTests
{
    [TestCase("2F01", "80020020", 0, "9000", TestName = "Resize_transparent")]
    [TestCase("2F01", "80020010", 0, "9000", TestName = "Resize_to_the_size_it_has")]
    [TestCase("2F01", "80020000", 0, "6A80", TestName = "Resize_to_nothing")]
    [TestCase("2F01", "", 0, "6A80", TestName = "Resize_without_a_size")]
    [TestCase("2F01", "81020020", 0, "6A80", TestName = "Resize_a_file_as_a_directory")]
    [TestCase("2F01", "80020020810100", 0, "6A80", TestName = "Resize_with_both_sizes")]
    [TestCase("2F01", "80020020 8A0105", 0, "6A80", TestName = "Resize_with_a_state")]
    [TestCase("2F01", "8003020000", 0, "6A84", TestName = "Resize_beyond_the_memory")]
    [TestCase("2F01", "80020020", 2, "6A86", TestName = "Resize_in_an_unknown_mode")]
    [TestCase("2F02", "80020019", 0, "9000", TestName = "Resize_records")]
    [TestCase("2F02", "8002001A", 0, "6A80", TestName = "Resize_records_to_a_broken_one")]
    [TestCase("2F02", "800204FB", 0, "6A80", TestName = "Resize_to_255_records")]
    [TestCase("2F03", "80020010", 0, "6981", TestName = "Resize_cyclic")]
    [TestCase("2F04", "A504 86020100", 0, "9000", TestName = "Resize_data_objects")]
    [TestCase("2F04", "A504 86020100", 1, "9000", TestName = "Resize_data_objects_and_delete_them")]
    [TestCase("2F04", "80020020", 0, "6A80", TestName = "Resize_data_objects_by_a_size")]
    [TestCase("2F04", "A508 86020100 85020200", 0, "6A80", TestName = "Resize_data_objects_with_more_reserved_than_the_maximum")]
    [TestCase("2F04", "A509 8603100000 8502FFFF", 0, "6A84", TestName = "Resize_data_objects_with_more_reserved_than_there_is")]
    [TestCase("2F04", "A507 86050000000001", 0, "6A80", TestName = "Resize_data_objects_with_a_maximum_of_five_bytes")]
    [TestCase("7F10", "81020100", 0, "9000", TestName = "Resize_a_directory")]
    [TestCase("7F10", "8102FFFF", 0, "6A84", TestName = "Resize_a_directory_beyond_the_memory")]
    [TestCase("7F10", "80020100", 0, "6A80", TestName = "Resize_a_directory_as_a_file")]
    [TestCase("2F05", "80020008", 0, "6982", TestName = "Resize_what_may_not_be")]
    [TestCase("2FFF", "80020008", 0, "6A82", TestName = "Resize_no_file")]
    [TestCase("6F01", "80020008", 0, "6A82", TestName = "Resize_a_file_elsewhere")]
    public void Template(string fid, string more, int mode, string expected) =>
        Assert.That(AdminCard.Create().Send(AdminCard.Resize(fid, more.Replace(" ", string.Empty, System.StringComparison.Ordinal), mode)), Is.EqualTo(expected));

    [TestCase("80D40001 02 6200", "6A86", TestName = "Resize_with_P2")]
    [TestCase("80D40000", "6700", TestName = "Resize_without_data")]
    [TestCase("80D40000 02 6200 00", "6700", TestName = "Resize_with_Le")]
    [TestCase("80D40000 02 6200", "6A80", TestName = "Resize_by_an_empty_template")]
    [TestCase("80D40000 04 80020010", "6A80", TestName = "Resize_without_a_template")]
    [TestCase("00D40000 02 6200", "6E00", TestName = "Resize_in_the_other_class")]
    public void Command(string command, string expected) => Assert.That(AdminCard.Create().Send(command), Is.EqualTo(expected));

    [TestCase("", "000102030405060708090A0B0C0D0E0FFFFFFFFF", 20)]
    [TestCase("A503C10155", "000102030405060708090A0B0C0D0E0F55555555", 20, TestName = "Growth_is_filled")]
    [TestCase("A504C2021122", "000102030405060708090A0B0C0D0E0F11221122", 20, TestName = "Growth_is_filled_with_the_pattern_where_it_stands")]
    [TestCase("", "0001020304", 5)]
    public void Bytes_that_stay_are_kept(string details, string expected, int size)
    {
        TestCard card = AdminCard.Create();
        card.Send("00A4000C022F01");
        Assert.That(card.Send(AdminCard.Resize("2F01", $"8001{size:X2}" + details)), Is.EqualTo("9000"));
        Assert.That(card.Send("00B0000000"), Is.EqualTo(expected + " 9000"));
        Assert.That(card.Send("00A40004022F0100"), Does.Contain($"8002{size:X4}"));
    }

    [Test]
    public void Records_come_and_go_at_the_end_with_the_filling_of_the_file()
    {
        TestCard card = AdminCard.Create();
        card.SendAll(AdminCard.Records("2F30", 3, 2, more: "A505C103AABBCC"), "00DC010403010101");
        Assert.That(card.Send(AdminCard.Resize("2F30", "80010C")), Is.EqualTo("9000"));
        Assert.That(card.Send("00B2010403") + card.Send("00B2020403") + card.Send("00B2040403"), Is.EqualTo("010101 9000AABBCC 9000AABBCC 9000"));
        Assert.That(card.Send("00B2050403"), Is.EqualTo("6A83"));
        Assert.That(card.Send("00A40004022F3000"), Does.Contain("82054221000304"));
        Assert.That(card.Send(AdminCard.Resize("2F30", "800103")), Is.EqualTo("9000"));
        Assert.That(card.Send("00B2020403"), Is.EqualTo("6A83"));
    }

    [Test]
    public void Record_pointer_is_unset()
    {
        TestCard card = AdminCard.Create();
        card.SendAll("00A4000C022F02", "00B2000205", "00B2000205", "00B2000205", AdminCard.Resize("2F02", "80010A"));
        Assert.That(card.Send("00B2000205"), Is.EqualTo("0101010101 9000"));
    }

    [Test]
    public void Data_objects_stay_or_go()
    {
        TestCard card = AdminCard.Create();
        string before = AdminCard.Account(card);
        card.SendAll("00A4000C022F04", "80DB008003800111", "80DB008003810122");
        Assert.That(card.Send(AdminCard.Resize("2F04", "A503860106")), Is.EqualTo("9000"));
        Assert.That(card.Send(AdminCard.Resize("2F04", "A503860105")), Is.EqualTo("6A84"));
        Assert.That(card.Send("80CB00800180"), Is.EqualTo("6105").Or.EqualTo("6103"));
        Assert.That(card.Send("80DB008003820133"), Is.EqualTo("6A84"), "beyond the new maximum");
        Assert.That(card.Send(AdminCard.Resize("2F04", "A503860105", 1)), Is.EqualTo("9000"));
        Assert.That(card.Send("80CB0080018000"), Is.EqualTo("6A88"));
        Assert.That(AdminCard.Account(card), Is.EqualTo(before));
    }

    [Test]
    public void More_data_objects_than_a_transaction_frees_are_deleted_together()
    {
        TestCard card = AdminCard.Create();
        string before = AdminCard.Account(card);
        card.SendAll(AdminCard.Create("82027921", "83022F30", "8A0105", AdminCard.Open));
        int set = Enumerable.Range(0, 700).Count(i => card.Send("80DB0080" + AdminCard.Lv($"BF{0x81 + (i >> 7):X2}{i & 0x7F:X2}0100")) == "9000");
        Assert.That(set, Is.GreaterThan(600));
        Assert.That(card.Send(AdminCard.Resize("2F30", "A503860105", 1)), Is.EqualTo("9000"));
        Assert.That(card.SendAll("00A4000C", "00E40000022F30"), Is.EqualTo("9000"));
        Assert.That(AdminCard.Account(card), Is.EqualTo(before));
    }

    [Test]
    public void File_shrinks_on_a_full_card()
    {
        TestCard card = AdminCard.Create();
        int fid = 0x6000;
        for (int size = 4096; size >= 1; size /= 2)
        {
            while (card.Send(AdminCard.Transparent($"{fid:X4}", size)) == "9000")
            {
                fid++;
            }
        }

        Assert.That(card.Send(AdminCard.Resize("2F01", "80010F")), Is.EqualTo("9000"));
        Assert.That(card.SendAll("00A4000C022F01", "00B0000000"), Is.EqualTo("000102030405060708090A0B0C0D0E 9000"));
        Assert.That(AdminCard.Account(card), Does.Not.StartWith("does"));
    }
}
