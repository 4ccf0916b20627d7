#if NET
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128<byte>;

namespace CardOs.Crypto;

/// <summary>Decipherment of a secured command in the shadow of the CMAC over its enciphered text.</summary>
/// <remarks>
/// The MAC is one serial chain over a block of chaining value, a header, and the text; decipherment depends on nothing of it, so a block
/// of each goes through the rounds side by side. The initial value of decipherment is enciphered beside the MAC's first block.
/// <code>
/// MAC           | chaining value (16) | header, text .. | text ..  | .. text, padding |
/// decipherment  | initial value       | text            | text ..  |
/// </code>
/// </remarks>
internal static class AesCommand
{
    private const int BlockLength = AesKeyExpansion.BlockLength;
    private const int ShortestRounds = 10;

    /// <summary>Whether this code is for the command: whole blocks of text, a header shorter than a block, keys as long, room for the result.</summary>
    public static bool Fits(KeySchedule cipherKey, KeySchedule macKey, int header, int text, int room) =>
        cipherKey.UsesVectors && macKey.UsesVectors && cipherKey.Rounds == macKey.Rounds && (uint)(header - 1) < BlockLength - 1
        && text > 0 && (text & (BlockLength - 1)) == 0 && room >= text;

    /// <summary>Deciphers the text and computes the CMAC of chaining value, header and text; <see cref="Fits"/> has said yes.</summary>
    /// <param name="cipherKey">Deciphers.</param>
    /// <param name="macKey">Checks.</param>
    /// <param name="chain">The chaining value, one block; takes the MAC.</param>
    /// <param name="header">Bytes between chaining value and text, fewer than a block.</param>
    /// <param name="text">The enciphered text.</param>
    /// <param name="counter">What is enciphered to be the initial value, one block.</param>
    /// <param name="clear">Takes the deciphered text; not the place of the enciphered one.</param>
    public static void Open(
        KeySchedule cipherKey, KeySchedule macKey, Span<byte> chain, ReadOnlySpan<byte> header, ReadOnlySpan<byte> text, ReadOnlySpan<byte> counter, Span<byte> clear)
    {
        Span<byte> head = stackalloc byte[BlockLength];
        int inHead = BlockLength - header.Length;
        header.CopyTo(head);
        text.Slice(0, inHead).CopyTo(head.Slice(header.Length));
        Span<byte> tail = stackalloc byte[BlockLength];
        int rest = text.Length - inHead;
        int whole = rest / BlockLength * BlockLength;

        // The header is no whole block: there is always a last block with padding.
        text.Slice(inHead + whole).CopyTo(tail);
        Cmac.Close(macKey, tail, rest - whole);
        V mac = Compute(
            cipherKey,
            macKey,
            AesVectorCipher.Load(chain, 0),
            AesVectorCipher.Load(head, 0),
            AesVectorCipher.Load(tail, 0),
            AesVectorCipher.Load(counter, 0),
            ref MemoryMarshal.GetReference(text),
            text.Length,
            inHead,
            ref MemoryMarshal.GetReference(clear));
        mac.CopyTo(chain);
    }

    // Every access is within the text, and within the same length of the result.
    private static V Compute(KeySchedule cipherKey, KeySchedule macKey, V first, V head, V tail, V counter, ref byte text, int length, int restAt, ref byte clear)
    {
        ref V decipher = ref AesVectorCipher.DecipherKeys(cipherKey);
        ref V encipher = ref AesVectorCipher.EncipherKeys(macKey);
        int rounds = macKey.Rounds;
        V fold = encipher ^ Unsafe.Add(ref encipher, rounds);
        V state = encipher ^ first;
        V previous = Beside(ref state, counter, ref encipher, ref AesVectorCipher.EncipherKeys(cipherKey), rounds, fold ^ head);

        // Of the message there are as many blocks behind the head as there are of text, the padded one the last.
        int last = length - BlockLength;
        for (int i = 0; i < last; i += BlockLength)
        {
            V enciphered = AesPacket.Load(ref text, i);
            V next = fold ^ AesPacket.Load(ref text, i + restAt);
            V block = Both(ref state, enciphered ^ decipher, ref encipher, ref decipher, rounds, next);
            (block ^ previous).StoreUnsafe(ref clear, (nuint)i);
            previous = enciphered;
        }

        V final = Both(ref state, AesPacket.Load(ref text, last) ^ decipher, ref encipher, ref decipher, rounds, fold ^ tail);
        (final ^ previous).StoreUnsafe(ref clear, (nuint)last);
        return AesPacket.Rounds(state, ref encipher, rounds, Unsafe.Add(ref encipher, rounds));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Both(ref V state, V clear, ref V encipher, ref V decipher, int rounds, V next)
    {
        AesPacket.Three(ref state, ref clear, ref encipher, ref decipher, 1);
        AesPacket.Three(ref state, ref clear, ref encipher, ref decipher, 4);
        AesPacket.Three(ref state, ref clear, ref encipher, ref decipher, 7);
        for (int round = ShortestRounds; round < rounds; round += 2)
        {
            AesPacket.Two(ref state, ref clear, ref encipher, ref decipher, round);
        }

        state = AesRounds.EncryptLast(state, next);
        return AesRounds.DecryptLast(clear, Unsafe.Add(ref decipher, rounds));
    }

    // A block of the chain beside a block of another key's encipherment.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Beside(ref V state, V other, ref V encipher, ref V otherKeys, int rounds, V next)
    {
        other ^= otherKeys;
        for (int round = 1; round < rounds; round++)
        {
            state = AesRounds.Encrypt(state, Unsafe.Add(ref encipher, round));
            other = AesRounds.Encrypt(other, Unsafe.Add(ref otherKeys, round));
        }

        state = AesRounds.EncryptLast(state, next);
        return AesRounds.EncryptLast(other, Unsafe.Add(ref otherKeys, rounds));
    }
}
#endif
