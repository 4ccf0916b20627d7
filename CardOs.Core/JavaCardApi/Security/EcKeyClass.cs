using System;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.ECKey: the curve of a key. Keys over fields of characteristic two are not made, so setFieldF2M refuses.</summary>
internal static class EcKeyClass
{
    private const int CopyToken = 14;

    public static NativeClass Define() => new(RomClass.EcKey, "ECKey", RomClass.None)
    {
        IsInterface = true,
        Virtuals = KeyClass.Methods(Members(first: 0, CopyToken), [], hasBodies: false),
    };

    /// <summary>The methods of ECKey, from a token on; copyDomainParametersFrom came later and stands behind the others.</summary>
    public static KeyMember[] Members(byte first, byte copy) =>
    [
        new(first, "setFieldFP", "([BSS)V", KeyClass.Setter(KeyComponents.Field)),
        new((byte)(first + 1), "setFieldF2M", "(S)V", RefuseField),
        new((byte)(first + 2), "setFieldF2M", "(SSS)V", RefuseField),
        new((byte)(first + 3), "setA", "([BSS)V", KeyClass.Setter(KeyComponents.A)),
        new((byte)(first + 4), "setB", "([BSS)V", KeyClass.Setter(KeyComponents.B)),
        new((byte)(first + 5), "setG", "([BSS)V", KeyClass.Setter(KeyComponents.G)),
        new((byte)(first + 6), "setR", "([BSS)V", KeyClass.Setter(KeyComponents.R)),
        new((byte)(first + 7), "setK", "(S)V", SetCofactor),
        new((byte)(first + 8), "getField", "([BS)S", KeyClass.Getter(KeyComponents.Field)),
        new((byte)(first + 9), "getA", "([BS)S", KeyClass.Getter(KeyComponents.A)),
        new((byte)(first + 10), "getB", "([BS)S", KeyClass.Getter(KeyComponents.B)),
        new((byte)(first + 11), "getG", "([BS)S", KeyClass.Getter(KeyComponents.G)),
        new((byte)(first + 12), "getR", "([BS)S", KeyClass.Getter(KeyComponents.R)),
        new((byte)(first + 13), "getK", "()S", GetCofactor),
        new(copy, "copyDomainParametersFrom", "(LECKey;)V", CopyFrom),
    ];

    private static VmStatus RefuseField(ref NativeCall call) => CryptoCall.Throw(ref call, CryptoReason.IllegalValue);

    private static VmStatus SetCofactor(ref NativeCall call)
    {
        Span<byte> value = stackalloc byte[2];
        value[0] = (byte)(call.Short(1) >> 8);
        value[1] = (byte)call.Short(1);
        return KeyObject.TryOf(ref call, 0, out KeyObject key) && key.TrySet(ref call, KeyComponents.Cofactor, value) ? call.Return() : VmStatus.Throw;
    }

    private static VmStatus GetCofactor(ref NativeCall call)
    {
        if (!KeyObject.TryOf(ref call, 0, out KeyObject key))
        {
            return VmStatus.Throw;
        }

        ReadOnlySpan<byte> value = key.Component(ref call, KeyComponents.Cofactor);
        return value.IsEmpty
            ? CryptoCall.Throw(ref call, CryptoReason.UninitializedKey)
            : call.Return((short)((value[0] << 8) | value[1]));
    }

    private static VmStatus CopyFrom(ref NativeCall call)
    {
        if (!KeyObject.TryOf(ref call, 0, out KeyObject key)
            || !call.TryObject(1, RomClass.EcKey, out HandleEntry entry)
            || !KeyObject.TryOpen(ref call, call.Reference(1), entry, out KeyObject source))
        {
            return VmStatus.Throw;
        }

        if (source.Bits != key.Bits)
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
        }

        using Memory.Transaction transaction = call.Machine.Memory.Journal.Begin();
        for (int i = KeyComponents.Field; i <= KeyComponents.Cofactor; i++)
        {
            ReadOnlySpan<byte> value = source.Component(ref call, i);
            if (value.IsEmpty && KeyComponents.IsNeeded(source.Kind, i))
            {
                return CryptoCall.Throw(ref call, CryptoReason.UninitializedKey);
            }

            if (!value.IsEmpty && !key.TrySet(ref call, i, value))
            {
                return VmStatus.Throw;
            }
        }

        transaction.Commit();
        return call.Return();
    }
}
