using System;
using CardOs.Crypto;
using NUnit.Framework;

namespace CardOs.Tests.Core.Crypto;

[TestFixture]
public sealed class BlockModeTests
{
    private const int Longest = 304;

    [TestCaseSource(typeof(KeyKinds), nameof(KeyKinds.All))]
    public void Both_modes_agree_with_the_reference_in_both_directions(object algorithm, bool atPowerOn, bool tablesOnly)
    {
        var cipher = (CipherAlgorithm)algorithm;
        byte[] keyBytes = KeyKinds.Bytes(cipher, 1);
        KeySchedule key = KeyKinds.Expand(cipher, keyBytes, atPowerOn, tablesOnly);
        for (int length = 0; length <= Longest; length += key.BlockLength)
        {
            byte[] source = Reference.Random(length, length);
            byte[] iv = Reference.Random(length + 1, key.BlockLength);
            byte[] zero = new byte[key.BlockLength];
            string ecb = Hex(Reference.Ecb(cipher, keyBytes, true, source));
            string ecbBack = Hex(Reference.Ecb(cipher, keyBytes, false, source));
            string cbc = Hex(Reference.Cbc(cipher, keyBytes, iv, true, source));
            string cbcBack = Hex(Reference.Cbc(cipher, keyBytes, iv, false, source));
            string cbcZero = Hex(Reference.Cbc(cipher, keyBytes, zero, true, source));
            for (int offset = 0; offset < 3; offset++)
            {
                Check(ecb, source, offset, (s, d) => EcbMode.Encrypt(key, s, d));
                Check(ecbBack, source, offset, (s, d) => EcbMode.Decrypt(key, s, d));
                Check(cbc, source, offset, (s, d) => CbcMode.Encrypt(key, iv, s, d));
                Check(cbcBack, source, offset, (s, d) => CbcMode.Decrypt(key, iv, s, d));
                Check(cbcZero, source, offset, (s, d) => CbcMode.Encrypt(key, default, s, d));
            }
        }
    }

    [TestCaseSource(typeof(KeyKinds), nameof(KeyKinds.All))]
    public void Long_texts_return_to_what_they_were(object algorithm, bool atPowerOn, bool tablesOnly)
    {
        var cipher = (CipherAlgorithm)algorithm;
        byte[] keyBytes = KeyKinds.Bytes(cipher, 2);
        KeySchedule key = KeyKinds.Expand(cipher, keyBytes, atPowerOn, tablesOnly);
        byte[] text = Reference.Random(3, 4096);
        string enciphered = Hex(Reference.Cbc(cipher, keyBytes, new byte[key.BlockLength], true, text));
        byte[] work = (byte[])text.Clone();
        CbcMode.Encrypt(key, default, work, work);
        Assert.That(Hex(work), Is.EqualTo(enciphered));
        CbcMode.Decrypt(key, default, work, work);
        Assert.That(Hex(work), Is.EqualTo(Hex(text)));
    }

    [Test]
    public void Lengths_that_do_not_fit_are_refused()
    {
        var key = new KeySchedule();
        byte[] bytes = new byte[32];
        Assert.That(() => CbcMode.Encrypt(key, default, bytes, bytes), Throws.ArgumentException);
        Assert.That(() => key.Expand(CipherAlgorithm.Aes128, bytes, true), Throws.ArgumentException);
        Assert.That(() => key.Expand(CipherAlgorithm.None, default, true), Throws.ArgumentException);
        key.Expand(CipherAlgorithm.Aes256, bytes, true);
        Assert.That(() => CbcMode.Encrypt(key, default, bytes.AsSpan(1), bytes), Throws.ArgumentException);
        Assert.That(() => CbcMode.Encrypt(key, default, bytes, bytes.AsSpan(16)), Throws.ArgumentException);
        Assert.That(() => CbcMode.Encrypt(key, bytes.AsSpan(8), bytes, bytes), Throws.ArgumentException);
        Assert.That(() => EcbMode.Decrypt(key, bytes.AsSpan(0, 8), bytes), Throws.ArgumentException);
        key.Clear();
        Assert.That(() => EcbMode.Decrypt(key, bytes, bytes), Throws.ArgumentException);
        Assert.That(key.Algorithm, Is.EqualTo(CipherAlgorithm.None));
    }

    [Test]
    public void Weak_keys_and_any_parity_are_accepted()
    {
        byte[] odd = [0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01];
        byte[] even = new byte[8];
        byte[] text = Reference.Random(4, 16);
        Assert.That(Encipher(CipherAlgorithm.Des, odd, text), Is.EqualTo(Encipher(CipherAlgorithm.Des, even, text)));
        Assert.That(Encipher(CipherAlgorithm.TripleDes2, new byte[16], text), Is.EqualTo(Encipher(CipherAlgorithm.Des, even, text)));
        Assert.That(Encipher(CipherAlgorithm.TripleDes3, new byte[24], text), Is.EqualTo(Encipher(CipherAlgorithm.Des, even, text)));
    }

    [Test]
    public void A_slot_serves_one_key_after_another()
    {
        var key = new KeySchedule();
        foreach (bool atPowerOn in new[] { true, false, true })
        {
            foreach (CipherAlgorithm cipher in Reference.Ciphers)
            {
                byte[] keyBytes = KeyKinds.Bytes(cipher, (int)cipher);
                byte[] text = Reference.Random(5, 64);
                key.Expand(cipher, keyBytes, atPowerOn);
                string expected = Hex(Reference.Cbc(cipher, keyBytes, new byte[key.BlockLength], false, text));
                CbcMode.Decrypt(key, default, text, text);
                Assert.That(Hex(text), Is.EqualTo(expected));
                Assert.That(key.Algorithm, Is.EqualTo(cipher));
            }
        }
    }

    private delegate void Mode(ReadOnlySpan<byte> source, Span<byte> destination);

    private static void Check(string expected, byte[] source, int offset, Mode mode)
    {
        byte[] memory = new byte[source.Length + 8];
        byte[] apart = new byte[source.Length + 8];
        Span<byte> text = memory.AsSpan(offset, source.Length);
        source.CopyTo(text);
        mode(text, apart.AsSpan(offset + 1, source.Length));
        Assert.That(Hex(apart.AsSpan(offset + 1, source.Length)), Is.EqualTo(expected));
        Assert.That(Hex(text), Is.EqualTo(Hex(source)));
        mode(text, text);
        Assert.That(Hex(text), Is.EqualTo(expected));
        Assert.That(memory.AsSpan(offset + source.Length).IndexOfAnyExcept((byte)0), Is.EqualTo(-1));
    }

    private static string Encipher(CipherAlgorithm algorithm, byte[] keyBytes, byte[] text)
    {
        byte[] result = new byte[text.Length];
        EcbMode.Encrypt(KeyKinds.Expand(algorithm, keyBytes, true, false), text, result);
        return Hex(result);
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}
