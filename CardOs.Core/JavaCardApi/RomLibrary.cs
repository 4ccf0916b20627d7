using CardOs.JavaCard;
using CardOs.JavaCardApi.Agent;
using CardOs.JavaCardApi.ApduExtension;
using CardOs.JavaCardApi.ApduUtil;
using CardOs.JavaCardApi.CardOsToolkit;
using CardOs.JavaCardApi.Crypto;
using CardOs.JavaCardApi.Framework;
using CardOs.JavaCardApi.FrameworkMath;
using CardOs.JavaCardApi.FrameworkService;
using CardOs.JavaCardApi.FrameworkTlv;
using CardOs.JavaCardApi.FrameworkUtil;
using CardOs.JavaCardApi.FrameworkUtilInt;
using CardOs.JavaCardApi.GlobalPlatformApi;
using CardOs.JavaCardApi.JavaIo;
using CardOs.JavaCardApi.JavaLang;
using CardOs.JavaCardApi.JavaRmi;
using CardOs.JavaCardApi.Security;

namespace CardOs.JavaCardApi;

/// <summary>The packages in ROM, for the machine: every card has the same ones.</summary>
internal static class RomLibrary
{
    public static readonly NativeLibrary Instance = new(
        JavaLangPackage.Define(),
        JavaIoPackage.Define(),
        JavaRmiPackage.Define(),
        FrameworkPackage.Define(),
        FrameworkServicePackage.Define(),
        SecurityPackage.Define(),
        CryptoPackage.Define(),
        ApduExtensionPackage.Define(),
        ApduUtilPackage.Define(),
        FrameworkUtilPackage.Define(),
        FrameworkUtilIntPackage.Define(),
        FrameworkTlvPackage.Define(),
        FrameworkMathPackage.Define(),
        GlobalPlatformPackage.Define(),
        CardOsToolkitPackage.Define(),
        AgentPackage.Define());
}
