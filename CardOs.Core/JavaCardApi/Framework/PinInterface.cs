using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Framework;

/// <summary>javacard.framework.PIN.</summary>
internal static class PinInterface
{
    public static NativeClass Define() => new(RomClass.Pin, "PIN", RomClass.None)
    {
        IsInterface = true,
        Virtuals =
        [
            new(0, "check", "([BSB)Z", body: null),
            new(1, "getTriesRemaining", "()B", body: null),
            new(2, "isValidated", "()Z", body: null),
            new(3, "reset", "()V", body: null),
        ],
    };
}
