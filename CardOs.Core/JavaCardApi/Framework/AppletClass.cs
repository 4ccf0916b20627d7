using CardOs.Applications;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;

namespace CardOs.JavaCardApi.Framework;

/// <summary>javacard.framework.Applet.</summary>
internal static class AppletClass
{
    private const short FunctionNotSupported = 0x6A81;
    private const short IllegalValue = 1;
    private const short IllegalAid = 4;
    private const int MinAidLength = 5;
    private const int MaxAidLength = 16;

    public static NativeClass Define() => new(RomClass.Applet, "Applet", RomClass.Object)
    {
        IsAbstract = true,
        Statics =
        [
            new(0, "<init>", "()V", ObjectClass.Construct),
            new(1, "install", "([BSB)V", Install),
            new(2, "reSelectingApplet", "()Z", IsReselecting),
        ],
        Virtuals =
        [
            new(1, "register", "()V", Register),
            new(2, "register", "([BSB)V", RegisterAs),
            new(3, "selectingApplet", "()Z", IsSelecting),
            new(4, "deselect", "()V", ObjectClass.Construct),
            new(5, "getShareableInterfaceObject", "(LAID;B)LShareable;", GetNoObject),
            new(6, "select", "()Z", Accept),
            new(7, "process", "(LAPDU;)V", body: null),
        ],
    };

    private static VmStatus Install(ref NativeCall call) => call.Throw(RomClass.IsoException, FunctionNotSupported);

    private static VmStatus IsReselecting(ref NativeCall call) => call.Return(call.Machine.Registers.IsReselecting != 0);

    private static VmStatus IsSelecting(ref NativeCall call) => call.Return(call.Machine.Registers.IsSelecting != 0);

    private static VmStatus GetNoObject(ref NativeCall call) => call.ReturnReference(0);

    private static VmStatus Accept(ref NativeCall call) => call.Return(true);

    private static VmStatus Register(ref NativeCall call) =>
        AppletHost.TryRegister(call.Card, call.Reference(0), default) ? call.Return() : call.Throw(RomClass.SystemException, IllegalAid);

    private static VmStatus RegisterAs(ref NativeCall call)
    {
        int length = (sbyte)call.Byte(3);
        if (length is < MinAidLength or > MaxAidLength)
        {
            return call.Throw(RomClass.SystemException, IllegalValue);
        }

        if (!call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, call.Short(2), length))
        {
            return VmStatus.Throw;
        }

        return AppletHost.TryRegister(call.Card, call.Reference(0), call.Read(array, call.Short(2), length))
            ? call.Return()
            : call.Throw(RomClass.SystemException, IllegalAid);
    }
}
