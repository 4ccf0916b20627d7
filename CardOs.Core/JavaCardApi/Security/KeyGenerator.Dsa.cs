using System;
using CardOs.JavaCard;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace CardOs.JavaCardApi.Security;

/// <summary>Pairs of DSA: in the group of one of the keys, or in a new one.</summary>
internal static partial class KeyGenerator
{
    private static bool TryMakeDsa(ref NativeCall call, KeyObject publicKey, KeyObject privateKey)
    {
        if (!HasGroup(ref call, publicKey) && !HasGroup(ref call, privateKey) && !TryMakeGroup(ref call, publicKey))
        {
            return false;
        }

        bool isOfPublic = HasGroup(ref call, publicKey);
        if (!TryCopyGroup(ref call, isOfPublic ? publicKey : privateKey, isOfPublic ? privateKey : publicKey))
        {
            return false;
        }

        BigInteger p = EcOperation.Number(ref call, publicKey, KeyComponents.DsaP);
        BigInteger g = EcOperation.Number(ref call, publicKey, KeyComponents.DsaG);
        BigInteger secret = Below(ref call, EcOperation.Number(ref call, publicKey, KeyComponents.DsaQ));
        return TrySet(ref call, privateKey, KeyComponents.DsaValue, secret, 0)
            && TrySet(ref call, publicKey, KeyComponents.DsaValue, g.ModPow(secret, p), publicKey.Bytes);
    }

    private static bool HasGroup(scoped ref NativeCall call, KeyObject key)
    {
        for (int i = KeyComponents.DsaP; i <= KeyComponents.DsaG; i++)
        {
            if (key.Component(ref call, i).IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryMakeGroup(ref NativeCall call, KeyObject key)
    {
        var generator = new DsaParametersGenerator();
        generator.Init(key.Bits, Certainty, new SecureRandom(new CardRandomGenerator(call.Machine.Working)));
        DsaParameters group = generator.GenerateParameters();
        return TrySet(ref call, key, KeyComponents.DsaP, group.P, key.Bytes)
            && TrySet(ref call, key, KeyComponents.DsaQ, group.Q, 0)
            && TrySet(ref call, key, KeyComponents.DsaG, group.G, key.Bytes);
    }

    private static bool TryCopyGroup(ref NativeCall call, KeyObject source, KeyObject destination)
    {
        for (int i = KeyComponents.DsaP; i <= KeyComponents.DsaG; i++)
        {
            ReadOnlySpan<byte> value = source.Component(ref call, i);
            if (!destination.TrySet(ref call, i, value))
            {
                return false;
            }
        }

        return true;
    }
}
