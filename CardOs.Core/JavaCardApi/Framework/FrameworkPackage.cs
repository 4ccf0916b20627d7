using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Framework;

/// <summary>javacard.framework, as of Java Card 3.0.5.</summary>
internal static class FrameworkPackage
{
    public static NativePackage Define() => new(
        RomPackage.Framework,
        "javacard.framework",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x01, 0x01],
        major: 1,
        minor: 6,
        new NativeClass(RomClass.Iso7816, "ISO7816", RomClass.None) { IsInterface = true },
        PinInterface.Define(),
        new NativeClass(RomClass.Shareable, "Shareable", RomClass.None) { IsInterface = true, IsShareable = true },
        AppletClass.Define(),
        ReasonExceptions.Define(RomClass.CardException, "CardException", RomClass.Exception),
        ReasonExceptions.Define(RomClass.CardRuntimeException, "CardRuntimeException", RomClass.RuntimeException),
        AidClass.Define(),
        ReasonExceptions.Define(RomClass.IsoException, "ISOException", RomClass.CardRuntimeException),
        JcSystemClass.Define(),
        OwnerPinClass.Define(),
        ApduClass.Define(),
        ReasonExceptions.Define(RomClass.PinException, "PINException", RomClass.CardRuntimeException),
        ReasonExceptions.Define(RomClass.ApduException, "APDUException", RomClass.CardRuntimeException),
        ReasonExceptions.Define(RomClass.SystemException, "SystemException", RomClass.CardRuntimeException),
        ReasonExceptions.Define(RomClass.TransactionException, "TransactionException", RomClass.CardRuntimeException),
        ReasonExceptions.DefineUserException(),
        UtilClass.Define(),
        new NativeClass(RomClass.MultiSelectable, "MultiSelectable", RomClass.None)
        {
            IsInterface = true,
            Virtuals = [new(0, "select", "(Z)Z", body: null), new(1, "deselect", "(Z)V", body: null)],
        },
        new NativeClass(RomClass.AppletEvent, "AppletEvent", RomClass.None)
        {
            IsInterface = true,
            Virtuals = [new(0, "uninstall", "()V", body: null)],
        },
        OwnerPinBuilderClass.DefineExtended(),
        OwnerPinBuilderClass.DefineWithPredecrement(),
        OwnerPinBuilderClass.Define(),
        SensitiveArraysClass.Define(),
        OwnerPinBuilderClass.DefineBuilt(),
        OwnerPinBuilderClass.DefineBuiltWithPredecrement(),
        SensitiveArraysClass.DefineMark());
}
