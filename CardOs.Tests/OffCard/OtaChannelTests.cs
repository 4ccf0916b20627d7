using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.OffCard;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

/// <summary>The channel against the worked examples of the specification sheets, and against a card.</summary>
[TestFixture]
public sealed class OtaChannelTests
{
    private static readonly byte[] Kic = Convert.FromHexString("00112233445566778899AABBCCDDEEFF");
    private static readonly byte[] Kid = Convert.FromHexString("FFEEDDCCBBAA99887766554433221100");
    private static readonly byte[] Script = Convert.FromHexString("00A40004023F0000A40004022FE200B000000A");

    [Test]
    public void Envelope_of_the_worked_example_is_the_published_one()
    {
        var ota = new OtaChannel(Tar.Parse("B00000"), OtaKeys.TripleDes(1, Kic, Kid), new Spi(0x1619))
        {
            Sms = SmsParameters.Default with { ServiceCentre = "123456789", ServiceCentreType = new(0x81), Time = new(25, 1, 1, 12, 34, 56, 0) },
        };
        const string Packet = "00301516191515B00000E0D9C19B43F7A26E90B164F3BA206253C5F0687F2C6F72EA8B8D49A6881D58B8554805BB915B851D";
        Assert.That(
            Convert.ToHexString(ota.Seal(Script)[0]),
            Is.EqualTo("80C2000055D1538202838106068121436587F98B454005812143F57FF65210102143650035027000" + Packet + "00"));
        Assert.That(ota.NextCounter, Is.EqualTo(2));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Default_card_executes_a_sealed_script_and_its_receipt_opens(bool aes)
    {
        var card = new Card(CardOptions.Uicc);
        card.PowerOn();
        var ota = new OtaChannel(Tar.Parse("B00000"), aes ? OtaKeys.Aes(2, Kic, Kid) : OtaKeys.TripleDes(1, Kic, Kid));
        Span<byte> buffer = stackalloc byte[Card.MaxShortResponse];
        scoped ResponseApdu last = default;
        foreach (byte[] envelope in ota.Seal(Script))
        {
            last = card.Transmit(envelope, buffer);
        }

        Assert.That(last.Status, Is.EqualTo(StatusWord.Success));
        Assert.That(ota.TryOpen(last.Data, out ProofOfReceipt? receipt), Is.True);
        Assert.That(receipt!.Status, Is.EqualTo(ResponseStatusCode.PorOk));
        Assert.That(receipt.CommandsExecuted, Is.EqualTo(3));
        Assert.That(receipt.LastStatus, Is.EqualTo(StatusWord.Success));
        Assert.That(receipt.Data.Length, Is.EqualTo(10));
    }

    [Test]
    public void Keys_of_two_sets_and_algorithms_go_together()
    {
        var card = new Card(CardOptions.Uicc);
        card.PowerOn();
        OtaKeys keys = OtaKeys.None.WithCipher(2, OtaKey.Aes(Kic)).WithCheck(1, OtaKey.Des(Kid));
        var ota = new OtaChannel(Tar.Parse("B00000"), keys);
        Assert.That((keys.Kic.Value, keys.Kid.Value), Is.EqualTo(((byte)0x22, (byte)0x15)));
        ResponseApdu response = card.Transmit(ota.Seal(Script)[0], new byte[Card.MaxShortResponse]);
        Assert.That(ota.TryOpen(response.Data, out ProofOfReceipt? receipt), Is.True);
        Assert.That(receipt!.Status, Is.EqualTo(ResponseStatusCode.PorOk));
    }

    [Test]
    public void Security_that_asks_for_a_missing_key_is_refused_before_anything_is_sent()
    {
        var ota = new OtaChannel(Tar.Parse("B00000"), OtaKeys.None, OtaSecurity.Full);
        Assert.That(() => ota.Seal(Script), Throws.InvalidOperationException);
        Assert.That(ota.NextCounter, Is.EqualTo(1));
        Assert.That(() => OtaKeys.Aes(2, new byte[15], Kid), Throws.ArgumentException);
        Assert.That(() => OtaKeys.Aes(16, Kic, Kid), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => OtaKeys.Aes(2, Kic, Kid, macLength: 6), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    public void Long_script_goes_in_several_messages_in_either_order(bool isLong, bool isLastFirst)
    {
        var card = new Card(CardOptions.Uicc);
        card.PowerOn();
        var ota = new OtaChannel(Tar.Parse("B00000"), OtaKeys.Aes(2, Kic, Kid))
        {
            Sms = SmsParameters.Default with { IsReferenceLong = isLong, IsLastFirst = isLastFirst },
        };
        var script = new List<byte>();
        for (int i = 0; i < 60; i++)
        {
            script.AddRange(Convert.FromHexString("00A40004023F00"));
        }

        IReadOnlyList<byte[]> envelopes = ota.Seal(script.ToArray());
        Assert.That(envelopes, Has.Count.EqualTo(4));
        byte[] response = [];
        foreach (byte[] envelope in envelopes)
        {
            Assert.That(response, Is.Empty);
            response = card.Transmit(envelope, new byte[Card.MaxShortResponse]).Data.ToArray();
        }

        Assert.That(ota.TryOpen(response, out ProofOfReceipt? receipt), Is.True);
        Assert.That(receipt!.CommandsExecuted, Is.EqualTo(60));
    }

    [Test]
    public void Receipt_that_was_changed_does_not_open()
    {
        var ota = new OtaChannel(Tar.Parse("B00000"), OtaKeys.TripleDes(1, Kic, Kid), new Spi(0x1619));
        byte[] packet = Convert.FromHexString("027100002412B00000FED4B526BEE010FF262A9296EFB7C4BD02587BF5001D469A6950B190FA5212BF");
        Assert.That(ota.TryOpen(packet, out ProofOfReceipt? receipt), Is.True);
        Assert.That(Convert.ToHexString(receipt!.Data.Span), Is.EqualTo("98101032547698103254"));
        Assert.That(ota.TryOpen(packet.AsSpan(3), out _), Is.True, "without 02 71 00");
        for (int i = 0; i < packet.Length; i++)
        {
            packet[i] ^= 1;
            Assert.That(ota.TryOpen(packet, out _), Is.False, $"byte {i}");
            packet[i] ^= 1;
        }
    }
}
