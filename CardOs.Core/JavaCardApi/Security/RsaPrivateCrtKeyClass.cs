using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.RSAPrivateCrtKey, and the hidden class behind it.</summary>
internal static class RsaPrivateCrtKeyClass
{
    private static readonly KeyMember[] Members =
    [
        new(4, "getDP1", "([BS)S", KeyClass.Getter(KeyComponents.DP1)),
        new(5, "getDQ1", "([BS)S", KeyClass.Getter(KeyComponents.DQ1)),
        new(6, "getP", "([BS)S", KeyClass.Getter(KeyComponents.P)),
        new(7, "getPQ", "([BS)S", KeyClass.Getter(KeyComponents.PQ)),
        new(8, "getQ", "([BS)S", KeyClass.Getter(KeyComponents.Q)),
        new(9, "setDP1", "([BSS)V", KeyClass.Setter(KeyComponents.DP1)),
        new(10, "setDQ1", "([BSS)V", KeyClass.Setter(KeyComponents.DQ1)),
        new(11, "setP", "([BSS)V", KeyClass.Setter(KeyComponents.P)),
        new(12, "setPQ", "([BSS)V", KeyClass.Setter(KeyComponents.PQ)),
        new(13, "setQ", "([BSS)V", KeyClass.Setter(KeyComponents.Q)),
    ];

    public static NativeClass Define() => KeyClass.Interface(RomClass.RsaPrivateCrtKey, "RSAPrivateCrtKey", [RomClass.Key, RomClass.PrivateKey], Members);

    public static NativeClass DefineObject() =>
        KeyClass.Implementation(RomClass.RsaPrivateCrtKeyObject, "RSAPrivateCrtKeyObject", [RomClass.Key, RomClass.PrivateKey, RomClass.RsaPrivateCrtKey], Members);
}
