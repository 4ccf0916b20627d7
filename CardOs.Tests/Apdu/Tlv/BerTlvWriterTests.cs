using System;
using CardOs.Apdu.Tlv;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Tlv;

[TestFixture]
public sealed class BerTlvWriterTests
{
    [Test]
    public void Nested_objects_get_their_lengths_when_they_are_closed()
    {
        var writer = new BerTlvWriter(new byte[32]);
        Assert.That(writer.TryOpen(0x62, out int fcp), Is.True);
        Assert.That(writer.TryWrite(0x82, [0x78, 0x21]), Is.True);
        Assert.That(writer.TryOpen(0xA5, out int proprietary), Is.True);
        Assert.That(writer.TryWrite(0x80, 0x71), Is.True);
        Assert.That(writer.TryClose(proprietary), Is.True);
        Assert.That(writer.TryClose(fcp), Is.True);
        Assert.That(VectorCase.Hex(writer.Written), Is.EqualTo("620982027821a503800171"));
    }

    [TestCase(127, 2)]
    [TestCase(128, 3)]
    [TestCase(255, 3)]
    [TestCase(256, 4)]
    [TestCase(65535, 4)]
    [TestCase(65536, 5)]
    public void Closing_moves_the_content_behind_a_longer_length(int contentLength, int header)
    {
        byte[] content = new byte[contentLength];
        new Random(1).NextBytes(content);
        byte[] destination = new byte[contentLength + header];
        var writer = new BerTlvWriter(destination);
        Assert.That(writer.TryOpen(0x62, out int mark), Is.True);
        Assert.That(writer.TryWriteEncoded(content), Is.True);
        Assert.That(writer.TryClose(mark), Is.True);
        Assert.That(writer.Room, Is.Zero);
        Assert.That(BerTlvDecoder.TryReadElement(destination, out _, out ReadOnlySpan<byte> value, out _, BerTlvRules.Der), Is.True);
        Assert.That(value.SequenceEqual(content), Is.True);

        var shorter = new BerTlvWriter(destination.AsSpan(0, destination.Length - 1));
        Assert.That(shorter.TryOpen(0x62, out mark) && shorter.TryWriteEncoded(content) && shorter.TryClose(mark), Is.False);
    }

    [Test]
    public void Indefinite_object_ends_with_two_zeros()
    {
        var writer = new BerTlvWriter(new byte[16]);
        Assert.That(writer.TryOpenIndefinite(0xAE), Is.True);
        Assert.That(writer.TryWrite(0x80, 0x01), Is.True);
        Assert.That(writer.TryCloseIndefinite(), Is.True);
        Assert.That(VectorCase.Hex(writer.Written), Is.EqualTo("ae808001010000"));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public void Object_that_does_not_fit_leaves_nothing_written(int room)
    {
        byte[] destination = new byte[room];
        var writer = new BerTlvWriter(destination);
        Assert.That(writer.TryWrite(0x9F38, 0xAA), Is.False);
        Assert.That(writer.TryReserve(0x9F38, int.MaxValue, out _), Is.False);
        Assert.That(writer.TryReserve(0x9F38, -1, out _), Is.False);
        Assert.That(writer.Length, Is.Zero);
        Assert.That(destination, Is.All.Zero);
    }

    [Test]
    public void Mark_from_elsewhere_is_the_callers_mistake()
    {
        Assert.That(() => new BerTlvWriter(new byte[8]).TryClose(3), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new BerTlvWriter(new byte[8]).TryClose(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void What_is_written_is_read_again() => Properties.Hold<ushort, byte[]>((number, value) =>
    {
        uint tag = (number % 3) switch
        {
            0 => 0x80u | (number % 31u),
            1 => 0x9F00u | (number & 0x7Fu),
            _ => 0x7F8105u | (uint)((number & 0x7E) << 8),
        };
        byte[] destination = new byte[value.Length + 8];
        var writer = new BerTlvWriter(destination);
        bool isWritten = writer.TryWrite(tag, value);
        var reader = new BerTlvReader(writer.Written, BerTlvRules.Der);
        return isWritten
            && writer.Length == BerTlvEncoder.LengthOfElement(tag, value.Length)
            && reader.TryRead(out BerTag read, out ReadOnlySpan<byte> again)
            && read.Value == tag && again.SequenceEqual(value) && reader.IsAtEnd;
    });

    [Test]
    public void Length_that_is_written_is_read_again() => Properties.Hold<int>(length =>
    {
        length &= int.MaxValue;
        byte[] destination = new byte[5];
        return BerTlvEncoder.TryWriteLength(destination, length, out int written)
            && written == BerTlvEncoder.LengthOfLength(length)
            && BerTlvDecoder.TryReadLength(destination, out int again, out int consumed, BerTlvRules.Der)
            && again == length && consumed == written;
    });

    [Test]
    public void Reading_and_writing_allocate_nothing()
    {
        byte[] destination = new byte[256];
        Allocation.IsNone(() =>
        {
            var writer = new BerTlvWriter(destination);
            writer.TryOpenIndefinite(0xAE);
            writer.TryOpen(0x62, out int mark);
            writer.TryWrite(0x9F38, [0x01, 0x02]);
            writer.TryReserve(0x86, 150, out _);
            writer.TryClose(mark);
            writer.TryCloseIndefinite();
            if (!BerTlvDecoder.IsWellFormed(writer.Written, BerTlvRules.IndefiniteLengths | BerTlvRules.SkipFiller))
            {
                throw new AssertionException("not well formed");
            }
        });
    }
}
