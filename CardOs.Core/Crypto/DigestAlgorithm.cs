namespace CardOs.Crypto;

/// <summary>The hash functions of FIPS 180-4 that cards use.</summary>
internal enum DigestAlgorithm : byte
{
    Sha1 = 0,
    Sha224 = 1,
    Sha256 = 2,
    Sha384 = 3,
    Sha512 = 4,
}
