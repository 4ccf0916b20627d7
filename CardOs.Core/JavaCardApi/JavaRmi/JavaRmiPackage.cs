using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;

namespace CardOs.JavaCardApi.JavaRmi;

/// <summary>java.rmi: the types alone; the card has no remote method invocation.</summary>
internal static class JavaRmiPackage
{
    public static NativePackage Define() => new(
        RomPackage.JavaRmi,
        "java.rmi",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x00, 0x03],
        major: 1,
        minor: 0,
        new NativeClass(RomClass.Remote, "Remote", RomClass.None) { IsInterface = true },
        new NativeClass(RomClass.RemoteException, "RemoteException", RomClass.IoException)
        {
            IsException = true,
            Statics = [new(0, "<init>", "()V", ObjectClass.Construct)],
        });
}
