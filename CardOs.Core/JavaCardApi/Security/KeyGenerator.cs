using System;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.Memory;
using Org.BouncyCastle.Asn1.Sec;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace CardOs.JavaCardApi.Security;

/// <summary>New key pairs. All components are written together.</summary>
internal static partial class KeyGenerator
{
    private const int Certainty = 100;
    private const int UsualExponent = 65537;

    // The longest component: a number of an RSA key of 4096 bits.
    private const int MaxNumber = 512;

    public static bool TryGenerate(ref NativeCall call, KeyObject publicKey, KeyObject privateKey)
    {
        using Transaction transaction = call.Machine.Memory.Journal.Begin();
        try
        {
            bool isMade = privateKey.Kind switch
            {
                KeyKind.EcPrivate => TryMakeEc(ref call, publicKey, privateKey),
                KeyKind.DhPrivate => TryMakeDh(ref call, publicKey, privateKey),
                KeyKind.DsaPrivate => TryMakeDsa(ref call, publicKey, privateKey),
                _ => TryMakeRsa(ref call, publicKey, privateKey),
            };
            return isMade && transaction.Commit();
        }
        catch (Exception exception) when (EcOperation.IsOfBadKey(exception))
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalValue);
        }
    }

    private static bool TryMakeRsa(ref NativeCall call, KeyObject publicKey, KeyObject privateKey)
    {
        ReadOnlySpan<byte> chosen = publicKey.Component(ref call, KeyComponents.Exponent);
        BigInteger exponent = chosen.IsEmpty ? BigInteger.ValueOf(UsualExponent) : RsaOperation.FromBytes(chosen);
        var generator = new RsaKeyPairGenerator();
        var random = new SecureRandom(new CardRandomGenerator(call.Machine.Working));
        generator.Init(new RsaKeyGenerationParameters(exponent, random, publicKey.Bits, Certainty));
        AsymmetricCipherKeyPair pair = generator.GenerateKeyPair();
        var made = (RsaPrivateCrtKeyParameters)pair.Private;
        bool hasPublic = TrySet(ref call, publicKey, KeyComponents.Modulus, made.Modulus, publicKey.Bytes)
            && TrySet(ref call, publicKey, KeyComponents.Exponent, exponent, 0);
        if (privateKey.Kind == KeyKind.RsaPrivate)
        {
            return hasPublic
                && TrySet(ref call, privateKey, KeyComponents.Modulus, made.Modulus, privateKey.Bytes)
                && TrySet(ref call, privateKey, KeyComponents.Exponent, made.Exponent, privateKey.Bytes);
        }

        int half = privateKey.Bytes / 2;
        return hasPublic
            && TrySet(ref call, privateKey, KeyComponents.P, made.P, half)
            && TrySet(ref call, privateKey, KeyComponents.Q, made.Q, half)
            && TrySet(ref call, privateKey, KeyComponents.PQ, made.QInv, half)
            && TrySet(ref call, privateKey, KeyComponents.DP1, made.DP, half)
            && TrySet(ref call, privateKey, KeyComponents.DQ1, made.DQ, half);
    }

    private static bool TryMakeEc(ref NativeCall call, KeyObject publicKey, KeyObject privateKey)
    {
        if (!TryProvideCurve(ref call, publicKey, privateKey))
        {
            return false;
        }

        ECDomainParameters domain = EcOperation.DomainOf(ref call, publicKey);
        BigInteger secret = Below(ref call, domain.N);
        byte[] point = domain.G.Multiply(secret).Normalize().GetEncoded(compressed: false);
        return privateKey.TrySet(ref call, KeyComponents.Value, secret.ToByteArrayUnsigned())
            && publicKey.TrySet(ref call, KeyComponents.Value, point);
    }

    // A key without a curve gets the other's; without any, the one that SEC 2 has for the size.
    private static bool TryProvideCurve(ref NativeCall call, KeyObject publicKey, KeyObject privateKey)
    {
        if (HasCurve(ref call, publicKey))
        {
            return HasCurve(ref call, privateKey) || TryCopyCurve(ref call, publicKey, privateKey);
        }

        if (!HasCurve(ref call, privateKey))
        {
            X9ECParameters curve = SecNamedCurves.GetByName(EcOperation.NameOf(privateKey.Bits));
            int length = privateKey.Bytes;
            bool isSet = TrySet(ref call, privateKey, KeyComponents.Field, curve.Curve.Field.Characteristic, length)
                && TrySet(ref call, privateKey, KeyComponents.A, curve.Curve.A.ToBigInteger(), length)
                && TrySet(ref call, privateKey, KeyComponents.B, curve.Curve.B.ToBigInteger(), length)
                && privateKey.TrySet(ref call, KeyComponents.G, curve.G.GetEncoded(false))
                && TrySet(ref call, privateKey, KeyComponents.R, curve.N, length)
                && TrySet(ref call, privateKey, KeyComponents.Cofactor, curve.H, 2);
            if (!isSet)
            {
                return false;
            }
        }

        return TryCopyCurve(ref call, privateKey, publicKey);
    }

    private static bool HasCurve(scoped ref NativeCall call, KeyObject key)
    {
        for (int i = KeyComponents.Field; i <= KeyComponents.R; i++)
        {
            if (key.Component(ref call, i).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryCopyCurve(ref NativeCall call, KeyObject source, KeyObject destination)
    {
        for (int i = KeyComponents.Field; i <= KeyComponents.Cofactor; i++)
        {
            ReadOnlySpan<byte> value = source.Component(ref call, i);
            if (!value.IsEmpty && !destination.TrySet(ref call, i, value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryMakeDh(ref NativeCall call, KeyObject publicKey, KeyObject privateKey)
    {
        for (int i = KeyComponents.DhP; i <= KeyComponents.DhG; i++)
        {
            ReadOnlySpan<byte> value = publicKey.Component(ref call, i);
            if (!value.IsEmpty && !privateKey.TrySet(ref call, i, value))
            {
                return false;
            }
        }

        BigInteger p = EcOperation.Number(ref call, privateKey, KeyComponents.DhP);
        BigInteger g = EcOperation.Number(ref call, privateKey, KeyComponents.DhG);
        if (p.BitLength < 2 || g.SignValue == 0)
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalValue);
        }

        ReadOnlySpan<byte> order = privateKey.Component(ref call, KeyComponents.DhQ);
        BigInteger secret = Below(ref call, order.IsEmpty ? p.Subtract(BigInteger.One) : RsaOperation.FromBytes(order));
        return TrySet(ref call, privateKey, KeyComponents.DhValue, secret, 0)
            && TrySet(ref call, publicKey, KeyComponents.DhValue, g.ModPow(secret, p), publicKey.Bytes);
    }

    // A number from 1 to limit - 1, each as likely.
    private static BigInteger Below(scoped ref NativeCall call, BigInteger limit)
    {
        if (limit.BitLength < 2)
        {
            throw new ArgumentException("No number is below the limit.", nameof(limit));
        }

        byte[] bytes = new byte[(limit.BitLength + 7) / 8];
        while (true)
        {
            CardRandom.Fill(call.Machine.Working.Span(WorkingMap.Random, WorkingMap.RandomLength), bytes);
            bytes[0] &= (byte)(0xFF >> ((8 * bytes.Length) - limit.BitLength));
            var number = new BigInteger(1, bytes);
            if (number.SignValue > 0 && number.CompareTo(limit) < 0)
            {
                return number;
            }
        }
    }

    private static bool TrySet(ref NativeCall call, KeyObject key, int component, BigInteger number, int length)
    {
        Span<byte> bytes = stackalloc byte[MaxNumber];
        bytes = bytes.Slice(0, Math.Max(length, Math.Max(1, (number.BitLength + 7) / 8)));
        RsaOperation.ToBytes(number, bytes);
        return key.TrySet(ref call, component, bytes);
    }
}
