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
/// before the next block's first are folded into the message, so the chain holds nothing but rounds.
/// </remarks>
internal static class AesPacket
{
    private const int BlockLength = AesKeyExpansion.BlockLength;

    private const int ShortestRounds = 10;

    // How far decipherment runs ahead; the check field must not push the chain's loads beyond it.
    private const int Ahead = 4;

    /// <summary>Whether this code is for the packet: header and prefix make one block, and there is enough text for two chains.</summary>
    public static bool Fits(KeySchedule cipherKey, KeySchedule macKey, int header, int text, int prefix, int field) =>
        cipherKey.UsesVectors && macKey.UsesVectors && header + prefix == BlockLength && prefix <= BlockLength
        && prefix + field <= (Ahead - 2) * BlockLength && text > prefix + field && text % BlockLength == 0;

    /// <summary>Deciphers in place and computes the CMAC of header, prefix and rest; <see cref="Fits"/> has said yes.</summary>
    [SkipLocalsInit]
    public static void Open(KeySchedule cipherKey, KeySchedule macKey, ReadOnlySpan<byte> header, Span<byte> text, int prefix, int field, Span<byte> mac)
    {
        ref V decipher = ref AesVectorCipher.DecipherKeys(cipherKey);
        ref V encipher = ref AesVectorCipher.EncipherKeys(macKey);
        int cipherRounds = cipherKey.Rounds;
        int macRounds = macKey.Rounds;
        int ahead = Math.Min(text.Length, Ahead * BlockLength);
        V previous = DecipherFirst(ref decipher, cipherRounds, text, ahead);

        Span<byte> block = stackalloc byte[BlockLength];
        header.CopyTo(block);
        text.Slice(0, prefix).CopyTo(block.Slice(header.Length));
        V fold = encipher ^ Unsafe.Add(ref encipher, macRounds);
        V state = encipher ^ Vector128.Create((ReadOnlySpan<byte>)block);

        Span<byte> rest = text.Slice(prefix + field);
        int whole = (rest.Length - 1) / BlockLength * BlockLength;
        int both = Math.Min(whole, text.Length - ahead);
        ref byte ciphered = ref MemoryMarshal.GetReference(text.Slice(ahead));
        ref byte message = ref MemoryMarshal.GetReference(rest);
        int at = 0;
        if (cipherRounds == macRounds)
        {
            for (; at < both; at += BlockLength)
            {
                V enciphered = Vector128.LoadUnsafe(ref Unsafe.Add(ref ciphered, at));
                V next = fold ^ Vector128.LoadUnsafe(ref Unsafe.Add(ref message, at));
                V clear = enciphered ^ decipher;
                Three(ref state, ref clear, ref encipher, ref decipher, 1);
                Three(ref state, ref clear, ref encipher, ref decipher, 4);
                Three(ref state, ref clear, ref encipher, ref decipher, 7);
                for (int i = ShortestRounds; i < macRounds; i += 2)
                {
                    Two(ref state, ref clear, ref encipher, ref decipher, i);
                }

                state = AesRounds.EncryptLast(state, next);
                clear = AesRounds.DecryptLast(clear, Unsafe.Add(ref decipher, macRounds)) ^ previous;
                clear.StoreUnsafe(ref Unsafe.Add(ref ciphered, at));
                previous = enciphered;
            }
        }

        for (int i = ahead + at; i < text.Length; i += BlockLength)
        {
            V enciphered = AesVectorCipher.Load(text, i);
            (AesVectorCipher.Decrypt(enciphered, ref decipher, cipherRounds) ^ previous).CopyTo(text.Slice(i));
            previous = enciphered;
        }

        for (; at < whole; at += BlockLength)
        {
            V next = fold ^ Vector128.LoadUnsafe(ref Unsafe.Add(ref message, at));
            state = Rounds(state, ref encipher, macRounds, next);
        }

        state = Rounds(state, ref encipher, macRounds, fold ^ Last(macKey, rest.Slice(whole)));
        state = Rounds(state, ref encipher, macRounds, Unsafe.Add(ref encipher, macRounds));
        state.CopyTo(block);
        block.Slice(0, mac.Length).CopyTo(mac);
    }

    // Returns the last enciphered block, which the next one is chained to.
    private static V DecipherFirst(ref V keys, int rounds, Span<byte> text, int length)
    {
        V previous = V.Zero;
        if (length == Ahead * BlockLength)
        {
            V a = AesVectorCipher.Load(text, 0);
            V b = AesVectorCipher.Load(text, BlockLength);
            V c = AesVectorCipher.Load(text, 2 * BlockLength);
            V d = AesVectorCipher.Load(text, 3 * BlockLength);
            AesVectorCipher.DecryptFour(a, b, c, d, ref keys, rounds, out V w, out V x, out V y, out V z);
            w.CopyTo(text);
            (x ^ a).CopyTo(text.Slice(BlockLength));
            (y ^ b).CopyTo(text.Slice(2 * BlockLength));
            (z ^ c).CopyTo(text.Slice(3 * BlockLength));
            return d;
        }

        for (int i = 0; i < length; i += BlockLength)
        {
            V enciphered = AesVectorCipher.Load(text, i);
            (AesVectorCipher.Decrypt(enciphered, ref keys, rounds) ^ previous).CopyTo(text.Slice(i));
            previous = enciphered;
        }

        return previous;
    }

    [SkipLocalsInit]
    private static V Last(KeySchedule key, ReadOnlySpan<byte> last)
    {
        if (last.Length == BlockLength)
        {
            return Vector128.Create(last) ^ Vector128.Create((ReadOnlySpan<byte>)key.WholeSubkey);
        }

        Span<byte> padded = stackalloc byte[BlockLength];
        padded.Clear();
        last.CopyTo(padded);
        padded[last.Length] = 0x80;
        return Vector128.Create((ReadOnlySpan<byte>)padded) ^ Vector128.Create((ReadOnlySpan<byte>)key.PaddedSubkey);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Three(ref V state, ref V clear, ref V encipher, ref V decipher, int round)
    {
        state = AesRounds.Encrypt(state, Unsafe.Add(ref encipher, round));
        clear = AesRounds.Decrypt(clear, Unsafe.Add(ref decipher, round));
        Two(ref state, ref clear, ref encipher, ref decipher, round + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Two(ref V state, ref V clear, ref V encipher, ref V decipher, int round)
    {
        state = AesRounds.Encrypt(state, Unsafe.Add(ref encipher, round));
        clear = AesRounds.Decrypt(clear, Unsafe.Add(ref decipher, round));
        state = AesRounds.Encrypt(state, Unsafe.Add(ref encipher, round + 1));
        clear = AesRounds.Decrypt(clear, Unsafe.Add(ref decipher, round + 1));
    }

    // A loop here would end in a branch that is guessed wrong, once a block.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Rounds(V state, ref V keys, int rounds, V last)
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
