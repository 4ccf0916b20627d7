using static CardOs.Profiles.DefaultFiles;

namespace CardOs.Profiles;

/// <summary>DF 5GS of the default card: TS 31.102 4.4.11.</summary>
internal static class FiveGFiles
{
    private const ushort Rules = DefaultRules.OfDirectory;

    // The home network's public keys of TS 33.501 C.4.4 (profile B, compressed) and C.4.3 (profile A), with the identifiers of TS 31.121 4.9.4:
    // A0 { 02 key 1, 01 key 2, 00 none }, A1 { 80 identifier, 81 key, .. }.
    private const string Concealment =
        "A006" + "020101020000"
        + "A14B"
        + "80011B" + "8121" + "0272DA71976234CE833A6907425867B82E074D44EF907DFB4B3E21C1C2256EBCD1"
        + "80011E" + "8120" + "5A8D38864820197C3394B92613B20B91633CBD897119273BF8E4A6F4EEC0A650";

    public static FileProfile Create() => Directory(
        0x5FC0,
        Rules,
        Transparent(0x4F01, 1, Rules, DefaultRule.User, Location()),
        Transparent(0x4F02, 2, Rules, DefaultRule.User, Location()),
        Records(0x4F03, 3, 62, 2, Rules, DefaultRule.User),
        Records(0x4F04, 4, 62, 2, Rules, DefaultRule.User),
        Transparent(0x4F05, 5, Rules, DefaultRule.User, [], size: 110),
        Transparent(0x4F06, 6, Rules, DefaultRule.Subscriber, new byte[4]),
        Transparent(0x4F07, 7, Rules, DefaultRule.Subscriber, Bytes.Of(Concealment), size: 100),
        Records(0x4F08, 8, 10, 2, Rules, DefaultRule.Public, Bytes.Of(Subscription.Network + "000000" + "FFFFFE" + "01")),
        Transparent(0x4F0A, 10, Rules, DefaultRule.Subscriber, Bytes.Of("F0FFFFFF")),
        Transparent(0x4F0C, 12, Rules, DefaultRule.Subscriber, [0x00]));

    // No 5G-GUTI, not updated.
    private static byte[] Location() => Bytes.Of("FFFFFFFFFFFFFFFFFFFFFFFFFF" + Subscription.Network + "000000" + "01");
}
