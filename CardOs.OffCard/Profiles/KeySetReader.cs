using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Reads key sets.</summary>
internal static class KeySetReader
{
    private const long MostCounter = 0xFF_FFFF_FFFF;

    /// <summary>The properties of a key set.</summary>
    internal static readonly string[] Names = ["version", "domain", "algorithm", "kicMode", "kic", "kid", "kik", "macLength", "counter"];

    public static KeySetProfile Read(CheckedJson node)
    {
        node.AsObject(Names);
        KeyType type = node.Required("algorithm").AsWord(ProfileWords.Algorithms);
        return new KeySetProfile
        {
            Version = (byte)node.Required("version").AsNumber(1, 255),
            Domain = node.Optional("domain")?.AsWord(ProfileWords.Domains) ?? SecurityDomain.Issuer,
            Cipher = ReadKey(node.Optional("kic"), CipherType(node, type)),
            Check = ReadKey(node.Optional("kid"), type),
            KeyEncryption = ReadKey(node.Optional("kik"), type),
            MacLength = (byte)(node.Optional("macLength")?.AsNumber(4, 8) ?? 8),
            Counter = (ulong)(node.Optional("counter")?.AsNumber(0, MostCounter) ?? 0),
        };
    }

    // Only KIc has a mode: checks are made in a chained one.
    private static KeyType CipherType(CheckedJson node, KeyType type)
    {
        if (node.Optional("kicMode") is not { } mode || !mode.AsWord(ProfileWords.IsEcb))
        {
            return type;
        }

        return type == KeyType.Des ? KeyType.DesEcb : throw mode.Expected("cbc: ecb is for des");
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
