using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.AESKey, and the hidden class behind it.</summary>
internal static class AesKeyClass
{
    private static readonly KeyMember[] Members =
    [
        new(4, "setKey", "([BS)V", KeyClass.SetWhole),
        new(5, "getKey", "([BS)B", KeyClass.Getter(KeyComponents.Secret)),
    ];

    public static NativeClass Define() => KeyClass.Interface(RomClass.AesKey, "AESKey", [RomClass.Key, RomClass.SecretKey], Members);

    public static NativeClass DefineObject() =>
        KeyClass.Implementation(RomClass.AesKeyObject, "AESKeyObject", [RomClass.Key, RomClass.SecretKey, RomClass.AesKey], Members);
}
