using System;

namespace CardOs.Registry;

/// <summary>What an application may do beyond its own affairs: GlobalPlatform 11.1.2, the first byte in the highest bits.</summary>
[Flags]
internal enum Privileges : uint
{
    None = 0,
    SecurityDomain = 0x80_0000,
    DapVerification = 0x40_0000,
    DelegatedManagement = 0x20_0000,
    CardLock = 0x10_0000,
    CardTerminate = 0x08_0000,
    CardReset = 0x04_0000,
    CvmManagement = 0x02_0000,
    MandatedDapVerification = 0x01_0000,
    TrustedPath = 0x00_8000,
    AuthorizedManagement = 0x00_4000,
    TokenManagement = 0x00_2000,
    GlobalDelete = 0x00_1000,
    GlobalLock = 0x00_0800,
    GlobalRegistry = 0x00_0400,
    FinalApplication = 0x00_0200,
    GlobalService = 0x00_0100,
    ReceiptGeneration = 0x00_0080,
    CipheredLoadFileDataBlock = 0x00_0040,
    ContactlessActivation = 0x00_0020,
    ContactlessSelfActivation = 0x00_0010,
}
