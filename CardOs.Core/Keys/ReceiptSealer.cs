using System;
using CardOs.Apdu.SecuredPackets;
using CardOs.Crypto;

namespace CardOs.Keys;

/// <summary>Seals response packets with the keys that the command named: TS 102 225 5.2.</summary>
internal static class ReceiptSealer
{
    /// <summary>Whether the keys are there for the security that the command asked for.</summary>
    public static bool CanSeal(CardState state, in ReceiptRequest receipt) => FindKeys(state, receipt) is not null;

    /// <summary>Composes and seals a response packet.</summary>
    /// <param name="state">The card.</param>
    /// <param name="receipt">What the command asked for.</param>
    /// <param name="status">What became of it.</param>
    /// <param name="data">The additional response data.</param>
    /// <param name="isSecured">Whether the security asked for is applied; a peer that was not authenticated gets plain bytes.</param>
    /// <param name="destination">Takes the packet; a short message's starts with 02 71 00.</param>
    /// <returns>Bytes of the packet, 0 when it does not fit or the keys are missing.</returns>
    public static int Seal(
        CardState state,
        in ReceiptRequest receipt,
        ResponseStatusCode status,
        scoped ReadOnlySpan<byte> data,
        bool isSecured,
        Span<byte> destination)
    {
        PacketKeys? keys = isSecured ? FindKeys(state, receipt) : null;
        if (isSecured && keys is null)
        {
            return 0;
        }

        int checkLength = keys?.CheckLength ?? 0;
        int padding = ResponsePacketLayout.PaddingFor(checkLength, data.Length, keys?.BlockLength ?? 1);
        if (!ResponsePacketLayout.TryWrite(
            destination, receipt.Form, receipt.Tar, receipt.Counter, status, checkLength, padding, data, out ResponsePacketLayout layout))
        {
            return 0;
        }

        if (keys is not null)
        {
            PacketCipher.CheckAndEncipher(
                keys.Cipher,
                keys.CheckKey,
                keys.Check,
                destination.Slice(0, layout.TextOffset),
                destination.Slice(layout.TextOffset, layout.Length - layout.TextOffset),
                PacketCipher.ResponsePrefix,
                checkLength);
        }

        return layout.Length;
    }

    private static PacketKeys? FindKeys(CardState state, in ReceiptRequest receipt) => state.KeyCache.Find(
        state.NonVolatile,
        receipt.Container,
        receipt.Domain,
        receipt.Kic,
        receipt.Kid,
        receipt.Spi.IsResponseCiphered,
        receipt.Spi.ResponseIntegrity);
}
