using System;
using CardOs.Crypto.Authentication;

namespace CardOs.OffCard;

/// <summary>What a bootstrapping server knows after GBA_U: TS 33.220 5.3.2.</summary>
/// <param name="vector">The vector of the bootstrapping, whose token carries MAC*.</param>
public sealed class BootstrappedKeys(AuthenticationVector vector)
{
    /// <summary>The vector of the bootstrapping, whose token carries MAC*.</summary>
    public AuthenticationVector Vector { get; } = vector;

    /// <summary>Ks_ext_NAF, which the card gives to the terminal: TS 33.220 B.3.</summary>
    public byte[] DeriveExternal(ReadOnlySpan<byte> privateIdentity, ReadOnlySpan<byte> nafId) => Derive(NafKeys.External, privateIdentity, nafId);

    /// <summary>Ks_int_NAF, which the card keeps: TS 33.220 B.3.</summary>
    public byte[] DeriveInternal(ReadOnlySpan<byte> privateIdentity, ReadOnlySpan<byte> nafId) => Derive(NafKeys.Internal, privateIdentity, nafId);

    private byte[] Derive(ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> privateIdentity, ReadOnlySpan<byte> nafId)
    {
        byte[] key = new byte[NafKeys.Length];
        byte[] ks = [.. Vector.CipherKey, .. Vector.IntegrityKey];
        NafKeys.Derive(ks, purpose, Vector.Challenge, privateIdentity, nafId, key);
        return key;
    }
}
