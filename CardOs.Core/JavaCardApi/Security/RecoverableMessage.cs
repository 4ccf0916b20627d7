using System;
using System.Buffers.Binary;
using CardOs.Crypto;

namespace CardOs.JavaCardApi.Security;

/// <summary>Messages of which a part is in the signature: ISO 9796-2, scheme 1, with the trailer BC.</summary>
/// <remarks>
/// <code>
/// +----+------------------------------------+------+----+
/// | 6A | as much of the message as there is room for | hash | BC |     some is left: partial recovery
/// +----+------------------------------------+------+----+
/// | 4A | message                            | hash | BC |     no room is left
/// +----+----------+----+--------------------+------+----+
/// | 4B | BB .. BB | BA | message            | hash | BC |     4B BA for one byte of padding
/// +----+----------+----+--------------------+------+----+
/// </code>
/// The state behind the hash in progress:
/// <code>
/// +-----------+-------------+---------------+------------------------+-------+
/// | count (4) | opened (1)  | hash (20)     | the first bytes        | begun |
/// +-----------+-------------+---------------+------------------------+-------+
///               beginVerify's, and the hash that it found
/// </code>
/// </remarks>
internal static class RecoverableMessage
{
    private const int CountLength = 4;
    private const int OpenedAt = CountLength;
    private const int HashAt = OpenedAt + 1;
    private const int HashLength = 20;
    private const int BytesAt = HashAt + HashLength;
    private const int Overhead = HashLength + 2;

    private const byte Partial = 0x60;
    private const byte Whole = 0x40;
    private const byte NoPadding = 0x0A;
    private const byte Padded = 0x0B;
    private const byte Padding = 0xBB;
    private const byte LastPadding = 0xBA;
    private const byte Trailer = 0xBC;

    /// <summary>The bytes of the state with a key of a length.</summary>
    public static int StateLength(DigestAlgorithm digest, int keyBytes) => Digest.StateLength(digest) + BytesAt + Capacity(keyBytes) + 1;

    public static void Start(DigestAlgorithm digest, Span<byte> state) => state.Slice(Digest.StateLength(digest), BytesAt).Clear();

    /// <summary>Keeps the first bytes of the message.</summary>
    public static void Update(DigestAlgorithm digest, Span<byte> state, scoped ReadOnlySpan<byte> part)
    {
        Span<byte> own = state.Slice(Digest.StateLength(digest));
        int count = BinaryPrimitives.ReadInt32LittleEndian(own);
        Span<byte> bytes = own.Slice(BytesAt, own.Length - BytesAt - 1);
        if (count < bytes.Length)
        {
            part.Slice(0, Math.Min(part.Length, bytes.Length - count)).CopyTo(bytes.Slice(count));
        }

        BinaryPrimitives.WriteInt32LittleEndian(own, count + part.Length);
    }

    /// <summary>How much of the message is in the signature.</summary>
    public static int RecoverableLength(DigestAlgorithm digest, scoped ReadOnlySpan<byte> state, int keyBytes) =>
        Math.Min(Count(digest, state), Capacity(keyBytes));

    /// <summary>Encodes the message so far.</summary>
    /// <param name="digest">The hash function.</param>
    /// <param name="state">The state.</param>
    /// <param name="hash">The hash of the whole message.</param>
    /// <param name="encoded">Bytes of the modulus.</param>
    public static void Encode(DigestAlgorithm digest, scoped ReadOnlySpan<byte> state, scoped ReadOnlySpan<byte> hash, scoped Span<byte> encoded)
    {
        int length = RecoverableLength(digest, state, encoded.Length);
        int start = encoded.Length - Overhead + 1 - length;
        byte kind = length < Count(digest, state) ? Partial : Whole;
        encoded.Slice(0, start).Fill(Padding);
        encoded[0] = (byte)(kind | (start > 1 ? Padded : NoPadding));
        if (start > 1)
        {
            encoded[start - 1] = LastPadding;
        }

        state.Slice(Digest.StateLength(digest) + BytesAt, length).CopyTo(encoded.Slice(start));
        hash.CopyTo(encoded.Slice(start + length));
        encoded[encoded.Length - 1] = Trailer;
    }

    /// <summary>Finds the message in what a signature holds.</summary>
    public static bool TryDecode(scoped ReadOnlySpan<byte> encoded, out int start, out int length)
    {
        start = 1;
        length = 0;
        int kind = encoded[0] & 0xF0;
        if ((kind != Partial && kind != Whole) || encoded[encoded.Length - 1] != Trailer)
        {
            return false;
        }

        int end = encoded.Length - HashLength - 1;
        if ((encoded[0] & 0x0F) == Padded)
        {
            while (start < end && encoded[start] == Padding)
            {
                start++;
            }

            if (start >= end || encoded[start++] != LastPadding)
            {
                return false;
            }
        }
        else if ((encoded[0] & 0x0F) != NoPadding)
        {
            return false;
        }

        length = end - start;
        return true;
    }

    /// <summary>Keeps the hash that a signature holds, until the message was heard.</summary>
    public static void KeepHash(DigestAlgorithm digest, Span<byte> state, scoped ReadOnlySpan<byte> encoded)
    {
        Span<byte> own = state.Slice(Digest.StateLength(digest));
        own[OpenedAt] = 1;
        encoded.Slice(encoded.Length - HashLength - 1, HashLength).CopyTo(own.Slice(HashAt));
    }

    /// <summary>The hash that was kept; false when there is none.</summary>
    public static bool TryHash(DigestAlgorithm digest, Span<byte> state, out ReadOnlySpan<byte> hash)
    {
        Span<byte> own = state.Slice(Digest.StateLength(digest));
        hash = own.Slice(HashAt, HashLength);
        return state[state.Length - 1] != 0 && own[OpenedAt] != 0;
    }

    private static int Capacity(int keyBytes) => keyBytes - Overhead;

    private static int Count(DigestAlgorithm digest, scoped ReadOnlySpan<byte> state) =>
        BinaryPrimitives.ReadInt32LittleEndian(state.Slice(Digest.StateLength(digest)));
}
