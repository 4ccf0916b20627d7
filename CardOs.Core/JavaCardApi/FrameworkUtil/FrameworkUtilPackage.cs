using CardOs.JavaCard;
using CardOs.JavaCardApi.Framework;

namespace CardOs.JavaCardApi.FrameworkUtil;

/// <summary>javacardx.framework.util, as of Java Card 3.0.5.</summary>
internal static class FrameworkUtilPackage
{
    public static NativePackage Define() => new(
        RomPackage.FrameworkUtil,
        "javacardx.framework.util",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x02, 0x08, 0x01],
        major: 1,
        minor: 1,
        ArrayLogicClass.Define(),
        ReasonExceptions.Define(RomClass.UtilException, "UtilException", RomClass.CardRuntimeException));
}
