using System;
using CardOs.Crypto;
using NUnit.Framework;

namespace CardOs.Tests.Core.Crypto;

[TestFixture]
public sealed class CrcTests
{
    [Test]
    public void Checks_of_every_length_agree_with_the_bitwise_definition_at_once_and_in_parts()
    {
        for (int length = 0; length <= 300; length++)
        {
            byte[] message = Reference.Random(length, length);
            uint expected16 = Bitwise(message, 0x8408, 0xFFFF);
            uint expected32 = Bitwise(message, 0xEDB8_8320, 0xFFFF_FFFF);
            Assert.That((uint)Crc.Crc16(message), Is.EqualTo(expected16));
            Assert.That(Crc.Crc32(message), Is.EqualTo(expected32));
            int cut = length / 3;
            Assert.That((uint)Crc.Finish16(Crc.Update16(Crc.Update16(Crc.Start16, message.AsSpan(0, cut)), message.AsSpan(cut))), Is.EqualTo(expected16));
            Assert.That(Crc.Finish32(Crc.Update32(Crc.Update32(Crc.Start32, message.AsSpan(0, cut)), message.AsSpan(cut))), Is.EqualTo(expected32));
        }
    }

    [Test]
    public void Equal_bytes_are_equal_and_any_changed_bit_is_seen()
    {
        for (int length = 0; length <= 20; length++)
        {
            byte[] left = Reference.Random(length, length);
            byte[] right = (byte[])left.Clone();
            Assert.That(ConstantTime.AreEqual(left, right), Is.True);
            Assert.That(ConstantTime.AreEqual(left, [.. right, 0]), Is.False);
            for (int bit = 0; bit < 8 * length; bit++)
            {
                right[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.That(ConstantTime.AreEqual(left, right), Is.False);
                right[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    private static uint Bitwise(byte[] message, uint polynomial, uint ones)
    {
        uint state = ones;
        foreach (byte value in message)
        {
            state ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                state = (state & 1) != 0 ? (state >> 1) ^ polynomial : state >> 1;
            }
        }

        return state ^ ones;
    }
}
