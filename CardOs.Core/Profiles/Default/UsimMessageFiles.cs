using static CardOs.Profiles.DefaultFiles;

namespace CardOs.Profiles;

/// <summary>The files of ADF.USIM for short messages, cell broadcast and voice mail: TS 31.102 4.2.</summary>
internal static class UsimMessageFiles
{
    private const ushort Rules = DefaultRules.OfDirectory;

    public static FileProfile[] Create(byte number) =>
    [
        Records(0x6F3C, 0, 176, 5, Rules, DefaultRule.User, Bytes.Repeated([0x00], 176, 5)),
        Records(0x6F40, 0, 28, 1, Rules, DefaultRule.User, Subscription.TelephoneNumber(number)),
        Records(0x6F42, 0, 42, 1, Rules, DefaultRule.User, Subscription.MessageParameters()),
        Transparent(0x6F43, 0, Rules, DefaultRule.User, [0xFF, 0xFF]),
        Records(0x6F47, 0, 30, 5, Rules, DefaultRule.User, Bytes.Repeated([0x00], 30, 5)),
        Transparent(0x6F45, 0, Rules, DefaultRule.User, [], size: 10),
        Transparent(0x6F48, 14, Rules, DefaultRule.Subscriber, [], size: 10),
        Transparent(0x6F50, 0, Rules, DefaultRule.User, [], size: 20),
        Records(0x6FC7, 0, 28, 2, Rules, DefaultRule.User),
        Records(0x6FC8, 0, 13, 2, Rules, DefaultRule.User, Bytes.Repeated([0x00], 13, 2)),
        Records(0x6FC9, 0, 4, 1, Rules, DefaultRule.User, new byte[4]),
        Records(0x6FCA, 0, 5, 1, Rules, DefaultRule.User, new byte[5]),
        Records(0x6FCB, 0, 16, 1, Rules, DefaultRule.User, [0x01, 0x00]),
        Records(0x6FCC, 0, 13, 2, Rules, DefaultRule.User, Bytes.Repeated([0x00], 13, 2)),
    ];
}
