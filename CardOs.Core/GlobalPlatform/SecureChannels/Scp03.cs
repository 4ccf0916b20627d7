using System;
using System.Buffers.Binary;
using CardOs.Apdu;
using CardOs.Crypto;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>What SCP03 computes, for both sides: GlobalPlatform 2.3.1 Amendment D 6.2.</summary>
internal static class Scp03
{
    public const int CounterLength = 3;
    public const int MaxMacLength = 16;

    /// <summary>The greatest sequence counter: INITIALIZE UPDATE is refused then. Amendment D 6.2.2.1.</summary>
    public const uint MaxCounter = 0xFF_FFFF;

    private const int BlockLength = 16;
    private const byte Marker = 0x80;
    private const byte ResponseMark = 0x80;

    /// <summary>Checks a command and deciphers its data.</summary>
    /// <param name="encryptionKey">S-ENC; null when the data are clear.</param>
    /// <param name="macKey">S-MAC.</param>
    /// <param name="chain">The MAC chaining value; takes the new one, whole, when the MAC is right.</param>
    /// <param name="counter">The command's number.</param>
    /// <param name="command">The command.</param>
    /// <param name="macLength">Bytes of the MAC at the end of its data.</param>
    /// <param name="clear">Takes the data; not their place.</param>
    /// <param name="length">Bytes of the data in clear.</param>
    /// <returns>False when the MAC or the padding is wrong.</returns>
    public static bool TryOpen(
        KeySchedule? encryptionKey, KeySchedule macKey, Span<byte> chain, ulong counter, scoped CommandApdu command, int macLength, Span<byte> clear, out int length)
    {
        length = command.Data.Length - macLength;
        if (length < 0 || clear.Length < length || (encryptionKey is not null && length % BlockLength != 0))
        {
            return false;
        }

        ReadOnlySpan<byte> text = command.Data.Slice(0, length);
        Span<byte> header = stackalloc byte[CommandHeader.MaxLength];
        header = header.Slice(0, CommandHeader.Write(header, command, command.Data.Length, isSecured: true));
        Span<byte> mac = stackalloc byte[BlockLength];
        chain.CopyTo(mac);
        bool isEnciphered = encryptionKey is not null && length > 0;
        if (isEnciphered)
        {
            OpenText(encryptionKey!, macKey, mac, header, counter, text, clear);
        }
        else
        {
            Cmac.Compute(macKey, chain, header, text, mac);
            text.CopyTo(clear);
        }

        if (!ConstantTime.AreEqual(mac.Slice(0, macLength), command.Data.Slice(length)))
        {
            clear.Slice(0, length).Clear();
            return false;
        }

        mac.CopyTo(chain);
        int padded = length;
        return !isEnciphered || (Paddings.TryRemoveMethod2(clear.Slice(0, padded), out length) && padded - length <= BlockLength);
    }

    /// <summary>The MAC of a command that is composed but for it: its data are followed by it.</summary>
    /// <param name="macKey">S-MAC.</param>
    /// <param name="chain">The MAC chaining value; takes the new one.</param>
    /// <param name="command">Class, instruction, parameters.</param>
    /// <param name="text">The data, enciphered if they are to be.</param>
    /// <param name="macLength">Bytes of the MAC.</param>
    public static void CommandMac(KeySchedule macKey, Span<byte> chain, scoped CommandApdu command, ReadOnlySpan<byte> text, int macLength)
    {
        Span<byte> header = stackalloc byte[CommandHeader.MaxLength];
        header = header.Slice(0, CommandHeader.Write(header, command, text.Length + macLength, isSecured: true));
        Cmac.Compute(macKey, chain, header, text, chain);
    }

    /// <summary>The MAC of an answer: 6.2.5.</summary>
    public static void ResponseMac(KeySchedule responseKey, ReadOnlySpan<byte> chain, ReadOnlySpan<byte> text, StatusWord status, Span<byte> mac)
    {
        Span<byte> word = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(word, (ushort)status);
        Cmac.Compute(responseKey, chain, text, word, mac);
    }

    /// <summary>Pads and enciphers data in place.</summary>
    /// <param name="encryptionKey">S-ENC.</param>
    /// <param name="counter">The command's number.</param>
    /// <param name="isResponse">Whether they are of the answer.</param>
    /// <param name="buffer">The data, with room for a block of padding.</param>
    /// <param name="length">Bytes of the data.</param>
    /// <returns>Bytes of the result.</returns>
    public static int Encipher(KeySchedule encryptionKey, ulong counter, bool isResponse, Span<byte> buffer, int length)
    {
        Span<byte> icv = stackalloc byte[BlockLength];
        WriteCounter(icv, counter, isResponse);
        EcbMode.Encrypt(encryptionKey, icv, icv);
        int padded = Paddings.PaddedLength(BlockPadding.Method2, length, BlockLength);
        Span<byte> text = buffer.Slice(0, padded);
        text.Slice(length).Clear();
        text[length] = Marker;
        CbcMode.Encrypt(encryptionKey, icv, text, text);
        return padded;
    }

    /// <summary>Deciphers data in place and takes the padding away.</summary>
    /// <returns>False when they are no whole blocks, or are not padded.</returns>
    public static bool TryDecipher(KeySchedule encryptionKey, ulong counter, bool isResponse, Span<byte> text, out int length)
    {
        length = 0;
        if (text.Length % BlockLength != 0)
        {
            return false;
        }

        Span<byte> icv = stackalloc byte[BlockLength];
        WriteCounter(icv, counter, isResponse);
        EcbMode.Encrypt(encryptionKey, icv, icv);
        CbcMode.Decrypt(encryptionKey, icv, text, text);
        return Paddings.TryRemoveMethod2(text, out length) && text.Length - length <= BlockLength;
    }

    private static void OpenText(
        KeySchedule encryptionKey, KeySchedule macKey, Span<byte> chain, ReadOnlySpan<byte> header, ulong counter, ReadOnlySpan<byte> text, Span<byte> clear)
    {
        Span<byte> icv = stackalloc byte[BlockLength];
        WriteCounter(icv, counter, isResponse: false);
#if NET
        if (AesCommand.Fits(encryptionKey, macKey, header.Length, text.Length, clear.Length))
        {
            AesCommand.Open(encryptionKey, macKey, chain, header, text, icv, clear);
            return;
        }
#endif
        Cmac.Compute(macKey, chain, header, text, chain);
        EcbMode.Encrypt(encryptionKey, icv, icv);
        CbcMode.Decrypt(encryptionKey, icv, text, clear);
    }

    // 6.2.6, 6.2.7: the counter behind zeros; for the answer with the most significant byte 80.
    private static void WriteCounter(Span<byte> block, ulong counter, bool isResponse)
    {
        block.Slice(0, BlockLength).Clear();
        block[0] = isResponse ? ResponseMark : (byte)0;
        BinaryPrimitives.WriteUInt64BigEndian(block.Slice(BlockLength - sizeof(ulong)), counter);
    }
}
