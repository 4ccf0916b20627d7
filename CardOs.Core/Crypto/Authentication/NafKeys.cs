using System;
using System.Buffers.Binary;

namespace CardOs.Crypto.Authentication;

/// <summary>The key derivation of generic bootstrapping: TS 33.220 annex B.</summary>
internal static class NafKeys
{
    public const int Length = 32;

    /// <summary>How many bytes of a MAC the SHA-1 of IK covers: Trunc of TS 33.220 5.3.2.</summary>
    public const int MaskLength = 8;

    private const byte FunctionCode = 0x01;

    /// <summary>What Ks_ext_NAF is derived for, TS 33.220 B.3.</summary>
    public static ReadOnlySpan<byte> External => "gba-me"u8;

    /// <summary>What Ks_int_NAF is derived for.</summary>
    public static ReadOnlySpan<byte> Internal => "gba-u"u8;

    /// <summary>Derives Ks_ext_NAF or Ks_int_NAF.</summary>
    /// <param name="ks">CK and IK.</param>
    /// <param name="purpose"><see cref="External"/> or <see cref="Internal"/>.</param>
    /// <param name="rand">RAND of the bootstrapping.</param>
    /// <param name="impi">The private identity.</param>
    /// <param name="nafId">NAF_ID.</param>
    /// <param name="key">Takes 32 bytes.</param>
    public static void Derive(
        ReadOnlySpan<byte> ks, ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> rand, ReadOnlySpan<byte> impi, ReadOnlySpan<byte> nafId, Span<byte> key)
    {
        Span<byte> mac = stackalloc byte[Hmac.MaxStateLength];
        Span<byte> code = stackalloc byte[1];
        code[0] = FunctionCode;
        Hmac.Start(DigestAlgorithm.Sha256, ks, mac);
        Hmac.Update(DigestAlgorithm.Sha256, mac, code);
        Add(mac, purpose);
        Add(mac, rand);
        Add(mac, impi);
        Add(mac, nafId);
        Hmac.Finish(DigestAlgorithm.Sha256, mac, key.Slice(0, Length));
    }

    /// <summary>Makes MAC of MAC*, and MAC* of MAC: TS 33.220 5.3.2.</summary>
    public static void Mask(ReadOnlySpan<byte> integrityKey, Span<byte> mac)
    {
        Span<byte> hash = stackalloc byte[20];
        Digest.Compute(DigestAlgorithm.Sha1, integrityKey, hash);
        for (int i = 0; i < MaskLength; i++)
        {
            mac[i] ^= hash[i];
        }

        hash.Clear();
    }

    // A parameter and its length, TS 33.220 B.2.
    private static void Add(Span<byte> mac, ReadOnlySpan<byte> parameter)
    {
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)parameter.Length);
        Hmac.Update(DigestAlgorithm.Sha256, mac, parameter);
        Hmac.Update(DigestAlgorithm.Sha256, mac, length);
    }
}
