namespace CardOs.Apdu.SecuredPackets;

/// <summary>The low half of a KID byte when the packet has a cryptographic checksum: TS 102 225 5.1.3.</summary>
public enum ChecksumAlgorithm : byte
{
    /// <summary>Known to both sides.</summary>
    Implicit = 0b0000,

    /// <summary>The last block of DES in CBC mode.</summary>
    DesCbc = 0b0001,

    /// <summary>AES in CMAC mode.</summary>
    AesCmac = 0b0010,

    /// <summary>Proprietary.</summary>
    Proprietary = 0b0011,

    /// <summary>The last block of triple DES in outer-CBC mode with two keys.</summary>
    TripleDesCbcTwoKeys = 0b0101,

    /// <summary>Reserved: 6, A, D and E.</summary>
    Reserved = 0b0110,

    /// <summary>The last block of triple DES in outer-CBC mode with three keys.</summary>
    TripleDesCbcThreeKeys = 0b1001,
}
