namespace CardOs.Apdu.SecuredPackets;

/// <summary>How a packet is protected against change: TS 102 225 5.1.1.</summary>
public enum IntegrityMode : byte
{
    /// <summary>No check.</summary>
    None = 0b00,

    /// <summary>RC: a redundancy check, which needs no key.</summary>
    RedundancyCheck = 0b01,

    /// <summary>CC: a cryptographic checksum.</summary>
    CryptographicChecksum = 0b10,

    /// <summary>DS: a digital signature.</summary>
    DigitalSignature = 0b11,
}
