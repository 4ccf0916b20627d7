using System;
using System.Buffers.Binary;

namespace CardOs.Crypto.Authentication;

/// <summary>From the values of 3G to those of 2G: the conversion functions of TS 33.102 6.8.1.2.</summary>
internal static class GsmConversion
{
    public const int ResultLength = 4;

    public const int CipherKeyLength = 8;

    /// <summary>c2: the sum of the words of RES, zeros behind it. For Milenage it is the first of the two ways of TS 55.205 4.</summary>
    public static void FoldResponse(ReadOnlySpan<byte> res, Span<byte> sres)
    {
        sres = sres.Slice(0, ResultLength);
        sres.Clear();
        for (int i = 0; i < res.Length; i++)
        {
            sres[i & (ResultLength - 1)] ^= res[i];
        }
    }

    /// <summary>The other way of TS 55.205 4: RES without its end.</summary>
    public static void TruncateResponse(ReadOnlySpan<byte> res, Span<byte> sres) => res.Slice(0, ResultLength).CopyTo(sres);

    /// <summary>c3: the sum of the halves of CK and IK. Keys of 32 bytes, which no clause folds, are summed up in the same way.</summary>
    public static void FoldKeys(ReadOnlySpan<byte> ck, ReadOnlySpan<byte> ik, Span<byte> kc) =>
        BinaryPrimitives.WriteUInt64BigEndian(kc, Fold(ck) ^ Fold(ik));

    private static ulong Fold(ReadOnlySpan<byte> key)
    {
        ulong sum = 0;
        for (int i = 0; i <= key.Length - sizeof(ulong); i += sizeof(ulong))
        {
            sum ^= BinaryPrimitives.ReadUInt64BigEndian(key.Slice(i));
        }

        return sum;
    }
}
