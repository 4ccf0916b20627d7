using CardOs.Apdu.SecuredPackets;
using CardOs.OffCard;
using CardOs.OffCard.Profiles;

namespace CardOs.Cli.Ota;

/// <summary>Reads the keys of a line.</summary>
internal static class PacketKeys
{
    private const string Ciphers = "one of none, DES, DESECB, 3DES2, 3DES3, 3DESECB, AES";
    private const string Checks = "one of NONE, CRC16, CRC32, DES, 3DES2, 3DES3, CMAC4, CMAC8";

    /// <summary>Reads cipher and kic_key, integrity and kid_key.</summary>
    public static OtaKeys Read(CheckedJson inputs, Kic kic, Kid kid)
    {
        OtaKeys keys = OtaKeys.None.WithCipher(kic.KeySet, CipherKey(inputs, kic));
        keys = WithCheck(keys, inputs, kid);

        // The bytes as they were given, whatever the keys would say.
        return keys with { Kic = kic, Kid = WithAlgorithm(keys, inputs, kid) };
    }

    private static OtaKey? CipherKey(CheckedJson inputs, Kic kic)
    {
        string? name = inputs.Optional("cipher")?.AsText().ToUpperInvariant();
        CheckedJson? key = inputs.Optional("kic_key");
        return (name ?? NameOf(kic, key is not null)) switch
        {
            "NONE" => null,
            "DES" => OtaKey.Des(Key(inputs, "kic_key", 8)),
            "DESECB" => OtaKey.DesEcb(Key(inputs, "kic_key", 8)),
            "3DESECB" or "DESEDE/ECB/NOPADDING" => OtaKey.DesEcb(TripleKey(inputs, "kic_key")),
            "3DES2" => OtaKey.Des(Key(inputs, "kic_key", 16)),
            "3DES3" => OtaKey.Des(Key(inputs, "kic_key", 24)),
            "AES" => OtaKey.Aes(Key(inputs, "kic_key")),
            _ => throw (name is null ? inputs.Required("kic") : inputs.Required("cipher")).Expected(Ciphers),
        };
    }

    private static OtaKeys WithCheck(OtaKeys keys, CheckedJson inputs, Kid kid)
    {
        string? name = inputs.Optional("integrity")?.AsText().ToUpperInvariant();
        CheckedJson? key = inputs.Optional("kid_key");
        return (name ?? NameOf(kid, key is not null)) switch
        {
            "NONE" => keys,
            "CRC16" => keys.WithRedundancyCheck(RedundancyAlgorithm.Crc16),
            "CRC32" => keys.WithRedundancyCheck(RedundancyAlgorithm.Crc32),
            "DES" => keys.WithCheck(kid.KeySet, OtaKey.Des(Key(inputs, "kid_key", 8))),
            "3DES2" => keys.WithCheck(kid.KeySet, OtaKey.Des(Key(inputs, "kid_key", 16))),
            "3DES3" => keys.WithCheck(kid.KeySet, OtaKey.Des(Key(inputs, "kid_key", 24))),
            "CMAC4" => keys.WithCheck(kid.KeySet, OtaKey.Aes(Key(inputs, "kid_key")), macLength: 4),
            "CMAC8" => keys.WithCheck(kid.KeySet, OtaKey.Aes(Key(inputs, "kid_key"))),
            _ => throw (name is null ? inputs.Required("kid") : inputs.Required("integrity")).Expected(Checks),
        };
    }

    // A redundancy check is named by KID alone: without a KID it is the one of the name.
    private static Kid WithAlgorithm(OtaKeys keys, CheckedJson inputs, Kid kid) =>
        inputs.Optional("kid") is null && keys.RedundancyCheck != RedundancyAlgorithm.Implicit ? keys.Kid : kid;

    private static byte[] Key(CheckedJson inputs, string name, int length = 0) => length == 0
        ? inputs.Required(name).AsBytes("hex of 16, 24 or 32 bytes", bytes => bytes is 16 or 24 or 32)
        : inputs.Required(name).AsBytes($"hex of {length} bytes", bytes => bytes == length);

    private static byte[] TripleKey(CheckedJson inputs, string name) =>
        inputs.Required(name).AsBytes("hex of 16 or 24 bytes", bytes => bytes is 16 or 24);

    private static string NameOf(Kic kic, bool hasKey) => !hasKey ? "NONE" : kic.Algorithm switch
    {
        CipherAlgorithm.DesCbc => "DES",
        CipherAlgorithm.DesEcb => "DESECB",
        CipherAlgorithm.TripleDesCbcTwoKeys => "3DES2",
        CipherAlgorithm.TripleDesCbcThreeKeys => "3DES3",
        CipherAlgorithm.AesCbc => "AES",
        _ => "?",
    };

    private static string NameOf(Kid kid, bool hasKey) => !hasKey ? "NONE" : kid.ChecksumAlgorithm switch
    {
        ChecksumAlgorithm.DesCbc => "DES",
        ChecksumAlgorithm.TripleDesCbcTwoKeys => "3DES2",
        ChecksumAlgorithm.TripleDesCbcThreeKeys => "3DES3",
        ChecksumAlgorithm.AesCmac => "CMAC8",
        _ => "?",
    };
}
