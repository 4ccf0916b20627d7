using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>Galois/Counter Mode, SP 800-38D 7, in parts: first the additional data, then the message, in place.</summary>
internal static class GcmMode
{
    public const int TagLength = 16;

    /// <summary>The length of initial values that need no hashing: 8.2.1.</summary>
    public const int UsualVectorLength = 12;

    private const int BlockLength = Ghash.BlockLength;

    // inc32, 6.2.
    private const int Counting = 4;

    /// <summary>The lengths that 5.2.1.2 has, short ones included.</summary>
    public static bool IsTagLength(int length) => length is (>= 12 and <= TagLength) or 8 or 4;

    /// <param name="key">An AES key.</param>
    /// <param name="state">The state, is replaced.</param>
    /// <param name="vector">The initial value, one byte or more.</param>
    public static void Start(KeySchedule key, AeadState state, scoped ReadOnlySpan<byte> vector)
    {
        state.Clear();
        Span<byte> first = state.First;
        if (vector.Length == UsualVectorLength)
        {
            vector.CopyTo(first);
            first[BlockLength - 1] = 1;
        }
        else
        {
            Span<byte> subkey = stackalloc byte[BlockLength];
            Derive(key, subkey);
            Absorb(subkey, first, 0, vector);
            Pad(subkey, first, (ulong)vector.Length);
            AddLengths(subkey, first, 0, (ulong)vector.Length);
            subkey.Clear();
        }

        first.CopyTo(state.Counter);
        IncrementCounter(state.Counter);
    }

    /// <summary>Adds additional data; none may follow once the message has begun.</summary>
    public static void Authenticate(KeySchedule key, AeadState state, scoped ReadOnlySpan<byte> part)
    {
        Span<byte> subkey = stackalloc byte[BlockLength];
        Derive(key, subkey);
        Absorb(subkey, state.Hash, state.Additional, part);
        state.Additional += (ulong)part.Length;
        subkey.Clear();
    }

    /// <summary>Enciphers or deciphers the next part of the message, in place.</summary>
    public static void Transform(KeySchedule key, AeadState state, scoped Span<byte> part, bool isEncryption)
    {
        if (part.IsEmpty)
        {
            return;
        }

        Span<byte> subkey = stackalloc byte[BlockLength];
        Derive(key, subkey);
        if (state.Message == 0)
        {
            Pad(subkey, state.Hash, state.Additional);
        }

        ulong before = state.Message;
        if (!isEncryption)
        {
            Absorb(subkey, state.Hash, before, part);
        }

        CtrMode.Apply(key, state.Counter, Counting, state.Stream, (int)(before % BlockLength), part);
        if (isEncryption)
        {
            Absorb(subkey, state.Hash, before, part);
        }

        state.Message = before + (ulong)part.Length;
        subkey.Clear();
    }

    /// <summary>The whole tag, 16 bytes.</summary>
    public static void Finish(KeySchedule key, AeadState state, scoped Span<byte> tag)
    {
        Span<byte> subkey = stackalloc byte[BlockLength];
        Derive(key, subkey);
        Pad(subkey, state.Hash, state.Message == 0 ? state.Additional : state.Message);
        AddLengths(subkey, state.Hash, state.Additional, state.Message);
        state.Hash.CopyTo(tag);
        CtrMode.Apply(key, state.First, Counting, subkey, used: 0, tag.Slice(0, TagLength));
        subkey.Clear();
    }

    private static void Derive(KeySchedule key, Span<byte> subkey)
    {
        subkey.Clear();
        BlockCipher.EncryptEcb(key, subkey, subkey);
    }

    // Bytes are added where they stand in their block, and a block is multiplied when it is whole.
    private static void Absorb(scoped ReadOnlySpan<byte> subkey, Span<byte> hash, ulong before, scoped ReadOnlySpan<byte> part)
    {
        int at = (int)(before % BlockLength);
        while (!part.IsEmpty)
        {
            if (at == 0 && part.Length >= BlockLength)
            {
                int whole = part.Length / BlockLength * BlockLength;
                Ghash.Update(subkey, hash, part.Slice(0, whole));
                part = part.Slice(whole);
                continue;
            }

            hash[at++] ^= part[0];
            part = part.Slice(1);
            if (at == BlockLength)
            {
                MultiplyOnly(subkey, hash);
                at = 0;
            }
        }
    }

    private static void Pad(scoped ReadOnlySpan<byte> subkey, Span<byte> hash, ulong length)
    {
        if (length % BlockLength != 0)
        {
            MultiplyOnly(subkey, hash);
        }
    }

    private static void AddLengths(scoped ReadOnlySpan<byte> subkey, Span<byte> hash, ulong first, ulong second)
    {
        Span<byte> lengths = stackalloc byte[BlockLength];
        BinaryPrimitives.WriteUInt64BigEndian(lengths, 8 * first);
        BinaryPrimitives.WriteUInt64BigEndian(lengths.Slice(sizeof(ulong)), 8 * second);
        Ghash.Update(subkey, hash, lengths);
    }

    private static void MultiplyOnly(scoped ReadOnlySpan<byte> subkey, Span<byte> hash)
    {
        Span<byte> zeros = stackalloc byte[BlockLength];
        zeros.Clear();
        Ghash.Update(subkey, hash, zeros);
    }

    private static void IncrementCounter(Span<byte> counter)
    {
        Span<byte> counting = counter.Slice(BlockLength - Counting);
        BinaryPrimitives.WriteUInt32BigEndian(counting, BinaryPrimitives.ReadUInt32BigEndian(counting) + 1);
    }
}
