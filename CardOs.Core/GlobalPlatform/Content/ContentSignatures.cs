using System;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Crypto;
using CardOs.Keys;

namespace CardOs.GlobalPlatform.Content;

/// <summary>Signatures of tokens, receipts and load files with a domain's key: its type says how. GlobalPlatform 2.3.1 B, C.</summary>
internal static class ContentSignatures
{
    public const int MaxMacLength = 16;

    /// <summary>Whether a signature is that of a message.</summary>
    public static bool Verify(CardState state, DomainKey key, scoped ReadOnlySpan<byte> message, scoped ReadOnlySpan<byte> signature)
    {
        switch (key.Type)
        {
            case KeyComponentType.Des:
            case KeyComponentType.Aes:
                Span<byte> mac = stackalloc byte[MaxMacLength];
                return TryMac(state, key, message, mac, out int length) && ConstantTime.AreEqual(mac.Slice(0, length), signature);
            case KeyComponentType.RsaModulus:
            case KeyComponentType.RsaPublicExponent:
                return key.TryGet(KeyComponentType.RsaModulus, out ReadOnlySpan<byte> modulus)
                    && key.TryGet(KeyComponentType.RsaPublicExponent, out ReadOnlySpan<byte> exponent)
                    && PublicKeyVerifier.VerifyRsa(modulus, exponent, message, signature);
            case KeyComponentType.EccPublicKey:
                bool hasReference = key.TryGet(KeyComponentType.EccParameterReference, out ReadOnlySpan<byte> reference) && reference.Length == 1;
                return key.TryGet(KeyComponentType.EccPublicKey, out ReadOnlySpan<byte> point)
                    && PublicKeyVerifier.VerifyEcdsa(hasReference ? reference[0] : (byte)0, point, message, signature);
            default:
                return false;
        }
    }

    /// <summary>The MAC of a message with a symmetric key: triple DES on the last block only, ISO/IEC 9797-1 method 2; or CMAC with AES.</summary>
    /// <returns>False when the key is none of these.</returns>
    public static bool TryMac(CardState state, DomainKey key, scoped ReadOnlySpan<byte> message, scoped Span<byte> mac, out int length)
    {
        length = 0;
        bool isAes = key.Type == KeyComponentType.Aes;
        if (!key.TryGet(isAes ? KeyComponentType.Aes : KeyComponentType.Des, out ReadOnlySpan<byte> value))
        {
            return false;
        }

        CipherAlgorithm algorithm = isAes ? CipherAlgorithms.AesFor(value.Length) : CipherAlgorithms.DesFor(value.Length);
        if (algorithm is CipherAlgorithm.None or CipherAlgorithm.Des)
        {
            return false;
        }

        KeySchedule schedule = state.AppletKey;
        schedule.Expand(algorithm, value, mayAllocate: false);
        length = schedule.BlockLength;
        if (isAes)
        {
            Cmac.Compute(schedule, message, mac.Slice(0, length));
        }
        else
        {
            RetailMac.Compute(schedule, default, message, BlockPadding.Method2, mac.Slice(0, length));
        }

        schedule.Clear();
        return true;
    }
}
