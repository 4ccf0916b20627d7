using System;
using CardOs.JavaCard;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace CardOs.JavaCardApi.Security;

/// <summary>What keys on elliptic curves are to the library that calculates with them.</summary>
internal static class EcOperation
{
    /// <summary>The curve of a key. What an applet put into the key may be no curve: then this throws, which callers expect.</summary>
    public static ECDomainParameters DomainOf(scoped ref NativeCall call, KeyObject key)
    {
        BigInteger order = Number(ref call, key, KeyComponents.R);
        ReadOnlySpan<byte> cofactorBytes = key.Component(ref call, KeyComponents.Cofactor);
        BigInteger cofactor = cofactorBytes.IsEmpty ? BigInteger.One : RsaOperation.FromBytes(cofactorBytes);
        var curve = new FpCurve(
            Number(ref call, key, KeyComponents.Field), Number(ref call, key, KeyComponents.A), Number(ref call, key, KeyComponents.B), order, cofactor);
        ECPoint generator = curve.DecodePoint(key.Component(ref call, KeyComponents.G).ToArray());
        return new ECDomainParameters(curve, generator, order, cofactor);
    }

    public static BigInteger Number(scoped ref NativeCall call, KeyObject key, int component) => RsaOperation.FromBytes(key.Component(ref call, component));

    /// <summary>Whether an exception is the library's answer to numbers that are no key.</summary>
    public static bool IsOfBadKey(Exception exception) => exception is ArgumentException or ArithmeticException or InvalidOperationException or FormatException;
}
