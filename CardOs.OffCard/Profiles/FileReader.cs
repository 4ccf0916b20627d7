using CardOs.Channels;
using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Reads files.</summary>
internal static class FileReader
{
    private const int MostBytes = 0x10000;
    private const int MostRule = 128;
    private const int MostDetails = 64;
    private const int MostAuthenticationKeys = 255;

    /// <summary>The properties of a file.</summary>
    internal static readonly string[] Names =
    [
        "fid", "aid", "structure", "sfi", "size", "recordLength", "contents", "read", "update", "administer", "accessRule", "details", "deactivated",
        "pins", "pinReferences", "authenticationKey", "children",
    ];

    public static FileProfile Read(CheckedJson node)
    {
        node.AsObject(Names);
        byte[] fid = node.Required("fid").AsBytes("hex of 2 bytes", length => length == 2);
        byte[] contents = node.Optional("contents")?.AsBytes("hex of at most 65,536 bytes", length => length <= MostBytes) ?? [];
        return new FileProfile
        {
            Fid = (ushort)((fid[0] << 8) | fid[1]),
            Structure = node.Required("structure").AsWord(ProfileWords.Structures),
            Aid = node.Optional("aid")?.AsBytes("hex of 5 to 16 bytes", length => length is >= 5 and <= 16) ?? [],
            ShortIdentifier = (byte)(node.Optional("sfi")?.AsNumber(0, 30) ?? 0),
            Size = (int)(node.Optional("size")?.AsNumber(0, MostBytes) ?? contents.Length),
            RecordLength = (int)(node.Optional("recordLength")?.AsNumber(1, 255) ?? 0),
            Contents = contents,
            Read = node.Optional("read")?.AsWord(ProfileWords.Conditions) ?? AccessCondition.Always,
            Update = node.Optional("update")?.AsWord(ProfileWords.Conditions) ?? AccessCondition.Adm1,
            Administer = node.Optional("administer")?.AsWord(ProfileWords.Conditions) ?? AccessCondition.Adm1,
            AccessRule = ReadRule(node.Optional("accessRule")),
            Details = node.Optional("details")?.AsBytes("hex of at most 64 bytes", length => length <= MostDetails) ?? [],
            IsDeactivated = node.Optional("deactivated")?.AsTruth() ?? false,
            Pins = node.Optional("pins")?.AsList(PinReader.Read) ?? [],
            PinReferences = ReadReferences(node.Optional("pinReferences")),
            AuthenticationKey = (int)(node.Optional("authenticationKey")?.AsNumber(1, MostAuthenticationKeys) ?? 0),
            Children = node.Optional("children")?.AsList(Read) ?? [],
        };
    }

    /// <summary>An access rule as the FCP has it.</summary>
    public static byte[] ReadRule(CheckedJson? node) =>
        node?.AsBytes("hex of a data object 8B, 8C or AB of at most 128 bytes", length => length is > 0 and <= MostRule) ?? [];

    /// <summary>The key references of a PIN status template.</summary>
    public static byte[] ReadReferences(CheckedJson? node) => node?.AsList(PinReader.ReadReference).ToArray() ?? [];
}
