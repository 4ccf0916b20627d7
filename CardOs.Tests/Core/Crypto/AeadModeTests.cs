using System;
using System.Linq;
using CardOs.Crypto;
using NUnit.Framework;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace CardOs.Tests.Core.Crypto;

[TestFixture]
public sealed class AeadModeTests
{
    private static readonly CipherAlgorithm[] Ciphers = [CipherAlgorithm.Aes128, CipherAlgorithm.Aes192, CipherAlgorithm.Aes256];

    [Test]
    public void Gcm_agrees_with_the_reference_for_every_length_and_split([ValueSource(nameof(Ciphers))] object algorithm, [Values(1, 8, 12, 16, 17)] int nonceLength, [Values] bool tablesOnly) =>
        AgreesWithReference((CipherAlgorithm)algorithm, isCcm: false, nonceLength, GcmMode.TagLength, tablesOnly);

    [Test]
    public void Ccm_agrees_with_the_reference_for_every_length_and_split([ValueSource(nameof(Ciphers))] object algorithm, [Values(7, 11, 13)] int nonceLength, [Values(4, 10, 16)] int tagLength) =>
        AgreesWithReference((CipherAlgorithm)algorithm, isCcm: true, nonceLength, tagLength, tablesOnly: false);

    [Test]
    public void Products_of_polynomials_are_those_of_shifting_and_adding()
    {
        byte[] bytes = Reference.Random(41, 64 * 16);
        for (int i = 0; i < bytes.Length; i += 16)
        {
            ulong left = BitConverter.ToUInt64(bytes, i);
            ulong right = i == 0 ? ulong.MaxValue : BitConverter.ToUInt64(bytes, i + 8);
            UInt128 expected = 0;
            for (int bit = 0; bit < 64; bit++)
            {
                expected ^= (right >> bit & 1) == 0 ? 0 : (UInt128)left << bit;
            }

            Ghash.MultiplyPortable(left, right, out ulong high, out ulong low);
            Assert.That(new UInt128(high, low), Is.EqualTo(expected));
        }
    }

    [Test]
    public void The_counter_of_gcm_wraps_within_32_bits()
    {
        // The initial value is found by its hash: one whose counter is close to its end.
        byte[] keyBytes = Reference.Random(7, 16);
        KeySchedule key = KeyKinds.Expand(CipherAlgorithm.Aes128, keyBytes, atPowerOn: false, tablesOnly: false);
        byte[] counter = Enumerable.Repeat((byte)0xFF, 16).ToArray();
        byte[] wrapped = [.. counter.AsSpan(0, 12), 0, 0, 0, 0];
        byte[] stream = new byte[16];
        byte[] text = new byte[32];
        CtrMode.Apply(key, counter, 4, stream, used: 0, text);
        byte[] engine = Reference.Ecb(CipherAlgorithm.Aes128, keyBytes, true, [.. Enumerable.Repeat((byte)0xFF, 16), .. wrapped]);
        Assert.That(text, Is.EqualTo(engine));
    }

    [Test]
    public void Authenticated_modes_allocate_nothing([Values] bool isCcm)
    {
        KeySchedule key = KeyKinds.Expand(CipherAlgorithm.Aes128, Reference.Random(8, 16), atPowerOn: false, tablesOnly: false);
        byte[] nonce = new byte[12];
        byte[] text = new byte[300];
        byte[] tag = new byte[16];
        Allocation.IsNone(() => AeadRun.Transform(key, isCcm, nonce, text, text, 16, encrypt: true, split: 33, tag));
    }

    private static void AgreesWithReference(CipherAlgorithm algorithm, bool isCcm, int nonceLength, int tagLength, bool tablesOnly)
    {
        byte[] keyBytes = KeyKinds.Bytes(algorithm, nonceLength);
        KeySchedule key = KeyKinds.Expand(algorithm, keyBytes, atPowerOn: true, tablesOnly);
        byte[] nonce = Reference.Random(nonceLength, nonceLength);
        for (int length = 0; length <= 70; length += length < 34 ? 1 : 9)
        {
            byte[] additional = Reference.Random(length + 100, (length * 3) % 41);
            byte[] text = Reference.Random(length, length);
            IAeadBlockCipher reference = isCcm ? new CcmBlockCipher(new AesEngine()) : new GcmBlockCipher(new AesEngine());
            reference.Init(true, new AeadParameters(new KeyParameter(keyBytes), 8 * tagLength, nonce, additional));
            byte[] expected = new byte[reference.GetOutputSize(length)];
            int written = reference.ProcessBytes(text, 0, length, expected, 0);
            reference.DoFinal(expected, written);
            byte[] work = [.. text];
            byte[] tag = AeadRun.Transform(key, isCcm, nonce, additional, work, tagLength, encrypt: true, split: length / 2);
            Assert.That(work.Concat(tag), Is.EqualTo(expected), $"{length} bytes");
            Assert.That(AeadRun.Transform(key, isCcm, nonce, additional, work, tagLength, encrypt: false, split: length / 5), Is.EqualTo(tag));
            Assert.That(work, Is.EqualTo(text));
        }
    }
}
