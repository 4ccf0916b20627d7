using System;
using CardOs.Apdu.Sms;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Sms;

[TestFixture]
public sealed class FieldTests
{
    [TestCase("hellohello", "E8329BFD4697D9EC37")]
    [TestCase("", "")]
    [TestCase("1234567", "31D98C56B3DD00")]
    [TestCase("12345678", "31D98C56B3DD70")]
    public void Septets_are_packed_and_unpacked(string text, string packed)
    {
        byte[] buffer = new byte[32];
        Assert.That(DefaultAlphabet.TryEncode(text, firstBit: 0, buffer, out int length), Is.True);
        Assert.That(VectorCase.Hex(buffer.AsSpan(0, length)), Is.EqualTo(packed.ToLowerInvariant()));
        char[] characters = new char[32];
        Assert.That(DefaultAlphabet.TryDecode(buffer.AsSpan(0, length), firstBit: 0, text.Length, characters, out int count), Is.True);
        Assert.That(new string(characters, 0, count), Is.EqualTo(text));
    }

    [Test]
    public void Septets_may_begin_at_any_bit()
    {
        byte[] buffer = new byte[32];
        char[] characters = new char[32];
        for (int bit = 0; bit < 16; bit++)
        {
            Assert.That(DefaultAlphabet.TryEncode("Zürich: £5", bit, buffer, out int length), Is.True);
            Assert.That(DefaultAlphabet.TryDecode(buffer.AsSpan(0, length), bit, 10, characters, out int count), Is.True);
            Assert.That(new string(characters, 0, count), Is.EqualTo("Zürich: £5"), $"from bit {bit}");
        }

        Assert.That(DefaultAlphabet.TryEncode("ß€", 0, buffer, out _), Is.False);
        Assert.That(DefaultAlphabet.TryDecode(buffer.AsSpan(0, 2), firstBit: 0, 3, characters, out _), Is.False);
    }

    [TestCase(0x00, Alphabet.Default, MessageClass.None)]
    [TestCase(0x04, Alphabet.EightBit, MessageClass.None)]
    [TestCase(0x08, Alphabet.Ucs2, MessageClass.None)]
    [TestCase(0x0C, Alphabet.Default, MessageClass.None)]
    [TestCase(0x16, Alphabet.EightBit, MessageClass.Class2)]
    [TestCase(0x12, Alphabet.Default, MessageClass.Class2)]
    [TestCase(0x58, Alphabet.Ucs2, MessageClass.Class0)]
    [TestCase(0xC8, Alphabet.Default, MessageClass.None)]
    [TestCase(0xE0, Alphabet.Ucs2, MessageClass.None)]
    [TestCase(0xF2, Alphabet.Default, MessageClass.Class2)]
    [TestCase(0xF6, Alphabet.EightBit, MessageClass.Class2)]
    [TestCase(0xF7, Alphabet.EightBit, MessageClass.Class3)]
    public void Coding_tells_alphabet_and_class(int value, Alphabet alphabet, MessageClass messageClass)
    {
        var coding = new DataCodingScheme((byte)value);
        Assert.That((coding.Alphabet, coding.MessageClass), Is.EqualTo((alphabet, messageClass)));
    }

    [TestCase(0, 5)]
    [TestCase(143, 720)]
    [TestCase(144, 750)]
    [TestCase(167, 1440)]
    [TestCase(168, 2 * 1440)]
    [TestCase(196, 30 * 1440)]
    [TestCase(197, 5 * 7 * 1440)]
    [TestCase(255, 63 * 7 * 1440)]
    public void Relative_validity_period_lasts_as_long_as_the_table_says(int value, int minutes) =>
        Assert.That(ValidityPeriod.RelativeMinutes((byte)value), Is.EqualTo(minutes));

    [TestCase("99211314151623", 99, 12, 31, 41, 51, 61, 32, false)]
    [TestCase("62105080709009", 26, 1, 5, 8, 7, 9, -10, true)]
    [TestCase("62105080709080", 26, 1, 5, 8, 7, 9, 8, true)]
    [TestCase("6210508070900A", 26, 1, 5, 8, 7, 9, -20, true)]
    [TestCase("6A105080709009", 0, 0, 0, 0, 0, 0, 0, false)]
    [TestCase("62005080709009", 0, 0, 0, 0, 0, 0, 0, false)]
    [TestCase("621050807090", 0, 0, 0, 0, 0, 0, 0, false)]
    public void Time_is_read_and_written(string hex, int year, int month, int day, int hour, int minute, int second, int quarters, bool isTime)
    {
        byte[] bytes = VectorCase.Hex(hex);
        Assert.That(ServiceCentreTime.TryRead(bytes, out ServiceCentreTime time), Is.EqualTo(isTime));
        if (isTime)
        {
            Assert.That(time, Is.EqualTo(new ServiceCentreTime(year, month, day, hour, minute, second, quarters)));
            byte[] written = new byte[ServiceCentreTime.Length];
            Assert.That(time.TryWrite(written), Is.True);
            Assert.That(VectorCase.Hex(written), Is.EqualTo(VectorCase.Hex(bytes)));
        }
    }

    [TestCase("05 0003 2A 03 02 AABB", 0x2A, 3, 2, false)]
    [TestCase("06 0804 012A 03 03", 0x012A, 3, 3, true)]
    [TestCase("07 0003 2A 02 01 7000", 0x2A, 2, 1, false)]
    public void Concatenation_is_found(string hex, int reference, int total, int sequence, bool isLong)
    {
        Assert.That(UserDataHeader.TryParse(VectorCase.Hex(hex), out UserDataHeader header), Is.True);
        Assert.That(header.TryGetConcatenation(out Concatenation concatenation), Is.True);
        Assert.That(concatenation, Is.EqualTo(new Concatenation((ushort)reference, (byte)total, (byte)sequence, isLong)));
    }

    [TestCase("05 0003 2A 03 00", "sequence 0")]
    [TestCase("05 0003 2A 03 04", "beyond the total")]
    [TestCase("05 0003 2A 00 01", "total 0")]
    [TestCase("04 0002 2A 03", "too short")]
    [TestCase("02 7000", "none")]
    public void Concatenation_that_says_nothing_does_not_count(string hex, string reason)
    {
        Assert.That(UserDataHeader.TryParse(VectorCase.Hex(hex), out UserDataHeader header), Is.True);
        Assert.That(header.TryGetConcatenation(out _), Is.False, reason);
    }

    [TestCase("", "nothing")]
    [TestCase("03 7000", "cut short")]
    public void Header_that_is_malformed_is_refused(string hex, string reason) =>
        Assert.That(UserDataHeader.TryParse(VectorCase.Hex(hex), out _), Is.False, reason);

    [TestCase(0, 1)]
    [TestCase(137, 1)]
    [TestCase(138, 2)]
    [TestCase(132 + 134, 2)]
    [TestCase(132 + 134 + 1, 3)]
    [TestCase(132 + (254 * 134), 255)]
    [TestCase(133 + (254 * 134), 0)]
    public void Long_message_is_cut_into_as_few_as_possible(int length, int count)
    {
        byte[] content = new byte[length];
        new Random(1).NextBytes(content);
        var message = new ConcatenatedMessage([0x70, 0x00], content, 0x2A);
        Assert.That(message.Count, Is.EqualTo(count));
        byte[] joined = new byte[length];
        int position = 0;
        byte[] userData = new byte[UserData.MaxBytes];
        for (int sequence = 1; sequence <= count; sequence++)
        {
            Assert.That(message.TryWriteUserData(sequence, userData, out int written), Is.True);
            Assert.That(UserDataHeader.TryParse(userData.AsSpan(0, written), out UserDataHeader header), Is.True);
            Assert.That(header.Has(InformationElementIdentifier.CommandPacket), Is.EqualTo(sequence == 1));
            Assert.That(header.TryGetConcatenation(out _), Is.EqualTo(count > 1));
            header.Content.CopyTo(joined.AsSpan(position));
            position += header.Content.Length;
        }

        Assert.That(position == length && joined.AsSpan().SequenceEqual(content), Is.EqualTo(count > 0));
        Assert.That(message.TryWriteUserData(count + 1, userData, out _) || message.TryWriteUserData(0, userData, out _), Is.False);
    }
}
