using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>READ BINARY and UPDATE BINARY: TS 102 221 11.1.3, 11.1.4. The file has 300 bytes.</summary>
[TestFixture]
public sealed class BinaryTests
{
    private const string File = "00A4000C022F01";
    private const string Records = "00A4000C022F02";
    private const string Telecom = "00A4000C027F10";

    [TestCase(File, "00B0000004", "00010203 9000")]
    [TestCase(File, "00B0000204", "02030405 9000")]
    [TestCase(File, "00B0012B01", "FF 9000", TestName = "Read_last_byte")]
    [TestCase(File, "00B0012A00", "FFFF 9000", TestName = "Read_what_there_is")]
    [TestCase(File, "00B0012A03", "6C02", TestName = "Read_beyond_the_end")]
    [TestCase(File, "00B0012C01", "6B00", TestName = "Read_at_the_end")]
    [TestCase(File, "00B0012C00", "6B00", TestName = "Read_what_there_is_at_the_end")]
    [TestCase(File, "00B0012D01", "6B00", TestName = "Read_behind_the_end")]
    [TestCase(File, "00B07FFF01", "6B00")]
    [TestCase("", "00B0810204", "02030405 9000", TestName = "Read_by_short_identifier")]
    [TestCase("", "00B09C0204", "6A82", TestName = "Read_by_unknown_short_identifier")]
    [TestCase("", "00B0800004", "6A86", TestName = "Read_by_short_identifier_0")]
    [TestCase("", "00B09F0004", "6A86", TestName = "Read_by_short_identifier_31")]
    [TestCase("", "00B0A10004", "6A86", TestName = "Read_with_a_reserved_bit")]
    [TestCase("", "00B0830004", "6981", TestName = "Read_records_by_short_identifier")]
    [TestCase("", "00B0000004", "6986", TestName = "Read_without_a_file")]
    [TestCase(File + "|" + Telecom, "00B0000004", "6986", TestName = "Read_a_directory")]
    [TestCase(Records, "00B0000004", "6981", TestName = "Read_records")]
    [TestCase(File, "00B00000", "6700", TestName = "Read_without_Le")]
    [TestCase("", "00B00000", "6700", TestName = "Read_length_comes_before_the_file")]
    [TestCase(File, "00B0000001FF", "6700", TestName = "Read_with_data")]
    [TestCase(File, "80B0000004", "6E00")]
    public void Read(string before, string command, string expected) => Assert.That(TestCard.Answer(before, command), Is.EqualTo(expected));

    [TestCase(File, "00D60000021122", "9000")]
    [TestCase(File, "00D6012B0111", "9000", TestName = "Update_last_byte")]
    [TestCase(File, "00D6012B021122", "6700", TestName = "Update_beyond_the_end")]
    [TestCase(File, "00D6012C0111", "6B00", TestName = "Update_at_the_end")]
    [TestCase(File, "00D6012D0111", "6B00", TestName = "Update_behind_the_end")]
    [TestCase("", "00D68102021122", "9000", TestName = "Update_by_short_identifier")]
    [TestCase("", "00D69C02021122", "6A82", TestName = "Update_by_unknown_short_identifier")]
    [TestCase("", "00D69F02021122", "6A86", TestName = "Update_by_short_identifier_31")]
    [TestCase("", "00D68300021122", "6981", TestName = "Update_records_by_short_identifier")]
    [TestCase("", "00D60000021122", "6986", TestName = "Update_without_a_file")]
    [TestCase(Records, "00D60000021122", "6981", TestName = "Update_records_as_bytes")]
    [TestCase(File, "00D60000", "6700", TestName = "Update_without_data")]
    [TestCase("", "00D60000", "6700", TestName = "Update_length_comes_before_the_file")]
    [TestCase(File, "00D6000002112200", "6700", TestName = "Update_with_Le")]
    [TestCase("00A4000C022FE2", "00D6000001FF", "6982", TestName = "Update_never")]
    [TestCase("00A4000C022FE2", "00D600FF01FF", "6982", TestName = "Update_never_comes_before_the_offset")]
    public void Update(string before, string command, string expected) => Assert.That(TestCard.Answer(before, command), Is.EqualTo(expected));

    [Test]
    public void Update_changes_what_it_names_and_nothing_else()
    {
        var card = new TestCard();
        card.SendAll(File, "00D60003050102030405");
        Assert.That(card.Send("00B000000A"), Is.EqualTo("00010201020304050809 9000"));
        card.Card.PowerOff();
        card.Card.PowerOn();
        Assert.That(card.SendAll(File, "00B000000A"), Is.EqualTo("00010201020304050809 9000"));
    }

    [Test]
    public void Refused_update_writes_nothing()
    {
        var card = new TestCard();
        long words = card.WordsWritten;
        card.SendAll(File, "00D6012B021122", "00D6012C0111", "00D60000", "00A4000C022FE2", "00D6000001FF", "00DC010405AABBCCDDEE");
        Assert.That(card.WordsWritten, Is.EqualTo(words));
    }

    [Test]
    public void Short_identifier_makes_the_file_current()
    {
        var card = new TestCard();
        card.Send("00B0810001");
        Assert.That(card.Send("00B0000201"), Is.EqualTo("02 9000"));
    }

    [Test]
    public void Wrong_extended_Le_beyond_what_6Cxx_can_say_gives_what_there_is()
    {
        var card = new TestCard();
        card.Send(File);
        Assert.That(card.Send("00B0000000012D"), Has.Length.EqualTo((300 * 2) + 5).And.EndsWith(" 6282"));
        Assert.That(card.Send("00B000C8000065"), Is.EqualTo("6C64"));
    }
}
