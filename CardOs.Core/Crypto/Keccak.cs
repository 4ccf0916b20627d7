using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>The permutation behind SHA-3, FIPS 202 3: 25 lanes of 64 bits, little-endian.</summary>
internal static class Keccak
{
    public const int StateLength = Lanes * sizeof(ulong);

    private const int Lanes = 25;
    private const int Rounds = 24;

    // FIPS 202 3.2.5.
    private static readonly ulong[] Constants =
    [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ];

    // FIPS 202 3.2.2: lane (x, y) is turned by the number at 5y + x.
    private static ReadOnlySpan<byte> Turns =>
    [
        0, 1, 62, 28, 27,
        36, 44, 6, 55, 20,
        3, 10, 43, 25, 39,
        41, 45, 15, 21, 8,
        18, 2, 61, 56, 14,
    ];

    public static void Permute(Span<byte> state)
    {
        Span<ulong> a = stackalloc ulong[Lanes];
        for (int i = 0; i < Lanes; i++)
        {
            a[i] = BinaryPrimitives.ReadUInt64LittleEndian(state.Slice(8 * i));
        }

        for (int round = 0; round < Rounds; round++)
        {
            Theta(a);
            RhoPiChi(a);
            a[0] ^= Constants[round];
        }

        for (int i = 0; i < Lanes; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(state.Slice(8 * i), a[i]);
        }
    }

    private static void Theta(Span<ulong> a)
    {
        Span<ulong> parity = stackalloc ulong[5];
        for (int x = 0; x < 5; x++)
        {
            parity[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        }

        for (int i = 0; i < Lanes; i++)
        {
            a[i] ^= parity[(i + 4) % 5] ^ Turn(parity[(i + 1) % 5], 1);
        }
    }

    private static void RhoPiChi(Span<ulong> a)
    {
        Span<ulong> b = stackalloc ulong[Lanes];
        for (int y = 0; y < 5; y++)
        {
            for (int x = 0; x < 5; x++)
            {
                b[y + (5 * (((2 * x) + (3 * y)) % 5))] = Turn(a[x + (5 * y)], Turns[x + (5 * y)]);
            }
        }

        for (int y = 0; y < Lanes; y += 5)
        {
            for (int x = 0; x < 5; x++)
            {
                a[y + x] = b[y + x] ^ (~b[y + ((x + 1) % 5)] & b[y + ((x + 2) % 5)]);
            }
        }
    }

    private static ulong Turn(ulong value, int bits) => bits == 0 ? value : (value << bits) | (value >> (64 - bits));
}
