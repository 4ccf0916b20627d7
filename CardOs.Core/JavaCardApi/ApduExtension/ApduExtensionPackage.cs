using CardOs.JavaCard;

namespace CardOs.JavaCardApi.ApduExtension;

/// <summary>javacardx.apdu: an applet that implements ExtendedLength gets commands and gives answers of more than 255 bytes.</summary>
internal static class ApduExtensionPackage
{
    public static NativePackage Define() => new(
        RomPackage.Apdu,
        "javacardx.apdu",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x02, 0x09],
        major: 1,
        minor: 0,
        new NativeClass(RomClass.ExtendedLength, "ExtendedLength", RomClass.None) { IsInterface = true });
}
