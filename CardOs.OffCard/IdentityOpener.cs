using System;
using CardOs.Crypto;
using CardOs.Crypto.Ecies;

namespace CardOs.OffCard;

/// <summary>The home network's function that reveals concealed identities, with one private key: TS 33.501 6.12.5, annex C.</summary>
public sealed class IdentityOpener
{
    private readonly ProtectionScheme _scheme;
    private readonly byte[] _privateKey;
    private readonly KeySchedule _slot = new();

    private IdentityOpener(ProtectionScheme scheme, byte[] privateKey)
    {
        _scheme = scheme;
        _privateKey = KeyAgreement.IsPrivateKey(scheme, privateKey) ? privateKey : throw new ArgumentException("Not a private key of the curve.", nameof(privateKey));
        PublicKey = new byte[KeyAgreement.PublicKeyLength(scheme)];
        KeyAgreement.DerivePublicKey(scheme, privateKey, PublicKey);
    }

    /// <summary>The public key for cards: of profile A 32 bytes, of profile B a compressed point.</summary>
    public byte[] PublicKey { get; }

    /// <summary>A key pair of profile A, on Curve25519.</summary>
    public static IdentityOpener OfProfileA(byte[] privateKey) => new(ProtectionScheme.ProfileA, privateKey ?? throw new ArgumentNullException(nameof(privateKey)));

    /// <summary>A key pair of profile B, on secp256r1.</summary>
    public static IdentityOpener OfProfileB(byte[] privateKey) => new(ProtectionScheme.ProfileB, privateKey ?? throw new ArgumentNullException(nameof(privateKey)));

    /// <summary>Opens a scheme output: TS 33.501 C.3.3.</summary>
    /// <returns>False when it was not made for this key, or is not what was made.</returns>
    public bool TryOpen(ReadOnlySpan<byte> schemeOutput, out byte[] schemeInput)
    {
        byte[] input = new byte[schemeOutput.Length];
        bool isOpen = EciesScheme.TryOpen(_scheme, _slot, _privateKey, schemeOutput, input, out int length);
        schemeInput = isOpen ? input[..length] : [];
        return isOpen;
    }

    /// <summary>Reveals the IMSI of a SUCI; one of the null scheme needs no key.</summary>
    public bool TryReveal(ConcealedIdentity identity, out string imsi)
    {
        if (identity is null)
        {
            throw new ArgumentNullException(nameof(identity));
        }

        byte[] input = identity.SchemeOutput;
        bool isOpen = identity.Scheme == (byte)ProtectionScheme.Null || (identity.Scheme == (byte)_scheme && TryOpen(identity.SchemeOutput, out input));
        imsi = isOpen ? identity.ToImsi(input) : string.Empty;
        return isOpen;
    }
}
