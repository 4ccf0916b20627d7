namespace CardOs.JavaCardApi.Crypto;

/// <summary>The paddings of Cipher (PAD_), which Signature has as well.</summary>
internal enum PaddingCode : byte
{
    Null = 0,
    None = 1,
    Method1 = 2,
    Method2 = 3,
    Method1Algorithm3 = 4,
    Method2Algorithm3 = 5,
    Pkcs5 = 6,
    Pkcs1 = 7,
    Pss = 8,
    Oaep = 9,
    Iso9796 = 10,
    Iso9796Recovery = 11,
    Rfc2409 = 12,
    OaepSha224 = 13,
    OaepSha256 = 14,
    OaepSha384 = 15,
    OaepSha512 = 16,
    OaepSha3For224 = 17,
    OaepSha3For256 = 18,
    OaepSha3For384 = 19,
    OaepSha3For512 = 20,
}
