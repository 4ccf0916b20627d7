using NUnit.Framework;

namespace CardOs.Tests.Core.Transport;

/// <summary>The cases of a command, short and extended, and lengths that are none. ISO 7816-4 5.2, TS 102 221 7.3.1.</summary>
[TestFixture]
public sealed class CaseTests
{
    private const string SelectFile = "00A4000C022F01";

    [TestCase("", "00A40000", "6A86", TestName = "Case_1_with_wrong_parameters")]
    [TestCase("", "00A4000C", "9000", TestName = "Case_1")]
    [TestCase(SelectFile, "00B0000004", "00010203 9000", TestName = "Case_2")]
    [TestCase(SelectFile, "00D60000021234", "9000", TestName = "Case_3")]
    [TestCase("", "00A4000C022F0100", "9000", TestName = "Case_4_without_data_to_return")]
    [TestCase(SelectFile, "00B00000000004", "00010203 9000", TestName = "Case_2_extended")]
    [TestCase(SelectFile, "00D600000000021234", "9000", TestName = "Case_3_extended")]
    [TestCase("", "00A4000C0000022F010000", "9000", TestName = "Case_4_extended")]
    [TestCase("", "", "6700", TestName = "No_bytes")]
    [TestCase("", "00", "6700", TestName = "One_byte")]
    [TestCase("", "00A400", "6700", TestName = "Three_bytes")]
    [TestCase("", "00A4000C023F", "6700", TestName = "Data_shorter_than_Lc")]
    [TestCase("", "00A4000C023F000000", "6700", TestName = "Data_longer_than_Lc_and_Le")]
    [TestCase("", "00A4000C0000", "6700", TestName = "Extended_length_cut")]
    [TestCase("", "00A4000C00000000", "6700", TestName = "Extended_Lc_of_0")]
    [TestCase("", "00A4000C0000023F0000", "6700", TestName = "Extended_Le_of_one_byte")]
    public void Case(string before, string command, string expected) => Assert.That(TestCard.Answer(before, command), Is.EqualTo(expected));

    [Test]
    public void Extended_Le_reads_more_than_256_bytes_at_once()
    {
        var card = new TestCard();
        card.Send(SelectFile);
        Assert.That(card.Send("00B0000000012C"), Has.Length.EqualTo((300 * 2) + 5).And.EndsWith(" 9000"));
        Assert.That(card.Send("00B00000000000"), Has.Length.EqualTo((300 * 2) + 5).And.EndsWith(" 9000"));
    }
}
