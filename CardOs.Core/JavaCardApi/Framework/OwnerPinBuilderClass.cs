using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Framework;

/// <summary>javacard.framework.OwnerPINBuilder, the interfaces of what it builds, and the two classes behind them, which have no name.</summary>
internal static class OwnerPinBuilderClass
{
    private const byte Plain = 1;
    private const byte Extended = 2;
    private const byte WithPredecrement = 3;
    private const short IllegalValue = 1;

    public static NativeClass Define() => new(RomClass.OwnerPinBuilder, "OwnerPINBuilder", RomClass.Object)
    {
        Statics = [new(0, "buildOwnerPIN", "(BBB)LPIN;", Build)],
    };

    public static NativeClass DefineExtended() => new(RomClass.OwnerPinExtended, "OwnerPINx", RomClass.None)
    {
        IsInterface = true,
        Interfaces = [RomClass.Pin],
        Virtuals =
        [
            new(0, "check", "([BSB)Z", body: null),
            new(1, "getTriesRemaining", "()B", body: null),
            new(2, "isValidated", "()Z", body: null),
            new(3, "reset", "()V", body: null),
            new(4, "update", "([BSB)V", body: null),
            new(5, "getTryLimit", "()B", body: null),
            new(6, "setTryLimit", "(B)V", body: null),
            new(7, "setTriesRemaining", "(B)V", body: null),
        ],
    };

    public static NativeClass DefineWithPredecrement() => new(RomClass.OwnerPinWithPredecrement, "OwnerPINxWithPredecrement", RomClass.None)
    {
        IsInterface = true,
        Interfaces = [RomClass.Pin, RomClass.OwnerPinExtended],
        Virtuals =
        [
            new(0, "check", "([BSB)Z", body: null),
            new(1, "getTriesRemaining", "()B", body: null),
            new(2, "isValidated", "()Z", body: null),
            new(3, "reset", "()V", body: null),
            new(4, "update", "([BSB)V", body: null),
            new(5, "getTryLimit", "()B", body: null),
            new(6, "setTryLimit", "(B)V", body: null),
            new(7, "setTriesRemaining", "(B)V", body: null),
            new(8, "decrementTriesRemaining", "()B", body: null),
        ],
    };

    public static NativeClass DefineBuilt() => new(RomClass.BuiltPin, "BuiltPin", RomClass.Object)
    {
        HiddenCells = OwnerPinClass.Cells,
        Interfaces = [RomClass.Pin, RomClass.OwnerPinExtended],
        Virtuals =
        [
            new(1, "check", "([BSB)Z", OwnerPinClass.Check),
            new(2, "getTriesRemaining", "()B", OwnerPinClass.GetTriesRemaining),
            new(3, "isValidated", "()Z", OwnerPinClass.GetFlag),
            new(4, "reset", "()V", OwnerPinClass.Reset),
            new(5, "update", "([BSB)V", OwnerPinClass.Update),
            new(6, "getTryLimit", "()B", OwnerPinClass.GetTryLimit),
            new(7, "setTryLimit", "(B)V", OwnerPinClass.SetTryLimit),
            new(8, "setTriesRemaining", "(B)V", OwnerPinClass.SetTriesRemaining),
        ],
    };

    public static NativeClass DefineBuiltWithPredecrement() => new(RomClass.BuiltPinWithPredecrement, "BuiltPinWithPredecrement", RomClass.BuiltPin)
    {
        Interfaces = [RomClass.Pin, RomClass.OwnerPinExtended, RomClass.OwnerPinWithPredecrement],
        Virtuals =
        [
            new(1, "check", "([BSB)Z", OwnerPinClass.CheckDecremented),
            new(9, "decrementTriesRemaining", "()B", OwnerPinClass.Decrement),
        ],
    };

    private static VmStatus Build(ref NativeCall call)
    {
        ushort type = call.Byte(2) switch
        {
            Plain => RomClass.OwnerPin,
            Extended => RomClass.BuiltPin,
            WithPredecrement => RomClass.BuiltPinWithPredecrement,
            _ => RomClass.None,
        };
        if (type == RomClass.None)
        {
            return call.Throw(RomClass.SystemException, IllegalValue);
        }

        return call.TryNewObject(type, call.Caller, out ushort handle)
            && OwnerPinClass.TryInit(ref call, handle, (sbyte)call.Byte(0), (sbyte)call.Byte(1))
            ? call.ReturnReference(handle)
            : VmStatus.Throw;
    }
}
