namespace CardOs.Crypto;

/// <summary>The block ciphers a card's key can be for.</summary>
internal enum CipherAlgorithm : byte
{
    None = 0,
    Des = 1,

    /// <summary>Single DES in the electronic code book mode of TS 102 225 5.1.2; as a block cipher the same as <see cref="Des"/>.</summary>
    DesEcb = 2,

    /// <summary>Triple DES with two keys, K1 K2 K1.</summary>
    TripleDes2 = 3,
    TripleDes3 = 4,
    Aes128 = 5,
    Aes192 = 6,
    Aes256 = 7,

    /// <summary>Triple DES with two keys in the electronic code book mode: no KIc names it, so it is for keys whose use is known implicitly.</summary>
    TripleDes2Ecb = 8,

    /// <summary>Triple DES with three keys in the electronic code book mode.</summary>
    TripleDes3Ecb = 9,
}
