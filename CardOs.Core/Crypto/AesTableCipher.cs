using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CardOs.Crypto;

/// <summary>AES by tables: for processors without AES instructions, and on netstandard2.0 for keys that come after power-on.</summary>
internal static class AesTableCipher
{
    private const int BlockLength = AesKeyExpansion.BlockLength;

    public static void EncryptEcb(KeySchedule key, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i += BlockLength)
        {
            AesBlock block = AesBlock.Read(source.Slice(i));
            Encrypt(key, ref block);
            block.Write(destination.Slice(i));
        }
    }

    public static void DecryptEcb(KeySchedule key, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i += BlockLength)
        {
            AesBlock block = AesBlock.Read(source.Slice(i));
            Decrypt(key, ref block);
            block.Write(destination.Slice(i));
        }
    }

    public static void EncryptCbc(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        AesBlock state = AesBlock.Read(chain);
        for (int i = 0; i < source.Length; i += BlockLength)
        {
            state.Add(AesBlock.Read(source.Slice(i)));
            Encrypt(key, ref state);
            state.Write(destination.Slice(i));
        }

        state.Write(chain);
    }

    public static void DecryptCbc(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        AesBlock previous = AesBlock.Read(chain);
        for (int i = 0; i < source.Length; i += BlockLength)
        {
            AesBlock enciphered = AesBlock.Read(source.Slice(i));
            AesBlock block = enciphered;
            Decrypt(key, ref block);
            block.Add(previous);
            block.Write(destination.Slice(i));
            previous = enciphered;
        }

        previous.Write(chain);
    }

    public static void Chain(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> source)
    {
        AesBlock state = AesBlock.Read(chain);
        for (int i = 0; i < source.Length; i += BlockLength)
        {
            state.Add(AesBlock.Read(source.Slice(i)));
            Encrypt(key, ref state);
        }

        state.Write(chain);
    }

    private static void Encrypt(KeySchedule key, ref AesBlock block)
    {
        ReadOnlySpan<uint> k = MemoryMarshal.Cast<ulong, uint>(key.EncipherKeys).Slice(0, 4 * (key.Rounds + 1));
        ReadOnlySpan<uint> t = AesTables.Mixed;
        uint a = block.First ^ k[0];
        uint b = block.Second ^ k[1];
        uint c = block.Third ^ k[2];
        uint d = block.Fourth ^ k[3];
        k = k.Slice(4);
        for (; k.Length >= 8; k = k.Slice(4))
        {
            uint e = Mix(t, a, b, c, d) ^ k[0];
            uint f = Mix(t, b, c, d, a) ^ k[1];
            uint g = Mix(t, c, d, a, b) ^ k[2];
            d = Mix(t, d, a, b, c) ^ k[3];
            (a, b, c) = (e, f, g);
        }

        ReadOnlySpan<byte> s = AesTables.Box;
        block = new AesBlock(Join(s, a, b, c, d) ^ k[0], Join(s, b, c, d, a) ^ k[1], Join(s, c, d, a, b) ^ k[2], Join(s, d, a, b, c) ^ k[3]);
    }

    private static void Decrypt(KeySchedule key, ref AesBlock block)
    {
        ReadOnlySpan<uint> k = MemoryMarshal.Cast<ulong, uint>(key.DecipherKeys).Slice(0, 4 * (key.Rounds + 1));
        ReadOnlySpan<uint> t = AesTables.InverseMixed;
        uint a = block.First ^ k[0];
        uint b = block.Second ^ k[1];
        uint c = block.Third ^ k[2];
        uint d = block.Fourth ^ k[3];
        k = k.Slice(4);
        for (; k.Length >= 8; k = k.Slice(4))
        {
            uint e = Mix(t, a, d, c, b) ^ k[0];
            uint f = Mix(t, b, a, d, c) ^ k[1];
            uint g = Mix(t, c, b, a, d) ^ k[2];
            d = Mix(t, d, c, b, a) ^ k[3];
            (a, b, c) = (e, f, g);
        }

        ReadOnlySpan<byte> s = AesTables.InverseBox;
        block = new AesBlock(Join(s, a, d, c, b) ^ k[0], Join(s, b, a, d, c) ^ k[1], Join(s, c, b, a, d) ^ k[2], Join(s, d, c, b, a) ^ k[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(ReadOnlySpan<uint> table, uint first, uint second, uint third, uint fourth)
    {
        uint x = table[(byte)(second >> 8)];
        uint y = table[(byte)(third >> 16)];
        uint z = table[(int)(fourth >> 24)];
        return table[(byte)first] ^ ((x << 8) | (x >> 24)) ^ ((y << 16) | (y >> 16)) ^ ((z << 24) | (z >> 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Join(ReadOnlySpan<byte> box, uint first, uint second, uint third, uint fourth) =>
        box[(byte)first] | ((uint)box[(byte)(second >> 8)] << 8) | ((uint)box[(byte)(third >> 16)] << 16) | ((uint)box[(int)(fourth >> 24)] << 24);
}
