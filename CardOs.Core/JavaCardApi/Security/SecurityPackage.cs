using CardOs.JavaCard;
using CardOs.JavaCardApi.Framework;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security, as of Java Card 3.0.5.</summary>
internal static class SecurityPackage
{
    public static NativePackage Define() => new(
        RomPackage.Security,
        "javacard.security",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x01, 0x02],
        major: 1,
        minor: 6,
        KeyClass.Define(RomClass.Key, "Key"),
        KeyClass.Define(RomClass.PrivateKey, "PrivateKey"),
        KeyClass.Define(RomClass.PublicKey, "PublicKey"),
        KeyClass.Define(RomClass.SecretKey, "SecretKey"),
        RsaPrivateCrtKeyClass.Define(),
        RsaPrivateKeyClass.Define(),
        RsaPublicKeyClass.Define(),
        DesKeyClass.Define(),
        MessageDigestClass.Define(),
        ReasonExceptions.Define(RomClass.CryptoException, "CryptoException", RomClass.CardRuntimeException),
        KeyBuilderClass.Define(),
        RandomDataClass.Define(),
        SignatureClass.Define(),
        KeyPairClass.Define(),
        EcKeyClass.Define(),
        EcPrivateKeyClass.Define(),
        EcPublicKeyClass.Define(),
        AesKeyClass.Define(),
        ChecksumClass.Define(),
        KeyAgreementClass.Define(),
        HmacKeyClass.Define(),
        InitializedMessageDigestClass.Define(),
        DhKeyClass.Define(),
        DhPrivateKeyClass.Define(),
        DhPublicKeyClass.Define(),
        MessageDigestClass.DefineOneShot(),
        InitializedMessageDigestClass.DefineOneShot(),
        RandomDataClass.DefineOneShot(),
        SignatureClass.DefineOneShot(),
        DesKeyClass.DefineObject(),
        AesKeyClass.DefineObject(),
        HmacKeyClass.DefineObject(),
        RsaPublicKeyClass.DefineObject(),
        RsaPrivateKeyClass.DefineObject(),
        RsaPrivateCrtKeyClass.DefineObject(),
        EcPublicKeyClass.DefineObject(),
        EcPrivateKeyClass.DefineObject(),
        DhPublicKeyClass.DefineObject(),
        DhPrivateKeyClass.DefineObject());
}
