using System;
using Org.BouncyCastle.Asn1.TeleTrust;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace CardOs.Crypto;

/// <summary>Verifies signatures with public keys, GlobalPlatform 2.3.1 B.2, B.3, by BouncyCastle: what it allocates is in the list of docs/conformance.md.</summary>
internal static class PublicKeyVerifier
{
    private const int SmallModulus = 128;
    private const int SaltLength = 32;

    /// <summary>RSA: moduli up to 1,024 bits sign with PKCS #1 version 1.5 and SHA-1, longer ones with PSS and SHA-256.</summary>
    public static bool VerifyRsa(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        try
        {
            var key = new RsaKeyParameters(isPrivate: false, new BigInteger(1, modulus.ToArray()), new BigInteger(1, exponent.ToArray()));
            ISigner signer = modulus.Length <= SmallModulus
                ? new RsaDigestSigner(new Sha1Digest())
                : new PssSigner(new RsaEngine(), new Sha256Digest(), SaltLength);
            signer.Init(forSigning: false, key);
            signer.BlockUpdate(message.ToArray(), 0, message.Length);
            return signature.Length == modulus.Length && signer.VerifySignature(signature.ToArray());
        }
        catch (Exception exception) when (IsOfBadKey(exception))
        {
            return false;
        }
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
