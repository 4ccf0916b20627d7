using CardOs.JavaCard;

namespace CardOs.JavaCardApi.JavaLang;

/// <summary>java.lang.</summary>
internal static class JavaLangPackage
{
    public static NativePackage Define() => new(
        RomPackage.JavaLang,
        "java.lang",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x00, 0x01],
        major: 1,
        minor: 0,
        ObjectClass.Define(),
        Throwable(RomClass.Throwable, "Throwable", RomClass.Object),
        Throwable(RomClass.Exception, "Exception", RomClass.Throwable),
        Throwable(RomClass.RuntimeException, "RuntimeException", RomClass.Exception),
        Throwable(RomClass.IndexOutOfBoundsException, "IndexOutOfBoundsException", RomClass.RuntimeException),
        Throwable(RomClass.ArrayIndexOutOfBoundsException, "ArrayIndexOutOfBoundsException", RomClass.IndexOutOfBoundsException),
        Throwable(RomClass.NegativeArraySizeException, "NegativeArraySizeException", RomClass.RuntimeException),
        Throwable(RomClass.NullPointerException, "NullPointerException", RomClass.RuntimeException),
        Throwable(RomClass.ClassCastException, "ClassCastException", RomClass.RuntimeException),
        Throwable(RomClass.ArithmeticException, "ArithmeticException", RomClass.RuntimeException),
        Throwable(RomClass.SecurityException, "SecurityException", RomClass.RuntimeException),
        Throwable(RomClass.ArrayStoreException, "ArrayStoreException", RomClass.RuntimeException));

    private static NativeClass Throwable(ushort id, string name, ushort superClass) => new(id, name, superClass)
    {
        IsException = true,
        Statics = [new(0, "<init>", "()V", ObjectClass.Construct)],
    };
}
