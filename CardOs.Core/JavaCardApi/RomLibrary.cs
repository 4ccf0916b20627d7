using CardOs.JavaCard;
using CardOs.JavaCardApi.Crypto;
using CardOs.JavaCardApi.Framework;
using CardOs.JavaCardApi.JavaLang;
using CardOs.JavaCardApi.Security;

namespace CardOs.JavaCardApi;

/// <summary>The packages in ROM, for the machine: every card has the same ones.</summary>
internal static class RomLibrary
{
    public static readonly NativeLibrary Instance = new(
        JavaLangPackage.Define(),
        FrameworkPackage.Define(),
        SecurityPackage.Define(),
        CryptoPackage.Define());
}
