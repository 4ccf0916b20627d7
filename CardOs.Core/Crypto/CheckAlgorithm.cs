namespace CardOs.Crypto;

/// <summary>The check that protects a packet: TS 102 225 5.1.1 (RC or CC).</summary>
internal enum CheckAlgorithm : byte
{
    None = 0,
    Crc16 = 1,
    Crc32 = 2,
    CbcMac = 3,
    Cmac = 4,
}
