using System;
using CardOs.Crypto;
using NUnit.Framework;

namespace CardOs.Tests.Core.Crypto;

[TestFixture]
public sealed class CryptoAllocationTests
{
    private const int Repetitions = 1000;

    private readonly byte[] _text = new byte[256];
    private readonly byte[] _header = new byte[10];
    private readonly byte[] _state = new byte[Hmac.MaxStateLength];
    private readonly byte[] _result = new byte[64];

    [TestCaseSource(typeof(KeyKinds), nameof(KeyKinds.All))]
    public void Ciphers_and_macs_allocate_nothing(object algorithm, bool atPowerOn, bool tablesOnly)
    {
        var cipher = (CipherAlgorithm)algorithm;
        KeySchedule key = KeyKinds.Expand(cipher, KeyKinds.Bytes(cipher, 1), atPowerOn, tablesOnly);
        AssertFree(() =>
        {
            CbcMode.Encrypt(key, default, _text, _text);
            CbcMode.Decrypt(key, default, _text, _text);
            EcbMode.Encrypt(key, _text, _text);
            EcbMode.Decrypt(key, _text, _text);
            CbcMac.Compute(key, _text, _result.AsSpan(0, 8));
            Cmac.Compute(key, _text, _result.AsSpan(0, 8));
        });
        CheckAlgorithm check = key.BlockLength == 8 ? CheckAlgorithm.CbcMac : CheckAlgorithm.Cmac;
        AssertFree(() =>
        {
            PacketCipher.CheckAndEncipher(key, key, check, _header, _text, PacketCipher.CommandPrefix, 8);
            PacketCipher.DecipherAndCheck(key, key, check, _header, _text, PacketCipher.CommandPrefix, 8, _result);
        });
    }

    [Test]
    public void Keys_expanded_after_power_on_allocate_nothing()
    {
        var key = new KeySchedule();
        byte[] bytes = new byte[32];
        AssertFree(() =>
        {
            key.Expand(CipherAlgorithm.Aes128, bytes.AsSpan(0, 16), mayAllocate: false);
            key.Expand(CipherAlgorithm.TripleDes3, bytes.AsSpan(0, 24), mayAllocate: false);
            key.Expand(CipherAlgorithm.Aes256, bytes, mayAllocate: false);
            key.Clear();
        });
    }

    [Test]
    public void Digests_and_randomness_allocate_nothing()
    {
        CardRandom.Seed(_state, _text);
        AssertFree(() => CardRandom.Fill(_state, _text), "random");
        foreach (DigestAlgorithm digest in Reference.Digests)
        {
            AssertFree(() => Digest.Compute(digest, _text, _result), digest.ToString());
            AssertFree(() => Hmac.Compute(digest, _header, _text, _result.AsSpan(0, 16)), $"HMAC {digest}");
        }

        foreach (DigestAlgorithm digest in Reference.Sha3Digests)
        {
            AssertFree(() => Digest.Compute(digest, _text, _result), digest.ToString());
        }
    }

    private static void AssertFree(Action action, string what = "")
    {
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Repetitions; i++)
        {
            action();
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero, what);
    }
}
