using CardOs.Profiles;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Core;

/// <summary>The key sets of the test card: one of each algorithm.</summary>
internal static class TestKeys
{
    public const string Cipher = "00112233445566778899AABBCCDDEEFF";
    public const string Check = "FFEEDDCCBBAA99887766554433221100";
    public const string LongCipher = "00112233445566778899AABBCCDDEEFF0123456789ABCDEF";
    public const string LongCheck = "FFEEDDCCBBAA99887766554433221100FEDCBA9876543210";
    public const string ServiceCipher = "404142434445464748494A4B4C4D4E4F";
    public const string ServiceCheck = "505152535455565758595A5B5C5D5E5F";

    public static KeySetProfile[] First { get; } =
    [
        Set(1, KeyType.Des, Cipher, Check),
        Set(2, KeyType.Aes, Cipher, Check),
        Set(4, KeyType.Des, Cipher[..16], Check[..16]),
        Set(5, KeyType.Aes, Cipher, Check) with { MacLength = 4 },
        Set(6, KeyType.Des, LongCipher, LongCheck),
        Set(7, KeyType.Aes, LongCipher, LongCheck),
        Set(8, KeyType.Des, Cipher, Check) with { Counter = 0xFFFFFFFFFF },
        Set(9, KeyType.Des, Cipher, Check) with { Counter = 0xFFFFFFFFFE },
        Set(10, KeyType.Des, Cipher, Check) with { Cipher = null },
        Set(1, KeyType.Aes, ServiceCipher, ServiceCheck) with { Domain = SecurityDomain.Services },
    ];

    public static KeySetProfile[] Second { get; } = [Set(3, KeyType.Des, Check, Cipher)];

    private static KeySetProfile Set(byte version, KeyType type, string cipher, string check) => new()
    {
        Version = version,
        Cipher = new KeyProfile { Type = type, Value = VectorCase.Hex(cipher) },
        Check = new KeyProfile { Type = type, Value = VectorCase.Hex(check) },
    };
}
