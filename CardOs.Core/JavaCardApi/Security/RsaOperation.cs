using System;
using CardOs.JavaCard;
using Org.BouncyCastle.Math;

namespace CardOs.JavaCardApi.Security;

/// <summary>RSA on numbers, PKCS #1 5.1 and 5.2: the one part that allocates managed memory.</summary>
internal static class RsaOperation
{
    /// <summary>Raises a number as long as the modulus to the key's exponent, in place: else CryptoException ILLEGAL_USE, where it is not below the modulus.</summary>
    public static bool TryTransform(ref NativeCall call, KeyObject key, scoped Span<byte> number)
    {
        BigInteger message = FromBytes(number);
        BigInteger modulus = ModulusOf(ref call, key);
        if (message.CompareTo(modulus) >= 0)
        {
            return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
        }

        try
        {
            BigInteger result = key.Kind == KeyKind.RsaPrivateCrt
                ? RaiseByParts(ref call, key, message)
                : message.ModPow(FromBytes(key.Component(ref call, KeyComponents.Exponent)), modulus);
            ToBytes(result, number);
            return true;
        }
        catch (ArithmeticException)
        {
            // A key whose numbers make no sense: a modulus of zero, say.
            return CryptoCall.Fail(ref call, CryptoReason.IllegalUse);
        }
    }

    public static bool IsBelowModulus(scoped ref NativeCall call, KeyObject key, scoped ReadOnlySpan<byte> number) =>
        FromBytes(number).CompareTo(ModulusOf(ref call, key)) < 0;

    public static BigInteger FromBytes(scoped ReadOnlySpan<byte> bytes) => new(1, bytes.ToArray());

    /// <summary>Writes a number right-aligned; its upper bytes are lost when there is no room, which a remainder's are not.</summary>
    public static void ToBytes(BigInteger number, scoped Span<byte> bytes)
    {
        ReadOnlySpan<byte> value = number.ToByteArrayUnsigned();
        bytes.Clear();
        if (value.Length <= bytes.Length)
        {
            value.CopyTo(bytes.Slice(bytes.Length - value.Length));
        }
    }

    private static BigInteger ModulusOf(scoped ref NativeCall call, KeyObject key) => key.Kind == KeyKind.RsaPrivateCrt
        ? FromBytes(key.Component(ref call, KeyComponents.P)).Multiply(FromBytes(key.Component(ref call, KeyComponents.Q)))
        : FromBytes(key.Component(ref call, KeyComponents.Modulus));

    // PKCS #1 5.1.2, 2b.
    private static BigInteger RaiseByParts(scoped ref NativeCall call, KeyObject key, BigInteger message)
    {
        BigInteger p = FromBytes(key.Component(ref call, KeyComponents.P));
        BigInteger q = FromBytes(key.Component(ref call, KeyComponents.Q));
        BigInteger first = message.Mod(p).ModPow(FromBytes(key.Component(ref call, KeyComponents.DP1)), p);
        BigInteger second = message.Mod(q).ModPow(FromBytes(key.Component(ref call, KeyComponents.DQ1)), q);
        BigInteger difference = first.Subtract(second).Multiply(FromBytes(key.Component(ref call, KeyComponents.PQ))).Mod(p);
        return second.Add(difference.Multiply(q)).Mod(p.Multiply(q));
    }
}
