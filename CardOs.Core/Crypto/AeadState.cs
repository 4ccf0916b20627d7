using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>What GCM and CCM have in mind of a message, in the caller's memory.</summary>
/// <remarks>
/// <code>
/// 0             16         32          48       64           72        80
/// +-------------+----------+-----------+--------+------------+---------+
/// | first block | counter  | stream    | hash   | additional | message |
/// +-------------+----------+-----------+--------+------------+---------+
///   J0 or A0      the next   enciphered  or MAC   bytes so far
/// </code>
/// </remarks>
internal readonly ref struct AeadState
{
    public const int Length = MessageAt + sizeof(ulong);

    private const int BlockLength = CipherAlgorithms.MaxBlockLength;
    private const int CounterAt = BlockLength;
    private const int StreamAt = 2 * BlockLength;
    private const int HashAt = 3 * BlockLength;
    private const int AdditionalAt = 4 * BlockLength;
    private const int MessageAt = AdditionalAt + sizeof(ulong);

    private readonly Span<byte> _bytes;

    public AeadState(Span<byte> bytes) => _bytes = bytes.Slice(0, Length);

    /// <summary>The counter block whose encipherment covers the tag.</summary>
    public Span<byte> First => _bytes.Slice(0, BlockLength);

    public Span<byte> Counter => _bytes.Slice(CounterAt, BlockLength);

    public Span<byte> Stream => _bytes.Slice(StreamAt, BlockLength);

    /// <summary>GHASH or CBC-MAC so far, with the bytes of a block that is not whole added already.</summary>
    public Span<byte> Hash => _bytes.Slice(HashAt, BlockLength);

    /// <summary>Bytes of additional data so far.</summary>
    public ulong Additional
    {
        get => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(AdditionalAt));
        set => BinaryPrimitives.WriteUInt64LittleEndian(_bytes.Slice(AdditionalAt), value);
    }

    /// <summary>Bytes of the message so far.</summary>
    public ulong Message
    {
        get => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.Slice(MessageAt));
        set => BinaryPrimitives.WriteUInt64LittleEndian(_bytes.Slice(MessageAt), value);
    }

    public void Clear() => _bytes.Clear();
}
