using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Apdu;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Iso7816;

[TestFixture]
public sealed class CommandApduTests
{
    [TestCase("1", "00A40004", "", 0, false)]
    [TestCase("2 short", "00B0000010", "", 16, false)]
    [TestCase("2 short, 256", "00B0000000", "", 256, false)]
    [TestCase("2 extended", "00B00000000010", "", 16, true)]
    [TestCase("2 extended, 256", "00B00000000100", "", 256, true)]
    [TestCase("2 extended, 65536", "00B00000000000", "", 65536, true)]
    [TestCase("3 short", "00D60000023F00", "3f00", 0, false)]
    [TestCase("3 extended", "00D600000000023F00", "3f00", 0, true)]
    [TestCase("4 short", "00A40004023F0010", "3f00", 16, false)]
    [TestCase("4 short, 256", "00A40004023F0000", "3f00", 256, false)]
    [TestCase("4 extended", "00A400040000023F000010", "3f00", 16, true)]
    [TestCase("4 extended, 65536", "00A400040000023F000000", "3f00", 65536, true)]
    public void Command_of_each_case_is_read_and_written_back(string name, string hex, string data, int expectedLength, bool isExtended)
    {
        byte[] source = VectorCase.Hex(hex);
        Assert.That(CommandApdu.TryParse(source, out CommandApdu command), Is.True, name);
        Assert.That(VectorCase.Hex(command.Data), Is.EqualTo(data));
        Assert.That((command.ExpectedLength, command.IsExtended), Is.EqualTo((expectedLength, isExtended)));
        Assert.That((command.Cla, command.Ins, command.P1, command.P2), Is.EqualTo((source[0], source[1], source[2], source[3])));
        Assert.That(command.Parameters, Is.EqualTo((source[2] << 8) | source[3]));

        byte[] destination = new byte[source.Length];
        Assert.That(command.EncodedLength, Is.EqualTo(source.Length));
        Assert.That(command.Write(destination), Is.EqualTo(source.Length));
        Assert.That(VectorCase.Hex(destination), Is.EqualTo(VectorCase.Hex(source)));
        Assert.That(command.TryWrite(destination.AsSpan(1), out int written), Is.False);
        Assert.That(written, Is.Zero);
    }

    [TestCase("", "nothing", ExpectedResult = false)]
    [TestCase("00A400", "header cut short", ExpectedResult = false)]
    [TestCase("00A4000402", "Lc without data, read as Le", ExpectedResult = true)]
    [TestCase("00A40004023F", "data cut short", ExpectedResult = false)]
    [TestCase("00A40004023F001000", "bytes behind Le", ExpectedResult = false)]
    [TestCase("00A40004013F001000", "bytes behind Le, smaller Lc", ExpectedResult = false)]
    [TestCase("00A4000400 00", "extended length cut short", ExpectedResult = false)]
    [TestCase("00A4000400 0000 00", "extended Lc of zero with a byte behind", ExpectedResult = false)]
    [TestCase("00A4000400 0000 0000", "extended Lc of zero with Le behind", ExpectedResult = false)]
    [TestCase("00A4000400 0002 3F", "extended data cut short", ExpectedResult = false)]
    [TestCase("00A4000400 0002 3F00 00", "extended Le of one byte", ExpectedResult = false)]
    [TestCase("00A4000400 0002 3F00 0000 00", "bytes behind extended Le", ExpectedResult = false)]
    [TestCase("00A4000400 FFFF 3F00", "extended Lc beyond the end", ExpectedResult = false)]
    public bool Command_with_lengths_that_do_not_fit_is_refused(string hex, string reason)
    {
        bool isParsed = CommandApdu.TryParse(VectorCase.Hex(hex), out CommandApdu command);
        Assert.That(isParsed || (command.Data.IsEmpty && command.ExpectedLength == 0 && command.Ins == 0), Is.True, reason);
        return isParsed;
    }

    [Test]
    public void Data_is_a_part_of_the_source_and_no_copy()
    {
        byte[] source = VectorCase.Hex("00A40004023F00");
        Assert.That(CommandApdu.TryParse(source, out CommandApdu command), Is.True);
        Assert.That(Unsafe.AreSame(ref MemoryMarshal.GetReference(command.Data), ref source[5]), Is.True);
    }

    [TestCase(65536, 0)]
    [TestCase(0, 65537)]
    [TestCase(0, -1)]
    public void Length_that_cannot_be_coded_is_not_written(int dataLength, int expectedLength)
    {
        byte[] destination = new byte[65600];
        bool isWritten = new CommandApdu(0, 0xB0, 0, 0, new byte[dataLength], expectedLength).TryWrite(destination, out _);
        Assert.That(isWritten, Is.False);
        Assert.That(() => new CommandApdu(0, 0xB0, 0, 0, new byte[dataLength], expectedLength).Write(destination), Throws.ArgumentException);
    }

    [Test]
    public void What_is_written_is_read_again() => Properties.Hold<ushort, bool, byte[]>((expectedLength, isExtended, data) =>
    {
        var command = new CommandApdu(0x80, 0xC2, 0x01, 0x02, data, expectedLength, isExtended);
        byte[] bytes = new byte[command.EncodedLength];
        return command.TryWrite(bytes, out int written) && written == bytes.Length
            && CommandApdu.TryParse(bytes, out CommandApdu again)
            && again.Data.SequenceEqual(data) && again.ExpectedLength == expectedLength && again.Ins == 0xC2 && again.Parameters == 0x0102;
    });

    [Test]
    public void Reading_and_writing_allocate_nothing()
    {
        byte[] source = VectorCase.Hex("00A40004023F0000");
        byte[] destination = new byte[16];
        Allocation.IsNone(() =>
        {
            if (!CommandApdu.TryParse(source, out CommandApdu command) || !command.TryWrite(destination, out _))
            {
                throw new AssertionException("refused");
            }
        });
    }
}
