using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.DHPrivateKey, and the hidden class behind it.</summary>
internal static class DhPrivateKeyClass
{
    private static readonly KeyMember[] Members =
    [
        .. DhKeyClass.Members(first: 4),
        new(10, "setX", "([BSS)V", KeyClass.Setter(KeyComponents.DhValue)),
        new(11, "getX", "([BS)S", KeyClass.Getter(KeyComponents.DhValue)),
    ];

    public static NativeClass Define() => KeyClass.Interface(RomClass.DhPrivateKey, "DHPrivateKey", [RomClass.Key, RomClass.PrivateKey, RomClass.DhKey], Members);

    public static NativeClass DefineObject() =>
        KeyClass.Implementation(RomClass.DhPrivateKeyObject, "DHPrivateKeyObject", [RomClass.Key, RomClass.PrivateKey, RomClass.DhKey, RomClass.DhPrivateKey], Members);
}
