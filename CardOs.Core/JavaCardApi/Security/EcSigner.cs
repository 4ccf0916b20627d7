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

    public static bool TrySign(
        ref NativeCall call, KeyObject key, scoped ReadOnlySpan<byte> hash, scoped Span<byte> signature, bool isPlain, out int length)
    {
        length = 0;
        try
        {
            ECDomainParameters domain = EcOperation.DomainOf(ref call, key);
            var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
            signer.Init(forSigning: true, new ECPrivateKeyParameters(EcOperation.Number(ref call, key, KeyComponents.Value), domain));
            BigInteger[] numbers = signer.GenerateSignature(hash.ToArray());
            int order = (domain.N.BitLength + 7) / 8;
            Span<byte> both = stackalloc byte[2 * MaxOrder];
            Span<byte> r = both.Slice(0, order);
            Span<byte> s = both.Slice(order, order);
            RsaOperation.ToBytes(numbers[0], r);
            RsaOperation.ToBytes(numbers[1], s);
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
}
