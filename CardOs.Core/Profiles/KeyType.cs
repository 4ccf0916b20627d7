namespace CardOs.Profiles;

/// <summary>The block cipher of a key.</summary>
public enum KeyType
{
    /// <summary>DES, and triple DES with two or three keys.</summary>
    Des,

    /// <summary>DES, and triple DES with two or three keys, in the electronic code book mode: for KIc only.</summary>
    DesEcb,

    /// <summary>AES.</summary>
    Aes,
}
