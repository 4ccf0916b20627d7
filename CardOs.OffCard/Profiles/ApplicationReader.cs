using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Reads applications.</summary>
internal static class ApplicationReader
{
    private const int MostQuota = 4 * 1024 * 1024;

    /// <summary>The properties of an application.</summary>
    internal static readonly string[] Names =
        ["kind", "aid", "tars", "domain", "minimumSecurity", "accessDomain", "applicationFile", "quota"];

    public static ApplicationProfile Read(CheckedJson node)
    {
        node.AsObject(Names);
        return new ApplicationProfile
        {
            Kind = node.Required("kind").AsWord(ProfileWords.Kinds),
            Aid = node.Required("aid").AsBytes("hex of 5 to 16 bytes", length => length is >= 5 and <= 16),
            Tars = node.Required("tars").AsList(ReadTar),
            Domain = node.Optional("domain")?.AsWord(ProfileWords.Domains) ?? SecurityDomain.Issuer,
            MinimumSecurity = node.Optional("minimumSecurity")?.AsBytes("hex of 1 byte", length => length == 1)[0] ?? 0,
            AccessDomain = node.Optional("accessDomain")?.AsBytes("hex of 1 byte, or of 4 with 02 in front", length => length is 1 or 4) ?? [0x00],
            ApplicationFile = node.Optional("applicationFile")?.AsBytes("hex of 5 to 16 bytes", length => length is >= 5 and <= 16) ?? [],
            Quota = (int)(node.Optional("quota")?.AsNumber(0, MostQuota) ?? 0),
        };
    }

    internal static int ReadTar(CheckedJson node)
    {
        byte[] bytes = node.AsBytes("hex of 3 bytes", length => length == 3);
        return (bytes[0] << 16) | (bytes[1] << 8) | bytes[2];
    }
}
