using CardOs.JavaCard;

namespace CardOs.JavaCardApi.CardOsToolkit;

/// <summary>cardos.toolkit: the card's own small toolkit package. Sources with the same tokens are in CardOs.Tests/Vectors/applets/toolkit.</summary>
internal static class CardOsToolkitPackage
{
    public static NativePackage Define() => new(
        RomPackage.CardOsToolkit,
        "cardos.toolkit",
        [0xF0, 0x43, 0x61, 0x72, 0x64, 0x4F, 0x73, 0x54, 0x4B],
        major: 1,
        minor: 0,
        new NativeClass(RomClass.ToolkitInterface, "ToolkitInterface", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable],
            Virtuals = [new(0, "processToolkit", "(S)V", body: null)],
        },
        ToolkitClass.Define());
}
