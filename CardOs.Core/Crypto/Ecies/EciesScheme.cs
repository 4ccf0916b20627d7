using System;
using System.Buffers.Binary;

namespace CardOs.Crypto.Ecies;

/// <summary>The integrated encryption of TS 33.501 C.3: what the card protects, and the home network opens.</summary>
/// <remarks>
/// <code>
/// +-----------------------+------------+---------+
/// | ephemeral public key  | ciphertext | MAC (8) |     the scheme output, C.3.2
/// +-----------------------+------------+---------+
/// </code>
/// Keys: 64 bytes of the X9.63 function with SHA-256 over the shared secret, with the ephemeral public key as shared information:
/// AES-128 key (16), first counter block (16), key of HMAC-SHA-256 (32).
/// </remarks>
internal static class EciesScheme
{
    public const int MacLength = 8;

    private const int KeyLength = 16;
    private const int CounterLength = 16;
    private const int HashLength = 32;
    private const int DerivedLength = KeyLength + CounterLength + HashLength;
    private const int MacKeyOffset = KeyLength + CounterLength;

    /// <summary>How long the output is, for an input of <paramref name="length"/> bytes.</summary>
    public static int OutputLength(ProtectionScheme scheme, int length) =>
        scheme == ProtectionScheme.Null ? length : KeyAgreement.PublicKeyLength(scheme) + length + MacLength;

    /// <summary>Protects an identity for the home network: TS 33.501 C.3.2.</summary>
    /// <param name="scheme">Profile A or B.</param>
    /// <param name="slot">A slot for the cipher key.</param>
    /// <param name="ephemeralKey">A private key that was never used.</param>
    /// <param name="networkKey">The home network's public key.</param>
    /// <param name="input">The scheme input.</param>
    /// <param name="output">Takes <see cref="OutputLength"/> bytes.</param>
    /// <returns>False when the public key is not one.</returns>
    public static bool TryProtect(
        ProtectionScheme scheme, KeySchedule slot, ReadOnlySpan<byte> ephemeralKey, ReadOnlySpan<byte> networkKey, ReadOnlySpan<byte> input, Span<byte> output)
    {
        Span<byte> shared = stackalloc byte[KeyAgreement.SharedLength];
        if (!KeyAgreement.TryAgree(scheme, ephemeralKey, networkKey, shared))
        {
            return false;
        }

        int keyLength = KeyAgreement.PublicKeyLength(scheme);
        Span<byte> publicKey = output.Slice(0, keyLength);
        KeyAgreement.DerivePublicKey(scheme, ephemeralKey, publicKey);
        Span<byte> derived = stackalloc byte[DerivedLength];
        Derive(shared, publicKey, derived);
        Span<byte> text = output.Slice(keyLength, input.Length);
        Cipher(slot, derived, input, text);
        Hmac.Compute(DigestAlgorithm.Sha256, derived.Slice(MacKeyOffset), text, output.Slice(keyLength + input.Length, MacLength));
        shared.Clear();
        derived.Clear();
        return true;
    }

    /// <summary>Opens a scheme output: TS 33.501 C.3.3.</summary>
    /// <param name="scheme">Profile A or B.</param>
    /// <param name="slot">A slot for the cipher key.</param>
    /// <param name="privateKey">The home network's private key.</param>
    /// <param name="output">The scheme output.</param>
    /// <param name="input">Takes as many bytes as the output has without key and MAC.</param>
    /// <param name="length">How many these are.</param>
    /// <returns>False when the output is malformed, or the MAC is wrong.</returns>
    public static bool TryOpen(
        ProtectionScheme scheme, KeySchedule slot, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> output, Span<byte> input, out int length)
    {
        int keyLength = KeyAgreement.PublicKeyLength(scheme);
        length = output.Length - keyLength - MacLength;
        Span<byte> shared = stackalloc byte[KeyAgreement.SharedLength];
        if (length < 0 || input.Length < length || !KeyAgreement.TryAgree(scheme, privateKey, output.Slice(0, keyLength), shared))
        {
            return false;
        }

        Span<byte> derived = stackalloc byte[DerivedLength];
        Derive(shared, output.Slice(0, keyLength), derived);
        ReadOnlySpan<byte> text = output.Slice(keyLength, length);
        Span<byte> mac = stackalloc byte[MacLength];
        Hmac.Compute(DigestAlgorithm.Sha256, derived.Slice(MacKeyOffset), text, mac);
        if (!ConstantTime.AreEqual(mac, output.Slice(keyLength + length)))
        {
            return false;
        }

        Cipher(slot, derived, text, input);
        return true;
    }

    private static void Cipher(KeySchedule slot, ReadOnlySpan<byte> derived, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        slot.Expand(CipherAlgorithm.Aes128, derived.Slice(0, KeyLength), mayAllocate: false);
        CtrMode.Apply(slot, derived.Slice(KeyLength, CounterLength), source, destination);
        slot.Clear();
    }

    private static void Derive(ReadOnlySpan<byte> shared, ReadOnlySpan<byte> information, Span<byte> derived)
    {
        Span<byte> hash = stackalloc byte[Digest.MaxStateLength];
        Span<byte> counter = stackalloc byte[sizeof(uint)];
        for (int i = 0; i < derived.Length / HashLength; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(counter, (uint)(i + 1));
            Digest.Start(DigestAlgorithm.Sha256, hash);
            Digest.Update(DigestAlgorithm.Sha256, hash, shared);
            Digest.Update(DigestAlgorithm.Sha256, hash, counter);
            Digest.Update(DigestAlgorithm.Sha256, hash, information);
            Digest.Finish(DigestAlgorithm.Sha256, hash, derived.Slice(i * HashLength, HashLength));
        }
    }
}
