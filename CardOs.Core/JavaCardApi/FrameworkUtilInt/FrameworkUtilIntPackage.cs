using CardOs.JavaCard;

namespace CardOs.JavaCardApi.FrameworkUtilInt;

/// <summary>javacardx.framework.util.intx, as of Java Card 3.0.5.</summary>
internal static class FrameworkUtilIntPackage
{
    public static NativePackage Define() => new(
        RomPackage.FrameworkUtilInt,
        "javacardx.framework.util.intx",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x02, 0x08, 0x01, 0x01],
        major: 1,
        minor: 0,
        IntegersClass.Define());
}
