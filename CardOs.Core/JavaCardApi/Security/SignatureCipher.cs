namespace CardOs.JavaCardApi.Security;

/// <summary>The ciphers of Signature (SIG_CIPHER_).</summary>
internal enum SignatureCipher : byte
{
    DesMac4 = 1,
    DesMac8 = 2,
    Rsa = 3,
    Dsa = 4,
    Ecdsa = 5,
    AesMac128 = 6,
    Hmac = 7,
    EcdsaPlain = 9,
    AesCmac128 = 10,
}
