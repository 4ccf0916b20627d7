namespace CardOs.JavaCardApi.Crypto;

/// <summary>The ciphers of Cipher (CIPHER_).</summary>
internal enum CipherCode : byte
{
    AesCbc = 1,
    AesEcb = 2,
    DesCbc = 3,
    DesEcb = 4,
    Rsa = 7,
}
