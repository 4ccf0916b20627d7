using System;
using CardOs.Apdu.SecuredPackets;
using CardOs.Crypto;

namespace CardOs.OffCard;

/// <summary>Seals command packets: TS 102 225 5.1.</summary>
internal static class CommandSealer
{
    // Identifier, two long lengths, the fields, a whole block of padding.
    private const int MostOverhead = 64;

    /// <summary>Composes a packet, computes its check and enciphers it.</summary>
    /// <exception cref="InvalidOperationException">A key is missing.</exception>
    /// <exception cref="ArgumentException">The data do not fit a packet.</exception>
    public static byte[] Seal(PacketForm form, Spi spi, OtaKeys keys, Tar tar, ulong counter, ReadOnlySpan<byte> data)
    {
        PacketProtection protection = PacketProtection.Of(keys, spi.IsCiphered, spi.Integrity);
        byte[] packet = new byte[data.Length + MostOverhead];
        int padding = CommandPacketLayout.PaddingFor(protection.CheckLength, data.Length, protection.BlockLength);
        if (!CommandPacketLayout.TryWrite(
            packet, form, spi, keys.Kic, keys.Kid, tar, counter, protection.CheckLength, padding, data, out CommandPacketLayout layout))
        {
            throw new ArgumentException($"{data.Length} bytes do not fit one packet.", nameof(data));
        }

        PacketCipher.CheckAndEncipher(
            protection.Cipher,
            protection.Mac,
            protection.Check,
            packet.AsSpan(0, layout.TextOffset),
            packet.AsSpan(layout.TextOffset, layout.Length - layout.TextOffset),
            PacketCipher.CommandPrefix,
            protection.CheckLength);
        return packet.AsSpan(0, layout.Length).ToArray();
    }
}
