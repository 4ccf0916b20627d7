#if !NET
using System;

namespace CardOs.Crypto;

/// <summary>Decipherment of a packet and its CMAC in two calls of the platform, over one buffer.</summary>
/// <remarks>
/// The text is deciphered in the buffer; then header and prefix are written over the check field and what is in front of it, so that the
/// message of the MAC stands there without being copied.
/// <code>
///          | prefix | field | rest            text, deciphered
/// | header | prefix         | rest | padding  message
/// </code>
/// </remarks>
internal static class AesPacket
{
    private const int BlockLength = AesKeyExpansion.BlockLength;

    // Where the text begins in the buffer, so that a message may begin before it.
    private const int TextAt = BlockLength;

    /// <summary>Whether this code is for the packet: header and prefix make one block, and it fits the buffer.</summary>
    public static bool Fits(KeySchedule cipherKey, KeySchedule macKey, int header, int text, int prefix, int field) =>
        cipherKey.Platform is not null && macKey.Platform is not null && header + prefix == BlockLength && (uint)prefix <= BlockLength
        && (uint)field <= BlockLength && text > prefix + field && (text & (BlockLength - 1)) == 0
        && text <= AesPlatform.MaxMessageLength - TextAt - BlockLength;

    /// <summary>Deciphers in place and computes the CMAC of header, prefix and rest; <see cref="Fits"/> has said yes.</summary>
    public static void Open(KeySchedule cipherKey, KeySchedule macKey, ReadOnlySpan<byte> header, Span<byte> text, int prefix, int field, Span<byte> mac)
    {
        AesPlatform cipher = cipherKey.Platform!;
        byte[] buffer = cipher.Bytes;
        text.CopyTo(buffer.AsSpan(TextAt));
        cipher.DecipherFromZero(TextAt, text.Length);
        buffer.AsSpan(TextAt, text.Length).CopyTo(text);

        int messageAt = TextAt + prefix + field - BlockLength;
        Span<byte> message = buffer.AsSpan(messageAt);
        text.Slice(0, prefix).CopyTo(message.Slice(header.Length));
        header.CopyTo(message);
        int length = BlockLength + text.Length - prefix - field;
        int lastAt = (length - 1) / BlockLength * BlockLength;
        Cmac.Close(macKey, message.Slice(lastAt, BlockLength), length - lastAt);
        macKey.Platform!.EncipherFromZero(buffer, messageAt, lastAt + BlockLength);
        message.Slice(lastAt, mac.Length).CopyTo(mac);
    }
}
#endif
