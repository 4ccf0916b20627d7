using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.DSAKey, DSAPublicKey and DSAPrivateKey, and the hidden classes behind the two.</summary>
internal static class DsaKeyClass
{
    private static readonly KeyMember[] PublicMembers =
    [
        .. Members(first: 4),
        new(10, "getY", "([BS)S", KeyClass.Getter(KeyComponents.DsaValue)),
        new(11, "setY", "([BSS)V", KeyClass.Setter(KeyComponents.DsaValue)),
    ];

    private static readonly KeyMember[] PrivateMembers =
    [
        .. Members(first: 4),
        new(10, "getX", "([BS)S", KeyClass.Getter(KeyComponents.DsaValue)),
        new(11, "setX", "([BSS)V", KeyClass.Setter(KeyComponents.DsaValue)),
    ];

    public static NativeClass Define() => new(RomClass.DsaKey, "DSAKey", RomClass.None)
    {
        IsInterface = true,
        Virtuals = KeyClass.Methods(Members(first: 0), [], hasBodies: false),
    };

    public static NativeClass DefinePublic() =>
        KeyClass.Interface(RomClass.DsaPublicKey, "DSAPublicKey", [RomClass.Key, RomClass.PublicKey, RomClass.DsaKey], PublicMembers);

    public static NativeClass DefinePrivate() =>
        KeyClass.Interface(RomClass.DsaPrivateKey, "DSAPrivateKey", [RomClass.Key, RomClass.PrivateKey, RomClass.DsaKey], PrivateMembers);

    public static NativeClass DefinePublicObject() =>
        KeyClass.Implementation(RomClass.DsaPublicKeyObject, "DSAPublicKeyObject", [RomClass.Key, RomClass.PublicKey, RomClass.DsaKey, RomClass.DsaPublicKey], PublicMembers);

    public static NativeClass DefinePrivateObject() =>
        KeyClass.Implementation(RomClass.DsaPrivateKeyObject, "DSAPrivateKeyObject", [RomClass.Key, RomClass.PrivateKey, RomClass.DsaKey, RomClass.DsaPrivateKey], PrivateMembers);

    private static KeyMember[] Members(byte first) =>
    [
        new(first, "getG", "([BS)S", KeyClass.Getter(KeyComponents.DsaG)),
        new((byte)(first + 1), "getP", "([BS)S", KeyClass.Getter(KeyComponents.DsaP)),
        new((byte)(first + 2), "getQ", "([BS)S", KeyClass.Getter(KeyComponents.DsaQ)),
        new((byte)(first + 3), "setG", "([BSS)V", KeyClass.Setter(KeyComponents.DsaG)),
        new((byte)(first + 4), "setP", "([BSS)V", KeyClass.Setter(KeyComponents.DsaP)),
        new((byte)(first + 5), "setQ", "([BSS)V", KeyClass.Setter(KeyComponents.DsaQ)),
    ];
}
