using System;
using CardOs.Apdu.SecuredPackets;
using CardOs.Crypto;

namespace CardOs.OffCard;

/// <summary>What protects one packet: the expanded keys, the kind of check and its length.</summary>
internal readonly record struct PacketProtection(KeySchedule? Cipher, KeySchedule? Mac, CheckAlgorithm Check, int CheckLength)
{
    private const int CbcMacLength = 8;

    /// <summary>Bytes that the ciphered text is a multiple of; 1 when it is clear.</summary>
    public int BlockLength => Cipher?.BlockLength ?? 1;

    /// <summary>Chooses the keys for what an SPI asks for.</summary>
    /// <exception cref="InvalidOperationException">The keys for it are not there.</exception>
    public static PacketProtection Of(OtaKeys keys, bool isCiphered, IntegrityMode integrity)
    {
        KeySchedule? cipher = null;
        if (isCiphered)
        {
            cipher = keys.Cipher?.Schedule ?? throw new InvalidOperationException("The security asks for ciphering, and there is no key for it.");
        }

        return integrity switch
        {
            IntegrityMode.None => new PacketProtection(cipher, null, CheckAlgorithm.None, 0),
            IntegrityMode.RedundancyCheck => RedundancyOf(keys) switch
            {
                RedundancyAlgorithm.Crc16 => new PacketProtection(cipher, null, CheckAlgorithm.Crc16, sizeof(ushort)),
                RedundancyAlgorithm.Crc32 or RedundancyAlgorithm.Implicit => new PacketProtection(cipher, null, CheckAlgorithm.Crc32, sizeof(uint)),
                _ => throw new InvalidOperationException("The security asks for a redundancy check, and KID names none."),
            },
            IntegrityMode.CryptographicChecksum => WithChecksum(keys, cipher),
            _ => throw new InvalidOperationException("Digital signatures are in no algorithm of TS 102 225."),
        };
    }

    // A KID that leaves the algorithm implicit: the one that was chosen, else CRC 32, as the card takes it.
    private static RedundancyAlgorithm RedundancyOf(OtaKeys keys) =>
        keys.RedundancyCheck != RedundancyAlgorithm.Implicit ? keys.RedundancyCheck : keys.Kid.RedundancyAlgorithm;

    private static PacketProtection WithChecksum(OtaKeys keys, KeySchedule? cipher)
    {
        KeySchedule mac = keys.Check?.Schedule ?? throw new InvalidOperationException("The security asks for a checksum, and there is no key for it.");
        bool isAes = CipherAlgorithms.IsAes(mac.Algorithm);
        return new PacketProtection(cipher, mac, isAes ? CheckAlgorithm.Cmac : CheckAlgorithm.CbcMac, isAes ? keys.MacLength : CbcMacLength);
    }
}
