using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.OffCard;
using CardOs.Profiles;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

/// <summary>Every security that an SPI can ask for, sealed and opened off the card, executed on it.</summary>
[TestFixture]
public sealed class SecurityCombinationTests
{
    private static readonly Tar Tar = Tar.Parse("B00010");
    private static readonly byte[] Script = Convert.FromHexString("00A40004023F0000A40004022FE200B000000A");

    // KID codes checksum and redundancy check in the same four bits: 1 and 5 mean something for both, AES's 2 for one only.
    private static IEnumerable<TestCaseData> KeyKinds()
    {
        byte[] key = new byte[32];
        for (int i = 0; i < key.Length; i++)
        {
            key[i] = (byte)((i * 7) + 1);
        }

        byte[] other = [.. key];
        Array.Reverse(other);
        yield return Kind("DES and CRC 16", OtaKeys.Des(3, key.AsSpan(0, 8), other.AsSpan(0, 8)), KeyType.Des, key[..8], other[..8]);
        yield return Kind("triple DES and CRC 32", OtaKeys.TripleDes(3, key.AsSpan(0, 16), other.AsSpan(0, 16)), KeyType.Des, key[..16], other[..16]);
        yield return Kind("AES", OtaKeys.Aes(3, key, other.AsSpan(0, 16)), KeyType.Aes, key, other[..16]);
        yield return Kind("AES, short checksum", OtaKeys.Aes(3, key.AsSpan(0, 16), other, macLength: 4), KeyType.Aes, key[..16], other, 4);
    }

    private static TestCaseData Kind(string name, OtaKeys keys, KeyType type, byte[] cipher, byte[] check, byte macLength = 8) => new TestCaseData(
        keys,
        new KeySetProfile
        {
            Version = 3,
            Cipher = new KeyProfile { Type = type, Value = cipher },
            Check = new KeyProfile { Type = type, Value = check },
            MacLength = macLength,
        }).SetArgDisplayNames(name);

    [TestCaseSource(nameof(KeyKinds))]
    public void Every_combination_is_executed_and_answered_as_it_asks(OtaKeys keys, KeySetProfile set)
    {
        var card = new PacketCard([set], Tar.Value, Script);
        var terminal = new Terminal(card.Card);
        terminal.PowerOn();
        ulong stored = 0;
        int executed = 0;
        for (int value = 0; value <= 0x1F3F; value++)
        {
            var spi = new Spi((ushort)value);
            if ((value & 0x00C0) != 0 || spi.Integrity == IntegrityMode.DigitalSignature
                || spi.ResponseIntegrity == IntegrityMode.DigitalSignature || spi.ProofOfReceipt == ProofOfReceiptMode.Reserved)
            {
                continue;
            }

            bool isPossible = set.Check!.Type != KeyType.Aes
                || (spi.Integrity != IntegrityMode.RedundancyCheck && spi.ResponseIntegrity != IntegrityMode.RedundancyCheck);
            var channel = new OtaChannel(Tar, keys, spi) { NextCounter = stored + 1 };
            if (!isPossible)
            {
                continue;
            }

            byte[] envelope = channel.Seal(Script)[0];
            int before = card.Opened.Count;
            CardAnswer answer = terminal.Transmit(envelope);
            Assert.That(card.Opened, Has.Count.EqualTo(before + 1), spi.ToString());
            CheckReceipt(channel, terminal, answer, spi.ProofOfReceipt == ProofOfReceiptMode.Always, ResponseStatusCode.PorOk, spi.Counter == CounterMode.None ? 0 : stored + 1);
            if (spi.Counter is CounterMode.Higher or CounterMode.OneHigher)
            {
                stored++;
                answer = terminal.Transmit(envelope);
                Assert.That(card.Opened, Has.Count.EqualTo(before + 1), $"{spi}: the same packet again");
                CheckReceipt(channel, terminal, answer, spi.ProofOfReceipt != ProofOfReceiptMode.None, ResponseStatusCode.CounterLow, stored);
            }

            executed++;
        }

        // Integrity 3 x ciphering 2 x counter 4, receipt 3 x integrity 3 x ciphering 2 x way 2; AES has 2 integrities.
        Assert.That(executed, Is.EqualTo(set.Check!.Type == KeyType.Aes ? 2 * 2 * 4 * 3 * 2 * 2 * 2 : 3 * 2 * 4 * 3 * 3 * 2 * 2));
    }

    private static void CheckReceipt(OtaChannel channel, Terminal terminal, CardAnswer answer, bool isDue, ResponseStatusCode status, ulong counter)
    {
        IReadOnlyList<byte[]> submitted = terminal.TakeSubmitted();
        string what = $"{channel.Security}";
        if (!isDue)
        {
            Assert.That((answer.Data.Length, submitted.Count), Is.EqualTo((0, 0)), what);
            Assert.That(answer.Status, Is.EqualTo(status == ResponseStatusCode.PorOk ? StatusWord.Success : StatusWord.Warning), what);
            return;
        }

        Assert.That(answer.Status, Is.EqualTo(StatusWord.Success), what);
        ProofOfReceipt? receipt;
        if (channel.Security.IsResponseBySubmit)
        {
            Assert.That(answer.Data.IsEmpty, Is.True, what);
            Assert.That(channel.TryOpenMessages(submitted, out receipt), Is.True, what);
        }
        else
        {
            Assert.That(submitted, Is.Empty, what);
            Assert.That(channel.TryOpen(answer.Data.Span, out receipt), Is.True, what);
        }

        Assert.That(receipt!.Status, Is.EqualTo(status), what);
        Assert.That(receipt.Counter, Is.EqualTo(counter), what);
        Assert.That(receipt.IsAuthentic, Is.True, what);
        Assert.That(receipt.CommandsExecuted, Is.EqualTo(status == ResponseStatusCode.PorOk ? 3 : 0), what);
    }
}
