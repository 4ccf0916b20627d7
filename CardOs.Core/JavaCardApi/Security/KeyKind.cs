namespace CardOs.JavaCardApi.Security;

/// <summary>What a key is for: the types of KeyBuilder without their kinds of memory.</summary>
internal enum KeyKind : byte
{
    None = 0,
    Des = 1,
    Aes = 2,
    Hmac = 3,
    RsaPublic = 4,
    RsaPrivate = 5,
    RsaPrivateCrt = 6,
    EcPublic = 7,
    EcPrivate = 8,
    DhPublic = 9,
    DhPrivate = 10,
    DsaPublic = 11,
    DsaPrivate = 12,
}
