using NUnit.Framework;

namespace CardOs.Tests.Core.Dispatch;

/// <summary>What the class and instruction bytes lead to: TS 102 221 10.1.1, 10.2.1.</summary>
[TestFixture]
public sealed class ClassByteTests
{
    [TestCase("A0A4000C023F00", "6B00", TestName = "Class_of_2G_has_its_own_answers")]
    [TestCase("20A4000C023F00", "6E00")]
    [TestCase("3FA4000C023F00", "6E00")]
    [TestCase("B0A4000C023F00", "6E00")]
    [TestCase("FFA4000C023F00", "6E00")]
    [TestCase("80A4000C023F00", "6E00", TestName = "Instruction_of_the_other_class")]
    [TestCase("00F2000000", "6E00", TestName = "Status_in_the_interindustry_class")]
    [TestCase("00FF000000", "6D00")]
    [TestCase("80FF000000", "6D00")]
    [TestCase("04A4000C023F00", "6882")]
    [TestCase("08A4000C023F00", "6882")]
    [TestCase("0CA4000C023F00", "6882")]
    [TestCase("60A4000C023F00", "6882")]
    [TestCase("01A4000C023F00", "6881")]
    [TestCase("4FA4000C023F00", "6881")]
    [TestCase("C0F2000000", "6881")]
    [TestCase("C0120000FF", "6E00", TestName = "Fetch_on_another_channel")]
    [TestCase("81C20000021234", "6E00", TestName = "Envelope_on_another_channel")]
    [TestCase("01FF000000", "6D00", TestName = "Instruction_comes_before_the_channel")]
    [TestCase("20FF000000", "6E00", TestName = "Class_comes_before_the_instruction")]
    [TestCase("00A4FFFF01", "6A86", TestName = "Parameters_come_before_the_length")]
    public void Class(string command, string expected) => Assert.That(TestCard.Answer(string.Empty, command), Is.EqualTo(expected));

    [TestCase("0084000008", 16)]
    [TestCase("0084000000", 512)]
    public void Challenge_has_as_many_bytes_as_asked_for(string command, int digits) =>
        Assert.That(new TestCard().Send(command), Has.Length.EqualTo(digits + 5).And.EndsWith(" 9000"));

    [TestCase("0084010008", "6A86")]
    [TestCase("00840000", "6700")]
    [TestCase("008400000212AA", "6700")]
    [TestCase("00840100021234", "6A86")]
    [TestCase("8084000008", "6E00")]
    public void Challenge_refused(string command, string expected) => Assert.That(TestCard.Answer(string.Empty, command), Is.EqualTo(expected));

    [Test]
    public void Challenge_is_the_same_for_a_seed_and_another_one_after_each_reset()
    {
        var one = new TestCard();
        var same = new TestCard();
        var other = new TestCard(TestProfile.Options with { RandomSeed = [1] });
        string first = one.Send("0084000010");
        Assert.That(same.Send("0084000010"), Is.EqualTo(first));
        Assert.That(other.Send("0084000010"), Is.Not.EqualTo(first));
        Assert.That(one.Send("0084000010"), Is.Not.EqualTo(first));
        one.Card.PowerOn();
        string second = one.Send("0084000010");
        one.Card.WarmReset();
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(one.Send("0084000010"), Is.Not.EqualTo(second).And.Not.EqualTo(first));
    }

    [TestCase("", "80CAFF2100", "FF21", TestName = "Card_resources")]
    [TestCase("", "00CAFF2100", "FF21", TestName = "Card_resources_in_the_interindustry_class")]
    [TestCase("", "80CAFF20", "6A88", TestName = "Card_resources_of_the_old_form")]
    [TestCase("", "80CA123400", "6A88", TestName = "Object_without_an_application")]
    [TestCase("00A4040C08F043617264000009", "80CA123400", "6A88", TestName = "Object_that_the_store_lacks")]
    [TestCase("", "80CAFF21", "61", TestName = "Card_resources_announced")]
    [TestCase("", "80CAFF2101AA", "6700", TestName = "Data_with_get_data")]
    public void Get_data(string before, string command, string expected) => Assert.That(TestCard.Answer(before, command), Does.StartWith(expected));
}
