namespace CardOs.Crypto;

/// <summary>The hash functions that cards use: of FIPS 180-4 and 202, and two older ones that applets may ask for.</summary>
internal enum DigestAlgorithm : byte
{
    Sha1 = 0,
    Sha224 = 1,
    Sha256 = 2,
    Sha384 = 3,
    Sha512 = 4,
    Md5 = 5,
    RipeMd160 = 6,
    Sha3For224 = 7,
    Sha3For256 = 8,
    Sha3For384 = 9,
    Sha3For512 = 10,
}
