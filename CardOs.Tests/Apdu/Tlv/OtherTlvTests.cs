using System;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Tlv;

[TestFixture]
public sealed class OtherTlvTests
{
    [TestCase("01")]
    [TestCase("00 00")]
    [TestCase("FF 00")]
    [TestCase("01 02 AA")]
    [TestCase("01 FF 00")]
    [TestCase("01 FF 00 02 AA")]
    public void Simple_tlv_that_is_malformed_is_refused(string hex)
    {
        var reader = new SimpleTlvReader(VectorCase.Hex(hex));
        Assert.That(reader.TryRead(out _, out _) || reader.IsAtEnd, Is.False);
    }

    [TestCase("12")]
    [TestCase("12 34")]
    [TestCase("12 34 02 AA")]
    [TestCase("12 34 FF 00 02 AA")]
    [TestCase("12 34 FF 00")]
    public void Data_group_that_is_malformed_is_refused(string hex)
    {
        var reader = new DgiReader(VectorCase.Hex(hex));
        Assert.That(reader.TryRead(out _, out _) || reader.IsAtEnd, Is.False);
    }

    [TestCase("01")]
    [TestCase("03 AA BB")]
    public void Value_longer_than_the_bytes_is_refused(string hex)
    {
        var reader = new LvReader(VectorCase.Hex(hex));
        Assert.That(reader.TryRead(out _) || reader.IsAtEnd, Is.False);
    }

    [Test]
    public void Compact_tlv_that_is_cut_short_is_refused()
    {
        var reader = new CompactTlvReader(VectorCase.Hex("73 FE 21"));
        Assert.That(reader.TryRead(out _, out _) || reader.IsAtEnd, Is.False);
    }

    [Test]
    public void Simple_tlv_that_is_written_is_read_again() => Properties.Hold<byte, byte[]>((tag, value) =>
    {
        tag = (byte)(1 + (tag % 254));
        var writer = new SimpleTlvWriter(new byte[value.Length + 4]);
        bool isWritten = writer.TryWrite(tag, value);
        var reader = new SimpleTlvReader(writer.Written);
        return isWritten && reader.TryRead(out byte read, out ReadOnlySpan<byte> again) && read == tag && again.SequenceEqual(value) && reader.IsAtEnd;
    });

    [Test]
    public void Data_group_that_is_written_is_read_again() => Properties.Hold<ushort, byte[]>((identifier, value) =>
    {
        var writer = new DgiWriter(new byte[value.Length + 5]);
        bool isWritten = writer.TryWrite(identifier, value);
        var reader = new DgiReader(writer.Written);
        return isWritten && reader.TryRead(out ushort read, out ReadOnlySpan<byte> again) && read == identifier && again.SequenceEqual(value) && reader.IsAtEnd;
    });

    [Test]
    public void Value_that_is_written_is_read_again_unless_it_is_too_long() => Properties.Hold<byte[]>(value =>
    {
        var writer = new LvWriter(new byte[value.Length + 1]);
        bool isWritten = writer.TryWrite(value);
        var reader = new LvReader(writer.Written);
        return value.Length > 255
            ? !isWritten && writer.Length == 0
            : isWritten && reader.TryRead(out ReadOnlySpan<byte> again) && again.SequenceEqual(value) && reader.IsAtEnd;
    });

    [Test]
    public void Object_that_does_not_fit_leaves_nothing_written()
    {
        var simple = new SimpleTlvWriter(new byte[2]);
        var group = new DgiWriter(new byte[3]);
        var value = new LvWriter(new byte[1]);
        Assert.That(simple.TryWrite(0x01, [0xAA]) || group.TryWrite(0x1234, [0xAA]) || value.TryWrite([0xAA]), Is.False);
        Assert.That(simple.Length + group.Length + value.Length, Is.Zero);
    }

    [Test]
    public void Reading_and_writing_allocate_nothing()
    {
        byte[] destination = new byte[512];
        byte[] data = new byte[255];
        Allocation.IsNone(() =>
        {
            var simple = new SimpleTlvWriter(destination);
            simple.TryWrite(0x01, data);
            new SimpleTlvReader(simple.Written).TryRead(out _, out _);
            var group = new DgiWriter(destination);
            group.TryWrite(0x0070, data);
            new DgiReader(group.Written).TryRead(out _, out _);
            var value = new LvWriter(destination);
            value.TryWrite(data);
            new LvReader(value.Written).TryRead(out _);
            new CompactTlvReader(data).TryRead(out _, out _);
        });
    }
}
