using CardOs.Apdu.SecuredPackets;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.SecuredPackets;

[TestFixture]
public sealed class SpiTests
{
    [TestCase(0x0000, IntegrityMode.None, false, CounterMode.None, ProofOfReceiptMode.None, IntegrityMode.None, false, false)]
    [TestCase(0x1639, IntegrityMode.CryptographicChecksum, true, CounterMode.Higher, ProofOfReceiptMode.Always, IntegrityMode.CryptographicChecksum, true, true)]
    [TestCase(0x1D06, IntegrityMode.RedundancyCheck, true, CounterMode.OneHigher, ProofOfReceiptMode.OnError, IntegrityMode.RedundancyCheck, false, false)]
    [TestCase(0x0B10, IntegrityMode.DigitalSignature, false, CounterMode.Unchecked, ProofOfReceiptMode.None, IntegrityMode.None, true, false)]
    [TestCase(0x000C, IntegrityMode.None, false, CounterMode.None, ProofOfReceiptMode.None, IntegrityMode.DigitalSignature, false, false)]
    public void Spi_is_read_and_made_of_its_parts(
        int value,
        IntegrityMode integrity,
        bool isCiphered,
        CounterMode counter,
        ProofOfReceiptMode proof,
        IntegrityMode responseIntegrity,
        bool isResponseCiphered,
        bool bySubmit)
    {
        var spi = new Spi((ushort)value);
        Assert.That(
            (spi.Integrity, spi.IsCiphered, spi.Counter, spi.ProofOfReceipt, spi.ResponseIntegrity, spi.IsResponseCiphered, spi.IsResponseBySubmit),
            Is.EqualTo((integrity, isCiphered, counter, proof, responseIntegrity, isResponseCiphered, bySubmit)));
        var made = new Spi
        {
            Integrity = integrity,
            IsCiphered = isCiphered,
            Counter = counter,
            ProofOfReceipt = proof,
            ResponseIntegrity = responseIntegrity,
            IsResponseCiphered = isResponseCiphered,
            IsResponseBySubmit = bySubmit,
        };
        Assert.That(made, Is.EqualTo(spi));
    }

    [TestCase(0x16, 0x00, true, "nothing is demanded")]
    [TestCase(0x16, 0x16, true, "exactly what is demanded")]
    [TestCase(0x1E, 0x16, true, "a stricter counter")]
    [TestCase(0x13, 0x12, true, "a signature instead of a checksum")]
    [TestCase(0x12, 0x16, false, "not ciphered")]
    [TestCase(0x15, 0x16, false, "a weaker check")]
    [TestCase(0x0E, 0x16, false, "a weaker counter")]
    [TestCase(0x1C, 0x02, false, "a greater number, but no check")]
    public void Minimum_security_level_is_compared_field_by_field(int first, int minimum, bool isMet, string reason) =>
        Assert.That(new Spi((ushort)(first << 8)).Meets((byte)minimum), Is.EqualTo(isMet), reason);
}
