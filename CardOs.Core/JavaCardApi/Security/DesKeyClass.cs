using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.DESKey, and the hidden class behind it.</summary>
internal static class DesKeyClass
{
    private static readonly KeyMember[] Members =
    [
        new(4, "getKey", "([BS)B", KeyClass.Getter(KeyComponents.Secret)),
        new(5, "setKey", "([BS)V", KeyClass.SetWhole),
    ];

    public static NativeClass Define() => KeyClass.Interface(RomClass.DesKey, "DESKey", [RomClass.Key, RomClass.SecretKey], Members);

    public static NativeClass DefineObject() =>
        KeyClass.Implementation(RomClass.DesKeyObject, "DESKeyObject", [RomClass.Key, RomClass.SecretKey, RomClass.DesKey], Members);
}
