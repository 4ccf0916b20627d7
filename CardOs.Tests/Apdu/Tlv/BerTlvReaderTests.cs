using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Apdu.Tlv;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Tlv;

[TestFixture]
public sealed class BerTlvReaderTests
{
    private const BerTlvRules Ber = BerTlvRules.Ber;
    private const BerTlvRules Der = BerTlvRules.Der;
    private const BerTlvRules Filler = BerTlvRules.SkipFiller;
    private const BerTlvRules Indefinite = BerTlvRules.IndefiniteLengths;

    [TestCase("one-byte tag", Ber, "80 01 AA", 0x80u, "aa", 3)]
    [TestCase("empty value", Ber, "80 00 FF", 0x80u, "", 2)]
    [TestCase("two-byte tag", Ber, "9F 38 01 AA", 0x9F38u, "aa", 4)]
    [TestCase("three-byte tag", Ber, "DF 81 01 01 AA", 0xDF8101u, "aa", 5)]
    [TestCase("four-byte tag", Ber, "DF 81 82 03 01 AA", 0xDF818203u, "aa", 6)]
    [TestCase("private tag that begins with FF", Ber, "FF 21 01 AA", 0xFF21u, "aa", 4)]
    [TestCase("length 81, not shortest", Ber, "80 81 01 AA", 0x80u, "aa", 4)]
    [TestCase("length 82, not shortest", Ber, "80 82 00 01 AA", 0x80u, "aa", 5)]
    [TestCase("length 83, not shortest", Ber, "80 83 00 00 01 AA", 0x80u, "aa", 6)]
    [TestCase("length 84, not shortest", Ber, "80 84 00 00 00 01 AA", 0x80u, "aa", 7)]
    [TestCase("two-byte tag, length 81", Ber, "7F 49 81 01 AA 00", 0x7F49u, "aa", 5)]
    [TestCase("indefinite, empty", Indefinite, "AE 80 00 00 11", 0xAEu, "", 4)]
    [TestCase("indefinite", Indefinite, "AE 80 80 01 02 00 00 11", 0xAEu, "800102", 7)]
    [TestCase("indefinite in indefinite", Indefinite, "AE 80 AF 80 80 01 00 00 00 00 00", 0xAEu, "af808001000000", 11)]
    [TestCase("zeros inside a value end nothing", Indefinite, "AE 80 04 02 00 00 00 00", 0xAEu, "04020000", 8)]
    public void Element_of_the_grammar_is_read(string name, BerTlvRules rules, string hex, uint tag, string value, int length)
    {
        byte[] source = VectorCase.Hex(hex);
        Assert.That(BerTlvDecoder.TryReadElement(source, out BerTag actualTag, out ReadOnlySpan<byte> actual, out int consumed, rules), Is.True, name);
        Assert.That(actualTag.Value, Is.EqualTo(tag));
        Assert.That(VectorCase.Hex(actual), Is.EqualTo(value));
        Assert.That(consumed, Is.EqualTo(length));

        var reader = new BerTlvReader(source, rules);
        Assert.That(reader.TryRead(out BerTag readTag, out ReadOnlySpan<byte> read), Is.True);
        Assert.That(readTag, Is.EqualTo(actualTag));
        Assert.That(read.SequenceEqual(actual), Is.True);
        Assert.That(reader.Remaining.Length, Is.EqualTo(source.Length - length));
    }

    [TestCase("tag alone", Ber, "80")]
    [TestCase("tag 00", Ber, "00 00")]
    [TestCase("tag cut short", Ber, "9F")]
    [TestCase("tag without end", Ber, "9F 81 82 83 01 00")]
    [TestCase("length cut short", Ber, "80 82 01")]
    [TestCase("length 81 cut short", Ber, "9F 38 81")]
    [TestCase("value cut short", Ber, "80 02 AA")]
    [TestCase("value of a two-byte tag cut short", Ber, "9F 38 02 AA")]
    [TestCase("value behind length 81 cut short", Ber, "80 81 80 AA")]
    [TestCase("length of 2 GiB", Ber, "80 84 80 00 00 00 AA")]
    [TestCase("length of nearly 2 GiB", Ber, "80 84 7F FF FF FF AA")]
    [TestCase("length of 4 GiB less one", Ber, "80 84 FF FF FF FF AA")]
    [TestCase("length of five bytes", Ber, "80 85 00 00 00 00 01 AA")]
    [TestCase("length byte FF", Ber, "80 FF AA AA")]
    [TestCase("indefinite where it is not allowed", Ber, "AE 80 00 00")]
    [TestCase("indefinite primitive", Indefinite, "80 80 00 00")]
    [TestCase("indefinite without end", Indefinite, "AE 80 80 01 02 00")]
    [TestCase("indefinite with a bad object inside", Indefinite, "AE 80 80 05 02 00 00")]
    [TestCase("indefinite with a primitive indefinite inside", Indefinite, "AE 80 80 80 00 00 00 00")]
    [TestCase("inner indefinite without end", Indefinite, "AE 80 AF 80 00 00")]
    [TestCase("longer length than need be", Der, "80 81 01 AA")]
    [TestCase("leading zero in length", Der, "80 82 00 01 AA")]
    [TestCase("leading zero in tag number", Der, "9F 80 01 01 AA")]
    public void Element_that_is_malformed_is_refused(string name, BerTlvRules rules, string hex)
    {
        byte[] source = VectorCase.Hex(hex);
        Assert.That(BerTlvDecoder.TryReadElement(source, out BerTag tag, out ReadOnlySpan<byte> value, out int consumed, rules), Is.False, name);
        Assert.That(tag, Is.EqualTo(default(BerTag)));
        Assert.That(value.IsEmpty, Is.True);
        Assert.That(consumed, Is.Zero);

        var reader = new BerTlvReader(source, rules);
        Assert.That(reader.TryRead(out _, out _), Is.False);
        Assert.That(reader.IsAtEnd, Is.False);
        Assert.That(reader.Remaining.Length, Is.EqualTo(source.Length));
    }

    [Test]
    public void Filler_before_between_and_behind_objects_is_skipped()
    {
        var reader = new BerTlvReader(VectorCase.Hex("FF 00 80 01 AA 00 81 00 FF FF"), Filler);
        Assert.That(reader.TryRead(out BerTag first, out _), Is.True);
        Assert.That(reader.TryRead(out BerTag second, out _), Is.True);
        Assert.That((first.Value, second.Value), Is.EqualTo((0x80u, 0x81u)));
        Assert.That(reader.TryRead(out _, out _), Is.False);
        Assert.That(reader.IsAtEnd, Is.True);
    }

    [Test]
    public void Find_gives_the_first_match_and_does_not_move()
    {
        var reader = new BerTlvReader(VectorCase.Hex("80 01 AA 81 01 BB 81 01 CC"));
        Assert.That(reader.TryFind(0x81, out ReadOnlySpan<byte> value), Is.True);
        Assert.That(VectorCase.Hex(value), Is.EqualTo("bb"));
        Assert.That(reader.TryFind(0x82, out value), Is.False);
        Assert.That(value.IsEmpty, Is.True);
        Assert.That(reader.Remaining.Length, Is.EqualTo(9));
    }

    [Test]
    public void Value_is_a_part_of_the_source_and_no_copy()
    {
        byte[] source = VectorCase.Hex("62 05 9F 38 02 AA BB");
        var reader = new BerTlvReader(source);
        Assert.That(reader.TryRead(out _, out ReadOnlySpan<byte> template), Is.True);
        Assert.That(new BerTlvReader(template).TryFind(0x9F38, out ReadOnlySpan<byte> value), Is.True);
        Assert.That(Unsafe.AreSame(ref MemoryMarshal.GetReference(template), ref source[2]), Is.True);
        Assert.That(Unsafe.AreSame(ref MemoryMarshal.GetReference(value), ref source[5]), Is.True);
    }

    [TestCase("62 05 A5 03 80 01 71", 3, true)]
    [TestCase("62 05 A5 03 80 01 71", 2, false)]
    [TestCase("62 05 A5 03 80 02 71", 3, false)]
    [TestCase("62 04 A5 03 80 01 71", 3, false)]
    [TestCase("", 1, true)]
    [TestCase("80 00", 0, false)]
    public void Structure_is_well_formed_when_every_level_is_and_the_depth_suffices(string hex, int depth, bool expected) =>
        Assert.That(BerTlvDecoder.IsWellFormed(VectorCase.Hex(hex), Ber, depth), Is.EqualTo(expected));

    [Test]
    public void Deep_nesting_is_refused_without_reading_to_the_bottom()
    {
        byte[] source = new byte[100_000];
        for (int i = 0; i < source.Length; i += 2)
        {
            source[i] = 0xAE;
            source[i + 1] = 0x80;
        }

        Assert.That(BerTlvDecoder.IsWellFormed(source, Indefinite), Is.False);
    }

    [TestCase(0x21u, 0, true, 1)]
    [TestCase(0x81u, 2, false, 1)]
    [TestCase(0x7F49u, 1, true, 0x49)]
    [TestCase(0x1F23u, 0, false, 0x23)]
    [TestCase(0xFF8123u, 3, true, 0xA3)]
    [TestCase(0xDFFFFF7Fu, 3, false, 0x1FFFFF)]
    public void Tag_tells_class_form_and_number(uint value, int expectedClass, bool isConstructed, int number)
    {
        var tag = new BerTag(value);
        Assert.That(((int)tag.Class, tag.IsConstructed, tag.Number), Is.EqualTo((expectedClass, isConstructed, number)));
    }
}
