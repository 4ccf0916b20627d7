using System;
using CardOs.Apdu.Sms;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Sms;

[TestFixture]
public sealed class AddressTests
{
    [TestCase("05812143F5", "12345", TypeOfNumber.Unknown, NumberingPlan.Telephone)]
    [TestCase("0491214300", "1234", TypeOfNumber.International, NumberingPlan.Telephone)]
    [TestCase("058110CAFE", "01*ac", TypeOfNumber.Unknown, NumberingPlan.Telephone)]
    [TestCase("0081", "", TypeOfNumber.Unknown, NumberingPlan.Telephone)]
    [TestCase("08D0E5759A0E", "ekit", TypeOfNumber.Alphanumeric, NumberingPlan.Unknown)]
    public void Address_is_read(string hex, string text, TypeOfNumber type, NumberingPlan plan)
    {
        Assert.That(Address.TryRead(VectorCase.Hex(hex), out Address address, out _), Is.True);
        Assert.That((address.Type.TypeOfNumber, address.Type.NumberingPlan), Is.EqualTo((type, plan)));
        Assert.That(SmsVectors.Text(address), Is.EqualTo(text));
        Assert.That(address.CharCount, Is.EqualTo(text.Length));
    }

    [TestCase("", "nothing")]
    [TestCase("05", "no type")]
    [TestCase("05812143", "digits cut short")]
    [TestCase("1581212121212121212121212121", "21 digits")]
    public void Address_that_is_malformed_is_refused(string hex, string reason) =>
        Assert.That(Address.TryRead(VectorCase.Hex(hex), out _, out _), Is.False, reason);

    [Test]
    public void Filler_inside_of_the_digits_has_no_text()
    {
        Assert.That(Address.TryRead(VectorCase.Hex("0481F143"), out Address address, out _), Is.True);
        Assert.That(address.TryGetText(new char[20], out _), Is.False);
    }

    [TestCase("12345", true)]
    [TestCase("12345678901234567890", true)]
    [TestCase("123456789012345678901", false)]
    [TestCase("12x", false)]
    public void Address_is_written_and_read_again(string digits, bool isPossible)
    {
        byte[] buffer = new byte[Address.MaxEncodedLength];
        var type = new AddressType(TypeOfNumber.International, NumberingPlan.Telephone);
        Assert.That(Address.TryWrite(buffer, type, digits, out int length), Is.EqualTo(isPossible));
        if (isPossible)
        {
            Assert.That(Address.TryRead(buffer.AsSpan(0, length), out Address address, out int consumed), Is.True);
            Assert.That((SmsVectors.Text(address), consumed, address.Type), Is.EqualTo((digits, length, new AddressType(0x91))));
        }
    }

    [Test]
    public void Reading_allocates_nothing()
    {
        byte[] source = VectorCase.Hex("08D0E5759A0E");
        char[] text = new char[20];
        Allocation.IsNone(() =>
        {
            Address.TryRead(source, out Address address, out _);
            address.TryGetText(text, out _);
        });
    }
}
