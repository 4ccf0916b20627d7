using static CardOs.Profiles.DefaultFiles;

namespace CardOs.Profiles;

/// <summary>DF GSM of the default card, for terminals that know class A0 alone: files of its own, TS 51.011 10.3.</summary>
internal static class SimFiles
{
    private const ushort Rules = DefaultRules.OfMasterFile;
    private const int ServiceTableLength = 15;

    public static FileProfile Create(byte number) => Directory(
        0x7F20,
        DefaultRules.OfMasterFile,
        Transparent(0x6F05, 0, Rules, DefaultRule.PublicUser, [0x01]),
        Transparent(0x6F07, 0, Rules, DefaultRule.Subscriber, Subscription.Imsi(number)),
        Transparent(0x6F20, 0, Rules, DefaultRule.User, Bytes.AtEnd(9, [0x07])),
        Transparent(0x6F30, 0, Rules, DefaultRule.User, [], size: 24),
        Transparent(0x6F31, 0, Rules, DefaultRule.Subscriber, [0x0A]),
        Transparent(0x6F38, 0, Rules, DefaultRule.Subscriber, Services()),
        Transparent(0x6F46, 0, Rules, DefaultRule.Public, UsimFiles.ProviderName(), size: 17),
        Transparent(0x6F52, 0, Rules, DefaultRule.User, Bytes.AtEnd(9, [0x07])),
        Transparent(0x6F53, 0, Rules, DefaultRule.User, Bytes.Of("FFFFFFFF" + "FFFFFF" + Subscription.Network + "0000FF" + "01")),
        Transparent(0x6F62, 0, Rules, DefaultRule.Subscriber, Bytes.Of(Subscription.Network + "C880")),
        Transparent(0x6F74, 0, Rules, DefaultRule.User, [], size: 16),
        Transparent(0x6F78, 0, Rules, DefaultRule.Subscriber, Subscription.AccessClass(number)),
        Transparent(0x6F7B, 0, Rules, DefaultRule.User, [], size: 12),
        Transparent(0x6F7E, 0, Rules, DefaultRule.User, UsimFiles.Location()),
        Transparent(0x6FAD, 0, Rules, DefaultRule.Public, [0x00, 0x00, 0x00, 0x02]),
        Transparent(0x6FAE, 0, Rules, DefaultRule.Public, [0x03]),
        Transparent(0x6FB7, 0, Rules, DefaultRule.Public, Bytes.Of("11F2FF" + "19F1FF")));

    // CHV1 disabling, ADN, SMS, PLMN selector, MSISDN, EXT1, SMSP, LND, SPN, SMS-PP download, proactive SIM, GPRS, HPLMN selector.
    private static byte[] Services() => ServiceTable.OfSim(ServiceTableLength, 1, 2, 4, 7, 9, 10, 12, 13, 17, 26, 29, 38, 45);
}
