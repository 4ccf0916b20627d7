using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>The compression of MD5, RFC 1321 3.4. Its words are little-endian.</summary>
internal static class Md5
{
    private const int BlockLength = 64;
    private const int Steps = 64;

    // RFC 1321 3.4: the integer parts of 2^32 times the sines of 1 to 64.
    private static readonly uint[] Constants =
    [
        0xD76A_A478, 0xE8C7_B756, 0x2420_70DB, 0xC1BD_CEEE, 0xF57C_0FAF, 0x4787_C62A, 0xA830_4613, 0xFD46_9501,
        0x6980_98D8, 0x8B44_F7AF, 0xFFFF_5BB1, 0x895C_D7BE, 0x6B90_1122, 0xFD98_7193, 0xA679_438E, 0x49B4_0821,
        0xF61E_2562, 0xC040_B340, 0x265E_5A51, 0xE9B6_C7AA, 0xD62F_105D, 0x0244_1453, 0xD8A1_E681, 0xE7D3_FBC8,
        0x21E1_CDE6, 0xC337_07D6, 0xF4D5_0D87, 0x455A_14ED, 0xA9E3_E905, 0xFCEF_A3F8, 0x676F_02D9, 0x8D2A_4C8A,
        0xFFFA_3942, 0x8771_F681, 0x6D9D_6122, 0xFDE5_380C, 0xA4BE_EA44, 0x4BDE_CFA9, 0xF6BB_4B60, 0xBEBF_BC70,
        0x289B_7EC6, 0xEAA1_27FA, 0xD4EF_3085, 0x0488_1D05, 0xD9D4_D039, 0xE6DB_99E5, 0x1FA2_7CF8, 0xC4AC_5665,
        0xF429_2244, 0x432A_FF97, 0xAB94_23A7, 0xFC93_A039, 0x655B_59C3, 0x8F0C_CC92, 0xFFEF_F47D, 0x8584_5DD1,
        0x6FA8_7E4F, 0xFE2C_E6E0, 0xA301_4314, 0x4E08_11A1, 0xF753_7E82, 0xBD3A_F235, 0x2AD7_D2BB, 0xEB86_D391,
    ];

    private static ReadOnlySpan<byte> Turns => [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

    public static void Start(Span<byte> chain)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(chain, 0x6745_2301);
        BinaryPrimitives.WriteUInt32LittleEndian(chain.Slice(4), 0xEFCD_AB89);
        BinaryPrimitives.WriteUInt32LittleEndian(chain.Slice(8), 0x98BA_DCFE);
        BinaryPrimitives.WriteUInt32LittleEndian(chain.Slice(12), 0x1032_5476);
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
        uint a = BinaryPrimitives.ReadUInt32LittleEndian(chain);
        uint b = BinaryPrimitives.ReadUInt32LittleEndian(chain.Slice(4));
        uint c = BinaryPrimitives.ReadUInt32LittleEndian(chain.Slice(8));
        uint d = BinaryPrimitives.ReadUInt32LittleEndian(chain.Slice(12));
        for (int i = 0; i < Steps; i++)
        {
            int round = i / 16;
            uint f = round switch
            {
                0 => d ^ (b & (c ^ d)),
                1 => c ^ (d & (b ^ c)),
                2 => b ^ c ^ d,
                _ => c ^ (b | ~d),
            };
            int word = round switch
            {
                0 => i,
                1 => ((5 * i) + 1) % 16,
                2 => ((3 * i) + 5) % 16,
                _ => 7 * i % 16,
            };
            uint next = a + f + Constants[i] + BinaryPrimitives.ReadUInt32LittleEndian(block.Slice(4 * word));
            int turn = Turns[(4 * round) + (i % 4)];
            (a, d, c, b) = (d, c, b, b + ((next << turn) | (next >> (32 - turn))));
        }

        Add(chain, a);
        Add(chain.Slice(4), b);
        Add(chain.Slice(8), c);
        Add(chain.Slice(12), d);
    }

    private static void Add(Span<byte> word, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(word, BinaryPrimitives.ReadUInt32LittleEndian(word) + value);
}
