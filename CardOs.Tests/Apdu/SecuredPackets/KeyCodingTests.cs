using System;
using CardOs.Apdu.SecuredPackets;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.SecuredPackets;

[TestFixture]
public sealed class KeyCodingTests
{
    [TestCase(0x00, CipherAlgorithm.Implicit)]
    [TestCase(0x11, CipherAlgorithm.DesCbc)]
    [TestCase(0x12, CipherAlgorithm.AesCbc)]
    [TestCase(0x13, CipherAlgorithm.Proprietary)]
    [TestCase(0x14, CipherAlgorithm.Implicit)]
    [TestCase(0x15, CipherAlgorithm.TripleDesCbcTwoKeys)]
    [TestCase(0x16, CipherAlgorithm.Reserved)]
    [TestCase(0x17, CipherAlgorithm.Proprietary)]
    [TestCase(0x19, CipherAlgorithm.TripleDesCbcThreeKeys)]
    [TestCase(0x1A, CipherAlgorithm.Reserved)]
    [TestCase(0x1D, CipherAlgorithm.DesEcb)]
    [TestCase(0xFE, CipherAlgorithm.Reserved)]
    public void Kic_tells_key_set_and_algorithm(int value, CipherAlgorithm algorithm)
    {
        var kic = new Kic((byte)value);
        Assert.That((kic.KeySet, kic.Algorithm), Is.EqualTo((value >> 4, algorithm)));
    }

    [TestCase(0x25, ChecksumAlgorithm.TripleDesCbcTwoKeys, RedundancyAlgorithm.Crc32)]
    [TestCase(0x21, ChecksumAlgorithm.DesCbc, RedundancyAlgorithm.Crc16)]
    [TestCase(0x29, ChecksumAlgorithm.TripleDesCbcThreeKeys, RedundancyAlgorithm.Reserved)]
    [TestCase(0x2D, ChecksumAlgorithm.Reserved, RedundancyAlgorithm.Reserved)]
    [TestCase(0x22, ChecksumAlgorithm.AesCmac, RedundancyAlgorithm.Reserved)]
    [TestCase(0x26, ChecksumAlgorithm.Reserved, RedundancyAlgorithm.Reserved)]
    [TestCase(0x2B, ChecksumAlgorithm.Proprietary, RedundancyAlgorithm.Proprietary)]
    [TestCase(0x28, ChecksumAlgorithm.Implicit, RedundancyAlgorithm.Implicit)]
    public void Kid_tells_key_set_and_the_algorithm_of_either_check(int value, ChecksumAlgorithm checksum, RedundancyAlgorithm redundancy)
    {
        var kid = new Kid((byte)value);
        Assert.That((kid.KeySet, kid.ChecksumAlgorithm, kid.RedundancyAlgorithm), Is.EqualTo((2, checksum, redundancy)));
    }

    [Test]
    public void Key_bytes_are_made_of_key_set_and_algorithm()
    {
        Assert.That(new Kic(3, CipherAlgorithm.AesCbc).Value, Is.EqualTo(0x32));
        Assert.That(new Kid(15, ChecksumAlgorithm.TripleDesCbcThreeKeys).Value, Is.EqualTo(0xF9));
        Assert.That(new Kid(1, RedundancyAlgorithm.Crc32).Value, Is.EqualTo(0x15));
    }

    [Test]
    public void Tar_is_read_from_text_and_bytes()
    {
        Tar tar = Tar.Parse("b0A1f9");
        Assert.That(tar, Is.EqualTo(new Tar(0xB0A1F9)));
        Assert.That(tar.ToString(), Is.EqualTo("B0A1F9"));
        byte[] bytes = new byte[3];
        Assert.That(tar.TryWrite(bytes) && Tar.TryRead(bytes, out Tar read) && read == tar, Is.True);
        Assert.That(tar.TryWrite(bytes.AsSpan(1)), Is.False);
        Assert.That(Tar.TryRead(bytes.AsSpan(1), out _), Is.False);
    }

    [TestCase("")]
    [TestCase("B0000")]
    [TestCase("B000000")]
    [TestCase("B0000G")]
    public void Tar_that_is_not_six_digits_is_refused(string text)
    {
        Assert.That(Tar.TryParse(text, out _), Is.False);
        Assert.That(() => Tar.Parse(text), Throws.TypeOf<FormatException>());
    }
}
