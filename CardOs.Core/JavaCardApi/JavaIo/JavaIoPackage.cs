using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;

namespace CardOs.JavaCardApi.JavaIo;

/// <summary>java.io.</summary>
internal static class JavaIoPackage
{
    public static NativePackage Define() => new(
        RomPackage.JavaIo,
        "java.io",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x00, 0x02],
        major: 1,
        minor: 0,
        new NativeClass(RomClass.IoException, "IOException", RomClass.Exception)
        {
            IsException = true,
            Statics = [new(0, "<init>", "()V", ObjectClass.Construct)],
        });
}
