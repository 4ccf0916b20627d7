using CardOs.JavaCard;
using CardOs.JavaCardApi.Framework;

namespace CardOs.JavaCardApi.FrameworkTlv;

/// <summary>javacardx.framework.tlv.</summary>
internal static class FrameworkTlvPackage
{
    public static NativePackage Define() => new(
        RomPackage.FrameworkTlv,
        "javacardx.framework.tlv",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x02, 0x08, 0x03],
        major: 1,
        minor: 0,
        BerTlvClass.Define(),
        BerTagClass.Define(),
        ConstructedBerTlvClass.Define(),
        BerTagClass.DefineConstructed(),
        PrimitiveBerTlvClass.Define(),
        BerTagClass.DefinePrimitive(),
        ReasonExceptions.Define(RomClass.TlvException, "TLVException", RomClass.CardRuntimeException));
}
