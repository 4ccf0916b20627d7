using System;
using CardOs.Crypto;
using NUnit.Framework;

namespace CardOs.Tests.Core.Crypto;

[TestFixture]
public sealed class MacTests
{
    private const int Longest = 300;

    [TestCaseSource(typeof(KeyKinds), nameof(KeyKinds.All))]
    public void Macs_of_every_length_agree_with_the_reference_at_once_and_in_parts(object algorithm, bool atPowerOn, bool tablesOnly)
    {
        var cipher = (CipherAlgorithm)algorithm;
        byte[] keyBytes = KeyKinds.Bytes(cipher, 1);
        KeySchedule key = KeyKinds.Expand(cipher, keyBytes, atPowerOn, tablesOnly);
        int block = key.BlockLength;
        byte[] mac = new byte[block];
        byte[] state = new byte[Cmac.StateLength];
        for (int length = 0; length <= Longest; length++)
        {
            byte[] message = Reference.Random(length, length);
            string cmac = Hex(Reference.Cmac(cipher, keyBytes, message));
            Cmac.Compute(key, message, mac);
            Assert.That(Hex(mac), Is.EqualTo(cmac), $"CMAC of {length} bytes");
            string cbcMac = Hex(Reference.CbcMac(cipher, keyBytes, length == 0 ? new byte[block] : message));
            CbcMac.Compute(key, message, mac);
            Assert.That(Hex(mac), Is.EqualTo(cbcMac), $"CBC-MAC of {length} bytes");

            int cut = length / 3;
            Cmac.Start(state);
            Cmac.Update(key, state, message.AsSpan(0, cut));
            Cmac.Update(key, state, message.AsSpan(cut, cut));
            Cmac.Update(key, state, message.AsSpan(2 * cut));
            Cmac.Finish(key, state, mac);
            Assert.That(Hex(mac), Is.EqualTo(cmac), $"CMAC of {length} bytes in parts");
            CbcMac.Start(state, default);
            for (int i = 0; i < length; i++)
            {
                CbcMac.Update(key, state, message.AsSpan(i, 1));
            }

            CbcMac.Finish(key, state, BlockPadding.Method1, mac);
            Assert.That(Hex(mac), Is.EqualTo(cbcMac), $"CBC-MAC of {length} bytes one by one");
        }
    }

    [TestCase(4)]
    [TestCase(8)]
    [TestCase(16)]
    public void A_shorter_cmac_is_its_leftmost_bytes(int length)
    {
        byte[] keyBytes = KeyKinds.Bytes(CipherAlgorithm.Aes128, 7);
        KeySchedule key = KeyKinds.Expand(CipherAlgorithm.Aes128, keyBytes, true, false);
        byte[] mac = new byte[length];
        Cmac.Compute(key, keyBytes, mac);
        Assert.That(Hex(mac), Is.EqualTo(Hex(Reference.Cmac(CipherAlgorithm.Aes128, keyBytes, keyBytes).AsSpan(0, length))));
    }

    [Test]
    public void Retail_macs_agree_with_the_reference([Values(16, 24)] int keyLength)
    {
        byte[] keyBytes = Reference.Random(keyLength, keyLength);
        KeySchedule key = KeyKinds.Expand(CipherAlgorithms.DesFor(keyLength), keyBytes, true, false);
        byte[] mac = new byte[8];
        for (int length = 1; length <= Longest; length++)
        {
            byte[] message = Reference.Random(length, length);
            RetailMac.Compute(key, default, message, BlockPadding.Method1, mac);
            Assert.That(Hex(mac), Is.EqualTo(Hex(Reference.RetailMac(keyBytes[..16], message))), $"{length} bytes");
            byte[] padded = new byte[Paddings.PaddedLength(BlockPadding.Method2, length, 8)];
            message.CopyTo(padded, 0);
            Paddings.Write(BlockPadding.Method2, padded, length);
            RetailMac.Compute(key, default, message, BlockPadding.Method2, mac);
            Assert.That(Hex(mac), Is.EqualTo(Hex(Reference.RetailMac(keyBytes[..16], padded))), $"{length} bytes and padding");
            Assert.That(Paddings.TryRemoveMethod2(padded, out int without), Is.True);
            Assert.That(without, Is.EqualTo(length));
        }
    }

    [Test]
    public void An_initial_value_is_the_block_the_first_one_is_chained_to()
    {
        byte[] keyBytes = KeyKinds.Bytes(CipherAlgorithm.TripleDes2, 9);
        KeySchedule key = KeyKinds.Expand(CipherAlgorithm.TripleDes2, keyBytes, true, false);
        byte[] iv = Reference.Random(10, 8);
        byte[] message = Reference.Random(11, 24);
        byte[] mac = new byte[8];
        CbcMac.Compute(key, iv, message, BlockPadding.None, mac);
        Assert.That(Hex(mac), Is.EqualTo(Hex(Reference.Cbc(CipherAlgorithm.TripleDes2, keyBytes, iv, true, message).AsSpan(16))));
    }

    [Test]
    public void A_mac_that_needs_whole_blocks_refuses_others()
    {
        KeySchedule key = KeyKinds.Expand(CipherAlgorithm.Des, new byte[8], true, false);
        byte[] mac = new byte[8];
        Assert.That(() => CbcMac.Compute(key, default, new byte[7], BlockPadding.None, mac), Throws.ArgumentException);
        Assert.That(() => RetailMac.Compute(KeyKinds.Expand(CipherAlgorithm.Aes128, new byte[16], true, false), default, mac, BlockPadding.Method1, mac),
            Throws.ArgumentException);
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}
