using CardOs.JavaCard;
using CardOs.JavaCardApi.Framework;

namespace CardOs.JavaCardApi.FrameworkService;

/// <summary>javacard.framework.service, without remote method invocation.</summary>
internal static class FrameworkServicePackage
{
    public static NativePackage Define() => new(
        RomPackage.FrameworkService,
        "javacard.framework.service",
        [0xA0, 0x00, 0x00, 0x00, 0x62, 0x01, 0x01, 0x01],
        major: 1,
        minor: 0,
        DefineService(RomClass.Service, "Service", []),
        new NativeClass(RomClass.SecurityService, "SecurityService", RomClass.None)
        {
            IsInterface = true,
            Interfaces = [RomClass.Service],
            Virtuals =
            [
                new(0, "processDataIn", "(LAPDU;)Z", body: null),
                new(1, "processCommand", "(LAPDU;)Z", body: null),
                new(2, "processDataOut", "(LAPDU;)Z", body: null),
                new(3, "isAuthenticated", "(S)Z", body: null),
                new(4, "isChannelSecure", "(B)Z", body: null),
                new(5, "isCommandSecure", "(B)Z", body: null),
            ],
        },
        DefineService(RomClass.RemoteService, "RemoteService", [RomClass.Service]),
        BasicServiceClass.Define(),
        ServiceDispatcherClass.Define(),
        ReasonExceptions.Define(RomClass.ServiceException, "ServiceException", RomClass.CardRuntimeException));

    private static NativeClass DefineService(ushort id, string name, ushort[] interfaces) => new(id, name, RomClass.None)
    {
        IsInterface = true,
        Interfaces = interfaces,
        Virtuals =
        [
            new(0, "processDataIn", "(LAPDU;)Z", body: null),
            new(1, "processCommand", "(LAPDU;)Z", body: null),
            new(2, "processDataOut", "(LAPDU;)Z", body: null),
        ],
    };
}
