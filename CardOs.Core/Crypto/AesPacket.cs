#if NET
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128<byte>;

namespace CardOs.Crypto;

/// <summary>Decipherment of a packet with the CMAC in its shadow.</summary>
/// <remarks>
/// The MAC is one serial chain; decipherment is not. Each block of the chain is computed side by side with the decipherment of a block a
/// few places ahead, so that what the MAC loads has left the store buffer. The key added behind a block's last round and the one added
/// before the next block's first are folded into the message, so the chain holds nothing but rounds. No call is made while vectors are
/// live: they would spend the whole method in memory.
/// </remarks>
internal static class AesPacket
{
    private const int BlockLength = AesKeyExpansion.BlockLength;

    private const int ShortestRounds = 10;
    private const byte Marker = 0x80;

    // How far decipherment runs ahead; the check field must not push the chain's loads beyond it.
    private const int Ahead = 4;

    /// <summary>Whether this code is for the packet: header and prefix make one block, both keys are as long, and there is text behind the field.</summary>
    public static bool Fits(KeySchedule cipherKey, KeySchedule macKey, int header, int text, int prefix, int field) =>
        cipherKey.UsesVectors && macKey.UsesVectors && cipherKey.Rounds == macKey.Rounds && header + prefix == BlockLength
        && (uint)prefix <= BlockLength && (uint)field <= BlockLength && text > prefix + field && (text & (BlockLength - 1)) == 0;

    /// <summary>Deciphers in place and computes the CMAC of header, prefix and rest; <see cref="Fits"/> has said yes.</summary>
    public static void Open(KeySchedule cipherKey, KeySchedule macKey, ReadOnlySpan<byte> header, Span<byte> text, int prefix, int field, Span<byte> mac)
    {
        Span<byte> block = stackalloc byte[BlockLength];
        block.Clear();
        header.CopyTo(block);
        V state = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(block));
        state = Compute(cipherKey, macKey, state, header.Length, ref MemoryMarshal.GetReference(text), text.Length, prefix + field);
        state.CopyTo(block);
        block.Slice(0, mac.Length).CopyTo(mac);
    }

    // Every access is within the text: its length is a number of blocks, at least one, and at least one byte more than what is in front
    // of the rest.
    private static V Compute(KeySchedule cipherKey, KeySchedule macKey, V head, int headerLength, ref byte text, int length, int restAt)
    {
        ref V decipher = ref AesVectorCipher.DecipherKeys(cipherKey);
        ref V encipher = ref AesVectorCipher.EncipherKeys(macKey);
        int rounds = macKey.Rounds;
        int ahead = Math.Min(length, Ahead * BlockLength);
        V previous = DecipherFirst(ref decipher, rounds, ref text, ahead, out V first);

        // The prefix goes to its place in a register: through memory, the chain would wait for the stores before it begins.
        head |= Vector128.Shuffle(first, V.Indices - Vector128.Create((byte)headerLength));
        V fold = encipher ^ Unsafe.Add(ref encipher, rounds);
        V state = encipher ^ head;
        ref byte rest = ref Unsafe.Add(ref text, restAt);
        int whole = (length - restAt - 1) & -BlockLength;
        int at = 0;
        for (int i = ahead; i < length; i += BlockLength, at += BlockLength)
        {
            V enciphered = Load(ref text, i);
            V next = fold ^ Load(ref rest, at);
            V clear = enciphered ^ decipher;
            Three(ref state, ref clear, ref encipher, ref decipher, 1);
            Three(ref state, ref clear, ref encipher, ref decipher, 4);
            Three(ref state, ref clear, ref encipher, ref decipher, 7);
            for (int round = ShortestRounds; round < rounds; round += 2)
            {
                Two(ref state, ref clear, ref encipher, ref decipher, round);
            }

            state = AesRounds.EncryptLast(state, next);
            clear = AesRounds.DecryptLast(clear, Unsafe.Add(ref decipher, rounds)) ^ previous;
            clear.StoreUnsafe(ref text, (nuint)i);
            previous = enciphered;
        }

        for (; at < whole; at += BlockLength)
        {
            V next = fold ^ Load(ref rest, at);
            state = Rounds(state, ref encipher, rounds, next);
        }

        V last = Last(macKey, Load(ref text, length - BlockLength), length - restAt - whole);
        state = Rounds(state, ref encipher, rounds, fold ^ last);
        return Rounds(state, ref encipher, rounds, Unsafe.Add(ref encipher, rounds));
    }

    // Returns the last enciphered block, which the next one is chained to, and the first deciphered one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V DecipherFirst(ref V keys, int rounds, ref byte text, int length, out V first)
    {
        V a = Load(ref text, 0);
        if (length == Ahead * BlockLength)
        {
            V b = Load(ref text, BlockLength);
            V c = Load(ref text, 2 * BlockLength);
            V d = Load(ref text, 3 * BlockLength);
            AesVectorCipher.DecryptFour(a, b, c, d, ref keys, rounds, out first, out V x, out V y, out V z);
            first.StoreUnsafe(ref text);
            (x ^ a).StoreUnsafe(ref text, BlockLength);
            (y ^ b).StoreUnsafe(ref text, 2 * BlockLength);
            (z ^ c).StoreUnsafe(ref text, 3 * BlockLength);
            return d;
        }

        first = AesVectorCipher.Decrypt(a, ref keys, rounds);
        first.StoreUnsafe(ref text);
        for (int i = BlockLength; i < length; i += BlockLength)
        {
            V enciphered = Load(ref text, i);
            (AesVectorCipher.Decrypt(enciphered, ref keys, rounds) ^ a).StoreUnsafe(ref text, (nuint)i);
            a = enciphered;
        }

        return a;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Load(ref byte source, int offset) => Vector128.LoadUnsafe(ref source, (nuint)offset);

    // The last block of the text ends with the last bytes of the message; these, padded, with the subkey.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Last(KeySchedule key, V block, int length)
    {
        ref V subkeys = ref Unsafe.As<ulong, V>(ref key.FirstSubkey);
        if (length == BlockLength)
        {
            return block ^ subkeys;
        }

        V marker = Vector128.Equals(V.Indices, Vector128.Create((byte)length)) & Vector128.Create(Marker);
        block = Vector128.Shuffle(block, V.Indices + Vector128.Create((byte)(BlockLength - length)));
        return block ^ marker ^ Unsafe.Add(ref subkeys, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Three(ref V state, ref V clear, ref V encipher, ref V decipher, int round)
    {
        state = AesRounds.Encrypt(state, Unsafe.Add(ref encipher, round));
        clear = AesRounds.Decrypt(clear, Unsafe.Add(ref decipher, round));
        Two(ref state, ref clear, ref encipher, ref decipher, round + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Two(ref V state, ref V clear, ref V encipher, ref V decipher, int round)
    {
        state = AesRounds.Encrypt(state, Unsafe.Add(ref encipher, round));
        clear = AesRounds.Decrypt(clear, Unsafe.Add(ref decipher, round));
        state = AesRounds.Encrypt(state, Unsafe.Add(ref encipher, round + 1));
        clear = AesRounds.Decrypt(clear, Unsafe.Add(ref decipher, round + 1));
    }

    // A loop here would end in a branch that is guessed wrong, once a block.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Rounds(V state, ref V keys, int rounds, V last)
    {
        state = AesRounds.Encrypt(state, Unsafe.Add(ref keys, 1));
        state = AesRounds.Encrypt(state, Unsafe.Add(ref keys, 2));
        state = AesRounds.Encrypt(state, Unsafe.Add(ref keys, 3));
        state = AesRounds.Encrypt(state, Unsafe.Add(ref keys, 4));
        state = AesRounds.Encrypt(state, Unsafe.Add(ref keys, 5));
        state = AesRounds.Encrypt(state, Unsafe.Add(ref keys, 6));
        state = AesRounds.Encrypt(state, Unsafe.Add(ref keys, 7));
        state = AesRounds.Encrypt(state, Unsafe.Add(ref keys, 8));
        state = AesRounds.Encrypt(state, Unsafe.Add(ref keys, 9));
        for (int i = ShortestRounds; i < rounds; i++)
        {
            state = AesRounds.Encrypt(state, Unsafe.Add(ref keys, i));
        }

        return AesRounds.EncryptLast(state, last);
    }
}
#endif
