using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>The permutation Keccak-f[1600] behind SHA-3 and TUAK, FIPS 202 3.3, on 25 lanes of 64 bits.</summary>
internal static class Keccak
{
    public const int LaneCount = 25;

    /// <summary>Bytes of the lanes.</summary>
    public const int StateLength = LaneCount * sizeof(ulong);

    private const int Rounds = 24;

    private static readonly ulong[] RoundConstants =
    [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ];

    // The lanes in the order that rho and pi walk them, and how far each is turned: FIPS 202 3.2.2, 3.2.3.
    private static readonly byte[] Walk = [10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1];
    private static readonly byte[] Turns = [1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44];

    public static void Permute(Span<ulong> lanes)
    {
        lanes = lanes.Slice(0, LaneCount);
        Span<ulong> columns = stackalloc ulong[5];
        for (int round = 0; round < Rounds; round++)
        {
            Theta(lanes, columns);
            RhoAndPi(lanes);
            Chi(lanes);
            lanes[0] ^= RoundConstants[round];
        }
    }

    /// <summary>The permutation on lanes that lie in bytes, little-endian.</summary>
    public static void Permute(Span<byte> state)
    {
        Span<ulong> lanes = stackalloc ulong[LaneCount];
        for (int i = 0; i < LaneCount; i++)
        {
            lanes[i] = BinaryPrimitives.ReadUInt64LittleEndian(state.Slice(sizeof(ulong) * i));
        }

        Permute(lanes);
        for (int i = 0; i < LaneCount; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(state.Slice(sizeof(ulong) * i), lanes[i]);
        }
    }

    private static void Theta(Span<ulong> lanes, Span<ulong> columns)
    {
        for (int x = 0; x < columns.Length; x++)
        {
            columns[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20];
        }

        for (int x = 0; x < columns.Length; x++)
        {
            ulong parity = columns[x == 0 ? 4 : x - 1] ^ Turn(columns[x == 4 ? 0 : x + 1], 1);
            for (int y = x; y < lanes.Length; y += 5)
            {
                lanes[y] ^= parity;
            }
        }
    }

    private static void RhoAndPi(Span<ulong> lanes)
    {
        byte[] walk = Walk;
        byte[] turns = Turns;
        ulong carried = lanes[1];
        for (int i = 0; i < walk.Length && i < turns.Length; i++)
        {
            int target = walk[i];
            ulong next = lanes[target];
            lanes[target] = Turn(carried, turns[i]);
            carried = next;
        }
    }

    private static void Chi(Span<ulong> lanes)
    {
        for (int y = 0; y <= lanes.Length - 5; y += 5)
        {
            Span<ulong> row = lanes.Slice(y, 5);
            ulong a = row[0];
            ulong b = row[1];
            ulong c = row[2];
            ulong d = row[3];
            ulong e = row[4];
            row[0] = a ^ (~b & c);
            row[1] = b ^ (~c & d);
            row[2] = c ^ (~d & e);
            row[3] = d ^ (~e & a);
            row[4] = e ^ (~a & b);
        }
    }

    private static ulong Turn(ulong value, int bits) => (value << bits) | (value >> (64 - bits));
}
