using CardOs.JavaCard;

namespace CardOs.JavaCardApi.ApduUtil;

/// <summary>javacardx.apdu.util.</summary>
internal static class ApduUtilPackage
{
    public static NativePackage Define() => new(
        RomPackage.ApduUtil,
        "javacardx.apdu.util",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x02, 0x09, 0x01],
        major: 1,
        minor: 0,
        ApduUtilClass.Define());
}
