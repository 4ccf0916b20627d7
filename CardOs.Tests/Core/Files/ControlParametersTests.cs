using System;
using System.Collections.Generic;
using CardOs.Apdu.Tlv;
using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>The FCP template: TS 102 221 11.1.1.4; and STATUS, 11.1.2.</summary>
[TestFixture]
public sealed class ControlParametersTests
{
    private const string Usim = "00A4040C10" + TestProfile.Usim;
    private const string Resize = "8401D4A40683010A950108";

    [Test]
    public void Master_file()
    {
        Dictionary<uint, string> fcp = Fcp("00A40004023F0000");
        Assert.That(fcp, Is.EquivalentTo(new Dictionary<uint, string>
        {
            [0x82] = "7821", [0x83] = "3F00", [0xA5] = fcp[0xA5], [0x8A] = "05", [0xAB] = fcp[0xAB], [0xC6] = "900100",
        }));
        Assert.That(fcp[0xA5], Does.Match("^8001718304[0-9A-F]{8}$"), "characteristics, and the memory that is left");
        Assert.That(Convert.ToInt32(fcp[0xA5][10..], 16), Is.GreaterThan(0).And.LessThan(TestProfile.Options.NonVolatileBytes));
    }

    [Test]
    public void Transparent_file()
    {
        Dictionary<uint, string> fcp = Fcp("00A40004022F0100");
        Assert.That((fcp[0x82], fcp[0x83], fcp[0x8A], fcp[0x80], fcp[0x88]), Is.EqualTo(("4121", "2F01", "05", "012C", "08")));
        Assert.That(fcp[0xAB], Is.EqualTo("8001039000" + "80017CA40683010A950108" + Resize));
        Assert.That(fcp.ContainsKey(0xA5), Is.False);
    }

    [Test]
    public void Record_file()
    {
        Dictionary<uint, string> fcp = Fcp("00A40004022F0200");
        Assert.That((fcp[0x82], fcp[0x83], fcp[0x80], fcp[0x88]), Is.EqualTo(("422100050A", "2F02", "0032", "18")));
    }

    [Test]
    public void File_without_a_short_identifier_has_an_empty_one()
    {
        Dictionary<uint, string> fcp = Fcp("00A40804047F206F0100");
        Assert.That(fcp[0x88], Is.Empty);
    }

    [Test]
    public void Conditions_are_named_by_their_keys()
    {
        Assert.That(Fcp("00A40804047F106F0100")[0xAB], Is.EqualTo("800103A406830101950108" + "80017CA40683010A950108" + Resize));
        Assert.That(Fcp("00A40804047F106F0200")[0xAB], Is.EqualTo("80017FA40683010A950108" + Resize));
        Assert.That(Fcp("00A40804047F106F0300")[0xAB], Is.EqualTo("8001039700" + "80017CA40683010A950108" + Resize));
        Assert.That(Fcp("00A40804047F106F0500")[0xAB], Is.EqualTo("800101A406830181950108" + "800102A40683010B950108" + "80017CA40683010A950108" + Resize));
    }

    [Test]
    public void Application_has_its_name()
    {
        Dictionary<uint, string> fcp = Fcp("00A4040410" + TestProfile.Usim + "00");
        Assert.That((fcp[0x82], fcp[0x84]), Is.EqualTo(("7821", TestProfile.Usim)));
        Assert.That(fcp.ContainsKey(0xC6), Is.True);
    }

    [TestCase("", "80F2000C", "9000", TestName = "Status_of_nothing")]
    [TestCase("", "80F2010C", "9000", TestName = "Status_application_is_initialised")]
    [TestCase("", "80F2020C", "9000", TestName = "Status_application_ends")]
    [TestCase(Usim, "80F2000100", "8410" + TestProfile.Usim + " 9000", TestName = "Status_name")]
    [TestCase(Usim, "80F2000112", "8410" + TestProfile.Usim + " 9000", TestName = "Status_name_with_its_length")]
    [TestCase(Usim, "80F20001FF", "8410" + TestProfile.Usim + " 9000", TestName = "Status_name_with_a_greater_length")]
    [TestCase(Usim, "80F2000105", "6C12", TestName = "Status_name_with_too_short_a_length")]
    [TestCase(Usim, "80F20001", "6112", TestName = "Status_name_announced")]
    [TestCase("", "80F2000100", "9000", TestName = "Status_name_without_an_application")]
    [TestCase("", "80F2030000", "6A86", TestName = "Status_unknown_indication")]
    [TestCase("", "80F2000200", "6A86", TestName = "Status_unknown_answer")]
    [TestCase("", "80F200000112", "6700", TestName = "Status_with_data")]
    public void Status(string before, string command, string expected) => Assert.That(TestCard.Answer(before, command), Is.EqualTo(expected));

    private static Dictionary<uint, string> Fcp(string command)
    {
        string answer = new TestCard().Send(command);
        Assert.That(answer, Does.EndWith(" 9000"));
        byte[] bytes = Convert.FromHexString(answer[..^5]);
        var outer = new BerTlvReader(bytes);
        Assert.That(outer.TryRead(out BerTag tag, out ReadOnlySpan<byte> template) && tag.Value == 0x62 && outer.IsAtEnd, Is.True);
        var objects = new Dictionary<uint, string>();
        var reader = new BerTlvReader(template);
        while (reader.TryRead(out tag, out ReadOnlySpan<byte> value))
        {
            objects.Add(tag.Value, Convert.ToHexString(value));
        }

        Assert.That(reader.IsAtEnd, Is.True);
        return objects;
    }
}
