using System;
using CardOs.Apdu;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Iso7816;

[TestFixture]
public sealed class ClassByteTests
{
    [TestCase(0x00, 0, false, false)]
    [TestCase(0x03, 3, false, false)]
    [TestCase(0x0D, 1, true, false)]
    [TestCase(0x04, 0, true, false)]
    [TestCase(0x84, 0, true, false)]
    [TestCase(0x90, 0, false, true)]
    [TestCase(0x40, 4, false, false)]
    [TestCase(0x4F, 19, false, false)]
    [TestCase(0x61, 5, true, false)]
    [TestCase(0xC2, 6, false, false)]
    [TestCase(0xE2, 6, true, false)]
    [TestCase(0xF2, 6, true, true)]
    public void Class_tells_channel_secure_messaging_and_chaining(byte value, int channel, bool isSecure, bool isChaining)
    {
        var decoded = new ClassByte(value);
        Assert.That((decoded.Channel, decoded.HasSecureMessaging, decoded.IsChaining), Is.EqualTo((channel, isSecure, isChaining)));
    }

    [TestCase(0x1F, true, true, false, true, true)]
    [TestCase(0x20, true, false, false, false, false)]
    [TestCase(0x3F, true, false, false, false, false)]
    [TestCase(0x7F, true, false, true, true, true)]
    [TestCase(0x80, false, false, false, true, true)]
    [TestCase(0xA0, false, false, false, true, false)]
    [TestCase(0xBF, false, false, false, true, false)]
    [TestCase(0xC0, false, false, false, true, true)]
    [TestCase(0xFF, false, false, false, false, false)]
    public void Class_tells_its_range(byte value, bool isInterindustry, bool isFirst, bool isFurther, bool isValid, bool hasCoding)
    {
        var decoded = new ClassByte(value);
        Assert.That(
            (decoded.IsInterindustry, decoded.IsProprietary, decoded.IsFirstInterindustry, decoded.IsFurtherInterindustry, decoded.IsValid, decoded.HasInterindustryCoding),
            Is.EqualTo((isInterindustry, !isInterindustry, isFirst, isFurther, isValid, hasCoding)));
    }

    [Test]
    public void Class_moved_to_any_channel_keeps_the_rest()
    {
        for (int channel = 0; channel <= ClassByte.MaxChannel; channel++)
        {
            foreach (byte value in new byte[] { 0x00, 0x0C, 0x10, 0x84, 0xC1, 0x71 })
            {
                var from = new ClassByte(value);
                ClassByte moved = from.OnChannel(channel);
                Assert.That(
                    (moved.Channel, moved.IsProprietary, moved.IsChaining, moved.HasSecureMessaging),
                    Is.EqualTo((channel, from.IsProprietary, from.IsChaining, from.HasSecureMessaging)));
            }
        }

        Assert.That(() => new ClassByte(0).OnChannel(20), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
