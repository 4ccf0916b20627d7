using System;
using CardOs.GlobalPlatform.SecureChannels;

namespace CardOs.GlobalPlatform.KeyManagement;

/// <summary>The key that secrets in the commands of a channel are under: that of its secure channel.</summary>
internal static class DataKey
{
    /// <summary>Bytes of a block of its cipher; 0 when there is none.</summary>
    public static int BlockLength(CardState state, int channel) => SecureChannel.DataBlockLength(state, channel);

    /// <summary>Deciphers secret data in place.</summary>
    /// <returns>False when there is no key, or the data are no whole blocks.</returns>
    public static bool TryDecrypt(CardState state, int channel, Span<byte> data) => SecureChannel.TryDecrypt(state, channel, data);
}
