using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.DHKey: the group of a key.</summary>
internal static class DhKeyClass
{
    public static NativeClass Define() => new(RomClass.DhKey, "DHKey", RomClass.None)
    {
        IsInterface = true,
        Virtuals = KeyClass.Methods(Members(first: 0), [], hasBodies: false),
    };

    /// <summary>The methods of DHKey, from a token on.</summary>
    public static KeyMember[] Members(byte first) =>
    [
        new(first, "setP", "([BSS)V", KeyClass.Setter(KeyComponents.DhP)),
        new((byte)(first + 1), "setQ", "([BSS)V", KeyClass.Setter(KeyComponents.DhQ)),
        new((byte)(first + 2), "setG", "([BSS)V", KeyClass.Setter(KeyComponents.DhG)),
        new((byte)(first + 3), "getP", "([BS)S", KeyClass.Getter(KeyComponents.DhP)),
        new((byte)(first + 4), "getQ", "([BS)S", KeyClass.Getter(KeyComponents.DhQ)),
        new((byte)(first + 5), "getG", "([BS)S", KeyClass.Getter(KeyComponents.DhG)),
    ];
}
