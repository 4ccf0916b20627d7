using System;
using CardOs.Apdu.SecuredPackets;
using CardOs.Crypto;

namespace CardOs.OffCard;

/// <summary>Opens response packets: TS 102 225 5.2, TS 31.115 4.3.</summary>
internal static class ReceiptOpener
{
    private const int MaxCheckLength = 8;

    /// <summary>Deciphers a response packet, and compares its check.</summary>
    /// <param name="source">The packet, in a short message with or without 02 71 00, or with an identifier.</param>
    /// <param name="spi">What the command packet asked for.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="receipt">What the packet says.</param>
    /// <returns>False when it is no response packet, or its check or padding is wrong.</returns>
    public static bool TryOpen(ReadOnlySpan<byte> source, Spi spi, OtaKeys keys, out ProofOfReceipt? receipt)
    {
        receipt = null;
        byte[] bytes = source.ToArray();
        if (!ResponsePacket.TryParse(bytes, PacketForm.Sms, UserDataHeaderRule.Optional, out ResponsePacket packet)
            && !ResponsePacket.TryParse(bytes, PacketForm.Identified, UserDataHeaderRule.Optional, out packet))
        {
            return false;
        }

        bool isRequested = spi.IsResponseCiphered || spi.ResponseIntegrity != IntegrityMode.None;
        PacketProtection protection = PacketProtection.Of(keys, spi.IsResponseCiphered, spi.ResponseIntegrity);
        Span<byte> text = bytes.AsSpan(packet.TextOffset);
        if (packet.CheckLength == protection.CheckLength && text.Length % protection.BlockLength == 0)
        {
            return TryOpen(packet, text, protection, out receipt);
        }

        // A card answers a stranger, one whose packet it could not check, in clear and without data.
        ResponseText plain = packet.ReadText();
        if (isRequested && packet.CheckLength == 0 && plain.PaddedData.IsEmpty && IsRefusal(plain.Status))
        {
            receipt = new ProofOfReceipt(packet.Tar, isAuthentic: false, plain);
            return true;
        }

        return false;
    }

    private static bool TryOpen(ResponsePacket packet, Span<byte> text, PacketProtection protection, out ProofOfReceipt? receipt)
    {
        receipt = null;
        Span<byte> computed = stackalloc byte[MaxCheckLength];
        computed = computed.Slice(0, protection.CheckLength);
        PacketCipher.DecipherAndCheck(
            protection.Cipher,
            protection.Mac,
            protection.Check,
            [.. packet.CheckPrefix, .. packet.Header],
            text,
            PacketCipher.ResponsePrefix,
            protection.CheckLength,
            computed);
        ResponseText fields = packet.ReadText();
        if (!ConstantTime.AreEqual(computed, fields.Check) || !fields.IsPaddingValid || fields.PaddingCounter >= protection.BlockLength)
        {
            return false;
        }

        receipt = new ProofOfReceipt(packet.Tar, isAuthentic: true, fields);
        return true;
    }

    private static bool IsRefusal(ResponseStatusCode status) => status is not (ResponseStatusCode.PorOk
        or ResponseStatusCode.MoreTime or ResponseStatusCode.ResponseInSmsSubmit or ResponseStatusCode.ResponseInUssd);
}
