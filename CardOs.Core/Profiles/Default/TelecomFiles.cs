using static CardOs.Profiles.DefaultFiles;

namespace CardOs.Profiles;

/// <summary>DF TELECOM of the default card: TS 31.102 4.6, and the SIM's files of TS 51.011 10.5.</summary>
internal static class TelecomFiles
{
    private const ushort Rules = DefaultRules.OfDirectory;

    public static FileProfile Create(byte number) => Directory(
        0x7F10,
        DefaultRules.OfMasterFile,
        DefaultRules.File(Rules, 0),
        Records(0x6F3A, 0, 28, 10, Rules, DefaultRule.User),
        Records(0x6F3C, 0, 176, 5, Rules, DefaultRule.User, Bytes.Repeated([0x00], 176, 5)),
        Records(0x6F40, 0, 28, 1, Rules, DefaultRule.User, Subscription.TelephoneNumber(number)),
        Records(0x6F42, 0, 42, 1, Rules, DefaultRule.User, Subscription.MessageParameters()),
        Transparent(0x6F43, 0, Rules, DefaultRule.User, [0xFF, 0xFF]),
        Cyclic(0x6F44, 0, 28, 5, Rules, DefaultRule.User),
        Records(0x6F4A, 0, 13, 5, Rules, DefaultRule.User, Bytes.Repeated([0x00], 13, 5)),
        Records(0x6F53, 0, 64, 2, Rules, DefaultRule.Issuer, RefreshCommand()),
        Transparent(0x6F54, 0, Rules, DefaultRule.Issuer, Bytes.Object(0x85, Bytes.Text("CardOs")), size: 22),
        Records(0x6FE5, 0, 48, 1, Rules, DefaultRule.User, Bytes.Object(0x80, Bytes.Text("tel:+99970000000"))),
        PhoneBookFiles.Create());

    // REFRESH (UICC reset) for immediate actions of scripts: TS 102 223 6.4.7.
    private static byte[] RefreshCommand() => Bytes.Of("D009810301010482028182");
}
