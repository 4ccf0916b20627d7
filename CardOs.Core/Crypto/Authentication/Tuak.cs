using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CardOs.Crypto.Authentication;

/// <summary>The functions f1 to f5* of TS 35.231, on Keccak.</summary>
/// <remarks>
/// The input of the permutation, TS 35.231 6.2 to 6.6; every field has its last byte first, and a key of 16 bytes has zeros behind it.
/// <code>
/// 0      32         33        40     56    58    64     96   97            135  136          200
/// +------+----------+---------+------+-----+-----+------+----+-------------+----+------------+
/// | TOPc | INSTANCE | TUAK1.0 | RAND | AMF | SQN | K    | 1F | zeros       | 80 | zeros      |
/// +------+----------+---------+------+-----+-----+------+----+-------------+----+------------+
/// </code>
/// The outputs, also with the last byte first: MAC or RES at 0, CK at 32, IK at 64, AK at 96.
/// </remarks>
internal static class Tuak
{
    public const int OperatorKeyLength = 32;

    /// <summary>The length of a MAC, of RES, of CK and of IK at most.</summary>
    public const int MaxLength = 32;

    private const int ShortKeyLength = 16;
    private const int StateLength = Keccak.LaneCount * sizeof(ulong);
    private const int InstanceOffset = 32;
    private const int NameOffset = InstanceOffset + 1;
    private const int ChallengeOffset = 40;
    private const int FieldOffset = 56;
    private const int SequenceOffset = 58;
    private const int KeyOffset = 64;
    private const int PaddingOffset = 96;
    private const int PaddingEnd = 135;
    private const int OutputLength = 32;
    private const int AnonymityKeyLength = 6;

    private const byte ResynchronisationMac = 0x80;
    private const byte Keys = 0x40;
    private const byte ResynchronisationKey = 0xC0;
    private const byte LongCipherKey = 0x04;
    private const byte LongIntegrityKey = 0x02;
    private const byte LongKey = 0x01;

    // "TUAK1.0", its last byte first.
    private static ReadOnlySpan<byte> Name => [0x30, 0x2E, 0x31, 0x4B, 0x41, 0x55, 0x54];

    /// <summary>TOPc of TS 35.231 6.2, from the operator's TOP.</summary>
    public static void DeriveTopc(ReadOnlySpan<byte> key, ReadOnlySpan<byte> top, int iterations, Span<byte> topc) =>
        ComputeOne(key, top, iterations, instance: 0, default, default, default, outputOffset: 0, topc.Slice(0, OperatorKeyLength));

    /// <summary>f1, as long as <paramref name="mac"/>: 8, 16 or 32 bytes.</summary>
    public static void ComputeMac(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> topc, int iterations, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf, Span<byte> mac) =>
        ComputeOne(key, topc, iterations, LengthCode(mac.Length), rand, sqn, amf, outputOffset: 0, mac);

    /// <summary>f1*, as long as <paramref name="mac"/>: 8, 16 or 32 bytes.</summary>
    public static void ComputeResynchronisationMac(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> topc, int iterations, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf, Span<byte> mac) =>
        ComputeOne(key, topc, iterations, (byte)(ResynchronisationMac | LengthCode(mac.Length)), rand, sqn, amf, outputOffset: 0, mac);

    /// <summary>f2 (4, 8, 16 or 32 bytes), f3 and f4 (16 or 32 bytes), f5 (6 bytes).</summary>
    public static void ComputeKeys(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> topc, int iterations, ReadOnlySpan<byte> rand, Span<byte> res, Span<byte> ck, Span<byte> ik, Span<byte> ak)
    {
        int instance = Keys | LengthCode(res.Length);
        instance |= ck.Length == MaxLength ? LongCipherKey : 0;
        instance |= ik.Length == MaxLength ? LongIntegrityKey : 0;
        Span<ulong> state = stackalloc ulong[Keccak.LaneCount];
        Run(key, topc, iterations, (byte)instance, rand, default, default, state);
        ReadReversed(state, 0, res);
        ReadReversed(state, OutputLength, ck);
        ReadReversed(state, 2 * OutputLength, ik);
        ReadReversed(state, 3 * OutputLength, ak);
        state.Clear();
    }

    /// <summary>f5*, 6 bytes.</summary>
    public static void ComputeResynchronisationKey(ReadOnlySpan<byte> key, ReadOnlySpan<byte> topc, int iterations, ReadOnlySpan<byte> rand, Span<byte> ak) =>
        ComputeOne(key, topc, iterations, ResynchronisationKey, rand, default, default, 3 * OutputLength, ak.Slice(0, AnonymityKeyLength));

    // 4 bytes are 0, and longer ones the number of their bytes: TS 35.231 6.3 to 6.5.
    private static byte LengthCode(int length) => length == sizeof(uint) ? (byte)0 : (byte)length;

    private static void ComputeOne(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> topc, int iterations, byte instance,
        ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf, int outputOffset, Span<byte> output)
    {
        Span<ulong> state = stackalloc ulong[Keccak.LaneCount];
        Run(key, topc, iterations, instance, rand, sqn, amf, state);
        ReadReversed(state, outputOffset, output);
        state.Clear();
    }

    private static void Run(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> topc, int iterations, byte instance,
        ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf, Span<ulong> state)
    {
        state.Clear();
        Span<byte> bytes = MemoryMarshal.AsBytes(state).Slice(0, StateLength);
        WriteReversed(topc, bytes);
        bytes[InstanceOffset] = (byte)(instance | (key.Length > ShortKeyLength ? LongKey : 0));
        Name.CopyTo(bytes.Slice(NameOffset));
        WriteReversed(rand, bytes.Slice(ChallengeOffset));
        WriteReversed(amf, bytes.Slice(FieldOffset));
        WriteReversed(sqn, bytes.Slice(SequenceOffset));
        WriteReversed(key, bytes.Slice(KeyOffset));
        bytes[PaddingOffset] = 0x1F;
        bytes[PaddingEnd] = 0x80;
        Swap(state);
        for (int i = 0; i < iterations; i++)
        {
            Keccak.Permute(state);
        }

        Swap(state);
    }

    // Lanes are numbers with their first byte lowest.
    private static void Swap(Span<ulong> state)
    {
        if (!BitConverter.IsLittleEndian)
        {
            for (int i = 0; i < state.Length; i++)
            {
                state[i] = BinaryPrimitives.ReverseEndianness(state[i]);
            }
        }
    }

    private static void WriteReversed(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        for (int i = 0; i < source.Length; i++)
        {
            destination[i] = source[source.Length - 1 - i];
        }
    }

    private static void ReadReversed(Span<ulong> state, int offset, Span<byte> destination) =>
        WriteReversed(MemoryMarshal.AsBytes(state).Slice(offset, destination.Length), destination);
}
