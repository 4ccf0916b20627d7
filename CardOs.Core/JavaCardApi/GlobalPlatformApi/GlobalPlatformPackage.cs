using CardOs.JavaCard;

namespace CardOs.JavaCardApi.GlobalPlatformApi;

/// <summary>org.globalplatform: GPSystem, the interfaces, and the card's objects behind some of them.</summary>
internal static class GlobalPlatformPackage
{
    public static NativePackage Define() => new(
        RomPackage.GlobalPlatform,
        "org.globalplatform",
        [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00],
        major: 1,
        minor: 6,
        Shared(
            RomClass.Application,
            "Application",
            [RomClass.Shareable],
            [
                new(0, "processData", "([BSS)V", body: null),
            ]),
        Shared(
            RomClass.Cvm,
            "CVM",
            [RomClass.Shareable],
            [
                new(0, "isActive", "()Z", body: null),
                new(1, "isSubmitted", "()Z", body: null),
                new(2, "isVerified", "()Z", body: null),
                new(3, "isBlocked", "()Z", body: null),
                new(4, "getTriesRemaining", "()B", body: null),
                new(5, "update", "([BSBB)Z", body: null),
                new(6, "resetState", "()Z", body: null),
                new(7, "blockState", "()Z", body: null),
                new(8, "resetAndUnblockState", "()Z", body: null),
                new(9, "setTryLimit", "(B)Z", body: null),
                new(10, "verify", "([BSBB)S", body: null),
            ]),
        Shared(
            RomClass.SecureChannel,
            "SecureChannel",
            [RomClass.Shareable],
            ChannelMethods()),
        GpSystemClass.Define(),
        Shared(
            RomClass.RegistryEntry,
            "GPRegistryEntry",
            [RomClass.Shareable],
            [
                new(0, "deregisterService", "(S)V", body: null),
                new(1, "getAID", "()LAID;", body: null),
                new(2, "getPrivileges", "([BS)S", body: null),
                new(3, "getState", "()B", body: null),
                new(4, "isAssociated", "(LAID;)Z", body: null),
                new(5, "isPrivileged", "(B)Z", body: null),
                new(6, "registerService", "(S)V", body: null),
                new(7, "setState", "(B)Z", body: null),
            ]),
        Shared(
            RomClass.GlobalService,
            "GlobalService",
            [RomClass.Shareable],
            [
                new(0, "getServiceInterface", "(LGPRegistryEntry;S[BSS)LShareable;", body: null),
            ]),
        Shared(
            RomClass.SecureChannelExtended,
            "SecureChannelx",
            [RomClass.Shareable, RomClass.SecureChannel],
            [
                .. ChannelMethods(),
                new(7, "setSecurityLevel", "(B)V", body: null),
            ]),
        Shared(
            RomClass.Authority,
            "Authority",
            [RomClass.Shareable],
            [
                new(0, "init", "(B)V", body: null),
                new(1, "sign", "([BSS[BS)S", body: null),
                new(2, "update", "([BSS)V", body: null),
                new(3, "recoverKey", "([BSS[BS)S", body: null),
            ]),
        Shared(
            RomClass.Personalization,
            "Personalization",
            [RomClass.Shareable],
            [
                new(0, "processData", "([BSS[BS)S", body: null),
            ]),
        Shared(
            RomClass.HttpAdministration,
            "HTTPAdministration",
            [RomClass.Shareable],
            [
                new(0, "requestHTTPAdministrationSession", "([BSS)V", body: null),
            ]),
        Shared(
            RomClass.HttpReportListener,
            "HTTPReportListener",
            [RomClass.Shareable],
            [
                new(0, "httpAdministationSessionReport", "(S)V", body: null),
            ]),
        Shared(
            RomClass.SecureChannelExtended2,
            "SecureChannelx2",
            [RomClass.Shareable, RomClass.SecureChannel],
            [
                .. ChannelMethods(),
                new(7, "processSecurity", "([BSSS)S", body: null),
            ]),
        SecureChannelClass.Define(),
        GlobalPinClass.Define(),
        RegistryEntryClass.Define());

    // SecureChannel's own methods, which its extensions have as well.
    private static NativeMethod[] ChannelMethods() =>
    [
        new(0, "processSecurity", "(LAPDU;)S", body: null),
        new(1, "wrap", "([BSS)S", body: null),
        new(2, "unwrap", "([BSS)S", body: null),
        new(3, "decryptData", "([BSS)S", body: null),
        new(4, "encryptData", "([BSS)S", body: null),
        new(5, "resetSecurity", "()V", body: null),
        new(6, "getSecurityLevel", "()B", body: null),
    ];

    private static NativeClass Shared(ushort id, string name, ushort[] interfaces, NativeMethod[] methods) => new(id, name, RomClass.None)
    {
        IsInterface = true,
        IsShareable = true,
        Interfaces = interfaces,
        Virtuals = methods,
    };
}
