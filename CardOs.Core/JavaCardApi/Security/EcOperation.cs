using System;
using CardOs.JavaCard;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace CardOs.JavaCardApi.Security;

/// <summary>What keys on elliptic curves are to the library that calculates with them.</summary>
internal static class EcOperation
{
    // SEC 2 has an order one bit longer than its field; none is much shorter.
    private const int MaxMissingBits = 8;

    /// <summary>The curve of a key. What an applet put into the key may be no curve: then this throws, which callers expect.</summary>
    public static ECDomainParameters DomainOf(scoped ref NativeCall call, KeyObject key)
    {
        BigInteger order = Number(ref call, key, KeyComponents.R);
        if (order.BitLength < key.Bits - MaxMissingBits)
        {
            throw new ArgumentException("The order is too short.", nameof(key));
        }

        ReadOnlySpan<byte> cofactorBytes = key.Component(ref call, KeyComponents.Cofactor);
        BigInteger cofactor = cofactorBytes.IsEmpty ? BigInteger.One : RsaOperation.FromBytes(cofactorBytes);
        BigInteger field = Number(ref call, key, KeyComponents.Field);
        BigInteger a = Number(ref call, key, KeyComponents.A);
        BigInteger b = Number(ref call, key, KeyComponents.B);
        X9ECParameters? known = CustomNamedCurves.GetByName(NameOf(key.Bits));
        if (known is not null && IsCurve(known.Curve, field, a, b) && known.N.Equals(order))
        {
            bool isUsual = key.Component(ref call, KeyComponents.G).SequenceEqual(known.G.GetEncoded(false));
            ECPoint point = isUsual ? known.G : known.Curve.DecodePoint(key.Component(ref call, KeyComponents.G).ToArray());
            return new ECDomainParameters(known.Curve, point, order, cofactor);
        }

        var curve = new FpCurve(field, a, b, order, cofactor);
        ECPoint generator = curve.DecodePoint(key.Component(ref call, KeyComponents.G).ToArray());
        return new ECDomainParameters(curve, generator, order, cofactor);
    }

    /// <summary>The curve that SEC 2 has for a size.</summary>
    public static string NameOf(int bits) => bits switch
    {
        112 => "secp112r1",
        128 => "secp128r1",
        160 => "secp160r1",
        192 => "secp192r1",
        224 => "secp224r1",
        256 => "secp256r1",
        384 => "secp384r1",
        _ => "secp521r1",
    };

    public static BigInteger Number(scoped ref NativeCall call, KeyObject key, int component) => RsaOperation.FromBytes(key.Component(ref call, component));

    /// <summary>Whether an exception is the library's answer to numbers that are no key.</summary>
    public static bool IsOfBadKey(Exception exception) =>
        exception is ArgumentException or ArithmeticException or InvalidOperationException or FormatException or IndexOutOfRangeException;

    // The library calculates on the curves of SEC 2 with a hundredth of the memory that other curves take.
    private static bool IsCurve(ECCurve known, BigInteger field, BigInteger a, BigInteger b) =>
        known.Field.Characteristic.Equals(field) && known.A.ToBigInteger().Equals(a) && known.B.ToBigInteger().Equals(b);
}
