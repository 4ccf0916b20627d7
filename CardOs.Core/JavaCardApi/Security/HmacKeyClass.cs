using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.HMACKey, and the hidden class behind it.</summary>
internal static class HmacKeyClass
{
    private static readonly KeyMember[] Members =
    [
        new(4, "setKey", "([BSS)V", KeyClass.Setter(KeyComponents.Secret)),
        new(5, "getKey", "([BS)B", KeyClass.Getter(KeyComponents.Secret)),
    ];

    public static NativeClass Define() => KeyClass.Interface(RomClass.HmacKey, "HMACKey", [RomClass.Key, RomClass.SecretKey], Members);

    public static NativeClass DefineObject() =>
        KeyClass.Implementation(RomClass.HmacKeyObject, "HMACKeyObject", [RomClass.Key, RomClass.SecretKey, RomClass.HmacKey], Members);
}
