using System;
using CardOs.JavaCard;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace CardOs.JavaCardApi.Security;

/// <summary>DSA, FIPS 186-4 4.6 and 4.7, with the secret number of RFC 6979: a copy of a card signs as the card does.</summary>
internal static class DsaSigner
{
    private const int MaxOrder = 20;

    // In a group one try is enough but for a chance of 1 in 2^159; in what is no group, none may be.
    private const int MaxTries = 8;

    public static bool TrySign(ref NativeCall call, KeyObject key, scoped ReadOnlySpan<byte> hash, scoped Span<byte> signature, out int length)
    {
        length = 0;
        try
        {
            BigInteger p = EcOperation.Number(ref call, key, KeyComponents.DsaP);
            BigInteger q = EcOperation.Number(ref call, key, KeyComponents.DsaQ);
            BigInteger g = EcOperation.Number(ref call, key, KeyComponents.DsaG);
            BigInteger x = EcOperation.Number(ref call, key, KeyComponents.DsaValue);
            if (!TrySign(p, q, g, x, hash.ToArray(), out BigInteger first, out BigInteger second))
            {
                return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
            }

            Span<byte> both = stackalloc byte[2 * MaxOrder];
            RsaOperation.ToBytes(first, both.Slice(0, MaxOrder));
            RsaOperation.ToBytes(second, both.Slice(MaxOrder));
            length = EcSignature.Encode(both.Slice(0, MaxOrder), both.Slice(MaxOrder), signature);
            return true;
        }
        catch (Exception exception) when (EcOperation.IsOfBadKey(exception))
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
        }
    }

    public static bool TryVerify(ref NativeCall call, KeyObject key, scoped ReadOnlySpan<byte> hash, scoped ReadOnlySpan<byte> signature, out bool isRight)
    {
        isRight = false;
        if (!EcSignature.TryDecode(signature, out ReadOnlySpan<byte> firstBytes, out ReadOnlySpan<byte> secondBytes))
        {
            return true;
        }

        try
        {
            BigInteger p = EcOperation.Number(ref call, key, KeyComponents.DsaP);
            BigInteger q = EcOperation.Number(ref call, key, KeyComponents.DsaQ);
            BigInteger g = EcOperation.Number(ref call, key, KeyComponents.DsaG);
            BigInteger y = EcOperation.Number(ref call, key, KeyComponents.DsaValue);
            BigInteger r = RsaOperation.FromBytes(firstBytes);
            BigInteger s = RsaOperation.FromBytes(secondBytes);
            if (r.SignValue == 0 || s.SignValue == 0 || r.CompareTo(q) >= 0 || s.CompareTo(q) >= 0)
            {
                return true;
            }

            BigInteger inverse = s.ModInverse(q);
            BigInteger message = Leftmost(hash, q);
            BigInteger first = g.ModPow(message.Multiply(inverse).Mod(q), p);
            BigInteger second = y.ModPow(r.Multiply(inverse).Mod(q), p);
            isRight = first.Multiply(second).Mod(p).Mod(q).Equals(r);
            return true;
        }
        catch (Exception exception) when (EcOperation.IsOfBadKey(exception))
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
        }
    }

    private static bool TrySign(BigInteger p, BigInteger q, BigInteger g, BigInteger x, byte[] hash, out BigInteger r, out BigInteger s)
    {
        r = BigInteger.Zero;
        s = BigInteger.Zero;
        if (x.SignValue == 0 || x.CompareTo(q) >= 0)
        {
            return false;
        }

        BigInteger message = Leftmost(hash, q);
        var numbers = new HMacDsaKCalculator(new Sha1Digest());
        numbers.Init(q, x, hash);
        for (int tries = 0; tries < MaxTries && (r.SignValue == 0 || s.SignValue == 0); tries++)
        {
            BigInteger k = numbers.NextK();
            r = g.ModPow(k, p).Mod(q);
            s = k.ModInverse(q).Multiply(message.Add(x.Multiply(r))).Mod(q);
        }

        return r.SignValue != 0 && s.SignValue != 0;
    }

    private static BigInteger Leftmost(scoped ReadOnlySpan<byte> hash, BigInteger q)
    {
        BigInteger number = RsaOperation.FromBytes(hash);
        int surplus = (8 * hash.Length) - q.BitLength;
        return surplus > 0 ? number.ShiftRight(surplus) : number;
    }
}
