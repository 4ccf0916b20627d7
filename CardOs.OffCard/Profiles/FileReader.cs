using CardOs.Channels;
using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Reads files.</summary>
internal static class FileReader
{
    private const int MostBytes = 0x10000;
    private const int MostAuthenticationKeys = 255;

    /// <summary>The properties of a file.</summary>
    internal static readonly string[] Names =
        ["fid", "aid", "structure", "sfi", "size", "recordLength", "contents", "read", "update", "administer", "authenticationKey", "children"];

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
            AuthenticationKey = (int)(node.Optional("authenticationKey")?.AsNumber(1, MostAuthenticationKeys) ?? 0),
            Children = node.Optional("children")?.AsList(Read) ?? [],
        };
    }
}
