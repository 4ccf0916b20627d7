using static CardOs.Profiles.DefaultFiles;

namespace CardOs.Profiles;

/// <summary>ADF.ISIM of the default card: TS 31.103 4.2.</summary>
internal static class IsimFiles
{
    private const ushort Rules = DefaultRules.OfDirectory;
    private const int AddressLength = 64;

    public static byte[] Aid => [0xA0, 0x00, 0x00, 0x00, 0x87, 0x10, 0x04, 0xFF, 0xFF, 0xFF, 0xFF, 0x89, 0x00, 0x00, 0x01, 0x00];

    public static FileProfile Create(byte number) => Application(
        Aid,
        Transparent(0x6F02, 2, Rules, DefaultRule.Subscriber, Subscription.PrivateIdentity(number), size: AddressLength),
        Transparent(0x6F03, 5, Rules, DefaultRule.Subscriber, Subscription.HomeDomain(), size: AddressLength),
        Records(0x6F04, 4, AddressLength, 2, Rules, DefaultRule.Subscriber, Subscription.PublicIdentity(number)),
        DefaultRules.File(Rules, 6),
        Transparent(0x6F07, 7, Rules, DefaultRule.Subscriber, ServiceTable.Of(2, 1, 2, 5, 6, 7, 8)),
        Records(0x6F09, 0, AddressLength, 2, Rules, DefaultRule.Subscriber, Subscription.CallControlFunction()),
        Transparent(0x6FAD, 3, Rules, DefaultRule.Public, [0x00, 0x00, 0x00]),
        Transparent(0x6FD5, 0, Rules, DefaultRule.User, [], size: 96),
        Records(0x6FD7, 0, 96, 2, Rules, DefaultRule.Subscriber),
        Records(0x6F3C, 0, 176, 5, Rules, DefaultRule.User, Bytes.Repeated([0x00], 176, 5)),
        Transparent(0x6F43, 0, Rules, DefaultRule.User, [0xFF, 0xFF]),
        Records(0x6F47, 0, 30, 5, Rules, DefaultRule.User, Bytes.Repeated([0x00], 30, 5)),
        Records(0x6F42, 0, 42, 1, Rules, DefaultRule.User, Subscription.MessageParameters()));
}
