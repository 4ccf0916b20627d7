using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>The compression of SHA-1, FIPS 180-4 6.1.2.</summary>
internal static class Sha1
{
    private const int BlockLength = 64;
    private const int Steps = 80;

    public static void Start(Span<byte> chain)
    {
        BinaryPrimitives.WriteUInt32BigEndian(chain, 0x6745_2301);
        BinaryPrimitives.WriteUInt32BigEndian(chain.Slice(4), 0xEFCD_AB89);
        BinaryPrimitives.WriteUInt32BigEndian(chain.Slice(8), 0x98BA_DCFE);
        BinaryPrimitives.WriteUInt32BigEndian(chain.Slice(12), 0x1032_5476);
        BinaryPrimitives.WriteUInt32BigEndian(chain.Slice(16), 0xC3D2_E1F0);
    }

    public static void Compress(Span<byte> chain, ReadOnlySpan<byte> blocks)
    {
        Span<uint> w = stackalloc uint[Steps];
        for (; blocks.Length >= BlockLength; blocks = blocks.Slice(BlockLength))
        {
            for (int i = 0; i < 16; i++)
            {
                w[i] = BinaryPrimitives.ReadUInt32BigEndian(blocks.Slice(4 * i));
            }

            for (int i = 16; i < w.Length; i++)
            {
                w[i] = Turn(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
            }

            CompressOne(chain, w);
        }
    }

    private static void CompressOne(Span<byte> chain, ReadOnlySpan<uint> w)
    {
        uint a = BinaryPrimitives.ReadUInt32BigEndian(chain);
        uint b = BinaryPrimitives.ReadUInt32BigEndian(chain.Slice(4));
        uint c = BinaryPrimitives.ReadUInt32BigEndian(chain.Slice(8));
        uint d = BinaryPrimitives.ReadUInt32BigEndian(chain.Slice(12));
        uint e = BinaryPrimitives.ReadUInt32BigEndian(chain.Slice(16));
        for (int i = 0; i < w.Length; i++)
        {
            uint f = i switch
            {
                < 20 => (d ^ (b & (c ^ d))) + 0x5A82_7999,
                < 40 => (b ^ c ^ d) + 0x6ED9_EBA1,
                < 60 => ((b & c) | (d & (b | c))) + 0x8F1B_BCDC,
                _ => (b ^ c ^ d) + 0xCA62_C1D6,
            };
            uint next = Turn(a, 5) + f + e + w[i];
            (e, d, c, b, a) = (d, c, Turn(b, 30), a, next);
        }

        Add(chain, a);
        Add(chain.Slice(4), b);
        Add(chain.Slice(8), c);
        Add(chain.Slice(12), d);
        Add(chain.Slice(16), e);
    }

    private static void Add(Span<byte> word, uint value) =>
        BinaryPrimitives.WriteUInt32BigEndian(word, BinaryPrimitives.ReadUInt32BigEndian(word) + value);

    private static uint Turn(uint value, int bits) => (value << bits) | (value >> (32 - bits));
}
