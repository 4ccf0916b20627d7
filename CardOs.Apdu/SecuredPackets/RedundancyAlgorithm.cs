namespace CardOs.Apdu.SecuredPackets;

/// <summary>The low half of a KID byte when the packet has a redundancy check: TS 102 225 5.1.3.</summary>
public enum RedundancyAlgorithm : byte
{
    /// <summary>Known to both sides.</summary>
    Implicit = 0b0000,

    /// <summary>The 16-bit CRC of ISO 13239.</summary>
    Crc16 = 0b0001,

    /// <summary>Reserved: 2, 6, 9, A, D and E.</summary>
    Reserved = 0b0010,

    /// <summary>Proprietary.</summary>
    Proprietary = 0b0011,

    /// <summary>The 32-bit CRC of ISO 13239.</summary>
    Crc32 = 0b0101,
}
