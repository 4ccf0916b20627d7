namespace CardOs.Profiles;

/// <summary>The key sets and authentication keys of the default card: public test values.</summary>
internal static class DefaultKeys
{
    /// <summary>The issuer's: for SCP03 and SCP02, with the key that GlobalPlatform's test cards have.</summary>
    public static KeySetProfile[] Issuer() =>
    [
        Channel(0x30, KeyType.Aes),
        Channel(0x20, KeyType.Des),
        Keys(1, KeyType.Aes, Bytes.Of("A0A1A2A3A4A5A6A7A8A9AAABACADAEAF"), Bytes.Of("B0B1B2B3B4B5B6B7B8B9BABBBCBDBEBF")),
    ];

    public static KeySetProfile[] Home() =>
    [
        Keys(1, KeyType.Des, Bytes.Of("00112233445566778899AABBCCDDEEFF"), Bytes.Of("FFEEDDCCBBAA99887766554433221100")),
        Keys(2, KeyType.Aes, Bytes.Of("00112233445566778899AABBCCDDEEFF"), Bytes.Of("FFEEDDCCBBAA99887766554433221100")),
        Keys(3, KeyType.Des, Bytes.Of("300102030405060708090A0B0C0D0E0F"), Bytes.Of("301102030405060708090A0B0C0D0E0F")),
        Keys(1, KeyType.Aes, Bytes.Of("404142434445464748494A4B4C4D4E4F"), Bytes.Of("505152535455565758595A5B5C5D5E5F"), SecurityDomain.Services),
        Channel(0x30, KeyType.Aes),
    ];

    public static KeySetProfile[] Travel() =>
    [
        Keys(1, KeyType.Des, Bytes.Of("0123456789ABCDEF1011121314151617"), Bytes.Of("FEDCBA98765432102021222324252627")),
        Keys(2, KeyType.Aes, Bytes.Of("0123456789ABCDEF1011121314151617"), Bytes.Of("FEDCBA98765432102021222324252627")),
        Keys(1, KeyType.Aes, Bytes.Of("606162636465666768696A6B6C6D6E6F"), Bytes.Of("707172737475767778797A7B7C7D7E7F"), SecurityDomain.Services),
        Channel(0x30, KeyType.Aes),
    ];

    /// <summary>Test set 1 of TS 35.208.</summary>
    public static AuthenticationProfile HomeSecret() => Milenage("465B5CE8B199B49FAA5F0A2EE238A6BC", "CDC202D5123E20F62B6D676AC72CB318");

    /// <summary>Test set 3 of TS 35.208.</summary>
    public static AuthenticationProfile TravelSecret() => Milenage("FEC86BA6EB707ED08905757B1BB44B8F", "DBC59ADCB6F9A0EF735477B7FADF8374");

    private static AuthenticationProfile Milenage(string key, string operatorKey) => new()
    {
        Algorithm = AuthenticationAlgorithm.Milenage,
        Key = Bytes.Of(key),
        OperatorKey = Bytes.Of(operatorKey),
    };

    private static KeySetProfile Channel(byte version, KeyType type)
    {
        var key = new KeyProfile { Type = type, Value = Bytes.Of("404142434445464748494A4B4C4D4E4F") };
        return new KeySetProfile { Version = version, Cipher = key, Check = key, KeyEncryption = key };
    }

    private static KeySetProfile Keys(byte version, KeyType type, byte[] cipher, byte[] check, SecurityDomain domain = SecurityDomain.Issuer) => new()
    {
        Version = version,
        Domain = domain,
        Cipher = new KeyProfile { Type = type, Value = cipher },
        Check = new KeyProfile { Type = type, Value = check },
        KeyEncryption = new KeyProfile { Type = type, Value = Bytes.Of("404142434445464748494A4B4C4D4E4F") },
    };
}
