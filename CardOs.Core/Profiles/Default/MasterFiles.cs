using static CardOs.Profiles.DefaultFiles;

namespace CardOs.Profiles;

/// <summary>The files below the master file of the default card, and its ADFs: TS 102 221 13.</summary>
internal static class MasterFiles
{
    private const ushort Rules = DefaultRules.OfMasterFile;
    private const int DirectoryRecordLength = 38;

    public static FileProfile[] Create(byte number) =>
    [
        Transparent(0x2FE2, 2, Rules, DefaultRule.Fixed, Subscription.Iccid(number)),
        Records(0x2F00, 30, DirectoryRecordLength, 2, Rules, DefaultRule.Public, Directories()),
        Transparent(0x2F05, 5, Rules, DefaultRule.PublicUser, Bytes.Text("en")),
        DefaultRules.File(Rules, 6),
        Transparent(0x2F08, 8, Rules, DefaultRule.Public, [0x3C, 0x05, 0x00, 0x00, 0x00]),
        TelecomFiles.Create(number),
        SimFiles.Create(number),
        UsimFiles.Create(number),
        IsimFiles.Create(number),
    ];

    private static byte[] Directories() =>
        Bytes.Joined(Bytes.Padded(DirectoryRecord(UsimFiles.Aid, "USIM"), DirectoryRecordLength), DirectoryRecord(IsimFiles.Aid, "ISIM"));

    // 61 { 4F name, 50 label }: TS 102 221 13.1.
    private static byte[] DirectoryRecord(byte[] aid, string label) =>
        Bytes.Object(0x61, Bytes.Joined(Bytes.Object(0x4F, aid), Bytes.Object(0x50, Bytes.Text(label))));
}
