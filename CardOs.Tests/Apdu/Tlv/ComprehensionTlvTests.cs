using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Apdu.Tlv;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Tlv;

[TestFixture]
public sealed class ComprehensionTlvTests
{
    [TestCase("00 00", "not used")]
    [TestCase("80 00", "reserved")]
    [TestCase("FF 00", "not used")]
    [TestCase("01", "no length")]
    [TestCase("01 02 AA", "value cut short")]
    [TestCase("7F 00 00 00", "three-byte tag of value 0")]
    [TestCase("7F 80 00 00", "three-byte tag of value 0 with comprehension")]
    [TestCase("7F 12", "tag cut short")]
    [TestCase("01 80 00 00", "indefinite length")]
    [TestCase("01 84 00 00 00 01 AA", "length of five bytes")]
    [TestCase("01 82 01", "length cut short")]
    public void Object_that_is_malformed_is_refused(string hex, string reason)
    {
        var reader = new ComprehensionTlvReader(VectorCase.Hex(hex));
        Assert.That(reader.TryRead(out ComprehensionTag tag, out ReadOnlySpan<byte> value), Is.False, reason);
        Assert.That(tag.Value, Is.Zero);
        Assert.That(value.IsEmpty, Is.True);
        Assert.That(reader.IsAtEnd, Is.False);
    }

    [Test]
    public void Find_does_not_look_at_the_comprehension_bit_and_copies_nothing()
    {
        byte[] source = VectorCase.Hex("81 03 01 21 00 02 02 81 02 8D 81 02 04 48");
        var reader = new ComprehensionTlvReader(source);
        Assert.That(reader.TryFind(0x0D, out ReadOnlySpan<byte> text), Is.True);
        Assert.That(Unsafe.AreSame(ref MemoryMarshal.GetReference(text), ref source[12]), Is.True);
        Assert.That(reader.TryFind(0x02, out ReadOnlySpan<byte> devices), Is.True);
        Assert.That(VectorCase.Hex(devices), Is.EqualTo("8102"));
        Assert.That(reader.TryFind(0x03, out _), Is.False);
        Assert.That(reader.Remaining.Length, Is.EqualTo(source.Length));
    }

    [TestCase(0x7E, true, "fe01aa")]
    [TestCase(0x7F, true, "7f807f01aa")]
    [TestCase(0x234, false, "7f023401aa")]
    public void Tag_is_written_in_one_byte_up_to_7E_and_in_three_above(int tag, bool comprehension, string expected)
    {
        var writer = new ComprehensionTlvWriter(new byte[8]);
        Assert.That(writer.TryWrite(tag, comprehension, 0xAA), Is.True);
        Assert.That(VectorCase.Hex(writer.Written), Is.EqualTo(expected));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(0x8000)]
    public void Tag_that_cannot_be_coded_is_not_written(int tag)
    {
        var writer = new ComprehensionTlvWriter(new byte[8]);
        Assert.That(writer.TryWrite(tag, false, []), Is.False);
        Assert.That(writer.Length, Is.Zero);
        Assert.That(() => new ComprehensionTag(tag, false), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void What_is_written_is_read_again() => Properties.Hold<short, bool, byte[]>((number, comprehension, value) =>
    {
        int tag = Math.Max(1, number & ComprehensionTag.MaxValue);
        byte[] destination = new byte[value.Length + 7];
        var writer = new ComprehensionTlvWriter(destination);
        bool isWritten = writer.TryWrite(tag, comprehension, value);
        var reader = new ComprehensionTlvReader(writer.Written);
        return isWritten
            && reader.TryRead(out ComprehensionTag read, out ReadOnlySpan<byte> again)
            && read == new ComprehensionTag(tag, comprehension) && again.SequenceEqual(value) && reader.IsAtEnd;
    });

    [Test]
    public void Reading_and_writing_allocate_nothing()
    {
        byte[] destination = new byte[64];
        Allocation.IsNone(() =>
        {
            var writer = new ComprehensionTlvWriter(destination);
            writer.TryWrite(0x01, true, [0x01, 0x21, 0x00]);
            writer.TryWrite(0x234, false, 0x05);
            if (!new ComprehensionTlvReader(writer.Written).TryFind(0x234, out _))
            {
                throw new AssertionException("not found");
            }
        });
    }
}
