#if NET
using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128<byte>;

namespace CardOs.Crypto;

/// <summary>AES by the processor's instructions, over whole blocks. The lengths are checked by <see cref="BlockCipher"/>.</summary>
internal static class AesVectorCipher
{
    private const int BlockLength = AesKeyExpansion.BlockLength;
    private const int Wide = 4;

    public static void EncryptEcb(KeySchedule key, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        ref V keys = ref EncipherKeys(key);
        for (int i = 0; i < source.Length; i += BlockLength)
        {
            Encrypt(Load(source, i), ref keys, key.Rounds).CopyTo(destination.Slice(i));
        }
    }

    public static void DecryptEcb(KeySchedule key, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        ref V keys = ref DecipherKeys(key);
        for (int i = 0; i < source.Length; i += BlockLength)
        {
            Decrypt(Load(source, i), ref keys, key.Rounds).CopyTo(destination.Slice(i));
        }
    }

    public static void EncryptCbc(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        ref V keys = ref EncipherKeys(key);
        V state = Load(chain, 0);
        for (int i = 0; i < source.Length; i += BlockLength)
        {
            state = Encrypt(state ^ Load(source, i), ref keys, key.Rounds);
            state.CopyTo(destination.Slice(i));
        }

        state.CopyTo(chain);
    }

    public static void DecryptCbc(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        ref V keys = ref DecipherKeys(key);
        int rounds = key.Rounds;
        V previous = Load(chain, 0);
        int i = 0;
        for (; i <= source.Length - (Wide * BlockLength); i += Wide * BlockLength)
        {
            V a = Load(source, i);
            V b = Load(source, i + BlockLength);
            V c = Load(source, i + (2 * BlockLength));
            V d = Load(source, i + (3 * BlockLength));
            DecryptFour(a, b, c, d, ref keys, rounds, out V w, out V x, out V y, out V z);
            (w ^ previous).CopyTo(destination.Slice(i));
            (x ^ a).CopyTo(destination.Slice(i + BlockLength));
            (y ^ b).CopyTo(destination.Slice(i + (2 * BlockLength)));
            (z ^ c).CopyTo(destination.Slice(i + (3 * BlockLength)));
            previous = d;
        }

        for (; i < source.Length; i += BlockLength)
        {
            V block = Load(source, i);
            (Decrypt(block, ref keys, rounds) ^ previous).CopyTo(destination.Slice(i));
            previous = block;
        }

        previous.CopyTo(chain);
    }

    public static void Chain(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> source)
    {
        ref V keys = ref EncipherKeys(key);
        V state = Load(chain, 0);
        for (int i = 0; i < source.Length; i += BlockLength)
        {
            state = Encrypt(state ^ Load(source, i), ref keys, key.Rounds);
        }

        state.CopyTo(chain);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref V EncipherKeys(KeySchedule key) => ref Unsafe.As<ulong, V>(ref key.FirstEncipherKey);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref V DecipherKeys(KeySchedule key) => ref Unsafe.As<ulong, V>(ref key.FirstAesDecipherKey);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Load(ReadOnlySpan<byte> source, int offset) => Vector128.Create(source.Slice(offset, BlockLength));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Encrypt(V state, ref V keys, int rounds)
    {
        state ^= keys;
        for (int i = 1; i < rounds; i++)
        {
            state = AesRounds.Encrypt(state, Unsafe.Add(ref keys, i));
        }

        return AesRounds.EncryptLast(state, Unsafe.Add(ref keys, rounds));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Decrypt(V state, ref V keys, int rounds)
    {
        state ^= keys;
        for (int i = 1; i < rounds; i++)
        {
            state = AesRounds.Decrypt(state, Unsafe.Add(ref keys, i));
        }

        return AesRounds.DecryptLast(state, Unsafe.Add(ref keys, rounds));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void DecryptFour(V a, V b, V c, V d, ref V keys, int rounds, out V w, out V x, out V y, out V z)
    {
        V k = keys;
        w = a ^ k;
        x = b ^ k;
        y = c ^ k;
        z = d ^ k;
        for (int i = 1; i < rounds; i++)
        {
            k = Unsafe.Add(ref keys, i);
            w = AesRounds.Decrypt(w, k);
            x = AesRounds.Decrypt(x, k);
            y = AesRounds.Decrypt(y, k);
            z = AesRounds.Decrypt(z, k);
        }

        k = Unsafe.Add(ref keys, rounds);
        w = AesRounds.DecryptLast(w, k);
        x = AesRounds.DecryptLast(x, k);
        y = AesRounds.DecryptLast(y, k);
        z = AesRounds.DecryptLast(z, k);
    }
}
#endif
