using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>The compression of SHA-256 and SHA-224, FIPS 180-4 6.2.2.</summary>
internal static class Sha256
{
    private const int BlockLength = 64;
    private const int Steps = 64;
    private const int WordLength = sizeof(uint);

    // FIPS 180-4 4.2.2: fractions of the cube roots of the first primes.
    private static readonly uint[] Constants =
    [
        0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
        0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
        0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
        0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
        0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
        0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
        0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
        0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
    ];

    // FIPS 180-4 5.3: fractions of the square roots of the first primes.
    private static readonly uint[] Initial =
    [
        0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
    ];

    private static readonly uint[] Initial224 =
    [
        0xC105_9ED8, 0x367C_D507, 0x3070_DD17, 0xF70E_5939, 0xFFC0_0B31, 0x6858_1511, 0x64F9_8FA7, 0xBEFA_4FA4,
    ];

    public static void Start(Span<byte> chain) => Start(chain, Initial);

    public static void Start224(Span<byte> chain) => Start(chain, Initial224);

    public static void Compress(Span<byte> chain, ReadOnlySpan<byte> blocks)
    {
        Span<uint> w = stackalloc uint[Steps];
        for (; blocks.Length >= BlockLength; blocks = blocks.Slice(BlockLength))
        {
            for (int i = 0; i < 16; i++)
            {
                w[i] = BinaryPrimitives.ReadUInt32BigEndian(blocks.Slice(WordLength * i));
            }

            for (int i = 16; i < w.Length; i++)
            {
                uint x = w[i - 15];
                uint y = w[i - 2];
                w[i] = w[i - 16] + w[i - 7] + (Turn(x, 7) ^ Turn(x, 18) ^ (x >> 3)) + (Turn(y, 17) ^ Turn(y, 19) ^ (y >> 10));
            }

            CompressOne(chain, w);
        }
    }

    private static void Start(Span<byte> chain, ReadOnlySpan<uint> initial)
    {
        for (int i = 0; i < initial.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(chain.Slice(WordLength * i), initial[i]);
        }
    }

    private static void CompressOne(Span<byte> chain, ReadOnlySpan<uint> w)
    {
        uint[] constants = Constants;
        uint a = Read(chain, 0);
        uint b = Read(chain, 1);
        uint c = Read(chain, 2);
        uint d = Read(chain, 3);
        uint e = Read(chain, 4);
        uint f = Read(chain, 5);
        uint g = Read(chain, 6);
        uint h = Read(chain, 7);
        for (int i = 0; i < w.Length; i++)
        {
            uint s = h + (Turn(e, 6) ^ Turn(e, 11) ^ Turn(e, 25)) + (g ^ (e & (f ^ g))) + constants[i] + w[i];
            uint t = (Turn(a, 2) ^ Turn(a, 13) ^ Turn(a, 22)) + ((a & b) | (c & (a | b)));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + s, c, b, a, s + t);
        }

        Add(chain, 0, a);
        Add(chain, 1, b);
        Add(chain, 2, c);
        Add(chain, 3, d);
        Add(chain, 4, e);
        Add(chain, 5, f);
        Add(chain, 6, g);
        Add(chain, 7, h);
    }

    private static uint Read(ReadOnlySpan<byte> chain, int index) => BinaryPrimitives.ReadUInt32BigEndian(chain.Slice(WordLength * index));

    private static void Add(Span<byte> chain, int index, uint value) =>
        BinaryPrimitives.WriteUInt32BigEndian(chain.Slice(WordLength * index), Read(chain, index) + value);

    private static uint Turn(uint value, int bits) => (value >> bits) | (value << (32 - bits));
}
