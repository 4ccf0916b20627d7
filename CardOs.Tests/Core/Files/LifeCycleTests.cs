using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>The contents of files that are deactivated or terminated, and of those that can be used when deactivated: TS 102 222 6.3.2.2.2.</summary>
[TestFixture]
public sealed class LifeCycleTests
{
    // Transparent, linear fixed, cyclic, BER-TLV: deactivated, and deactivated but readable and updatable.
    [TestCase(0x2F17, 0x2F1B, "00B0000003", "000001 9000", TestName = "Read_binary_of_a_deactivated_file")]
    [TestCase(0x2F17, 0x2F1B, "00D60000020203", "9000", TestName = "Update_binary_of_a_deactivated_file")]
    [TestCase(0x2F18, 0x2F1C, "00B2010403", "000001 9000", TestName = "Read_record_of_a_deactivated_file")]
    [TestCase(0x2F18, 0x2F1C, "00DC010403010203", "9000", TestName = "Update_record_of_a_deactivated_file")]
    [TestCase(0x2F18, 0x2F1C, "00A201040101" + "00", "01 9000", TestName = "Search_record_of_a_deactivated_file")]
    [TestCase(0x2F19, 0x2F1D, "00B2010403", "000001 9000", TestName = "Read_record_of_a_deactivated_cyclic_file")]
    [TestCase(0x2F19, 0x2F1D, "00DC000303010203", "9000", TestName = "Update_record_of_a_deactivated_cyclic_file")]
    [TestCase(0x2F19, 0x2F1D, "803200000101" + "00", "6984", TestName = "Increase_of_a_deactivated_cyclic_file")]
    [TestCase(0x2F1A, 0x2F1E, "80CB0080018000", "80021122 9000", TestName = "Retrieve_data_of_a_deactivated_file_")]
    [TestCase(0x2F1A, 0x2F1E, "80DB0080038001FF", "9000", TestName = "Set_data_of_a_deactivated_file")]
    public void Deactivated(int fid, int usable, string command, string expected)
    {
        Assert.That(DataFiles.Answer(DataFiles.Select(fid), command), Is.EqualTo("6984"));
        Assert.That(DataFiles.Answer(DataFiles.Select(usable), command), Is.EqualTo(expected));
    }

    [TestCase(0x2F1B, "00B0000003")]
    [TestCase(0x2F1B, "00D60000020203")]
    [TestCase(0x2F1C, "00B2010403")]
    [TestCase(0x2F1C, "00DC010403010203")]
    [TestCase(0x2F1C, "00A20104010100")]
    [TestCase(0x2F1D, "00DC000303010203")]
    [TestCase(0x2F1D, "80320000010100")]
    [TestCase(0x2F1E, "80CB0080018000")]
    [TestCase(0x2F1E, "80DB0080038001FF")]
    public void Terminated(int fid, string command)
    {
        var card = new TestCard(DataFiles.Options);
        DataFiles.SetLifeCycle(card, (ushort)fid, 0x0C);
        card.Send(DataFiles.Select(fid));
        Assert.That(card.Send(command), Is.EqualTo("6985"));
    }

    [Test]
    public void Access_comes_before_the_life_cycle()
    {
        var card = new TestCard(DataFiles.Options);
        DataFiles.SetLifeCycle(card, 0x2F15, 0x04);
        Assert.That(card.SendAll(DataFiles.Select(0x2F15), "00B2010403"), Is.EqualTo("6982"));
    }

    [Test]
    public void Files_that_are_not_in_operation_yet_can_be_filled()
    {
        var card = new TestCard(DataFiles.Options);
        DataFiles.SetLifeCycle(card, 0x2F13, 0x03);
        Assert.That(card.SendAll(DataFiles.Select(0x2F13), "80DB0080038001FF"), Is.EqualTo("9000"));
    }
}
