namespace CardOs.Apdu.GlobalPlatform;

/// <summary>What a key, or a component of one, is for: GlobalPlatform 2.3.1 11.1.8. A type of two bytes, the first of them FF, has the same second byte.</summary>
public enum KeyComponentType : byte
{
    /// <summary>DES and triple DES.</summary>
    Des = 0x80,

    /// <summary>A pre-shared key of TLS.</summary>
    TlsPresharedKey = 0x85,

    /// <summary>AES.</summary>
    Aes = 0x88,

    /// <summary>HMAC with SHA-1; its length is implicit.</summary>
    HmacSha1 = 0x90,

    /// <summary>HMAC with SHA-1, of 160 bits.</summary>
    HmacSha1Length160 = 0x91,

    /// <summary>RSA: the public exponent.</summary>
    RsaPublicExponent = 0xA0,

    /// <summary>RSA: the modulus, in clear.</summary>
    RsaModulus = 0xA1,

    /// <summary>RSA: the modulus of a private key.</summary>
    RsaPrivateModulus = 0xA2,

    /// <summary>RSA: the private exponent.</summary>
    RsaPrivateExponent = 0xA3,

    /// <summary>RSA: the first prime.</summary>
    RsaP = 0xA4,

    /// <summary>RSA: the second prime.</summary>
    RsaQ = 0xA5,

    /// <summary>RSA: the inverse of the second prime.</summary>
    RsaInverse = 0xA6,

    /// <summary>RSA: the exponent of the first prime.</summary>
    RsaFirstExponent = 0xA7,

    /// <summary>RSA: the exponent of the second prime.</summary>
    RsaSecondExponent = 0xA8,

    /// <summary>Elliptic curves: the public key.</summary>
    EccPublicKey = 0xB0,

    /// <summary>Elliptic curves: the private key.</summary>
    EccPrivateKey = 0xB1,

    /// <summary>Elliptic curves: the field.</summary>
    EccField = 0xB2,

    /// <summary>Elliptic curves: the first coefficient.</summary>
    EccA = 0xB3,

    /// <summary>Elliptic curves: the second coefficient.</summary>
    EccB = 0xB4,

    /// <summary>Elliptic curves: the generator.</summary>
    EccGenerator = 0xB5,

    /// <summary>Elliptic curves: the order.</summary>
    EccOrder = 0xB6,

    /// <summary>Elliptic curves: the cofactor.</summary>
    EccCofactor = 0xB7,

    /// <summary>Elliptic curves: a reference of the parameters.</summary>
    EccParameterReference = 0xF0,
}
