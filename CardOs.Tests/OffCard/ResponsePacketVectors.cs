using System;
using System.Globalization;
using System.Text.Json;
using CardOs.Apdu.SecuredPackets;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Toolkit;
using CardOs.Crypto;
using CardOs.Keys;
using CardOs.OffCard;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.OffCard;

/// <summary>Response packets of other projects and of real cards: opened here, and sealed by a card to the same bytes.</summary>
internal static class ResponsePacketVectors
{
    private static readonly string[] StatusNames =
    [
        "POR_OK", "RC_CC_DS_FAILED", "CNTR_LOW", "CNTR_HIGH", "CNTR_BLOCKED", "CIPHERING_ERROR", "UNIDENTIFIED_SECURITY_ERROR",
        "INSUFFICIENT_MEMORY", "MORE_TIME", "TAR_UNKNOWN", "INSUFFICIENT_SECURITY_LEVEL", "ACTUAL_RESPONSE_SMS_SUBMIT", "ACTUAL_RESPONSE_USSD",
    ];

    [VectorKind("response_packet")]
    [VectorKind("response_packet_cat_tp")]
    public static void Response_packet(VectorCase vector)
    {
        VectorFields.AllowInputs(
            vector, "spi", "tar", "counter", "kic_key", "kid_key", "cipher", "integrity", "cc_covers", "kic", "kid", "packet", "packet_with_udh", "proactive_send_short_message");
        VectorFields.AllowExpected(
            vector, "tar", "counter", "padding_counter", "status", "data", "number_of_commands", "last_status_word", "last_response_data", "error");
        byte[] packet = vector.HasInput("packet") ? vector.Bytes("packet") : vector.Bytes("packet_with_udh");
        Spi spi = SpiOf(vector);
        var keys = new VectorKeys(vector);
        if (!vector.IsExpected("error"))
        {
            packet = Mend(vector, packet, spi, keys);
        }

        if (vector.IsExpected("error"))
        {
            VectorFields.AllowExpected(vector, "error");
            Assert.That(ReceiptOpener.TryOpen(packet, spi, keys.Keys, out _), Is.False);
            return;
        }

        Assert.That(ReceiptOpener.TryOpen(packet, spi, keys.Keys, out ProofOfReceipt? receipt), Is.True);
        CheckFields(vector, receipt!);
        var channel = new OtaChannel(Tar.Parse(vector.ExpectedText("tar")), keys.Keys, spi);
        Assert.That(channel.TryOpen(packet, out _), Is.True);
        Assert.That(new OtaChannel(new Tar(channel.Tar.Value ^ 1), keys.Keys, spi).TryOpen(packet, out _), Is.False, "of another application");
        if (vector.HasInput("proactive_send_short_message"))
        {
            CheckSubmit(channel, vector.Bytes("proactive_send_short_message"));
        }

        CheckCard(vector, packet, spi, keys, receipt!);
    }

    // Two makers deviate: what they send must be refused, and nothing else may be wrong with it.
    private static byte[] Mend(VectorCase vector, byte[] packet, Spi spi, VectorKeys keys)
    {
        const int statusLength = 2;
        if (!ResponsePacket.TryParse(packet, PacketForm.Sms, UserDataHeaderRule.Optional, out _) && !IsIdentified(packet))
        {
            // One leaves the status word of the ENVELOPE behind the packet.
            Assert.That(VectorCase.Hex(packet.AsSpan(packet.Length - statusLength)), Is.EqualTo("9000"));
            packet = packet[..^statusLength];
        }

        if (vector.Text("cc_covers") != "lengths" || spi.ResponseIntegrity == IntegrityMode.None || !IsWithoutUserDataHeaderInCheck(packet, spi, keys))
        {
            return packet;
        }

        // One does not check the user-data header, TS 31.115 4.3 has it checked.
        Assert.That(ReceiptOpener.TryOpen(packet, spi, keys.Keys, out _), Is.False);
        Assert.That(spi.IsResponseCiphered, Is.False);
        byte[] mended = (byte[])packet.Clone();
        ResponsePacket parsed = Parse(mended);
        PacketProtection protection = PacketProtection.Of(keys.Keys, false, spi.ResponseIntegrity);
        PacketCipher.CheckAndEncipher(
            null, protection.Mac, protection.Check, [.. parsed.CheckPrefix, .. parsed.Header], mended.AsSpan(parsed.TextOffset), PacketCipher.ResponsePrefix, protection.CheckLength);
        return mended;
    }

    private static bool IsWithoutUserDataHeaderInCheck(byte[] packet, Spi spi, VectorKeys keys)
    {
        byte[] copy = (byte[])packet.Clone();
        ResponsePacket parsed = Parse(copy);
        PacketProtection protection = PacketProtection.Of(keys.Keys, spi.IsResponseCiphered, spi.ResponseIntegrity);
        byte[] computed = new byte[protection.CheckLength];
        ReadOnlySpan<byte> header = parsed.HasUserDataHeader ? parsed.Header.Slice(ResponsePacket.UserDataHeader.Length) : parsed.Header;
        PacketCipher.DecipherAndCheck(
            protection.Cipher, protection.Mac, protection.Check, header, copy.AsSpan(parsed.TextOffset), PacketCipher.ResponsePrefix, protection.CheckLength, computed);
        return parsed.ReadText().Check.SequenceEqual(computed);
    }

    private static bool IsIdentified(byte[] packet) => ResponsePacket.TryParse(packet, PacketForm.Identified, UserDataHeaderRule.Optional, out _)
        && !ResponsePacket.TryParse(packet, PacketForm.Sms, UserDataHeaderRule.Optional, out _);

    private static ResponsePacket Parse(byte[] packet)
    {
        PacketForm form = IsIdentified(packet) ? PacketForm.Identified : PacketForm.Sms;
        Assert.That(ResponsePacket.TryParse(packet, form, UserDataHeaderRule.Optional, out ResponsePacket parsed), Is.True);
        return parsed;
    }

    private static void CheckFields(VectorCase vector, ProofOfReceipt receipt)
    {
        Assert.That(receipt.IsAuthentic, Is.True);
        Assert.That(receipt.Tar, Is.EqualTo(Tar.Parse(vector.ExpectedText("tar"))));
        Assert.That(receipt.Counter, Is.EqualTo(PacketCounter.Read(vector.ExpectedBytes("counter"))));
        Assert.That(receipt.PaddingCounter, Is.EqualTo(vector.ExpectedNumber("padding_counter")));
        Assert.That((int)receipt.Status, Is.EqualTo(StatusOf(vector)));
        Assert.That(VectorCase.Hex(receipt.ResponseData.Span), Is.EqualTo(vector.ExpectedText("data")));
        if (vector.IsExpected("number_of_commands"))
        {
            Assert.That(receipt.CommandsExecuted, Is.EqualTo(vector.ExpectedNumber("number_of_commands")));
        }

        if (vector.IsExpected("last_status_word"))
        {
            Assert.That(((ushort)receipt.LastStatus).ToString("x4", CultureInfo.InvariantCulture), Is.EqualTo(vector.ExpectedText("last_status_word")));
        }

        if (vector.IsExpected("last_response_data"))
        {
            Assert.That(VectorCase.Hex(receipt.Data.Span), Is.EqualTo(vector.ExpectedText("last_response_data")));
        }
    }

    private static void CheckSubmit(OtaChannel channel, byte[] command)
    {
        Assert.That(ProactiveCommand.TryParse(command, out ProactiveCommand parsed), Is.True);
        Assert.That(parsed.Details.Type, Is.EqualTo(ProactiveCommandType.SendShortMessage));
        Assert.That(parsed.TryFind(ToolkitTag.SmsTpdu, out ReadOnlySpan<byte> tpdu), Is.True);
        Assert.That(SmsSubmit.TryParse(tpdu, out _), Is.True);
        Assert.That(channel.TryOpenMessages([tpdu.ToArray()], out _), Is.True);
    }

    // The card seals the same receipt; where its maker padded with other bytes than zeros, only the same fields can come out.
    private static void CheckCard(VectorCase vector, byte[] packet, Spi spi, VectorKeys keys, ProofOfReceipt receipt)
    {
        var card = new PacketCard(keys.Sets(counter: 0), receipt.Tar.Value, script: default);
        card.Card.PowerOn();
        PacketForm form = IsIdentified(packet) ? PacketForm.Identified : PacketForm.Sms;
        var request = new ReceiptRequest(
            application: default, container: 1, domain: 0, form, spi, keys.Keys.Kic, keys.Keys.Kid, receipt.Tar, receipt.Counter);
        Span<byte> made = stackalloc byte[1024];
        int length = ReceiptSealer.Seal(
            card.Card.State, request, receipt.Status, receipt.ResponseData.Span, isSecured: true, made);
        Assert.That(length, Is.GreaterThan(0));
        string expected = VectorCase.Hex(packet);
        string sealedByCard = VectorCase.Hex(made[..length]);
        if (form == PacketForm.Sms && !expected.StartsWith("027100", StringComparison.Ordinal))
        {
            expected = "027100" + expected;
        }

        if (sealedByCard != expected)
        {
            Assert.That(receipt.PaddingCounter, Is.GreaterThan(0), "without padding there is one way to seal");
            Assert.That(HasZeroPadding(packet, spi, keys), Is.False);
            Assert.That(ReceiptOpener.TryOpen(made[..length], spi, keys.Keys, out ProofOfReceipt? own), Is.True);
            CheckFields(vector, own!);
        }
    }

    private static bool HasZeroPadding(byte[] packet, Spi spi, VectorKeys keys)
    {
        byte[] copy = (byte[])packet.Clone();
        ResponsePacket parsed = Parse(copy);
        PacketProtection protection = PacketProtection.Of(keys.Keys, spi.IsResponseCiphered, spi.ResponseIntegrity);
        PacketCipher.DecipherAndCheck(
            protection.Cipher, null, CheckAlgorithm.None, default, copy.AsSpan(parsed.TextOffset), PacketCipher.ResponsePrefix, 0, default);
        ResponseText text = parsed.ReadText();
        return text.PaddedData[^text.PaddingCounter..].IndexOfAnyExcept((byte)0) < 0;
    }

    // Without an SPI, the names of cipher and check say what the receipt has.
    private static Spi SpiOf(VectorCase vector)
    {
        var named = new Spi
        {
            IsResponseCiphered = vector.Text("cipher") != "none",
            ResponseIntegrity = vector.Text("integrity") switch
            {
                "NONE" => IntegrityMode.None,
                "CRC16" or "CRC32" => IntegrityMode.RedundancyCheck,
                _ => IntegrityMode.CryptographicChecksum,
            },
        };
        if (!vector.HasInput("spi"))
        {
            return named;
        }

        var given = new Spi(ushort.Parse(vector.Text("spi"), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        Assert.That(given.IsResponseCiphered, Is.EqualTo(named.IsResponseCiphered));
        Assert.That(given.ResponseIntegrity, Is.EqualTo(named.ResponseIntegrity));
        return given;
    }

    private static int StatusOf(VectorCase vector)
    {
        JsonElement status = vector.Expected.GetProperty("status");
        if (status.ValueKind == JsonValueKind.Number)
        {
            return status.GetInt32();
        }

        int code = Array.IndexOf(StatusNames, status.GetString()!.ToUpperInvariant());
        Assert.That(code, Is.GreaterThanOrEqualTo(0), $"unknown status '{status.GetString()}'");
        return code;
    }
}
