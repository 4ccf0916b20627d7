using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>INCREASE: TS 102 221 11.1.8. The file has 4 records of 3 bytes: 3, 2, 1, 0; the long one has 2 of 253.</summary>
[TestFixture]
public sealed class IncreaseTests
{
    private const string File = "00A4000C022F12";
    private const string Long = "00A4000C022F1F";
    private const string Increase = "803200000300000500";

    [TestCase(File, Increase, "000008000005 9000", TestName = "Increase_by_a_value_as_long_as_the_record")]
    [TestCase(File, "803200000105" + "00", "00000805 9000", TestName = "Increase_by_a_shorter_value")]
    [TestCase(File, "8032000003000000" + "00", "000003000000 9000", TestName = "Increase_by_nothing_makes_a_record")]
    [TestCase(File, "8032000003" + "00FFFF" + "06", "01000200FFFF 9000", TestName = "Increase_carries")]
    [TestCase(File, "8032000003" + "FFFFFC" + "00", "FFFFFFFFFFFC 9000", TestName = "Increase_to_the_greatest_value")]
    [TestCase(File, "8032000003" + "FFFFFD" + "00", "9850", TestName = "Increase_beyond_the_greatest_value")]
    [TestCase(File, "8032000003000005", "6106", TestName = "Increase_without_Le_announces_its_answer")]
    [TestCase("", "8032860003000005" + "00", "000008000005 9000", TestName = "Increase_by_short_identifier")]
    [TestCase(File + "|" + Increase, "00B2010403", "000008 9000", TestName = "Increased_record_is_record_1")]
    [TestCase(File + "|" + Increase, "00B2020403", "000003 9000", TestName = "Increased_from_record_2")]
    [TestCase(File + "|" + Increase, "00B2040403", "000001 9000", TestName = "Increase_overwrites_the_oldest")]
    [TestCase(File + "|00B2000203|00B2000203|" + Increase, "00B2000403", "000008 9000", TestName = "Increase_points_at_its_record")]
    [TestCase(File + "|" + Increase, Increase, "00000D000005 9000", TestName = "Increase_twice")]
    [TestCase("00A4000C022F22", "8032000001FB00", "0100FB 9000", TestName = "Increase_of_the_only_record")]
    [TestCase(File, "8032000003000005" + "04", "6C06", TestName = "Increase_with_too_short_a_length")]
    [TestCase(File, "8032000003000005" + "07", "6C06", TestName = "Increase_with_too_great_a_length")]
    [TestCase(File, "80320000" + "00", "6700", TestName = "Increase_without_data")]
    [TestCase(File, "8032000004" + "00000001" + "00", "6700", TestName = "Increase_by_more_than_a_record")]
    [TestCase(File, "8032010003000005" + "00", "6A86", TestName = "Increase_with_a_wrong_P1")]
    [TestCase(File, "80328000" + "0300000500", "6A86", TestName = "Increase_by_short_identifier_0")]
    [TestCase(File, "80329F00" + "0300000500", "6A86", TestName = "Increase_by_short_identifier_31")]
    [TestCase(File, "8032A600" + "0300000500", "6A86", TestName = "Increase_with_a_reserved_bit")]
    [TestCase(File, "80320001" + "0300000500", "6A86", TestName = "Increase_with_a_wrong_P2")]
    [TestCase("", "80329C00" + "0300000500", "6A82", TestName = "Increase_by_unknown_short_identifier")]
    [TestCase("", Increase, "6986", TestName = "Increase_without_a_file")]
    [TestCase("00A4000C022F10", Increase, "6981", TestName = "Increase_of_a_linear_fixed_file")]
    [TestCase("00A4000C022F01", Increase, "6981", TestName = "Increase_of_bytes")]
    [TestCase("00A4000C022F13", Increase, "6981", TestName = "Increase_of_data_objects")]
    [TestCase("00A4000C022F16", Increase, "6982", TestName = "Increase_never")]
    [TestCase("00A4000C022F19", Increase, "6984", TestName = "Increase_of_a_deactivated_file")]
    [TestCase("00A4000C022F1D", Increase, "6984", TestName = "Increase_of_a_deactivated_file_that_can_be_updated")]
    [TestCase(File, "003200000300000500", "6E00", TestName = "Increase_in_the_interindustry_class")]
    public void Status(string before, string command, string expected) => Assert.That(DataFiles.Answer(before, command), Is.EqualTo(expected));

    [Test]
    public void Refused_increase_writes_nothing()
    {
        var card = new TestCard(DataFiles.Options);
        card.Send(File);
        long words = card.WordsWritten;
        card.SendAll("8032000003FFFFFD00", "803200000300000504", "80320000040000000100", "00A4000C022F19", Increase);
        Assert.That(card.WordsWritten, Is.EqualTo(words));
    }

    /// <summary>The vector of TS 102 268: a value of 127 bytes and no more.</summary>
    [Test]
    public void Value_of_127_bytes_is_the_longest()
    {
        var card = new TestCard(DataFiles.Options);
        card.SendAll(Long, "00DC0003FD" + new string('0', 252) + new string('F', 254));
        string one = new string('0', 252) + "01";
        string record = new string('0', 250) + "01" + new string('0', 254);
        Assert.That(card.Send("803200007F" + one), Is.EqualTo("6100"), "380 bytes wait");
        Assert.That(card.Send("00C0000000"), Is.EqualTo((record + one)[..512] + " 617C"));
        Assert.That(card.Send("00C000007C"), Is.EqualTo((record + one)[512..] + " 9000"));
        Assert.That(card.Send("00B20104FD"), Is.EqualTo(record + " 9000"));
        Assert.That(card.Send("8032000080" + "00" + one), Is.EqualTo("6700"));
        Assert.That(card.Send("803200007F" + one + "00"), Is.EqualTo("6700"), "the answer does not fit what is asked for");
        Assert.That(card.Send("00B20104FD"), Is.EqualTo(record + " 9000"));
    }
}
