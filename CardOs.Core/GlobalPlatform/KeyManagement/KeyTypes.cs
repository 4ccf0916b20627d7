using System;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.Keys;

namespace CardOs.GlobalPlatform.KeyManagement;

/// <summary>What follows from the type of a key: GlobalPlatform 11.1.8.</summary>
internal static class KeyTypes
{
    public const int CheckValueLength = 3;

    /// <summary>Whether a component travels in clear.</summary>
    public static bool IsPublic(KeyComponentType type) => type
        is KeyComponentType.RsaPublicExponent or KeyComponentType.RsaModulus or KeyComponentType.EccPublicKey
        or (>= KeyComponentType.EccField and <= KeyComponentType.EccCofactor) or KeyComponentType.EccParameterReference;

    /// <summary>Whether a key is for one of the block ciphers, which key sets are made of.</summary>
    public static bool IsBlockCipher(KeyComponentType type) => type is KeyComponentType.Des or KeyComponentType.Aes;

    /// <summary>Whether the card takes keys with this component.</summary>
    public static bool IsKnown(KeyComponentType type) => type
        is KeyComponentType.Des or KeyComponentType.TlsPresharedKey or KeyComponentType.Aes or KeyComponentType.HmacSha1 or KeyComponentType.HmacSha1Length160
        or (>= KeyComponentType.RsaPublicExponent and <= KeyComponentType.RsaSecondExponent)
        or (>= KeyComponentType.EccPublicKey and <= KeyComponentType.EccCofactor) or KeyComponentType.EccParameterReference;

    /// <summary>The cipher of a key by its length; none when there is no such key.</summary>
    public static CipherAlgorithm AlgorithmOf(KeyComponentType type, int length) =>
        type == KeyComponentType.Aes ? CipherAlgorithms.AesFor(length) : type == KeyComponentType.Des ? CipherAlgorithms.DesFor(length) : CipherAlgorithm.None;

    /// <summary>The type of a key of a set.</summary>
    public static KeyComponentType TypeOf(CipherAlgorithm algorithm) => CipherAlgorithms.IsAes(algorithm) ? KeyComponentType.Aes : KeyComponentType.Des;

    /// <summary>The place in a key set of an identifier 1 to 3.</summary>
    public static bool TryGetRole(byte identifier, out KeyRole role)
    {
        role = (KeyRole)(identifier - 1);
        return identifier is >= 1 and <= KeySet.RoleCount;
    }

    /// <summary>The first three bytes of enciphered zeros (DES) or ones (AES): GlobalPlatform B.5, B.6.</summary>
    public static void CheckValue(KeyCache cache, CipherAlgorithm algorithm, ReadOnlySpan<byte> key, Span<byte> destination)
    {
        Span<byte> block = stackalloc byte[CipherAlgorithms.MaxBlockLength];
        block = block.Slice(0, CipherAlgorithms.BlockLength(algorithm));
        block.Fill(CipherAlgorithms.IsAes(algorithm) ? (byte)1 : (byte)0);
        cache.Temporary.Expand(algorithm, key, mayAllocate: false);
        EcbMode.Encrypt(cache.Temporary, block, block);
        cache.Temporary.Clear();
        block.Slice(0, CheckValueLength).CopyTo(destination);
    }
}
