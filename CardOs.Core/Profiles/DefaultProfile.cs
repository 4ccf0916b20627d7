using System;
using CardOs.Channels;
using CardOs.Registry;

namespace CardOs.Profiles;

/// <summary>The card that <see cref="CardOptions.Uicc"/> makes: two subscriptions, each in a container of its own, with public test values.</summary>
/// <remarks>docs/default-profile.md lists it, and samples/uicc.json is the same as a file.</remarks>
internal static class DefaultProfile
{
    private const ushort CurrentApplicationFid = 0x7FFF;

    // ADM 1, and what is always allowed: TS 102 226 8.2.1.3.2.3.
    private static readonly byte[] Administrator = [0x02, 0x00, 0x01, 0x04];

    private static readonly byte[] UsimAid = [0xA0, 0x00, 0x00, 0x00, 0x87, 0x10, 0x02, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x00, 0x00, 0x01, 0x00];

    public static CardProfile Uicc { get; } = new()
    {
        AnswerToReset = AnswerToReset(),
        Containers =
        [
            new ContainerProfile { Name = "common" },
            Subscription("home", iccid: 1, imsi: 1, HomeKeys(), Milenage("465B5CE8B199B49FAA5F0A2EE238A6BC", "CDC202D5123E20F62B6D676AC72CB318")),
            Subscription("travel", iccid: 2, imsi: 2, TravelKeys(), Milenage("FEC86BA6EB707ED08905757B1BB44B8F", "DBC59ADCB6F9A0EF735477B7FADF8374")),
        ],
    };

    // T=0 and T=1; SELECT by partial name, EF.DIR; chaining, extended lengths, channels by card and terminal. ISO 7816-3 8, ISO 7816-4 12.1.1.
    private static byte[] AnswerToReset()
    {
        byte[] answer =
        [
            0x3B, 0x9E, 0x96, 0x80, 0x81, 0x1F, 0x87,
            0x80, 0x31, 0xE0, 0x73, 0xFE, 0x21, 0xDF, 0x66, (byte)'C', (byte)'a', (byte)'r', (byte)'d', (byte)'O', (byte)'s',
            0x00,
        ];
        byte check = 0;
        for (int i = 1; i < answer.Length; i++)
        {
            check ^= answer[i];
        }

        answer[answer.Length - 1] = check;
        return answer;
    }

    private static ContainerProfile Subscription(string name, byte iccid, byte imsi, KeySetProfile[] keys, AuthenticationProfile secret) => new()
    {
        Name = name,
        Files =
        [
            Transparent(0x2FE2, 2, [0x98, 0x88, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, (byte)(0x10 * iccid)], AccessCondition.Never),
            Records(0x2F00, 30, 38, 1, DirectoryRecord()),
            Transparent(0x2F05, 5, (byte[])[(byte)'e', (byte)'n'], AccessCondition.Always),
            Telecom(),
            Usim(imsi),
        ],
        AuthenticationKeys = [secret],
        KeySets = keys,
        Applications = Applications(),
    };

    private static FileProfile Telecom() => new()
    {
        Fid = 0x7F10,
        Structure = FileStructure.Directory,
        Children =
        [
            Records(0x6F3A, 0, 28, 10, [], AccessCondition.Always),
            Records(0x6F53, 0, 64, 2, RefreshCommand()),
        ],
    };

    private static FileProfile Usim(byte imsi) => new()
    {
        Fid = CurrentApplicationFid,
        Structure = FileStructure.Directory,
        Aid = UsimAid,
        AuthenticationKey = 1,
        Children =
        [
            Transparent(0x6F07, 7, [0x08, 0x09, 0x10, 0x10, 0x00, 0x00, 0x00, 0x00, (byte)(0x10 * imsi)]),
            Transparent(0x6F38, 4, [0x00, 0x0A, 0x04, 0x0C, 0x20, 0x00, 0x00, 0x00, 0x00]),
            Transparent(0x6F46, 0, [0x00, (byte)'C', (byte)'a', (byte)'r', (byte)'d', (byte)'O', (byte)'s'], size: 17),
            Transparent(0x6F7E, 11, [0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0xF1, 0x10, 0x00, 0x00, 0x00, 0x01], AccessCondition.Always),
            Transparent(0x6FAD, 3, [0x00, 0x00, 0x00, 0x02]),
            Records(0x6F3C, 0, 176, 5, [0x00]),
        ],
    };

    // Test sets 1 and 3 of TS 35.208.
    private static AuthenticationProfile Milenage(string key, string operatorKey) => new()
    {
        Algorithm = AuthenticationAlgorithm.Milenage,
        Key = Hex(key),
        OperatorKey = Hex(operatorKey),
    };

    private static KeySetProfile[] HomeKeys() =>
    [
        Keys(1, KeyType.Des, Hex("00112233445566778899AABBCCDDEEFF"), Hex("FFEEDDCCBBAA99887766554433221100")),
        Keys(2, KeyType.Aes, Hex("00112233445566778899AABBCCDDEEFF"), Hex("FFEEDDCCBBAA99887766554433221100")),
        Keys(3, KeyType.Des, Hex("300102030405060708090A0B0C0D0E0F"), Hex("301102030405060708090A0B0C0D0E0F")),
        Keys(1, KeyType.Aes, Hex("404142434445464748494A4B4C4D4E4F"), Hex("505152535455565758595A5B5C5D5E5F"), SecurityDomain.Services),
    ];

    private static KeySetProfile[] TravelKeys() =>
    [
        Keys(1, KeyType.Des, Hex("0123456789ABCDEF1011121314151617"), Hex("FEDCBA98765432102021222324252627")),
        Keys(2, KeyType.Aes, Hex("0123456789ABCDEF1011121314151617"), Hex("FEDCBA98765432102021222324252627")),
        Keys(1, KeyType.Aes, Hex("606162636465666768696A6B6C6D6E6F"), Hex("707172737475767778797A7B7C7D7E7F"), SecurityDomain.Services),
    ];

    private static ApplicationProfile[] Applications() =>
    [
        new()
        {
            Kind = ApplicationKind.RemoteFileManagement,
            Aid = Hex("F0436172644F7301"),
            Tars = [0xB00000],
            MinimumSecurity = 0x02,
            AccessDomain = Administrator,
        },
        new()
        {
            Kind = ApplicationKind.RemoteFileManagement,
            Aid = Hex("F0436172644F7302"),
            Tars = [0xB00001, 0xB00011],
            MinimumSecurity = 0x02,
            AccessDomain = Administrator,
            ApplicationFile = UsimAid,
        },
        new()
        {
            Kind = ApplicationKind.RemoteFileManagementExpanded,
            Aid = Hex("F0436172644F7303"),
            Tars = [0xB00120],
            MinimumSecurity = 0x02,
            AccessDomain = Administrator,
        },
        new()
        {
            Kind = ApplicationKind.FirstStore,
            Aid = Hex("F0436172644F7304"),
            Tars = [0xBFFF01],
            MinimumSecurity = 0x16,
            Quota = 4096,
        },
        new()
        {
            Kind = ApplicationKind.SecondStore,
            Aid = Hex("F0436172644F7305"),
            Tars = [0xBFFF02],
            Domain = SecurityDomain.Services,
            MinimumSecurity = 0x16,
            Quota = 8192,
        },
    ];

    private static KeySetProfile Keys(byte version, KeyType type, byte[] cipher, byte[] check, SecurityDomain domain = SecurityDomain.Issuer) => new()
    {
        Version = version,
        Domain = domain,
        Cipher = new KeyProfile { Type = type, Value = cipher },
        Check = new KeyProfile { Type = type, Value = check },
    };

    private static FileProfile Transparent(
        ushort fid, byte shortIdentifier, byte[] contents, AccessCondition update = AccessCondition.Adm1, int size = 0) => new()
    {
        Fid = fid,
        Structure = FileStructure.Transparent,
        ShortIdentifier = shortIdentifier,
        Size = Math.Max(size, contents.Length),
        Contents = contents,
        Update = update,
    };

    private static FileProfile Records(
        ushort fid, byte shortIdentifier, int length, int count, byte[] contents, AccessCondition update = AccessCondition.Adm1) => new()
    {
        Fid = fid,
        Structure = FileStructure.LinearFixed,
        ShortIdentifier = shortIdentifier,
        RecordLength = length,
        Size = length * count,
        Contents = contents,
        Update = update,
    };

    // 61 { 4F name, 50 "USIM" }: TS 102 221 13.1.
    private static byte[] DirectoryRecord()
    {
        byte[] label = [0x50, 0x04, (byte)'U', (byte)'S', (byte)'I', (byte)'M'];
        byte[] record = new byte[4 + UsimAid.Length + label.Length];
        record[0] = 0x61;
        record[1] = (byte)(record.Length - 2);
        record[2] = 0x4F;
        record[3] = (byte)UsimAid.Length;
        UsimAid.CopyTo(record, 4);
        label.CopyTo(record, 4 + UsimAid.Length);
        return record;
    }

    // REFRESH (UICC reset) for immediate actions of scripts: TS 102 223 6.4.7.
    private static byte[] RefreshCommand() => Hex("D009810301010482028182");

    private static byte[] Hex(string text)
    {
        byte[] bytes = new byte[text.Length / 2];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = Convert.ToByte(text.Substring(2 * i, 2), 16);
        }

        return bytes;
    }
}
