using static CardOs.Profiles.DefaultFiles;

namespace CardOs.Profiles;

/// <summary>The files of ADF.USIM for calls: TS 31.102 4.2.</summary>
internal static class UsimCallFiles
{
    private const ushort Rules = DefaultRules.OfDirectory;
    private const int Calls = 5;

    public static FileProfile[] Create() =>
    [
        Records(0x6F3B, 0, 28, 10, Rules, DefaultRule.SecondPin),
        Records(0x6F4B, 0, 13, 5, Rules, DefaultRule.SecondPin, Bytes.Repeated([0x00], 13, 5)),
        Records(0x6F4E, 0, 13, 5, Rules, DefaultRule.User, Bytes.Repeated([0x00], 13, 5)),
        Cyclic(0x6F80, 20, 38, Calls, Rules, DefaultRule.User, Bytes.Repeated(Bytes.AtEnd(38, Bytes.Of("0000000001FFFF")), 38, Calls)),
        Cyclic(0x6F81, 21, 37, Calls, Rules, DefaultRule.User, Bytes.Repeated(Bytes.AtEnd(37, Bytes.Of("00000001FFFF")), 37, Calls)),
        Cyclic(0x6F82, 0, 3, 1, Rules, DefaultRule.Counter, new byte[3]),
        Cyclic(0x6F83, 0, 3, 1, Rules, DefaultRule.Counter, new byte[3]),
    ];
}
