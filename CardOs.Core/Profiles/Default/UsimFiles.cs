using static CardOs.Profiles.DefaultFiles;

namespace CardOs.Profiles;

/// <summary>ADF.USIM of the default card: TS 31.102 4.2.</summary>
internal static class UsimFiles
{
    private const ushort Rules = DefaultRules.OfDirectory;
    private const int ServiceTableLength = 17;

    public static byte[] Aid => [0xA0, 0x00, 0x00, 0x00, 0x87, 0x10, 0x02, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x00, 0x00, 0x01, 0x00];

    public static FileProfile Create(byte number) => Application(
        Aid,
        [
            Transparent(0x6F07, 7, Rules, DefaultRule.Subscriber, Subscription.Imsi(number)),
            Transparent(0x6F38, 4, Rules, DefaultRule.Subscriber, Services()),
            Transparent(0x6F46, 0, Rules, DefaultRule.Public, ProviderName(), size: 17),
            Transparent(0x6F7E, 11, Rules, DefaultRule.User, Location()),
            Transparent(0x6FAD, 3, Rules, DefaultRule.Public, [0x00, 0x00, 0x00, 0x02]),
            DefaultRules.File(Rules, 0x17),
            Transparent(0x6F05, 2, Rules, DefaultRule.PublicUser, Bytes.Text("en"), size: 6),
            Transparent(0x6F08, 8, Rules, DefaultRule.User, [0x07], size: 33),
            Transparent(0x6F09, 9, Rules, DefaultRule.User, [0x07], size: 33),
            Transparent(0x6F3E, 0, Rules, DefaultRule.Subscriber, [], size: 4),
            Transparent(0x6F3F, 0, Rules, DefaultRule.Subscriber, [], size: 4),
            Transparent(0x6F56, 5, Rules, DefaultRule.SecondPin, [0x00]),
            Transparent(0x6F5B, 15, Rules, DefaultRule.User, Bytes.Of("F00000F00000")),
            Transparent(0x6F5C, 16, Rules, DefaultRule.Subscriber, [0xFF, 0xFF, 0xFF]),
            Transparent(0x6F78, 6, Rules, DefaultRule.Subscriber, Subscription.AccessClass(number)),
            Records(0x6FB7, 1, 14, 3, Rules, DefaultRule.Public, EmergencyNumbers()),
            Transparent(0x6FC4, 0, Rules, DefaultRule.User, [], size: 128),
            Transparent(0x6FD6, 0, Rules, DefaultRule.User, [], size: 96),
            Records(0x6FDA, 0, 96, 2, Rules, DefaultRule.Subscriber),
            .. UsimNetworkFiles.Create(),
            .. UsimMessageFiles.Create(number),
            .. UsimCallFiles.Create(),
            PhoneBookFiles.Create(),
            AccessFiles(),
            FiveGFiles.Create(),
        ]);

    /// <summary>"CardOs", not to be shown beside the home network's name: TS 31.102 4.2.12.</summary>
    public static byte[] ProviderName() => Bytes.Joined([0x00], Bytes.Text("CardOs"));

    /// <summary>No TMSI, not updated.</summary>
    public static byte[] Location() => Bytes.Of("FFFFFFFF" + Subscription.Network + "0000" + "00" + "01");

    // DF GSM-ACCESS: TS 31.102 4.4.3.
    private static FileProfile AccessFiles() => Directory(
        0x5F3B,
        Rules,
        Transparent(0x4F20, 1, Rules, DefaultRule.User, Bytes.AtEnd(9, [0x07])),
        Transparent(0x4F52, 2, Rules, DefaultRule.User, Bytes.AtEnd(9, [0x07])));

    // 112 and 911 with a name, and no category: TS 31.102 4.2.21.
    private static byte[] EmergencyNumbers()
    {
        byte[] name = Bytes.Padded(Bytes.Text("Emergency"), 10);
        return [0x11, 0xF2, 0xFF, .. name, 0x00, 0x19, 0xF1, 0xFF, .. name, 0x00];
    }

    // TS 31.102 4.2.8: what this card has the files for, and does.
    private static byte[] Services() => ServiceTable.Of(
        ServiceTableLength,
        [
            1, 2, 3, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 20, 21, 27, 28, 29, 33, 34, 38, 42, 43, 44, 45, 46, 47, 48, 49, 51,
            68, 71, 73, 74, 85, 122, 123, 124, 126, 129, 135, 136,
        ]);
}
