using CardOs.Apdu;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.ApduUtil;

/// <summary>javacardx.apdu.util.APDUUtil: what class bytes say, of any command.</summary>
internal static class ApduUtilClass
{
    public static NativeClass Define() => new(RomClass.ApduUtil, "APDUUtil", RomClass.Object)
    {
        Statics =
        [
            new(0, "getCLAChannel", "(B)B", GetChannel),
            new(1, "isSecureMessagingCLA", "(B)Z", IsSecureMessaging),
            new(2, "isCommandChainingCLA", "(B)Z", IsChaining),
            new(3, "isISOInterindustryCLA", "(B)Z", IsInterindustry),
            new(4, "isValidCLA", "(B)Z", IsValid),
        ],
    };

    private static VmStatus GetChannel(ref NativeCall call) => call.Return((short)Class(ref call).Channel);

    private static VmStatus IsSecureMessaging(ref NativeCall call) => call.Return(Class(ref call).HasSecureMessaging);

    private static VmStatus IsChaining(ref NativeCall call) => call.Return(Class(ref call).IsChaining);

    private static VmStatus IsInterindustry(ref NativeCall call) => call.Return(!Class(ref call).IsProprietary);

    private static VmStatus IsValid(ref NativeCall call) => call.Return(Class(ref call).HasInterindustryCoding);

    private static ClassByte Class(ref NativeCall call) => new(call.Byte(0));
}
