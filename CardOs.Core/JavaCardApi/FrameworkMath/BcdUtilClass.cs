using System;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;

namespace CardOs.JavaCardApi.FrameworkMath;

/// <summary>javacardx.framework.math.BCDUtil.</summary>
internal static class BcdUtilClass
{
    public static NativeClass Define() => new(RomClass.BcdUtil, "BCDUtil", RomClass.Object)
    {
        Statics =
        [
            new(0, "<init>", "()V", ObjectClass.Construct),
            new(1, "getMaxBytesSupported", "()S", GetMaxBytes),
            new(2, "convertToHex", "([BSS[BS)S", ToHex),
            new(3, "convertToBCD", "([BSS[BS)S", ToBcd),
            new(4, "isBCDFormat", "([BSS)Z", IsBcd),
        ],
    };

    private static VmStatus GetMaxBytes(ref NativeCall call) => call.Return((short)Decimal.MaxBytes);

    private static VmStatus IsBcd(ref NativeCall call)
    {
        if (!call.TryBytes(0, out ReadOnlySpan<byte> digits))
        {
            return VmStatus.Throw;
        }

        return digits.IsEmpty ? call.Throw(RomClass.ArithmeticException) : call.Return(Decimal.IsBcd(digits));
    }

    private static VmStatus ToHex(ref NativeCall call)
    {
        if (!call.TryBytes(0, out ReadOnlySpan<byte> digits))
        {
            return VmStatus.Throw;
        }

        Span<byte> number = stackalloc byte[Decimal.MaxBytes];
        if (digits.IsEmpty || digits.Length > Decimal.MaxBytes || !Decimal.TryToBinary(digits, number))
        {
            return call.Throw(RomClass.ArithmeticException);
        }

        return Give(ref call, number);
    }

    private static VmStatus ToBcd(ref NativeCall call)
    {
        if (!call.TryBytes(0, out ReadOnlySpan<byte> number))
        {
            return VmStatus.Throw;
        }

        if (number.IsEmpty || number.Length > Decimal.MaxBytes)
        {
            return call.Throw(RomClass.ArithmeticException);
        }

        Span<byte> digits = stackalloc byte[Decimal.MaxDigitBytes];
        Decimal.ToBcd(number, digits);
        return Give(ref call, digits);
    }

    private static VmStatus Give(ref NativeCall call, scoped ReadOnlySpan<byte> bytes)
    {
        int first = 0;
        while (first < bytes.Length - 1 && bytes[first] == 0)
        {
            first++;
        }

        return call.TryArray(3, ObjectKind.ByteArray, out ArrayRef array)
            && call.TryRange(array, call.Short(4), bytes.Length - first)
            && call.TryWrite(array, call.Short(4), bytes.Slice(first))
            ? call.Return((short)(bytes.Length - first))
            : VmStatus.Throw;
    }
}
