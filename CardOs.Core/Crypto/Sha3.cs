using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>SHA-3, FIPS 202 6.1: the sponge over <see cref="Keccak"/>. A begun block is already mixed into the state.</summary>
/// <remarks>
/// <code>
/// 0              8                              208
/// +--------------+------------------------------+
/// | begun bytes  | lanes                        |
/// +--------------+------------------------------+
/// </code>
/// </remarks>
internal static class Sha3
{
    public const int StateLength = LanesAt + Keccak.StateLength;

    private const int LanesAt = 8;

    // The two bits 01 that mark SHA-3, then padding: FIPS 202 6.1 and 5.1.
    private const byte FirstPad = 0x06;
    private const byte LastPad = 0x80;

    public static void Update(int rate, Span<byte> state, ReadOnlySpan<byte> data)
    {
        int begun = BinaryPrimitives.ReadInt32LittleEndian(state);
        Span<byte> lanes = state.Slice(LanesAt);
        foreach (byte value in data)
        {
            lanes[begun++] ^= value;
            if (begun == rate)
            {
                Keccak.Permute(lanes);
                begun = 0;
            }
        }

        BinaryPrimitives.WriteInt32LittleEndian(state, begun);
    }

    public static void Finish(int rate, Span<byte> state, Span<byte> hash)
    {
        Span<byte> lanes = state.Slice(LanesAt);
        lanes[BinaryPrimitives.ReadInt32LittleEndian(state)] ^= FirstPad;
        lanes[rate - 1] ^= LastPad;
        Keccak.Permute(lanes);
        lanes.Slice(0, hash.Length).CopyTo(hash);
    }
}
