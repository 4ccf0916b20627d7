using System;
using System.Globalization;
using CardOs.Apdu.SecuredPackets;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Toolkit;
using CardOs.Crypto;
using CardOs.OffCard;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

/// <summary>Command packets of other projects: sealed here to the same bytes, opened by a card, and the card's receipt opened here.</summary>
internal static class CommandPacketVectors
{
    private const int SmsHeaderLength = 3;

    [VectorKind("command_packet")]
    public static void Command_packet(VectorCase vector)
    {
        VectorFields.AllowInputs(
            vector, "spi", "tar", "counter", "kic_key", "kid_key", "cipher", "integrity", "cc_covers", "kic", "kid", "secured_data_plain");
        VectorFields.AllowExpected(vector, "packet", "sms_deliver_tpdu", "sms_pp_download", "sms_pp_download_envelope");
        Case given = new(vector);
        byte[] expected = vector.ExpectedBytes("packet");
        byte[] sealedHere = given.Seal(PacketForm.Sms);
        byte[] packet = expected;
        if (IsWithoutLength(expected, sealedHere, given.Spi))
        {
            Assert.That(VectorCase.Hex(sealedHere.AsSpan(2)), Is.EqualTo(VectorCase.Hex(expected)), "behind the packet length, which its maker leaves out");
            packet = sealedHere;
        }
        else if (given.HasZeroPadding(expected, PacketForm.Sms))
        {
            Assert.That(VectorCase.Hex(sealedHere), Is.EqualTo(VectorCase.Hex(expected)));
        }

        given.CheckCard(SmsWrapper.ToMessages(packet, SmsParameters.Default, 1).ConvertAll(message => SmsWrapper.ToEnvelope(message, SmsParameters.Default)));
        if (vector.IsExpected("sms_deliver_tpdu"))
        {
            CheckMessage(given, vector.ExpectedBytes("sms_deliver_tpdu"), packet);
        }

        foreach (string name in new[] { "sms_pp_download", "sms_pp_download_envelope" })
        {
            if (vector.IsExpected(name))
            {
                CheckEnvelope(given, vector.ExpectedBytes(name), packet);
            }
        }
    }

    [VectorKind("command_packet_cat_tp")]
    public static void Command_packet_with_identifier(VectorCase vector)
    {
        VectorFields.AllowInputs(
            vector, "spi", "tar", "counter", "kic_key", "kid_key", "cipher", "integrity", "cc_covers", "kic", "kid", "secured_data_plain");
        VectorFields.AllowExpected(vector, "packet");
        Case given = new(vector);
        byte[] expected = vector.ExpectedBytes("packet");
        Assert.That(given.HasZeroPadding(expected, PacketForm.Identified), Is.True, "opens, and is padded with zeros");
        Assert.That(VectorCase.Hex(given.Seal(PacketForm.Identified)), Is.EqualTo(VectorCase.Hex(expected)));
    }

    // One maker counts only the user-data header in TP-UDL; everything else must be the message that is made here.
    private static void CheckMessage(Case given, byte[] expected, byte[] packet)
    {
        byte[] message = (byte[])expected.Clone();
        int lengthOffset = message.Length - SmsHeaderLength - packet.Length - 1;
        Assert.That(message[lengthOffset], Is.AnyOf(SmsHeaderLength, SmsHeaderLength + packet.Length));
        message[lengthOffset] = (byte)(SmsHeaderLength + packet.Length);
        Assert.That(SmsDeliver.TryParse(message, out SmsDeliver parsed), Is.True);
        SmsParameters parameters = ParametersOf(parsed);
        Assert.That(VectorCase.Hex(SmsWrapper.ToMessages(packet, parameters, 1)[0]), Is.EqualTo(VectorCase.Hex(message)));
        given.CheckCard([SmsWrapper.ToEnvelope(message, parameters)]);
    }

    private static void CheckEnvelope(Case given, byte[] data, byte[] packet)
    {
        Assert.That(Envelope.TryParse(data, out Envelope envelope), Is.True);
        Assert.That(SmsPpDownload.TryParse(envelope, out SmsPpDownload download), Is.True);
        Assert.That(VectorCase.Hex(download.Message.UserData.Bytes), Is.EqualTo("027000" + VectorCase.Hex(packet)));
        byte[] command = [0x80, 0xC2, 0x00, 0x00, (byte)data.Length, .. data, 0x00];
        given.CheckCard([command]);
    }

    private static SmsParameters ParametersOf(SmsDeliver message)
    {
        Span<char> digits = stackalloc char[20];
        Assert.That(message.Originator.TryGetText(digits, out int count), Is.True);
        Assert.That(ServiceCentreTime.TryRead(message.EncodedTime, out ServiceCentreTime time), Is.True);
        return SmsParameters.Default with
        {
            First = message.First,
            Originator = new string(digits[..count]),
            OriginatorType = message.Originator.Type,
            ProtocolIdentifier = message.ProtocolIdentifier,
            Coding = message.Coding,
            Time = time,
        };
    }

    // One maker leaves the packet length out where the packet is not ciphered: it then begins with the header length.
    private static bool IsWithoutLength(byte[] packet, byte[] sealedHere, Spi spi) =>
        !spi.IsCiphered && packet.Length == sealedHere.Length - 2 && packet[0] == sealedHere[2];

    /// <summary>One case: the keys, the packet's fields and a card that has them.</summary>
    internal sealed class Case
    {
        private readonly VectorKeys _keys;
        private readonly byte[] _data;
        private readonly Tar _tar;
        private readonly ulong _counter;

        public Case(VectorCase vector)
        {
            Spi = new Spi(ushort.Parse(vector.Text("spi"), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            _keys = new VectorKeys(vector);
            _tar = Tar.Parse(vector.Text("tar"));
            _counter = PacketCounter.Read(vector.Bytes("counter"));
            _data = vector.Bytes("secured_data_plain");
            Assert.That(Spi.IsCiphered, Is.EqualTo(vector.Text("cipher") != "none"), "the case's cipher is the SPI's");
        }

        public Spi Spi { get; }

        public byte[] Seal(PacketForm form) => CommandSealer.Seal(form, Spi, _keys.Keys, _tar, _counter, _data);

        /// <summary>Opens a packet of the case with its keys, and tells whether its padding is zeros.</summary>
        public bool HasZeroPadding(byte[] packet, PacketForm form)
        {
            byte[] copy = (byte[])packet.Clone();
            Assert.That(CommandPacket.TryParse(copy, form, out CommandPacket parsed), Is.True);
            PacketProtection protection = PacketProtection.Of(_keys.Keys, Spi.IsCiphered, Spi.Integrity);
            byte[] computed = new byte[8];
            PacketCipher.DecipherAndCheck(
                protection.Cipher, protection.Mac, protection.Check, parsed.Header, copy.AsSpan(parsed.TextOffset), PacketCipher.CommandPrefix, protection.CheckLength, computed);
            CommandText text = parsed.ReadText();
            Assert.That(VectorCase.Hex(text.Check), Is.EqualTo(VectorCase.Hex(computed.AsSpan(0, protection.CheckLength))));
            Assert.That(text.Counter, Is.EqualTo(_counter));
            Assert.That(VectorCase.Hex(text.Data), Is.EqualTo(VectorCase.Hex(_data)));
            return text.PaddedData[^text.PaddingCounter..].IndexOfAnyExcept((byte)0) < 0;
        }

        /// <summary>Sends the packet to a card with the keys: it must open it to the same data, and its receipt must open here.</summary>
        public void CheckCard(System.Collections.Generic.List<byte[]> envelopes)
        {
            var card = new PacketCard(_keys.Sets(_counter == 0 ? 0 : _counter - 1), _tar.Value, _data);
            var terminal = new Terminal(card.Card);
            terminal.PowerOn();
            CardAnswer answer = new(default, default);
            foreach (byte[] envelope in envelopes)
            {
                answer = terminal.Transmit(envelope);
            }

            ResponseStatusCode refusal = ExpectedRefusal();
            Assert.That(card.Refusal, Is.EqualTo((int)refusal));
            Assert.That(card.Opened, Is.EqualTo(refusal == ResponseStatusCode.PorOk ? new[] { VectorCase.Hex(_data) } : []));
            if (refusal == ResponseStatusCode.UnidentifiedSecurityError || !IsReceiptDue(refusal))
            {
                return;
            }

            var channel = new OtaChannel(_tar, _keys.Keys, Spi);
            bool isOpen = terminal.Submitted.Count > 0
                ? channel.TryOpenMessages(terminal.Submitted, out ProofOfReceipt? receipt)
                : channel.TryOpen(answer.Data.Span, out receipt);
            Assert.That(isOpen, Is.True, "the card's receipt opens");
            Assert.That(receipt!.Status, Is.EqualTo(refusal));
            Assert.That(receipt.Counter, Is.EqualTo(_counter));
            Assert.That(receipt.IsAuthentic, Is.True);
        }

        private ResponseStatusCode ExpectedRefusal()
        {
            try
            {
                PacketProtection.Of(_keys.Keys, Spi.IsResponseCiphered, Spi.ResponseIntegrity);
            }
            catch (InvalidOperationException)
            {
                // A receipt that could not be secured as asked: the card does not execute the command.
                return ResponseStatusCode.UnidentifiedSecurityError;
            }

            return _counter == 0 && (Spi.Counter is CounterMode.Higher or CounterMode.OneHigher)
                ? ResponseStatusCode.CounterLow
                : ResponseStatusCode.PorOk;
        }

        private bool IsReceiptDue(ResponseStatusCode refusal) => Spi.ProofOfReceipt == ProofOfReceiptMode.Always
            || (Spi.ProofOfReceipt == ProofOfReceiptMode.OnError && refusal != ResponseStatusCode.PorOk);
    }
}
