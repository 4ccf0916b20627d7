using System.Collections.Generic;
using CardOs.Channels;
using CardOs.Profiles;
using CardOs.Registry;
using CardOs.Tests.Vectors;

namespace CardOs.Tests.Core;

/// <summary>A card with a file of every kind and condition, and an application of every access domain.</summary>
internal static class TestProfile
{
    public const string Usim = "A0000000871002FFFFFFFF8900000100";
    public const string Isim = "A0000000871004FFFFFFFF8900000200";
    public const string Common = "A0000005591010FFFFFFFF8900000300";
    public const string OtherWorld = "A0000000871002FFFFFFFF8999999900";

    public static CardOptions Options { get; } = new() { Profile = Profile(), NonVolatileBytes = 64 * 1024 };

    public static CardProfile Profile() => new()
    {
        AnswerToReset = CardOptions.Uicc.Profile.AnswerToReset,
        Containers =
        [
            new ContainerProfile { Name = "common", Files = [Application(Common, Transparent(0x6F01, "C0"))] },
            new ContainerProfile { Name = "first", Files = FirstFiles(), KeySets = TestKeys.First, Applications = Applications() },
            new ContainerProfile
            {
                Name = "second",
                Files = [Transparent(0x2F01, "5EC0"), Transparent(0x2F77, "77"), Application(OtherWorld, Transparent(0x6F01, "22"))],
                KeySets = TestKeys.Second,
                Applications = [Remote("0301", 0xB00077, "00")],
            },
        ],
    };

    private static FileProfile[] FirstFiles() =>
    [
        Transparent(0x2FE2, "98101032547698103254", update: AccessCondition.Never, sfi: 2),
        Transparent(0x2F01, "000102030405060708090A0B0C0D0E0F", size: 300, sfi: 1),
        Records(0x2F02, "0101010101" + "0202020202" + "0303030303", 5, 10, 3),
        Directory(
            0x7F10,
            Transparent(0x6F01, "11", AccessCondition.Pin1, AccessCondition.Pin1, sfi: 1),
            Transparent(0x6F02, "AA", AccessCondition.Adm1, AccessCondition.Adm1, sfi: 2),
            Transparent(0x6F03, "EE", AccessCondition.Never, AccessCondition.Never, sfi: 3),
            Transparent(0x6F04, "44", sfi: 4),
            Transparent(0x6F05, "55", AccessCondition.LocalPin, (AccessCondition)9),
            Records(0x6F53, "D009810301010482028182" + new string('F', 106) + "D00C810301210082028102 8D0104".Replace(" ", string.Empty), 32, 3, 0),
            Directory(0x5F10, Transparent(0x4F01, "4F"))),
        Directory(0x7F20, Transparent(0x6F01, "20"), Transparent(0x6F20, "20")),
        Application(Usim, Transparent(0x6F07, "080910101000000010", sfi: 7), Directory(0x5F3B, Transparent(0x4F20, "3B"))),
        Application(Isim, Transparent(0x6F02, "02")),
    ];

    private static ApplicationProfile[] Applications() =>
    [
        Remote("0001", 0xB00000, "00"),
        Remote("0002", 0xB00001, "00") with { ApplicationFile = VectorCase.Hex(Usim) },
        Remote("0003", 0xB00004, "02000004"),
        Remote("0004", 0xB00005, "02010000"),
        Remote("0005", 0xB00006, "02000104"),
        Remote("0006", 0xB00007, "FF"),
        Remote("0007", 0xB00008, "00") with { MinimumSecurity = 0x16 },
        Remote("0008", 0xB00120, "00") with { Kind = ApplicationKind.RemoteFileManagementExpanded },
        Remote("0009", 0xBFFF01, "00") with { Kind = ApplicationKind.FirstStore, Quota = 4096 },
        Remote("000A", 0xBFFF02, "00") with
        {
            Kind = ApplicationKind.SecondStore, Domain = SecurityDomain.Services, MinimumSecurity = 0x16, Quota = 4096,
        },
        Remote("000B", 0xB00121, "00") with { Kind = ApplicationKind.RemoteFileManagementExpanded },
    ];

    private static ApplicationProfile Remote(string name, int tar, string accessDomain) => new()
    {
        Kind = ApplicationKind.RemoteFileManagement,
        Aid = VectorCase.Hex("F04361726400" + name),
        Tars = [tar],
        AccessDomain = VectorCase.Hex(accessDomain),
    };

    private static FileProfile Transparent(
        ushort fid, string contents, AccessCondition read = AccessCondition.Always, AccessCondition update = AccessCondition.Always, int size = 0, byte sfi = 0) => new()
    {
        Fid = fid,
        Structure = FileStructure.Transparent,
        ShortIdentifier = sfi,
        Size = size == 0 ? contents.Length / 2 : size,
        Contents = VectorCase.Hex(contents),
        Read = read,
        Update = update,
    };

    private static FileProfile Records(ushort fid, string contents, int length, int count, byte sfi) => new()
    {
        Fid = fid,
        Structure = FileStructure.LinearFixed,
        ShortIdentifier = sfi,
        RecordLength = length,
        Size = length * count,
        Contents = VectorCase.Hex(contents),
        Update = AccessCondition.Always,
    };

    private static FileProfile Directory(ushort fid, params IReadOnlyList<FileProfile> children) =>
        new() { Fid = fid, Structure = FileStructure.Directory, Children = children };

    private static FileProfile Application(string aid, params IReadOnlyList<FileProfile> children) =>
        new() { Fid = 0x7FFF, Structure = FileStructure.Directory, Aid = VectorCase.Hex(aid), Children = children };
}
