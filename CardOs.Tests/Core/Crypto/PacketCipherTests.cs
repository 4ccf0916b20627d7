using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using CardOs.Crypto;
using NUnit.Framework;

namespace CardOs.Tests.Core.Crypto;

[TestFixture]
public sealed class PacketCipherTests
{
    private const int LongestText = 1200;

    private static IEnumerable<object[]> Keys
    {
        get
        {
            foreach (bool atPowerOn in new[] { true, false })
            {
                foreach (bool tablesOnly in new[] { false, true })
                {
                    yield return [CipherAlgorithm.Aes128, CipherAlgorithm.Aes128, CheckAlgorithm.Cmac, atPowerOn, tablesOnly];
                    yield return [CipherAlgorithm.Aes192, CipherAlgorithm.Aes256, CheckAlgorithm.Cmac, atPowerOn, tablesOnly];
                    yield return [CipherAlgorithm.Aes256, CipherAlgorithm.Aes192, CheckAlgorithm.Cmac, atPowerOn, tablesOnly];
                }
            }

            yield return [CipherAlgorithm.TripleDes2, CipherAlgorithm.TripleDes2, CheckAlgorithm.CbcMac, true, false];
            yield return [CipherAlgorithm.TripleDes3, CipherAlgorithm.TripleDes2, CheckAlgorithm.CbcMac, true, false];
            yield return [CipherAlgorithm.TripleDes2, CipherAlgorithm.Des, CheckAlgorithm.CbcMac, true, false];
            yield return [CipherAlgorithm.Des, CipherAlgorithm.TripleDes3, CheckAlgorithm.CbcMac, true, false];
            yield return [CipherAlgorithm.Des, CipherAlgorithm.Des, CheckAlgorithm.CbcMac, true, false];
            yield return [CipherAlgorithm.DesEcb, CipherAlgorithm.Des, CheckAlgorithm.CbcMac, true, false];
            yield return [CipherAlgorithm.TripleDes2Ecb, CipherAlgorithm.Des, CheckAlgorithm.CbcMac, true, false];
            yield return [CipherAlgorithm.TripleDes3Ecb, CipherAlgorithm.TripleDes2, CheckAlgorithm.CbcMac, true, false];
            yield return [CipherAlgorithm.TripleDes2, CipherAlgorithm.Aes128, CheckAlgorithm.Cmac, true, false];
            yield return [CipherAlgorithm.Aes128, CipherAlgorithm.TripleDes2, CheckAlgorithm.CbcMac, true, false];
            yield return [CipherAlgorithm.Aes128, CipherAlgorithm.None, CheckAlgorithm.Crc32, true, false];
            yield return [CipherAlgorithm.TripleDes2, CipherAlgorithm.None, CheckAlgorithm.Crc16, true, false];
            yield return [CipherAlgorithm.TripleDes2, CipherAlgorithm.None, CheckAlgorithm.None, true, false];
            yield return [CipherAlgorithm.None, CipherAlgorithm.Aes128, CheckAlgorithm.Cmac, true, false];
            yield return [CipherAlgorithm.None, CipherAlgorithm.TripleDes3, CheckAlgorithm.CbcMac, true, false];
        }
    }

    [TestCaseSource(nameof(Keys))]
    public void A_packet_is_sealed_and_opened_as_the_reference_does(object cipher, object mac, object check, bool atPowerOn, bool tablesOnly)
    {
        var packet = new Packet((CipherAlgorithm)cipher, (CipherAlgorithm)mac, (CheckAlgorithm)check, atPowerOn, tablesOnly);
        foreach ((int header, int prefix) in new[] { (10, 6), (9, 7), (26, 6), (25, 7), (2, 6), (11, 6), (13, 6), (0, 6), (18, 6) })
        {
            foreach (int field in packet.CheckLengths)
            {
                for (int text = packet.ShortestText(prefix + field); text <= 160; text += packet.Block)
                {
                    packet.RoundTrip(header, prefix, field, text);
                }

                packet.RoundTrip(header, prefix, field, LongestText - (LongestText % 16));
            }
        }
    }

    [Test]
    public void Lengths_that_do_not_fit_are_refused()
    {
        KeySchedule key = KeyKinds.Expand(CipherAlgorithm.Aes128, new byte[16], true, false);
        byte[] text = new byte[32];
        Assert.That(() => PacketCipher.DecipherAndCheck(key, key, CheckAlgorithm.Cmac, default, text.AsSpan(1), 6, 8, text), Throws.ArgumentException);
        Assert.That(() => PacketCipher.DecipherAndCheck(key, key, CheckAlgorithm.Cmac, default, text.AsSpan(0, 0), 6, 8, text), Throws.ArgumentException);
        Assert.That(() => PacketCipher.DecipherAndCheck(key, key, CheckAlgorithm.Cmac, default, text, 6, 17, text), Throws.ArgumentException);
        Assert.That(() => PacketCipher.DecipherAndCheck(key, null, CheckAlgorithm.Cmac, default, text, 6, 8, text), Throws.ArgumentException);
        Assert.That(() => PacketCipher.DecipherAndCheck(key, null, CheckAlgorithm.Crc32, default, text, 6, 2, text), Throws.ArgumentException);
        Assert.That(() => PacketCipher.CheckAndEncipher(key, key, CheckAlgorithm.Cmac, default, text, -1, 8), Throws.ArgumentException);
    }

    private sealed class Packet
    {
        private readonly CipherAlgorithm _cipher;
        private readonly CipherAlgorithm _mac;
        private readonly CheckAlgorithm _check;
        private readonly byte[] _cipherBytes;
        private readonly byte[] _macBytes;
        private readonly KeySchedule? _cipherKey;
        private readonly KeySchedule? _macKey;

        public Packet(CipherAlgorithm cipher, CipherAlgorithm mac, CheckAlgorithm check, bool atPowerOn, bool tablesOnly)
        {
            (_cipher, _mac, _check) = (cipher, mac, check);
            _cipherBytes = KeyKinds.Bytes(cipher, 21);
            _macBytes = KeyKinds.Bytes(mac, 22);
            _cipherKey = cipher == CipherAlgorithm.None ? null : KeyKinds.Expand(cipher, _cipherBytes, atPowerOn, tablesOnly);
            _macKey = mac == CipherAlgorithm.None ? null : KeyKinds.Expand(mac, _macBytes, atPowerOn, tablesOnly);
        }

        public int Block => _cipherKey?.BlockLength ?? 1;

        public int[] CheckLengths => _check switch
        {
            CheckAlgorithm.Crc16 => [2],
            CheckAlgorithm.Crc32 => [4],
            CheckAlgorithm.CbcMac => [8],
            CheckAlgorithm.Cmac => [4, 8],
            _ => [0],
        };

        public int ShortestText(int needed) => (needed + Block - 1) / Block * Block;

        public void RoundTrip(int headerLength, int prefix, int field, int textLength)
        {
            byte[] header = Reference.Random(textLength + 1, headerLength);
            byte[] text = Reference.Random(textLength, textLength);
            byte[] clear = (byte[])text.Clone();
            byte[] check = Check([.. header, .. text.AsSpan(0, prefix), .. text.AsSpan(prefix + field)], field);
            check.CopyTo(clear, prefix);
            byte[] sealedText = Encipher(clear);
            string name = $"header {headerLength}, prefix {prefix}, check {field}, text {textLength}";

            PacketCipher.CheckAndEncipher(_cipherKey, _macKey, _check, header, text, prefix, field);
            Assert.That(Convert.ToHexString(text), Is.EqualTo(Convert.ToHexString(sealedText)), name);
            byte[] memory = new byte[textLength + 3];
            Span<byte> misaligned = memory.AsSpan(1, textLength);
            text.CopyTo(misaligned);
            byte[] computed = new byte[field];
            PacketCipher.DecipherAndCheck(_cipherKey, _macKey, _check, header, misaligned, prefix, field, computed);
            Assert.That(Convert.ToHexString(misaligned), Is.EqualTo(Convert.ToHexString(clear)), name);
            Assert.That(Convert.ToHexString(computed), Is.EqualTo(Convert.ToHexString(check)), name);
            Assert.That(memory[0] | memory[textLength + 1] | memory[textLength + 2], Is.Zero, name);
        }

        private byte[] Check(byte[] message, int length)
        {
            byte[] value = new byte[16];
            switch (_check)
            {
                case CheckAlgorithm.Crc16:
                    BinaryPrimitives.WriteUInt16BigEndian(value, Crc.Crc16(message));
                    break;
                case CheckAlgorithm.Crc32:
                    BinaryPrimitives.WriteUInt32BigEndian(value, Crc.Crc32(message));
                    break;
                case CheckAlgorithm.CbcMac:
                    value = Reference.CbcMac(_mac, _macBytes, message.Length == 0 ? new byte[8] : message);
                    break;
                case CheckAlgorithm.Cmac:
                    value = Reference.Cmac(_mac, _macBytes, message);
                    break;
            }

            return value.AsSpan(0, length).ToArray();
        }

        private byte[] Encipher(byte[] clear) => _cipher switch
        {
            CipherAlgorithm.None => clear,
            CipherAlgorithm.DesEcb or CipherAlgorithm.TripleDes2Ecb or CipherAlgorithm.TripleDes3Ecb => Reference.Ecb(_cipher, _cipherBytes, true, clear),
            _ => Reference.Cbc(_cipher, _cipherBytes, new byte[Block], true, clear),
        };
    }
}
