using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CardOs.Crypto;

/// <summary>DES and triple DES over whole blocks. The lengths are checked by <see cref="BlockCipher"/>, the only caller besides the packets.</summary>
internal static class DesCipher
{
    public const int BlockLength = 8;

    public static void EncryptEcb(KeySchedule key, ReadOnlySpan<byte> source, Span<byte> destination) =>
        CodeEcb(key.EncipherKeys, key.Rounds, source, destination);

    public static void DecryptEcb(KeySchedule key, ReadOnlySpan<byte> source, Span<byte> destination) =>
        CodeEcb(key.DecipherKeys, key.Rounds, source, destination);

    public static void EncryptCbc(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        ref ulong table = ref DesTables.Combined[0];
        ref ulong keys = ref MemoryMarshal.GetReference(key.EncipherKeys);
        int passes = key.Rounds;
        DesRounds.Open(BinaryPrimitives.ReadUInt64BigEndian(chain), out ulong left, out ulong right);
        for (int i = 0; i <= source.Length - BlockLength; i += BlockLength)
        {
            DesRounds.Open(Load(source, i), out ulong l, out ulong r);
            left ^= l;
            right ^= r;
            DesRounds.One(ref table, ref keys, passes, ref left, ref right);
            Store(destination, i, DesRounds.Close(left, right));
        }

        BinaryPrimitives.WriteUInt64BigEndian(chain, DesRounds.Close(left, right));
    }

    public static void DecryptCbc(KeySchedule key, Span<byte> chain, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        ref ulong table = ref DesTables.Combined[0];
        ref ulong keys = ref MemoryMarshal.GetReference(key.DecipherKeys);
        int passes = key.Rounds;
        ulong previous = BinaryPrimitives.ReadUInt64BigEndian(chain);
        int i = 0;
        for (; i <= source.Length - (2 * BlockLength); i += 2 * BlockLength)
        {
            ulong first = Load(source, i);
            ulong second = Load(source, i + BlockLength);
            DesRounds.Open(first, out ulong la, out ulong ra);
            DesRounds.Open(second, out ulong lb, out ulong rb);
            DesRounds.Two(ref table, ref keys, ref keys, passes, ref la, ref ra, ref lb, ref rb);
            Store(destination, i, DesRounds.Close(la, ra) ^ previous);
            Store(destination, i + BlockLength, DesRounds.Close(lb, rb) ^ first);
            previous = second;
        }

        if (i <= source.Length - BlockLength)
        {
            ulong last = Load(source, i);
            DesRounds.Open(last, out ulong l, out ulong r);
            DesRounds.One(ref table, ref keys, passes, ref l, ref r);
            Store(destination, i, DesRounds.Close(l, r) ^ previous);
            previous = last;
        }

        BinaryPrimitives.WriteUInt64BigEndian(chain, previous);
    }

    /// <summary>Runs blocks through the chain of a MAC; with <paramref name="passes"/> 1 only the first key of triple DES is used.</summary>
    public static void Chain(KeySchedule key, int passes, Span<byte> chain, ReadOnlySpan<byte> source)
    {
        ref ulong table = ref DesTables.Combined[0];
        ref ulong keys = ref MemoryMarshal.GetReference(key.EncipherKeys);
        DesRounds.Open(BinaryPrimitives.ReadUInt64BigEndian(chain), out ulong left, out ulong right);
        for (int i = 0; i <= source.Length - BlockLength; i += BlockLength)
        {
            DesRounds.Open(Load(source, i), out ulong l, out ulong r);
            left ^= l;
            right ^= r;
            DesRounds.One(ref table, ref keys, passes, ref left, ref right);
        }

        BinaryPrimitives.WriteUInt64BigEndian(chain, DesRounds.Close(left, right));
    }

    /// <summary>Deciphers a block with K2 and enciphers it with K1 of a triple DES key: ISO/IEC 9797-1 6.5, output transformation 3.</summary>
    public static void OutputTransform(KeySchedule key, Span<byte> block)
    {
        ref ulong table = ref DesTables.Combined[0];
        Span<ulong> keys = key.EncipherKeys;
        DesRounds.Open(BinaryPrimitives.ReadUInt64BigEndian(block), out ulong left, out ulong right);
        DesRounds.One(ref table, ref keys[DesTables.KeyRounds], 1, ref left, ref right);
        DesRounds.One(ref table, ref keys[0], 1, ref left, ref right);
        BinaryPrimitives.WriteUInt64BigEndian(block, DesRounds.Close(left, right));
    }

    private static void CodeEcb(ReadOnlySpan<ulong> roundKeys, int passes, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        ref ulong table = ref DesTables.Combined[0];
        ref ulong keys = ref MemoryMarshal.GetReference(roundKeys);
        int i = 0;
        for (; i <= source.Length - (2 * BlockLength); i += 2 * BlockLength)
        {
            DesRounds.Open(Load(source, i), out ulong la, out ulong ra);
            DesRounds.Open(Load(source, i + BlockLength), out ulong lb, out ulong rb);
            DesRounds.Two(ref table, ref keys, ref keys, passes, ref la, ref ra, ref lb, ref rb);
            Store(destination, i, DesRounds.Close(la, ra));
            Store(destination, i + BlockLength, DesRounds.Close(lb, rb));
        }

        if (i <= source.Length - BlockLength)
        {
            DesRounds.Open(Load(source, i), out ulong l, out ulong r);
            DesRounds.One(ref table, ref keys, passes, ref l, ref r);
            Store(destination, i, DesRounds.Close(l, r));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Load(ReadOnlySpan<byte> source, int offset) => BinaryPrimitives.ReadUInt64BigEndian(source.Slice(offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Span<byte> destination, int offset, ulong block) =>
        BinaryPrimitives.WriteUInt64BigEndian(destination.Slice(offset), block);
}
