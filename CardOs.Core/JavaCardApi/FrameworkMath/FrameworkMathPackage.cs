using CardOs.JavaCard;

namespace CardOs.JavaCardApi.FrameworkMath;

/// <summary>javacardx.framework.math.</summary>
internal static class FrameworkMathPackage
{
    public static NativePackage Define() => new(
        RomPackage.FrameworkMath,
        "javacardx.framework.math",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x02, 0x08, 0x02],
        major: 1,
        minor: 0,
        BcdUtilClass.Define(),
        BigNumberClass.Define(),
        ParityBitClass.Define());
}
