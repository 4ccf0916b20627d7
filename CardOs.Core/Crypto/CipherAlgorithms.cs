namespace CardOs.Crypto;

/// <summary>What follows from the choice of a block cipher.</summary>
internal static class CipherAlgorithms
{
    public const int MaxKeyLength = 32;

    public const int MaxBlockLength = 16;

    public static int KeyLength(CipherAlgorithm algorithm) => algorithm switch
    {
        CipherAlgorithm.Des or CipherAlgorithm.DesEcb => 8,
        CipherAlgorithm.TripleDes2 or CipherAlgorithm.TripleDes2Ecb or CipherAlgorithm.Aes128 => 16,
        CipherAlgorithm.TripleDes3 or CipherAlgorithm.TripleDes3Ecb or CipherAlgorithm.Aes192 => 24,
        CipherAlgorithm.Aes256 => 32,
        _ => 0,
    };

    public static int BlockLength(CipherAlgorithm algorithm) => algorithm switch
    {
        CipherAlgorithm.Des or CipherAlgorithm.TripleDes2 or CipherAlgorithm.TripleDes3 => 8,
        CipherAlgorithm.DesEcb or CipherAlgorithm.TripleDes2Ecb or CipherAlgorithm.TripleDes3Ecb => 8,
        CipherAlgorithm.Aes128 or CipherAlgorithm.Aes192 or CipherAlgorithm.Aes256 => 16,
        _ => 0,
    };

    public static bool IsAes(CipherAlgorithm algorithm) => algorithm is >= CipherAlgorithm.Aes128 and <= CipherAlgorithm.Aes256;

    public static bool IsEcb(CipherAlgorithm algorithm) =>
        algorithm is CipherAlgorithm.DesEcb or CipherAlgorithm.TripleDes2Ecb or CipherAlgorithm.TripleDes3Ecb;

    /// <summary>The AES of that key length in bytes, or <see cref="CipherAlgorithm.None"/>.</summary>
    public static CipherAlgorithm AesFor(int keyLength) => keyLength switch
    {
        16 => CipherAlgorithm.Aes128,
        24 => CipherAlgorithm.Aes192,
        32 => CipherAlgorithm.Aes256,
        _ => CipherAlgorithm.None,
    };

    /// <summary>The DES or triple DES of that key length in bytes, or <see cref="CipherAlgorithm.None"/>.</summary>
    public static CipherAlgorithm DesFor(int keyLength) => keyLength switch
    {
        8 => CipherAlgorithm.Des,
        16 => CipherAlgorithm.TripleDes2,
        24 => CipherAlgorithm.TripleDes3,
        _ => CipherAlgorithm.None,
    };

    /// <summary>The DES or triple DES in ECB mode of that key length in bytes, or <see cref="CipherAlgorithm.None"/>.</summary>
    public static CipherAlgorithm DesEcbFor(int keyLength) => keyLength switch
    {
        8 => CipherAlgorithm.DesEcb,
        16 => CipherAlgorithm.TripleDes2Ecb,
        24 => CipherAlgorithm.TripleDes3Ecb,
        _ => CipherAlgorithm.None,
    };

    /// <summary>How many bytes bring <paramref name="length"/> to whole blocks: the padding counter of TS 102 225 5.1; 0 without a cipher.</summary>
    public static int PaddingLength(CipherAlgorithm algorithm, int length)
    {
        int block = BlockLength(algorithm);
        return block == 0 ? 0 : -length & (block - 1);
    }
}
