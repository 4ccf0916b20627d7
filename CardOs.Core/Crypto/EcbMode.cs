using System;

namespace CardOs.Crypto;

/// <summary>Electronic code book, SP 800-38A 6.1, over whole blocks; in place or from one place to another.</summary>
internal static class EcbMode
{
    public static void Encrypt(KeySchedule key, ReadOnlySpan<byte> source, Span<byte> destination) =>
        BlockCipher.EncryptEcb(key, source, destination);

    public static void Decrypt(KeySchedule key, ReadOnlySpan<byte> source, Span<byte> destination) =>
        BlockCipher.DecryptEcb(key, source, destination);
}
