using System;
using CardOs.Crypto;
using CardOs.GlobalPlatform.SecureChannels;
using CardOs.Keys;
using CardOs.Memory;

namespace CardOs.GlobalPlatform.KeyManagement;

/// <summary>The key that secrets in the commands of a channel are under: that of its secure channel, or KIK of the set that opened a script's packet.</summary>
/// <remarks>TS 102 226 8.2.1.5: KIK enciphers in ECB mode with DES, in CBC mode with AES.</remarks>
internal static class DataKey
{
    /// <summary>Remembers the set that opened the packet of the script that begins; null for none.</summary>
    public static void SetOfScript(CardState state, NvAddress set) => state.Working.Cell<int>(WorkingMap.ScriptKeySet) = set.Value;

    /// <summary>Bytes of a block of its cipher; 0 when there is none.</summary>
    public static int BlockLength(CardState state, int channel) => channel == WorkingMap.ScriptChannel
        ? CipherAlgorithms.BlockLength(AlgorithmOfScript(state, out _))
        : SecureChannel.DataBlockLength(state, channel);

    /// <summary>Deciphers secret data in place.</summary>
    /// <returns>False when there is no key, or the data are no whole blocks.</returns>
    public static bool TryDecrypt(CardState state, int channel, Span<byte> data)
    {
        if (channel != WorkingMap.ScriptChannel)
        {
            return SecureChannel.TryDecrypt(state, channel, data);
        }

        CipherAlgorithm algorithm = AlgorithmOfScript(state, out NvAddress set);
        int block = CipherAlgorithms.BlockLength(algorithm);
        if (block == 0 || data.Length % block != 0)
        {
            return false;
        }

        KeySchedule key = state.KeyCache.Temporary;
        key.Expand(algorithm, new KeySet(state.NonVolatile, set).KeyOf(KeyRole.KeyEncryption), mayAllocate: false);
        DataEncryption.Code(key, isEcb: !CipherAlgorithms.IsAes(algorithm), data, encipher: false);
        key.Clear();
        return true;
    }

    private static CipherAlgorithm AlgorithmOfScript(CardState state, out NvAddress set)
    {
        set = new NvAddress(state.Working.Cell<int>(WorkingMap.ScriptKeySet));
        return set.IsNull ? CipherAlgorithm.None : new KeySet(state.NonVolatile, set).AlgorithmOf(KeyRole.KeyEncryption);
    }
}
