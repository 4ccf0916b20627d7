using CardOs.Tests.Core.Pins;
using NUnit.Framework;
using static CardOs.Tests.Core.Pins.PinCard;

namespace CardOs.Tests.Core.Files;

/// <summary>Class A0: TS 51.011 8, 9.</summary>
[TestFixture]
public sealed class SimClassTests
{
    private const string Wrong3 = "A020000108" + Wrong + "|A020000108" + Wrong + "|A020000108" + Wrong;
    private const string SelectRecords = "A0A40000022F02";

    [TestCase("", "A0A40000023F00", "9F16")]
    [TestCase("", "A0A40000022F01", "9F0F")]
    [TestCase("", "A0A4000002AAAA", "9404")]
    [TestCase("", "A0A40400022F01", "6B00")]
    [TestCase("", "A0A40000033F0000", "6702")]
    [TestCase("A0A40000022F01", "A0C000000F", "00000004" + "2F01" + "04" + "00" + "11F0" + "44" + "01" + "02" + "0000 9000")]
    [TestCase("A0A40000023F00", "A0C000000D", "0000ABF8" + "3F00" + "01" + "0000000000" + "09 9F09")]
    [TestCase("", "A0F200000D", "0000ABF8" + "3F00" + "01" + "0000000000" + "09 9000")]
    [TestCase("", "A0F2000100", "6B00")]
    [TestCase("", "A0B0000004", "9400")]
    [TestCase("A0A40000022F01", "A0B0000004", "9804")]
    [TestCase("A0A40000022F01|A020000108" + Pin1, "A0B0000004", "01020304 9000")]
    [TestCase("A0A40000022F01|A020000108" + Pin1, "A0B0000005", "6704")]
    [TestCase("A0A40000022F01|A020000108" + Pin1, "A0B0000401", "9402")]
    [TestCase("A0A40000022F01", "A0B0810004", "6B00")]
    [TestCase("A0A40000022F01|A020000108" + Pin1, "A0D6000002AABB", "9000")]
    [TestCase("A0A40000022F01", "A0B2010404", "9408")]
    [TestCase("A0A40000022F01", "A0B2010C04", "6B00")]
    [TestCase("A0A40000022F01", "A004000000", "9804")]
    [TestCase("", "A004000000", "9400")]
    [TestCase("A0A40000022F01", "A004010000", "6B00")]
    [TestCase("0020000A08" + Adm1 + "|A0A40000022F01", "A004000000", "9000", TestName = "Invalidate")]
    [TestCase("0020000A08" + Adm1 + "|0020000108" + Pin1 + "|A0A40000022F01|A004000000", "A0B0000004", "9810", TestName = "Invalidated_file_is_not_read")]
    [TestCase("0020000A08" + Adm1 + "|0020000108" + Pin1 + "|A0A40000022F01|A004000000|A044000000", "A0B0000004", "01020304 9000", TestName = "Rehabilitate")]
    [TestCase("A0A40000022F01", "A032000003000001", "9408")]
    [TestCase("", "A088000010" + "000102030405060708090A0B0C0D0E0F", "9408", TestName = "Run_GSM_algorithm_outside_DF_GSM")]
    [TestCase("", "A08800000F" + "000102030405060708090A0B0C0D0E", "6710")]
    [TestCase("", "A0FA000000", "9000")]
    [TestCase("", "A0FA000100", "6B00")]
    [TestCase("", "A0EE000000", "6D00")]
    public void Files(string before, string command, string expected) => Assert.That(Answer(before, command), Is.EqualTo(expected));

    [TestCase("", "A020000108" + Pin1, "9000")]
    [TestCase("", "A020000108" + Wrong, "9804")]
    [TestCase("A020000108" + Wrong + "|A020000108" + Wrong, "A020000108" + Wrong, "9840")]
    [TestCase(Wrong3, "A020000108" + Pin1, "9840")]
    [TestCase("", "A020000208" + Pin2, "9802")]
    [TestCase("", "A020000308" + Pin2, "6B00")]
    [TestCase("", "A020000100", "6700")]
    [TestCase("", "A024000110" + Pin1 + New, "9000")]
    [TestCase("", "A026000108" + Pin1, "9000")]
    [TestCase("A026000108" + Pin1, "A020000108" + Pin1, "9808")]
    [TestCase("A026000108" + Pin1, "A026000108" + Pin1, "9808")]
    [TestCase("", "A028000108" + Pin1, "9808")]
    [TestCase("A026000108" + Pin1, "A028000108" + Pin1, "9000")]
    [TestCase(Wrong3, "A02C000010" + Puk1 + New, "9000")]
    [TestCase("", "A02C000110" + Puk1 + New, "6B00")]
    public void Chv(string before, string command, string expected) => Assert.That(Answer(before, command), Is.EqualTo(expected));

    [TestCase("", "A0A20000010101", "9400")]
    [TestCase("A0A40000022F01", "A0A200000101", "9408")]
    [TestCase(SelectRecords, "A0A200000102", "9000", TestName = "Seek_type_1_answers_nothing")]
    [TestCase(SelectRecords + "|A0A200000102", "A0B2000404", "6705", TestName = "Seek_moves_the_record_pointer")]
    [TestCase(SelectRecords + "|A0A200000102", "A0B2000405", "0202020202 9000")]
    [TestCase(SelectRecords, "A0A200100102", "9F01", TestName = "Seek_type_2_answers_the_number")]
    [TestCase(SelectRecords + "|A0A200100103", "A0C0000001", "03 9000")]
    [TestCase(SelectRecords + "|A0A200010101", "A0B2000405", "0101010101 9000", TestName = "Seek_from_the_end")]
    [TestCase(SelectRecords + "|A0A200020101|A0A200020101", "A0B2000405", "0101010101 9000", TestName = "Seek_from_the_next_record")]
    [TestCase(SelectRecords + "|A0A200020101", "A0A200020101", "9404")]
    [TestCase(SelectRecords + "|A0A200030103|A0A200030102", "A0B2000405", "0202020202 9000", TestName = "Seek_from_the_previous_record")]
    [TestCase(SelectRecords, "A0A200200101", "6B00")]
    [TestCase(SelectRecords, "A0A2000000", "6700")]
    public void Seek(string before, string command, string expected) => Assert.That(TestCard.Answer(before, command), Is.EqualTo(expected));

    [Test]
    public void Directory_says_how_many_files_and_tries_it_has()
    {
        Assert.That(Answer("A020000108" + Wrong, "A0F2000016"), Does.EndWith("09" + "31" + "00" + "04" + "04" + "00" + "828A" + "0000 9000"));
    }

    [TestCase("A0A40000022F01|A0C000000F|A0B0000004|A0F2000016|A020000108" + Wrong + "|A020000108" + Pin1 + "|A0D6000002AABB|A0A200100101")]
    public void Allocates_nothing(string commands)
    {
        TestCard card = Create();
        byte[] response = new byte[Card.MaxShortResponse];
        byte[][] sequence = System.Array.ConvertAll(commands.Split('|'), Vectors.VectorCase.Hex);
        Allocation.IsNone(() =>
        {
            foreach (byte[] command in sequence)
            {
                card.Card.Transmit(command, response);
            }
        });
    }
}
