using System;
using CardOs.Apdu.SecuredPackets;

namespace CardOs.OffCard;

/// <summary>Usual choices of security; any other is a <see cref="Spi"/> with its properties set. TS 102 225 5.1.1.</summary>
public static class OtaSecurity
{
    /// <summary>No protection, and a plain receipt.</summary>
    public static Spi None => new() { ProofOfReceipt = ProofOfReceiptMode.Always };

    /// <summary>Checksum, ciphering and a rising counter; the receipt with checksum and ciphering.</summary>
    public static Spi Full => new()
    {
        Integrity = IntegrityMode.CryptographicChecksum,
        IsCiphered = true,
        Counter = CounterMode.Higher,
        ProofOfReceipt = ProofOfReceiptMode.Always,
        ResponseIntegrity = IntegrityMode.CryptographicChecksum,
        IsResponseCiphered = true,
    };

    /// <summary>The most that keys allow: ciphering and checksum where there is a key, else a redundancy check where there is one.</summary>
    public static Spi Default(OtaKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        IntegrityMode integrity = keys.Check is not null ? IntegrityMode.CryptographicChecksum
            : keys.RedundancyCheck != RedundancyAlgorithm.Implicit ? IntegrityMode.RedundancyCheck
            : IntegrityMode.None;
        bool isProtected = integrity != IntegrityMode.None || keys.Cipher is not null;
        return new Spi
        {
            Integrity = integrity,
            IsCiphered = keys.Cipher is not null,
            Counter = isProtected ? CounterMode.Higher : CounterMode.None,
            ProofOfReceipt = ProofOfReceiptMode.Always,
            ResponseIntegrity = integrity,
            IsResponseCiphered = keys.Cipher is not null,
        };
    }
}
