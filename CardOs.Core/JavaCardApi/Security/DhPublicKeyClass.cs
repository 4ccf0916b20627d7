using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.DHPublicKey, and the hidden class behind it.</summary>
internal static class DhPublicKeyClass
{
    private static readonly KeyMember[] Members =
    [
        .. DhKeyClass.Members(first: 4),
        new(10, "setY", "([BSS)V", KeyClass.Setter(KeyComponents.DhValue)),
        new(11, "getY", "([BS)S", KeyClass.Getter(KeyComponents.DhValue)),
    ];

    public static NativeClass Define() => KeyClass.Interface(RomClass.DhPublicKey, "DHPublicKey", [RomClass.Key, RomClass.PublicKey, RomClass.DhKey], Members);

    public static NativeClass DefineObject() =>
        KeyClass.Implementation(RomClass.DhPublicKeyObject, "DHPublicKeyObject", [RomClass.Key, RomClass.PublicKey, RomClass.DhKey, RomClass.DhPublicKey], Members);
}
