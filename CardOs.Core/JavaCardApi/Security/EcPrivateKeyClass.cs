using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.ECPrivateKey, and the hidden class behind it.</summary>
internal static class EcPrivateKeyClass
{
    private static readonly KeyMember[] Members =
    [
        .. EcKeyClass.Members(first: 4, copy: 20),
        new(18, "setS", "([BSS)V", KeyClass.Setter(KeyComponents.Value)),
        new(19, "getS", "([BS)S", KeyClass.Getter(KeyComponents.Value)),
    ];

    public static NativeClass Define() => KeyClass.Interface(RomClass.EcPrivateKey, "ECPrivateKey", [RomClass.Key, RomClass.PrivateKey, RomClass.EcKey], Members);

    public static NativeClass DefineObject() =>
        KeyClass.Implementation(RomClass.EcPrivateKeyObject, "ECPrivateKeyObject", [RomClass.Key, RomClass.PrivateKey, RomClass.EcKey, RomClass.EcPrivateKey], Members);
}
