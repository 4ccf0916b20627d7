using static CardOs.Profiles.DefaultFiles;

namespace CardOs.Profiles;

/// <summary>A phone book of the default card: TS 31.102 4.4.2.</summary>
internal static class PhoneBookFiles
{
    private const ushort Rules = DefaultRules.OfDirectory;
    private const int Entries = 50;

    // A8: one record for each entry: C0 ADN, C5 PBC, C6 GRP, C4 ANR, C9 UID, C1 IAP; A9: found through IAP: CA EMAIL;
    // AA: found through an identifier in another record: C2 EXT1, C7 AAS, C8 GAS. Each with FID and, where there is one, SFI.
    private const string References =
        "A81E" + "C0034F3A01" + "C5034F0902" + "C6034F2603" + "C4034F1104" + "C9034F2105" + "C1034F2506"
        + "A905" + "CA034F5007"
        + "AA0D" + "C2034F4A08" + "C7024F4B" + "C8024F4C";

    public static FileProfile Create() => Directory(
        0x5F3A,
        Rules,
        Records(0x4F30, 0, 64, 1, Rules, DefaultRule.Subscriber, Bytes.Of(References)),
        Records(0x4F3A, 1, 28, Entries, Rules, DefaultRule.User),
        Records(0x4F09, 2, 2, Entries, Rules, DefaultRule.User, new byte[2 * Entries]),
        Records(0x4F26, 3, 4, Entries, Rules, DefaultRule.User, new byte[4 * Entries]),
        Records(0x4F11, 4, 15, Entries, Rules, DefaultRule.User),
        Records(0x4F21, 5, 2, Entries, Rules, DefaultRule.User, new byte[2 * Entries]),
        Records(0x4F25, 6, 1, Entries, Rules, DefaultRule.User),
        Records(0x4F50, 7, 42, 10, Rules, DefaultRule.User),
        Records(0x4F4A, 8, 13, 5, Rules, DefaultRule.User, Bytes.Repeated([0x00], 13, 5)),
        Records(0x4F4B, 0, 20, 5, Rules, DefaultRule.User),
        Records(0x4F4C, 0, 20, 4, Rules, DefaultRule.User),
        Transparent(0x4F22, 0, Rules, DefaultRule.User, new byte[4]),
        Transparent(0x4F23, 0, Rules, DefaultRule.User, new byte[2]),
        Transparent(0x4F24, 0, Rules, DefaultRule.User, new byte[2]));
}
