namespace CardOs.JavaCardApi.Crypto;

/// <summary>The ciphers of Cipher and AEADCipher (CIPHER_).</summary>
internal enum CipherCode : byte
{
    AesCbc = 1,
    AesEcb = 2,
    DesCbc = 3,
    DesEcb = 4,
    Rsa = 7,
    AesCtr = 8,
    AesGcm = 0xF1,
    AesCcm = 0xF2,
}
