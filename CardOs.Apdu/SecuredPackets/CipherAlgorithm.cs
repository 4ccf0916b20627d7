namespace CardOs.Apdu.SecuredPackets;

/// <summary>The low half of a KIc byte: TS 102 225 5.1.2.</summary>
public enum CipherAlgorithm : byte
{
    /// <summary>Known to both sides.</summary>
    Implicit = 0b0000,

    /// <summary>DES in CBC mode.</summary>
    DesCbc = 0b0001,

    /// <summary>AES in CBC mode.</summary>
    AesCbc = 0b0010,

    /// <summary>Proprietary.</summary>
    Proprietary = 0b0011,

    /// <summary>Triple DES in outer-CBC mode with two keys.</summary>
    TripleDesCbcTwoKeys = 0b0101,

    /// <summary>Reserved: 6, A and E.</summary>
    Reserved = 0b0110,

    /// <summary>Triple DES in outer-CBC mode with three keys.</summary>
    TripleDesCbcThreeKeys = 0b1001,

    /// <summary>DES in ECB mode.</summary>
    DesEcb = 0b1101,
}
