using System;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Math.EC;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.KeyAgreement. Hidden cells: the algorithm, the private key.</summary>
internal static class KeyAgreementClass
{
    private const int AlgorithmCell = 0;
    private const int KeyCell = 1;

    private const byte EcdhHashed = 1;
    private const byte EcdhcHashed = 2;
    private const byte Ecdh = 3;
    private const byte Ecdhc = 4;
    private const byte EcdhPoint = 6;
    private const byte DiffieHellman = 7;

    private const int MaxSecret = 256;

    public static NativeClass Define() => new(RomClass.KeyAgreement, "KeyAgreement", RomClass.Object)
    {
        IsAbstract = true,
        HiddenCells = 2,
        Statics = [new(0, "getInstance", "(BZ)LKeyAgreement;", GetInstance), new(1, "<init>", "()V", ObjectClass.Construct)],
        Virtuals =
        [
            new(1, "init", "(LPrivateKey;)V", Init),
            new(2, "getAlgorithm", "()B", GetAlgorithm),
            new(3, "generateSecret", "([BSS[BS)S", GenerateSecret),
        ],
    };

    private static VmStatus GetInstance(ref NativeCall call)
    {
        int algorithm = call.Byte(0);
        if (algorithm is not (EcdhHashed or EcdhcHashed or Ecdh or Ecdhc or EcdhPoint or DiffieHellman))
        {
            return CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);
        }

        return call.TryNewObject(RomClass.KeyAgreement, call.Caller, out ushort handle)
            && CryptoCall.TrySetNumber(ref call, handle, call.Heap.Entry(handle), AlgorithmCell, algorithm)
            ? call.ReturnReference(handle)
            : VmStatus.Throw;
    }

    private static VmStatus Init(ref NativeCall call)
    {
        if (!KeyObject.TryOf(ref call, 1, out KeyObject key))
        {
            return VmStatus.Throw;
        }

        HandleEntry entry = call.Heap.Entry(call.Reference(0));
        bool isDiffieHellman = CryptoCall.Number(ref call, entry, AlgorithmCell) == DiffieHellman;
        if (key.Kind != (isDiffieHellman ? KeyKind.DhPrivate : KeyKind.EcPrivate))
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
        }

        if (!key.IsInitialized(ref call))
        {
            return CryptoCall.Throw(ref call, CryptoReason.UninitializedKey);
        }

        return call.TryWriteCell(call.Reference(0), entry, KeyCell, key.Handle) ? call.Return() : VmStatus.Throw;
    }

    private static VmStatus GetAlgorithm(ref NativeCall call) =>
        call.Return((short)CryptoCall.Number(ref call, call.Heap.Entry(call.Reference(0)), AlgorithmCell));

    private static VmStatus GenerateSecret(ref NativeCall call)
    {
        HandleEntry entry = call.Heap.Entry(call.Reference(0));
        ushort handle = call.ReadCell(entry, KeyCell);
        if (handle == 0)
        {
            return CryptoCall.Throw(ref call, CryptoReason.InvalidInit);
        }

        if (!KeyObject.TryOpen(ref call, handle, call.Heap.Entry(handle), out KeyObject key) || !call.TryBytes(1, out ReadOnlySpan<byte> other))
        {
            return VmStatus.Throw;
        }

        if (!key.IsInitialized(ref call))
        {
            return CryptoCall.Throw(ref call, CryptoReason.UninitializedKey);
        }

        if (other.IsEmpty)
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
        }

        int algorithm = CryptoCall.Number(ref call, entry, AlgorithmCell);
        Span<byte> secret = stackalloc byte[MaxSecret];
        bool isMade;
        int length;
        try
        {
            isMade = algorithm == DiffieHellman
                ? TryRaise(ref call, key, other, secret, out length)
                : TryMultiply(ref call, key, algorithm, other, secret, out length);
        }
        catch (Exception exception) when (EcOperation.IsOfBadKey(exception))
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
        }

        if (!isMade)
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
        }

        if (algorithm is EcdhHashed or EcdhcHashed)
        {
            Span<byte> hash = stackalloc byte[Digest.MaxHashLength];
            Digest.Compute(DigestAlgorithm.Sha1, secret.Slice(0, length), hash);
            length = Digest.HashLength(DigestAlgorithm.Sha1);
            hash.Slice(0, length).CopyTo(secret);
        }

        return CryptoCall.TryOutput(ref call, 4, secret.Slice(0, length)) ? call.Return((short)length) : VmStatus.Throw;
    }

    // IEEE 1363 7.2.1 and 7.2.2: the first coordinate of the product, or the whole point.
    private static bool TryMultiply(
        scoped ref NativeCall call, KeyObject key, int algorithm, scoped ReadOnlySpan<byte> other, scoped Span<byte> secret, out int length)
    {
        ECDomainParameters domain = EcOperation.DomainOf(ref call, key);
        BigInteger factor = EcOperation.Number(ref call, key, KeyComponents.Value);
        if (algorithm is EcdhcHashed or Ecdhc)
        {
            factor = factor.Multiply(domain.H).Mod(domain.N);
        }

        ECPoint point = domain.Curve.DecodePoint(other.ToArray()).Multiply(factor).Normalize();
        length = 0;
        if (point.IsInfinity)
        {
            return false;
        }

        byte[] encoded = point.GetEncoded(false);
        int coordinate = (encoded.Length - 1) / 2;
        ReadOnlySpan<byte> result = algorithm == EcdhPoint ? encoded : encoded.AsSpan(1, coordinate);
        length = result.Length;
        result.CopyTo(secret);
        return true;
    }

    private static bool TryRaise(scoped ref NativeCall call, KeyObject key, scoped ReadOnlySpan<byte> other, scoped Span<byte> secret, out int length)
    {
        BigInteger p = EcOperation.Number(ref call, key, KeyComponents.DhP);
        BigInteger number = RsaOperation.FromBytes(other);
        length = key.Bytes;
        if (number.CompareTo(BigInteger.One) <= 0 || number.CompareTo(p.Subtract(BigInteger.One)) >= 0)
        {
            return false;
        }

        RsaOperation.ToBytes(number.ModPow(EcOperation.Number(ref call, key, KeyComponents.DhValue), p), secret.Slice(0, length));
        return true;
    }
}
