using System;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;
using Org.BouncyCastle.Math.EC.Multiplier;
using Org.BouncyCastle.Math.EC.Rfc7748;

namespace CardOs.Crypto.Ecies;

/// <summary>The Diffie-Hellman primitives of the two profiles, by BouncyCastle: what they allocate is in the list of docs/conformance.md.</summary>
internal static class KeyAgreement
{
    public const int PrivateKeyLength = 32;

    public const int SharedLength = 32;

    /// <summary>The longest public key that is sent: a compressed point.</summary>
    public const int MaxPublicKeyLength = CompressedLength;

    private const int MontgomeryLength = 32;
    private const int CompressedLength = 33;
    private const int UncompressedLength = 65;

    private static X9ECParameters Curve => CustomNamedCurves.GetByName("secp256r1");

    /// <summary>Bytes of a public key as it is sent.</summary>
    public static int PublicKeyLength(ProtectionScheme scheme) => scheme == ProtectionScheme.ProfileA ? MontgomeryLength : CompressedLength;

    /// <summary>Whether the bytes are a private key: any for Curve25519, else a number from 1 on that is below the group's order.</summary>
    public static bool IsPrivateKey(ProtectionScheme scheme, ReadOnlySpan<byte> key)
    {
        if (key.Length != PrivateKeyLength)
        {
            return false;
        }

        BigInteger number = scheme == ProtectionScheme.ProfileA ? BigInteger.One : new BigInteger(1, key.ToArray());
        return number.SignValue > 0 && (scheme == ProtectionScheme.ProfileA || number.CompareTo(Curve.N) < 0);
    }

    /// <summary>The public key of a private key, in the form that is sent.</summary>
    public static void DerivePublicKey(ProtectionScheme scheme, ReadOnlySpan<byte> privateKey, Span<byte> publicKey)
    {
        if (scheme == ProtectionScheme.ProfileA)
        {
            byte[] result = new byte[MontgomeryLength];
            X25519.ScalarMultBase(privateKey.ToArray(), 0, result, 0);
            result.CopyTo(publicKey);
            return;
        }

        ECPoint point = new FixedPointCombMultiplier().Multiply(Curve.G, new BigInteger(1, privateKey.ToArray())).Normalize();
        point.GetEncoded(compressed: true).CopyTo(publicKey);
    }

    /// <summary>The shared secret: the x coordinate.</summary>
    /// <returns>False when the public key is not one, or the secret would be none.</returns>
    public static bool TryAgree(ProtectionScheme scheme, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, Span<byte> shared) =>
        scheme == ProtectionScheme.ProfileA ? TryAgreeMontgomery(privateKey, publicKey, shared) : TryAgreeWeierstrass(privateKey, publicKey, shared);

    private static bool TryAgreeMontgomery(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, Span<byte> shared)
    {
        if (publicKey.Length != MontgomeryLength)
        {
            return false;
        }

        byte[] result = new byte[SharedLength];
        X25519.ScalarMult(privateKey.ToArray(), 0, publicKey.ToArray(), 0, result, 0);
        result.CopyTo(shared);

        // A point of small order gives zero: RFC 7748 6.1.
        byte any = 0;
        foreach (byte value in result)
        {
            any |= value;
        }

        return any != 0;
    }

    private static bool TryAgreeWeierstrass(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, Span<byte> shared)
    {
        if (!TryDecode(publicKey, out ECPoint? point))
        {
            return false;
        }

        ECPoint product = point!.Multiply(new BigInteger(1, privateKey.ToArray())).Normalize();
        if (product.IsInfinity)
        {
            return false;
        }

        product.AffineXCoord.GetEncoded().CopyTo(shared);
        return true;
    }

    // The library throws at bytes that are no point, which a file of the card can hold: the curve equation is checked before.
    private static bool TryDecode(ReadOnlySpan<byte> publicKey, out ECPoint? point)
    {
        point = null;
        bool isCompressed = publicKey.Length == CompressedLength && publicKey[0] is 0x02 or 0x03;
        if (!isCompressed && !(publicKey.Length == UncompressedLength && publicKey[0] == 0x04))
        {
            return false;
        }

        ECCurve curve = Curve.Curve;
        BigInteger field = curve.Field.Characteristic;
        var x = new BigInteger(1, publicKey.Slice(1, SharedLength).ToArray());
        if (x.CompareTo(field) >= 0)
        {
            return false;
        }

        ECFieldElement coordinate = curve.FromBigInteger(x);
        ECFieldElement square = coordinate.Square().Add(curve.A).Multiply(coordinate).Add(curve.B);
        ECFieldElement? root = square.Sqrt();
        if (root is null)
        {
            return false;
        }

        if (isCompressed)
        {
            bool isOdd = (publicKey[0] & 1) != 0;
            ECFieldElement y = root.TestBitZero() == isOdd ? root : root.Negate();
            point = curve.CreatePoint(x, y.ToBigInteger());
            return true;
        }

        var given = new BigInteger(1, publicKey.Slice(1 + SharedLength).ToArray());
        if (!given.Equals(root.ToBigInteger()) && !given.Equals(root.Negate().ToBigInteger()))
        {
            return false;
        }

        point = curve.CreatePoint(x, given);
        return true;
    }
}
