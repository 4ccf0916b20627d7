using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Crypto;

/// <summary>javacardx.crypto, as of Java Card 3.0.5.</summary>
internal static class CryptoPackage
{
    public static NativePackage Define() => new(
        RomPackage.Crypto,
        "javacardx.crypto",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x02, 0x01],
        major: 1,
        minor: 6,
        new NativeClass(RomClass.KeyEncryption, "KeyEncryption", RomClass.None)
        {
            IsInterface = true,
            Virtuals = [new(0, "getKeyCipher", "()LCipher;", body: null), new(1, "setKeyCipher", "(LCipher;)V", body: null)],
        },
        CipherClass.Define(),
        CipherClass.DefineOneShot(),
        AeadCipherClass.Define());
}
