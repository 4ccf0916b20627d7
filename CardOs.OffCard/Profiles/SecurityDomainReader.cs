using CardOs.Profiles;

namespace CardOs.OffCard.Profiles;

/// <summary>Reads security domains.</summary>
internal static class SecurityDomainReader
{
    /// <summary>The properties of a security domain.</summary>
    internal static readonly string[] Names =
        ["number", "aid", "otherAids", "parent", "privileges", "lifeCycle", "scp02", "scp03", "tars", "minimumSecurity", "dataObjects"];

    public static SecurityDomainProfile Read(CheckedJson node)
    {
        node.AsObject(Names);
        var plain = new SecurityDomainProfile { Aid = ReadAid(node.Required("aid")) };
        return plain with
        {
            Number = node.Optional("number")?.AsWord(ProfileWords.Domains) ?? SecurityDomain.Issuer,
            OtherAids = node.Optional("otherAids")?.AsList(ReadAid) ?? [],
            Parent = node.Optional("parent")?.AsWord(ProfileWords.Domains) ?? SecurityDomain.Issuer,
            Privileges = node.Optional("privileges")?.AsBytes("hex of 3 bytes", length => length == 3) ?? plain.Privileges,
            LifeCycle = ReadByte(node.Optional("lifeCycle"), plain.LifeCycle),
            Scp02 = ReadByte(node.Optional("scp02"), plain.Scp02),
            Scp03 = ReadByte(node.Optional("scp03"), plain.Scp03),
            Tars = node.Optional("tars")?.AsList(ApplicationReader.ReadTar) ?? [],
            MinimumSecurity = ReadByte(node.Optional("minimumSecurity"), plain.MinimumSecurity),
            DataObjects = node.Optional("dataObjects")?.AsBytes("hex of data objects", _ => true) ?? [],
        };
    }

    private static byte[] ReadAid(CheckedJson node) => node.AsBytes("hex of 5 to 16 bytes", length => length is >= 5 and <= 16);

    private static byte ReadByte(CheckedJson? node, byte otherwise) => node?.AsBytes("hex of 1 byte", length => length == 1)[0] ?? otherwise;
}
