using System;
using CardOs.Apdu;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>What SCP02 computes, for both sides: GlobalPlatform 2.3.1 E.4.</summary>
internal static class Scp02
{
    public const int KeyLength = 16;
    public const int MacLength = 8;
    public const int CounterLength = 2;
    public const int ChallengeLength = 6;
    public const int HostChallengeLength = 8;

    /// <summary>The greatest sequence counter: a set that reached it opens no more sessions. E.1.2.</summary>
    public const uint MaxCounter = 0xFFFF;

    private const int BlockLength = 8;
    private const byte Marker = 0x80;

    /// <summary>The pseudo-random card challenge, and the ICV over an AID: E.4.2.3, E.3.3.</summary>
    public static void MacAid(KeySchedule macKey, ReadOnlySpan<byte> aid, Span<byte> mac) => RetailMac.Compute(macKey, default, aid, BlockPadding.Method2, mac);

    /// <summary>A cryptogram over what both sides know, in the order of the side that shows it: E.4.2.</summary>
    public static void Cryptogram(KeySchedule encryptionKey, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, Span<byte> cryptogram)
    {
        Span<byte> state = stackalloc byte[CbcMac.StateLength];
        CbcMac.Start(state, default);
        CbcMac.Update(encryptionKey, state, first);
        CbcMac.Update(encryptionKey, state, second);
        CbcMac.Update(encryptionKey, state, third);
        CbcMac.Finish(encryptionKey, state, BlockPadding.Method2, cryptogram);
    }

    /// <summary>The ICV of the next C-MAC, in place: E.3.4.</summary>
    public static void EncipherIcv(KeySchedule macKey, Span<byte> icv)
    {
        Span<byte> enciphered = stackalloc byte[BlockLength];
        enciphered.Clear();
        BlockCipher.ChainSingle(macKey, enciphered, icv.Slice(0, BlockLength));
        enciphered.CopyTo(icv);
    }

    /// <summary>The C-MAC of a command: E.4.4.</summary>
    /// <param name="macKey">S-MAC.</param>
    /// <param name="options">"i".</param>
    /// <param name="icv">What it is chained to.</param>
    /// <param name="command">Class, instruction and parameters.</param>
    /// <param name="data">The data in clear.</param>
    /// <param name="mac">Takes 8 bytes.</param>
    public static void CommandMac(KeySchedule macKey, Scp02Options options, ReadOnlySpan<byte> icv, scoped CommandApdu command, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        Span<byte> header = stackalloc byte[CommandHeader.MaxLength];
        bool isModified = !options.MacsUnmodifiedCommand;
        int length = CommandHeader.Write(header, command, data.Length + (isModified ? MacLength : 0), isModified);
        Span<byte> state = stackalloc byte[RetailMac.StateLength];
        RetailMac.Start(state, icv.Slice(0, BlockLength));
        RetailMac.Update(macKey, state, header.Slice(0, length));
        RetailMac.Update(macKey, state, data);
        RetailMac.Finish(macKey, state, BlockPadding.Method2, mac.Slice(0, MacLength));
    }

    /// <summary>Begins the R-MAC of a command and its answer, with the command as it was before it was secured: E.4.5.</summary>
    public static void StartResponseMac(KeySchedule responseKey, Span<byte> state, ReadOnlySpan<byte> icv, scoped CommandApdu command, ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[CommandHeader.MaxLength];
        int length = CommandHeader.Write(header, command, data.Length, isSecured: false);
        RetailMac.Start(state, icv.Slice(0, BlockLength));
        RetailMac.Update(responseKey, state, header.Slice(0, length));
        RetailMac.Update(responseKey, state, data);
    }

    /// <summary>Ends it with the answer; an error has no data.</summary>
    public static void FinishResponseMac(KeySchedule responseKey, Span<byte> state, ReadOnlySpan<byte> data, StatusWord status, Span<byte> mac)
    {
        Span<byte> word = stackalloc byte[sizeof(ushort)];
        word[0] = (byte)data.Length;
        RetailMac.Update(responseKey, state, word.Slice(0, 1));
        RetailMac.Update(responseKey, state, data);
        word[0] = status.Sw1;
        word[1] = status.Sw2;
        RetailMac.Update(responseKey, state, word);
        RetailMac.Finish(responseKey, state, BlockPadding.Method2, mac.Slice(0, MacLength));
    }

    /// <summary>Deciphers the data of a command and takes the padding away: E.4.6.</summary>
    public static bool TryDecipher(KeySchedule encryptionKey, ReadOnlySpan<byte> enciphered, Span<byte> clear, out int length)
    {
        if (enciphered.Length % BlockLength != 0 || clear.Length < enciphered.Length)
        {
            length = 0;
            return false;
        }

        clear = clear.Slice(0, enciphered.Length);
        CbcMode.Decrypt(encryptionKey, default, enciphered, clear);
        return Paddings.TryRemoveMethod2(clear, out length) && enciphered.Length - length <= BlockLength;
    }

    /// <summary>Pads and enciphers the data of a command in place.</summary>
    /// <returns>Bytes of the result.</returns>
    public static int Encipher(KeySchedule encryptionKey, Span<byte> buffer, int length)
    {
        int padded = Paddings.PaddedLength(BlockPadding.Method2, length, BlockLength);
        Span<byte> text = buffer.Slice(0, padded);
        text.Slice(length).Clear();
        text[length] = Marker;
        CbcMode.Encrypt(encryptionKey, default, text, text);
        return padded;
    }
}
