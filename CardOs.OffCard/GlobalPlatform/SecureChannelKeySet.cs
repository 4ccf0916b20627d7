using System;

namespace CardOs.OffCard.GlobalPlatform;

/// <summary>The static keys of a security domain that both sides know: for SCP02 16 bytes each, for SCP03 16, 24 or 32.</summary>
/// <param name="Encryption">Key-ENC.</param>
/// <param name="Mac">Key-MAC.</param>
/// <param name="DataEncryption">Key-DEK.</param>
public sealed record SecureChannelKeySet(ReadOnlyMemory<byte> Encryption, ReadOnlyMemory<byte> Mac, ReadOnlyMemory<byte> DataEncryption)
{
    /// <summary>One key in all three places.</summary>
    public static SecureChannelKeySet Same(ReadOnlyMemory<byte> key) => new(key, key, key);
}
