using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.RSAPublicKey, and the hidden class behind it.</summary>
internal static class RsaPublicKeyClass
{
    private static readonly KeyMember[] Members =
    [
        new(4, "getExponent", "([BS)S", KeyClass.Getter(KeyComponents.Exponent)),
        new(5, "getModulus", "([BS)S", KeyClass.Getter(KeyComponents.Modulus)),
        new(6, "setExponent", "([BSS)V", KeyClass.Setter(KeyComponents.Exponent)),
        new(7, "setModulus", "([BSS)V", KeyClass.Setter(KeyComponents.Modulus)),
    ];

    public static NativeClass Define() => KeyClass.Interface(RomClass.RsaPublicKey, "RSAPublicKey", [RomClass.Key, RomClass.PublicKey], Members);

    public static NativeClass DefineObject() =>
        KeyClass.Implementation(RomClass.RsaPublicKeyObject, "RSAPublicKeyObject", [RomClass.Key, RomClass.PublicKey, RomClass.RsaPublicKey], Members);
}
