using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Reads key sets.</summary>
internal static class KeySetReader
{
    private const long MostCounter = 0xFF_FFFF_FFFF;

    /// <summary>The properties of a key set.</summary>
    internal static readonly string[] Names = ["version", "domain", "algorithm", "kic", "kid", "kik", "macLength", "counter"];

    public static KeySetProfile Read(CheckedJson node)
    {
        node.AsObject(Names);
        KeyType type = node.Required("algorithm").AsWord(ProfileWords.Algorithms);
        return new KeySetProfile
        {
            Version = (byte)node.Required("version").AsNumber(1, 15),
            Domain = node.Optional("domain")?.AsWord(ProfileWords.Domains) ?? SecurityDomain.Issuer,
            Cipher = ReadKey(node.Optional("kic"), type),
            Check = ReadKey(node.Optional("kid"), type),
            KeyEncryption = ReadKey(node.Optional("kik"), type),
            MacLength = (byte)(node.Optional("macLength")?.AsNumber(4, 8) ?? 8),
            Counter = (ulong)(node.Optional("counter")?.AsNumber(0, MostCounter) ?? 0),
        };
    }

    private static KeyProfile? ReadKey(CheckedJson? node, KeyType type)
    {
        if (node is not { } key)
        {
            return null;
        }

        byte[] value = type == KeyType.Aes
            ? key.AsBytes("hex of 16, 24 or 32 bytes", length => length is 16 or 24 or 32)
            : key.AsBytes("hex of 8, 16 or 24 bytes", length => length is 8 or 16 or 24);
        return new KeyProfile { Type = type, Value = value };
    }
}
