using CardOs.Apdu.GlobalPlatform;

namespace CardOs.GlobalPlatform.Personalisation;

/// <summary>Which data groups a key comes in, by its type: GlobalPlatform 11.11.4.</summary>
internal static class KeyParts
{
    private const ushort Modulus = 0x0010;
    private const ushort PublicExponent = 0x0011;
    private const ushort CurvePublic = 0x0036;
    private const ushort PrivateExponent = 0x8112;
    private const ushort Symmetric = 0x8113;
    private const ushort FirstPrimePart = 0x8121;
    private const ushort LastPrimePart = 0x8125;
    private const ushort CurvePrivate = 0x8137;

    public static bool IsKnown(ushort group) => group
        is Modulus or PublicExponent or CurvePublic or PrivateExponent or Symmetric or CurvePrivate or (>= FirstPrimePart and <= LastPrimePart);

    /// <summary>The component that a group brings to a key of a type; default when it brings none.</summary>
    public static KeyComponentType TypeOf(ushort group, KeyComponentType key) => group switch
    {
        Symmetric when key < KeyComponentType.RsaPublicExponent => key,
        CurvePublic when key == KeyComponentType.EccPublicKey => key,
        CurvePrivate when key == KeyComponentType.EccPrivateKey => key,
        Modulus when IsPublicRsa(key) => KeyComponentType.RsaModulus,
        Modulus when IsPrivateRsa(key) => KeyComponentType.RsaPrivateModulus,
        PublicExponent when IsPublicRsa(key) => KeyComponentType.RsaPublicExponent,
        PrivateExponent when IsPrivateRsa(key) => KeyComponentType.RsaPrivateExponent,
        >= FirstPrimePart and <= LastPrimePart when IsPrimes(key) => (KeyComponentType)((int)KeyComponentType.RsaP + (group - FirstPrimePart)),
        _ => default,
    };

    /// <summary>Whether a group is the one that completes a key of a type.</summary>
    public static bool IsLast(ushort group, KeyComponentType key) =>
        group is Symmetric or CurvePublic or CurvePrivate or PublicExponent or PrivateExponent or LastPrimePart && TypeOf(group, key) != default;

    /// <summary>Whether a component is as long as the key is said to be.</summary>
    public static bool HasLengthOfKey(KeyComponentType component) => component is < KeyComponentType.RsaPublicExponent or KeyComponentType.EccPrivateKey;

    private static bool IsPublicRsa(KeyComponentType key) => key is KeyComponentType.RsaPublicExponent or KeyComponentType.RsaModulus;

    private static bool IsPrivateRsa(KeyComponentType key) => key is KeyComponentType.RsaPrivateModulus or KeyComponentType.RsaPrivateExponent;

    private static bool IsPrimes(KeyComponentType key) => key is >= KeyComponentType.RsaP and <= KeyComponentType.RsaSecondExponent;
}
