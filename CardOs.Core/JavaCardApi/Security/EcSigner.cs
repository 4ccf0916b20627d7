using System;
using CardOs.JavaCard;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace CardOs.JavaCardApi.Security;

/// <summary>ECDSA, with the secret number of RFC 6979: a copy of a card signs as the card does.</summary>
internal static class EcSigner
{
    private const int MaxOrder = 68;

    // On a curve one try is enough but for a chance of 1 in 2^100; on what is no curve, none may be.
    private const int MaxTries = 8;

    public static bool TrySign(
        ref NativeCall call, KeyObject key, scoped ReadOnlySpan<byte> hash, scoped Span<byte> signature, bool isPlain, out int length)
    {
        length = 0;
        try
        {
            ECDomainParameters domain = EcOperation.DomainOf(ref call, key);
            if (!TrySign(domain, EcOperation.Number(ref call, key, KeyComponents.Value), hash.ToArray(), out BigInteger first, out BigInteger second))
            {
                return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
            }

            int order = (domain.N.BitLength + 7) / 8;
            Span<byte> both = stackalloc byte[2 * MaxOrder];
            Span<byte> r = both.Slice(0, order);
            Span<byte> s = both.Slice(order, order);
            RsaOperation.ToBytes(first, r);
            RsaOperation.ToBytes(second, s);
            if (isPlain)
            {
                length = 2 * order;
                both.Slice(0, length).CopyTo(signature);
            }
            else
            {
                length = EcSignature.Encode(r, s, signature);
            }

            return true;
        }
        catch (Exception exception) when (EcOperation.IsOfBadKey(exception))
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
        }
    }

    public static bool TryVerify(
        ref NativeCall call, KeyObject key, scoped ReadOnlySpan<byte> hash, scoped ReadOnlySpan<byte> signature, bool isPlain, out bool isRight)
    {
        isRight = false;
        ReadOnlySpan<byte> r = signature.Slice(0, signature.Length / 2);
        ReadOnlySpan<byte> s = signature.Slice(signature.Length / 2);
        if (isPlain ? signature.IsEmpty || r.Length != s.Length : !EcSignature.TryDecode(signature, out r, out s))
        {
            return true;
        }

        try
        {
            ECDomainParameters domain = EcOperation.DomainOf(ref call, key);
            ECPoint point = domain.Curve.DecodePoint(key.Component(ref call, KeyComponents.Value).ToArray());
            var signer = new ECDsaSigner();
            signer.Init(forSigning: false, new ECPublicKeyParameters(point, domain));
            isRight = signer.VerifySignature(hash.ToArray(), RsaOperation.FromBytes(r), RsaOperation.FromBytes(s));
            return true;
        }
        catch (Exception exception) when (EcOperation.IsOfBadKey(exception))
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
        }
    }

    // ANSI X9.62 7.3, with bounded tries: the library's own signer has no bound.
    private static bool TrySign(ECDomainParameters domain, BigInteger secret, byte[] hash, out BigInteger r, out BigInteger s)
    {
        BigInteger n = domain.N;
        r = BigInteger.Zero;
        s = BigInteger.Zero;
        if (secret.SignValue == 0 || secret.CompareTo(n) >= 0)
        {
            return false;
        }

        BigInteger message = new(1, hash);
        if (8 * hash.Length > n.BitLength)
        {
            message = message.ShiftRight((8 * hash.Length) - n.BitLength);
        }

        var numbers = new HMacDsaKCalculator(new Sha256Digest());
        numbers.Init(n, secret, hash);
        for (int tries = 0; tries < MaxTries && (r.SignValue == 0 || s.SignValue == 0); tries++)
        {
            BigInteger k = numbers.NextK();
            ECPoint point = domain.G.Multiply(k).Normalize();
            if (!point.IsInfinity)
            {
                r = point.AffineXCoord.ToBigInteger().Mod(n);
                s = k.ModInverse(n).Multiply(message.Add(secret.Multiply(r))).Mod(n);
            }
        }

        return r.SignValue != 0 && s.SignValue != 0;
    }
}
