using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.KeyBuilder. Every key has KeyEncryption, whether it is asked for or not.</summary>
internal static class KeyBuilderClass
{
    private const short IllegalTransient = 3;

    public static NativeClass Define() => new(RomClass.KeyBuilder, "KeyBuilder", RomClass.Object)
    {
        Statics =
        [
            new(0, "buildKey", "(BSZ)LKey;", BuildKey),
            new(1, "buildKey", "(BBSZ)LKey;", BuildKeyIn),
            new(2, "buildKeyWithSharedDomain", "(BBLKey;Z)LKey;", BuildKeyWithSharedDomain),
        ],
    };

    // No key of this card shares its domain parameters with another one.
    private static VmStatus BuildKeyWithSharedDomain(ref NativeCall call) => CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);

    private static VmStatus BuildKey(ref NativeCall call) => Build(ref call, call.Byte(0), call.Short(1));

    private static VmStatus BuildKeyIn(ref NativeCall call) =>
        Build(ref call, KeyType.Of(KeyType.OfAlgorithm(call.Byte(0)), call.Byte(1)), call.Short(2));

    private static VmStatus Build(ref NativeCall call, int type, int bits)
    {
        if (KeyType.KindOf(type) == KeyKind.None)
        {
            return CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);
        }

        ref MachineRegisters registers = ref call.Machine.Registers;
        bool isOfSelected = registers.Installing != 0 || call.Machine.ContextOf[registers.Selected] == call.Machine.ContextOf[call.Caller];
        if (KeyType.MemoryOf(type) == KeyType.ClearOnDeselect && !isOfSelected)
        {
            return call.Throw(RomClass.SystemException, IllegalTransient);
        }

        return KeyObject.TryNew(ref call, type, bits, out ushort handle) ? call.ReturnReference(handle) : VmStatus.Throw;
    }
}
