using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>The compression of RIPEMD-160, ISO/IEC 10118-3 clause 7: two lines of five rounds. Its words are little-endian.</summary>
internal static class RipeMd160
{
    private const int BlockLength = 64;
    private const int Steps = 80;

    private static readonly uint[] LeftConstants = [0, 0x5A82_7999, 0x6ED9_EBA1, 0x8F1B_BCDC, 0xA953_FD4E];
    private static readonly uint[] RightConstants = [0x50A2_8BE6, 0x5C4D_D124, 0x6D70_3EF3, 0x7A6D_76E9, 0];

    private static ReadOnlySpan<byte> LeftWords =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8,
        3, 10, 14, 4, 9, 15, 8, 1, 2, 7, 0, 6, 13, 11, 5, 12,
        1, 9, 11, 10, 0, 8, 12, 4, 13, 3, 7, 15, 14, 5, 6, 2,
        4, 0, 5, 9, 7, 12, 2, 10, 14, 1, 3, 8, 11, 6, 15, 13,
    ];

    private static ReadOnlySpan<byte> RightWords =>
    [
        5, 14, 7, 0, 9, 2, 11, 4, 13, 6, 15, 8, 1, 10, 3, 12,
        6, 11, 3, 7, 0, 13, 5, 10, 14, 15, 8, 12, 4, 9, 1, 2,
        15, 5, 1, 3, 7, 14, 6, 9, 11, 8, 12, 2, 10, 0, 4, 13,
        8, 6, 4, 1, 3, 11, 15, 0, 5, 12, 2, 13, 9, 7, 10, 14,
        12, 15, 10, 4, 1, 5, 8, 7, 6, 2, 13, 14, 0, 3, 9, 11,
    ];

    private static ReadOnlySpan<byte> LeftTurns =>
    [
        11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8,
        7, 6, 8, 13, 11, 9, 7, 15, 7, 12, 15, 9, 11, 7, 13, 12,
        11, 13, 6, 7, 14, 9, 13, 15, 14, 8, 13, 6, 5, 12, 7, 5,
        11, 12, 14, 15, 14, 15, 9, 8, 9, 14, 5, 6, 8, 6, 5, 12,
        9, 15, 5, 11, 6, 8, 13, 12, 5, 12, 13, 14, 11, 8, 5, 6,
    ];

    private static ReadOnlySpan<byte> RightTurns =>
    [
        8, 9, 9, 11, 13, 15, 15, 5, 7, 7, 8, 11, 14, 14, 12, 6,
        9, 13, 15, 7, 12, 8, 9, 11, 7, 7, 12, 7, 6, 15, 13, 11,
        9, 7, 15, 11, 8, 6, 6, 14, 12, 13, 5, 14, 13, 13, 7, 5,
        15, 5, 8, 11, 14, 14, 6, 14, 6, 9, 12, 9, 12, 5, 15, 8,
        8, 5, 12, 9, 12, 5, 14, 6, 8, 13, 6, 5, 15, 13, 11, 11,
    ];

    public static void Start(Span<byte> chain)
    {
        Md5.Start(chain);
        BinaryPrimitives.WriteUInt32LittleEndian(chain.Slice(16), 0xC3D2_E1F0);
    }

    public static void Compress(Span<byte> chain, ReadOnlySpan<byte> blocks)
    {
        for (; blocks.Length >= BlockLength; blocks = blocks.Slice(BlockLength))
        {
            CompressOne(chain, blocks);
        }
    }

    private static void CompressOne(Span<byte> chain, ReadOnlySpan<byte> block)
    {
        Span<uint> left = stackalloc uint[5];
        Span<uint> right = stackalloc uint[5];
        for (int i = 0; i < 5; i++)
        {
            left[i] = Word(chain, i);
            right[i] = left[i];
        }

        for (int i = 0; i < Steps; i++)
        {
            Step(left, i / 16, Word(block, LeftWords[i]) + LeftConstants[i / 16], LeftTurns[i]);
            Step(right, 4 - (i / 16), Word(block, RightWords[i]) + RightConstants[i / 16], RightTurns[i]);
        }

        uint first = Word(chain, 1) + left[2] + right[3];
        Write(chain, 1, Word(chain, 2) + left[3] + right[4]);
        Write(chain, 2, Word(chain, 3) + left[4] + right[0]);
        Write(chain, 3, Word(chain, 4) + left[0] + right[1]);
        Write(chain, 4, Word(chain, 0) + left[1] + right[2]);
        Write(chain, 0, first);
    }

    private static void Step(Span<uint> line, int function, uint addend, int turn)
    {
        uint b = line[1];
        uint c = line[2];
        uint d = line[3];
        uint f = function switch
        {
            0 => b ^ c ^ d,
            1 => (b & c) | (~b & d),
            2 => (b | ~c) ^ d,
            3 => (b & d) | (c & ~d),
            _ => b ^ (c | ~d),
        };
        uint sum = Turn(line[0] + f + addend, turn) + line[4];
        line[0] = line[4];
        line[4] = d;
        line[3] = Turn(c, 10);
        line[2] = b;
        line[1] = sum;
    }

    private static uint Word(ReadOnlySpan<byte> words, int index) => BinaryPrimitives.ReadUInt32LittleEndian(words.Slice(4 * index));

    private static void Write(Span<byte> words, int index, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(words.Slice(4 * index), value);

    private static uint Turn(uint value, int bits) => (value << bits) | (value >> (32 - bits));
}
