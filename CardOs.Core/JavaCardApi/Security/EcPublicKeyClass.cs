using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.ECPublicKey, and the hidden class behind it.</summary>
internal static class EcPublicKeyClass
{
    private static readonly KeyMember[] Members =
    [
        .. EcKeyClass.Members(first: 4, copy: 20),
        new(18, "setW", "([BSS)V", KeyClass.Setter(KeyComponents.Value)),
        new(19, "getW", "([BS)S", KeyClass.Getter(KeyComponents.Value)),
    ];

    public static NativeClass Define() => KeyClass.Interface(RomClass.EcPublicKey, "ECPublicKey", [RomClass.Key, RomClass.PublicKey, RomClass.EcKey], Members);

    public static NativeClass DefineObject() =>
        KeyClass.Implementation(RomClass.EcPublicKeyObject, "ECPublicKeyObject", [RomClass.Key, RomClass.PublicKey, RomClass.EcKey, RomClass.EcPublicKey], Members);
}
