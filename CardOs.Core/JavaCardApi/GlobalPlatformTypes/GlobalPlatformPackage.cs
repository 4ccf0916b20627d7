using CardOs.JavaCard;

namespace CardOs.JavaCardApi.GlobalPlatformTypes;

/// <summary>org.globalplatform: the interfaces, which applets implement and offer to each other. What asks the card itself, GPSystem, is not there: a package that uses it is refused.</summary>
internal static class GlobalPlatformPackage
{
    public static NativePackage Define() => new(
        RomPackage.GlobalPlatform,
        "org.globalplatform",
        [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00],
        major: 1,
        minor: 6,
        new NativeClass(RomClass.Application, "Application", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable],
            Virtuals =
            [
                new(0, "processData", "([BSS)V", body: null),
            ],
        },
        new NativeClass(RomClass.Cvm, "CVM", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable],
            Virtuals =
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
            ],
        },
        new NativeClass(RomClass.SecureChannel, "SecureChannel", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable],
            Virtuals =
            [
                new(0, "processSecurity", "(LAPDU;)S", body: null),
                new(1, "wrap", "([BSS)S", body: null),
                new(2, "unwrap", "([BSS)S", body: null),
                new(3, "decryptData", "([BSS)S", body: null),
                new(4, "encryptData", "([BSS)S", body: null),
                new(5, "resetSecurity", "()V", body: null),
                new(6, "getSecurityLevel", "()B", body: null),
            ],
        },
        new NativeClass(RomClass.RegistryEntry, "GPRegistryEntry", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable],
            Virtuals =
            [
                new(0, "deregisterService", "(S)V", body: null),
                new(1, "getAID", "()LAID;", body: null),
                new(2, "getPrivileges", "([BS)S", body: null),
                new(3, "getState", "()B", body: null),
                new(4, "isAssociated", "(LAID;)Z", body: null),
                new(5, "isPrivileged", "(B)Z", body: null),
                new(6, "registerService", "(S)V", body: null),
                new(7, "setState", "(B)Z", body: null),
            ],
        },
        new NativeClass(RomClass.GlobalService, "GlobalService", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable],
            Virtuals =
            [
                new(0, "getServiceInterface", "(LGPRegistryEntry;S[BSS)LShareable;", body: null),
            ],
        },
        new NativeClass(RomClass.SecureChannelExtended, "SecureChannelx", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable, RomClass.SecureChannel],
            Virtuals =
            [
                new(0, "processSecurity", "(LAPDU;)S", body: null),
                new(1, "wrap", "([BSS)S", body: null),
                new(2, "unwrap", "([BSS)S", body: null),
                new(3, "decryptData", "([BSS)S", body: null),
                new(4, "encryptData", "([BSS)S", body: null),
                new(5, "resetSecurity", "()V", body: null),
                new(6, "getSecurityLevel", "()B", body: null),
                new(7, "setSecurityLevel", "(B)V", body: null),
            ],
        },
        new NativeClass(RomClass.Authority, "Authority", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable],
            Virtuals =
            [
                new(0, "init", "(B)V", body: null),
                new(1, "sign", "([BSS[BS)S", body: null),
                new(2, "update", "([BSS)V", body: null),
                new(3, "recoverKey", "([BSS[BS)S", body: null),
            ],
        },
        new NativeClass(RomClass.Personalization, "Personalization", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable],
            Virtuals =
            [
                new(0, "processData", "([BSS[BS)S", body: null),
            ],
        },
        new NativeClass(RomClass.HttpAdministration, "HTTPAdministration", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable],
            Virtuals =
            [
                new(0, "requestHTTPAdministrationSession", "([BSS)V", body: null),
            ],
        },
        new NativeClass(RomClass.HttpReportListener, "HTTPReportListener", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable],
            Virtuals =
            [
                new(0, "httpAdministationSessionReport", "(S)V", body: null),
            ],
        },
        new NativeClass(RomClass.SecureChannelExtended2, "SecureChannelx2", RomClass.None)
        {
            IsInterface = true,
            IsShareable = true,
            Interfaces = [RomClass.Shareable, RomClass.SecureChannel],
            Virtuals =
            [
                new(0, "processSecurity", "(LAPDU;)S", body: null),
                new(1, "wrap", "([BSS)S", body: null),
                new(2, "unwrap", "([BSS)S", body: null),
                new(3, "decryptData", "([BSS)S", body: null),
                new(4, "encryptData", "([BSS)S", body: null),
                new(5, "resetSecurity", "()V", body: null),
                new(6, "getSecurityLevel", "()B", body: null),
                new(7, "processSecurity", "([BSSS)S", body: null),
            ],
        });
}
