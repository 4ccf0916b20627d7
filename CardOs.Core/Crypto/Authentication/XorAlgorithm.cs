using System;

namespace CardOs.Crypto.Authentication;

/// <summary>The algorithms of test cards: TS 34.108 8.1.2 for f1 to f5*, and the same sum as A3 and A8.</summary>
/// <remarks>
/// XDOUT = K xor RAND. RES is XDOUT from byte 0 on, CK is XDOUT turned left by one byte, IK by two; AK is bytes 3 to 8. f1 and f1* add SQN and AMF to
/// the first eight bytes; f5* is f5. In 2G, SRES and Kc are XDOUT from byte 0 on.
/// </remarks>
internal static class XorAlgorithm
{
    public const int Length = 16;

    public const int MacLength = 8;

    public const int GsmLength = 12;

    private const int AnonymityKeyOffset = 3;
    private const int SequenceLength = 6;

    /// <summary>f1 and f1*, 8 bytes.</summary>
    public static void ComputeMac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> sqn, ReadOnlySpan<byte> amf, Span<byte> mac)
    {
        for (int i = 0; i < MacLength; i++)
        {
            byte added = i < SequenceLength ? sqn[i] : amf[i - SequenceLength];
            mac[i] = (byte)(key[i] ^ rand[i] ^ added);
        }
    }

    /// <summary>f2 (4 to 16 bytes), f3, f4 (16 bytes) and f5.</summary>
    public static void ComputeKeys(ReadOnlySpan<byte> key, ReadOnlySpan<byte> rand, Span<byte> res, Span<byte> ck, Span<byte> ik, Span<byte> ak)
    {
        Fill(key, rand, 0, res);
        Fill(key, rand, 1, ck);
        Fill(key, rand, 2, ik);
        Fill(key, rand, AnonymityKeyOffset, ak);
    }

    /// <summary>f5*, which is f5.</summary>
    public static void ComputeAnonymityKey(ReadOnlySpan<byte> key, ReadOnlySpan<byte> rand, Span<byte> ak) => Fill(key, rand, AnonymityKeyOffset, ak);

    /// <summary>SRES (4) and Kc (8) of 2G.</summary>
    public static void ComputeGsm(ReadOnlySpan<byte> key, ReadOnlySpan<byte> rand, Span<byte> result) => Fill(key, rand, 0, result.Slice(0, GsmLength));

    private static void Fill(ReadOnlySpan<byte> key, ReadOnlySpan<byte> rand, int offset, Span<byte> output)
    {
        for (int i = 0; i < output.Length; i++)
        {
            int at = (offset + i) & (Length - 1);
            output[i] = (byte)(key[at] ^ rand[at]);
        }
    }
}
