using static CardOs.Profiles.DefaultFiles;

namespace CardOs.Profiles;

/// <summary>The files of ADF.USIM that choose a network, and remember where it was found: TS 31.102 4.2.</summary>
internal static class UsimNetworkFiles
{
    private const ushort Rules = DefaultRules.OfDirectory;
    private const int SelectorEntries = 8;

    public static FileProfile[] Create() =>
    [
        Transparent(0x6F31, 18, Rules, DefaultRule.Subscriber, [0x0A]),
        Transparent(0x6F60, 10, Rules, DefaultRule.User, NoSelection()),
        Transparent(0x6F61, 17, Rules, DefaultRule.Subscriber, NoSelection()),
        Transparent(0x6F62, 19, Rules, DefaultRule.Subscriber, Bytes.Of(Subscription.Network + "C880")),
        Transparent(0x6F73, 12, Rules, DefaultRule.User, Bytes.Of("FFFFFFFF" + "FFFFFF" + Subscription.Network + "0000FF" + "01")),
        Transparent(0x6F7B, 13, Rules, DefaultRule.User, [], size: 12),
        Records(0x6FC5, 25, 24, 2, Rules, DefaultRule.Public, NetworkName()),
        Records(0x6FC6, 26, 8, 2, Rules, DefaultRule.Public, Bytes.Of(Subscription.Network + "0000FFFE" + "01")),
        Transparent(0x6FCD, 27, Rules, DefaultRule.Subscriber, Bytes.Of("A305" + "8003" + Subscription.Network), size: 17),
        Transparent(0x6FD9, 29, Rules, DefaultRule.Subscriber, Bytes.Of(Subscription.Network), size: 12),
        Transparent(0x6FDB, 0, Rules, DefaultRule.Subscriber, [0x00]),
        Transparent(0x6FDC, 0, Rules, DefaultRule.Subscriber, [0x00]),
        Transparent(0x6FE3, 30, Rules, DefaultRule.User, Bytes.Of("FFFFFFFFFFFFFFFFFFFFFFFF" + Subscription.Network + "0000" + "01")),
        Records(0x6FE4, 24, 80, 1, Rules, DefaultRule.User),
    ];

    private static byte[] NoSelection() => Bytes.Repeated(Bytes.Of(Subscription.NoNetwork + "0000"), 5, SelectorEntries);

    // "CardOs" in the default alphabet, packed, as the full and the short name: TS 24.008 10.5.3.5a, six spare bits.
    private static byte[] NetworkName()
    {
        byte[] name = Bytes.Of("86" + "C3B09CFC9C03");
        return Bytes.Joined(Bytes.Object(0x43, name), Bytes.Object(0x45, name));
    }
}
