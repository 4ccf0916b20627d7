using System;
using CardOs.Crypto;

namespace CardOs.GlobalPlatform.SecureChannels;

/// <summary>Encipherment of secret data by a data encryption key, for both sides: GlobalPlatform 2.3.1 E.4.7, Amendment D 6.2.8.</summary>
internal static class DataEncryption
{
    /// <summary>Enciphers or deciphers whole blocks in place.</summary>
    public static void Code(KeySchedule key, bool isEcb, Span<byte> data, bool encipher)
    {
        if (isEcb)
        {
            if (encipher)
            {
                EcbMode.Encrypt(key, data, data);
            }
            else
            {
                EcbMode.Decrypt(key, data, data);
            }
        }
        else if (encipher)
        {
            CbcMode.Encrypt(key, default, data, data);
        }
        else
        {
            CbcMode.Decrypt(key, default, data, data);
        }
    }
}
