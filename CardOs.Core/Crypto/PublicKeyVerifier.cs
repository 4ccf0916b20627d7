using System;
using Org.BouncyCastle.Asn1.TeleTrust;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace CardOs.Crypto;

/// <summary>Verifies signatures with public keys, GlobalPlatform 2.3.1 B.2, B.3, by BouncyCastle: what it allocates is in the list of docs/conformance.md.</summary>
internal static class PublicKeyVerifier
{
    private const int SmallModulus = 128;
    private const int MaxModulus = 512;

    /// <summary>RSA: moduli up to 1,024 bits sign with PKCS #1 version 1.5 and SHA-1, longer ones with PSS and SHA-256.</summary>
    public static bool VerifyRsa(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (modulus.Length is 0 or > MaxModulus || signature.Length != modulus.Length)
        {
            return false;
        }

        Span<byte> encoded = stackalloc byte[MaxModulus];
        encoded = encoded.Slice(0, modulus.Length);
        if (!TryRaise(modulus, exponent, signature, encoded))
        {
            return false;
        }

        bool isSmall = modulus.Length <= SmallModulus;
        DigestAlgorithm digest = isSmall ? DigestAlgorithm.Sha1 : DigestAlgorithm.Sha256;
        Span<byte> hash = stackalloc byte[Digest.MaxHashLength];
        hash = hash.Slice(0, Digest.HashLength(digest));
        Digest.Compute(digest, message, hash);
        if (!isSmall)
        {
            return RsaEncoding.IsPss(digest, hash, encoded);
        }

        Span<byte> expected = stackalloc byte[SmallModulus];
        expected = expected.Slice(0, modulus.Length);
        return RsaEncoding.TryEncodeSignature(digest, hash, expected) && ConstantTime.AreEqual(expected, encoded);
    }

    // The library's own signers look whether the modulus may be prime, which takes a hundred times the memory.
    private static bool TryRaise(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent, ReadOnlySpan<byte> number, Span<byte> result)
    {
        var n = new BigInteger(1, modulus.ToArray());
        var s = new BigInteger(1, number.ToArray());
        if (s.CompareTo(n) >= 0)
        {
            return false;
        }

        byte[] value = s.ModPow(new BigInteger(1, exponent.ToArray()), n).ToByteArrayUnsigned();
        result.Clear();
        value.CopyTo(result.Slice(result.Length - value.Length));
        return true;
    }

    /// <summary>ECDSA, the numbers r and s one behind the other, with the hash of the curve's strength.</summary>
    /// <param name="reference">The parameter reference of the curve: GlobalPlatform 2.3.1 table B-2.</param>
    /// <param name="point">The public key, uncompressed.</param>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">The signature.</param>
    public static bool VerifyEcdsa(byte reference, ReadOnlySpan<byte> point, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        X9ECParameters? curve = CurveOf(reference);
        if (curve is null || signature.IsEmpty || signature.Length % 2 != 0)
        {
            return false;
        }

        try
        {
            DigestAlgorithm digest = curve.N.BitLength <= 256 ? DigestAlgorithm.Sha256 : curve.N.BitLength <= 384 ? DigestAlgorithm.Sha384 : DigestAlgorithm.Sha512;
            byte[] hash = new byte[Digest.HashLength(digest)];
            Digest.Compute(digest, message, hash);
            var domain = new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H);
            var signer = new ECDsaSigner();
            signer.Init(forSigning: false, new ECPublicKeyParameters(curve.Curve.DecodePoint(point.ToArray()), domain));
            var r = new BigInteger(1, signature.Slice(0, signature.Length / 2).ToArray());
            var s = new BigInteger(1, signature.Slice(signature.Length / 2).ToArray());
            return signer.VerifySignature(hash, r, s);
        }
        catch (Exception exception) when (IsOfBadKey(exception))
        {
            return false;
        }
    }

    private static X9ECParameters? CurveOf(byte reference) => reference switch
    {
        0 => CustomNamedCurves.GetByName("secp256r1"),
        1 => CustomNamedCurves.GetByName("secp384r1"),
        2 => CustomNamedCurves.GetByName("secp521r1"),
        3 => TeleTrusTNamedCurves.GetByName("brainpoolP256r1"),
        4 => TeleTrusTNamedCurves.GetByName("brainpoolP256t1"),
        5 => TeleTrusTNamedCurves.GetByName("brainpoolP384r1"),
        6 => TeleTrusTNamedCurves.GetByName("brainpoolP384t1"),
        7 => TeleTrusTNamedCurves.GetByName("brainpoolP512r1"),
        8 => TeleTrusTNamedCurves.GetByName("brainpoolP512t1"),
        _ => null,
    };

    // What was put as a key may be none: the library then throws one of these.
    private static bool IsOfBadKey(Exception exception) =>
        exception is CryptoException or ArgumentException or ArithmeticException or InvalidOperationException or FormatException or IndexOutOfRangeException;
}
