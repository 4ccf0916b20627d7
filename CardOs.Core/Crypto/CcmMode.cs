using System;

namespace CardOs.Crypto;

/// <summary>Counter with CBC-MAC, RFC 3610, in parts: lengths first, then the additional data, then the message, in place.</summary>
/// <remarks>
/// <code>
/// 0       1                  16-L             16
/// +-------+-------------------+----------------+
/// | flags | nonce, 15-L bytes | message length |     B0; with a counter in place of the length: A0, A1, ...
/// +-------+-------------------+----------------+
/// </code>
/// </remarks>
internal static class CcmMode
{
    public const int MaxTagLength = 16;

    /// <summary>Up to here a length of additional data is two bytes: 2.2.</summary>
    public const int MaxAdditionalLength = 0xFEFF;

    private const int BlockLength = CipherAlgorithms.MaxBlockLength;
    private const int MaxNonceLength = 13;
    private const int MinNonceLength = 7;
    private const int AdditionalLengthLength = 2;
    private const byte HasAdditional = 0x40;

    public static bool IsNonceLength(int length) => length is >= MinNonceLength and <= MaxNonceLength;

    public static bool IsTagLength(int length) => length is >= 4 and <= MaxTagLength && length % 2 == 0;

    /// <param name="key">An AES key.</param>
    /// <param name="state">The state, is replaced.</param>
    /// <param name="nonce">7 to 13 bytes.</param>
    /// <param name="additional">Bytes of additional data that will come.</param>
    /// <param name="message">Bytes of the message that will come; they fit in two bytes.</param>
    /// <param name="tag">Bytes of the tag.</param>
    public static void Start(KeySchedule key, AeadState state, scoped ReadOnlySpan<byte> nonce, int additional, int message, int tag)
    {
        state.Clear();
        int lengthLength = BlockLength - 1 - nonce.Length;
        Span<byte> first = state.First;
        first[0] = (byte)(lengthLength - 1);
        nonce.CopyTo(first.Slice(1));

        Span<byte> hash = state.Hash;
        first.CopyTo(hash);
        hash[0] |= (byte)(((tag - 2) / 2) << 3);
        hash[0] |= additional > 0 ? HasAdditional : (byte)0;
        hash[BlockLength - 2] = (byte)(message >> 8);
        hash[BlockLength - 1] = (byte)message;
        BlockCipher.EncryptEcb(key, hash, hash);
        if (additional > 0)
        {
            hash[0] ^= (byte)(additional >> 8);
            hash[1] ^= (byte)additional;
        }

        first.CopyTo(state.Counter);
        state.Counter[BlockLength - 1] = 1;
    }

    /// <summary>Adds additional data; none may follow once the message has begun.</summary>
    public static void Authenticate(KeySchedule key, AeadState state, scoped ReadOnlySpan<byte> part)
    {
        Absorb(key, state.Hash, AdditionalLengthLength + state.Additional, part);
        state.Additional += (ulong)part.Length;
    }

    /// <summary>Enciphers or deciphers the next part of the message, in place.</summary>
    public static void Transform(KeySchedule key, AeadState state, scoped Span<byte> part, bool isEncryption)
    {
        if (part.IsEmpty)
        {
            return;
        }

        if (state.Message == 0)
        {
            EndAdditional(key, state);
        }

        ulong before = state.Message;
        if (isEncryption)
        {
            Absorb(key, state.Hash, before, part);
        }

        CtrMode.Apply(key, state.Counter, BlockLength, state.Stream, (int)(before % BlockLength), part);
        if (!isEncryption)
        {
            Absorb(key, state.Hash, before, part);
        }

        state.Message = before + (ulong)part.Length;
    }

    /// <summary>The tag, of which the first bytes count.</summary>
    public static void Finish(KeySchedule key, AeadState state, scoped Span<byte> tag)
    {
        if (state.Message == 0)
        {
            EndAdditional(key, state);
        }
        else
        {
            End(key, state.Hash, state.Message);
        }

        Span<byte> stream = stackalloc byte[BlockLength];
        state.Hash.CopyTo(tag);
        CtrMode.Apply(key, state.First, BlockLength, stream, used: 0, tag.Slice(0, BlockLength));
        stream.Clear();
    }

    private static void EndAdditional(KeySchedule key, AeadState state)
    {
        if (state.Additional > 0)
        {
            End(key, state.Hash, AdditionalLengthLength + state.Additional);
        }
    }

    private static void Absorb(KeySchedule key, Span<byte> mac, ulong before, scoped ReadOnlySpan<byte> part)
    {
        int at = (int)(before % BlockLength);
        while (!part.IsEmpty)
        {
            if (at == 0 && part.Length >= BlockLength)
            {
                int whole = part.Length / BlockLength * BlockLength;
                BlockCipher.Chain(key, mac, part.Slice(0, whole));
                part = part.Slice(whole);
                continue;
            }

            mac[at++] ^= part[0];
            part = part.Slice(1);
            if (at == BlockLength)
            {
                BlockCipher.EncryptEcb(key, mac, mac);
                at = 0;
            }
        }
    }

    private static void End(KeySchedule key, Span<byte> mac, ulong length)
    {
        if (length % BlockLength != 0)
        {
            BlockCipher.EncryptEcb(key, mac, mac);
        }
    }
}
