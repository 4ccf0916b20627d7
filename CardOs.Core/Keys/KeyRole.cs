namespace CardOs.Keys;

/// <summary>What a key of a set is for; the numbers are the key identifiers of TS 102 226 8.2.1.5, less one.</summary>
internal enum KeyRole
{
    /// <summary>KIc: enciphers packets.</summary>
    Cipher = 0,

    /// <summary>KID: checks packets.</summary>
    Check = 1,

    /// <summary>KIK: protects new keys.</summary>
    KeyEncryption = 2,
}
