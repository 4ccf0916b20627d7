using System;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.FrameworkMath;

/// <summary>javacardx.framework.math.BigNumber: unsigned numbers of up to as many bytes as the constructor says.</summary>
/// <remarks>Hidden cells: an array with the number, and one with the largest value that it may have. A method that throws leaves the number as it was.</remarks>
internal static class BigNumberClass
{
    private const int NumberCell = 0;
    private const int MaximumCell = 1;

    private const byte Bcd = 1;
    private const byte Hex = 2;

    public static NativeClass Define() => new(RomClass.BigNumber, "BigNumber", RomClass.Object)
    {
        HiddenCells = 2,
        Statics = [new(0, "<init>", "(S)V", Construct), new(1, "getMaxBytesSupported", "()S", GetMaxBytes)],
        Virtuals =
        [
            new(1, "setMaximum", "([BSSB)V", SetMaximum),
            new(2, "init", "([BSSB)V", Init),
            new(3, "add", "([BSSB)V", Add),
            new(4, "subtract", "([BSSB)V", Subtract),
            new(5, "multiply", "([BSSB)V", Multiply),
            new(6, "compareTo", "(LBigNumber;)B", CompareToNumber),
            new(7, "compareTo", "([BSSB)B", CompareToBytes),
            new(8, "toBytes", "([BSSB)V", ToBytes),
            new(9, "getByteLength", "(B)S", GetByteLength),
            new(10, "reset", "()V", Reset),
        ],
    };

    private static VmStatus GetMaxBytes(ref NativeCall call) => call.Return((short)Decimal.MaxBytes);

    private static VmStatus Construct(ref NativeCall call)
    {
        int length = call.Short(1);
        if (length is < 1 or > Decimal.MaxBytes)
        {
            return call.Throw(RomClass.ArithmeticException);
        }

        if (!call.TryNewArray(ObjectKind.ByteArray, length, call.Caller, out ushort number)
            || !call.TryNewArray(ObjectKind.ByteArray, length, call.Caller, out ushort maximum))
        {
            return VmStatus.Throw;
        }

        Span<byte> largest = stackalloc byte[Decimal.MaxBytes];
        largest.Fill(byte.MaxValue);
        HandleEntry entry = call.Heap.Entry(call.Reference(0));
        return call.TryWrite(call.Heap.ArrayOf(maximum, call.Heap.Entry(maximum)), 0, largest.Slice(0, length))
            && call.TryWriteCell(call.Reference(0), entry, NumberCell, number)
            && call.TryWriteCell(call.Reference(0), entry, MaximumCell, maximum)
            ? call.Return()
            : VmStatus.Throw;
    }

    private static VmStatus Init(ref NativeCall call)
    {
        Span<byte> value = stackalloc byte[Decimal.MaxBytes];
        return TryOperand(ref call, value) && TrySet(ref call, value) ? call.Return() : VmStatus.Throw;
    }

    private static VmStatus Reset(ref NativeCall call)
    {
        Span<byte> value = stackalloc byte[Decimal.MaxBytes];
        value.Clear();
        return TrySet(ref call, value) ? call.Return() : VmStatus.Throw;
    }

    private static VmStatus SetMaximum(ref NativeCall call)
    {
        Span<byte> value = stackalloc byte[Decimal.MaxBytes];
        Span<byte> own = stackalloc byte[Decimal.MaxBytes];
        if (!TryOperand(ref call, value) || !TryGet(ref call, own) || !TryPart(ref call, 0, MaximumCell, out ArrayRef maximum))
        {
            return VmStatus.Throw;
        }

        // The number that is there must not be above the new maximum.
        return own.SequenceCompareTo(value) <= 0 && Fits(value, maximum.Length)
            ? call.TryWrite(maximum, 0, value.Slice(Decimal.MaxBytes - maximum.Length)) ? call.Return() : VmStatus.Throw
            : call.Throw(RomClass.ArithmeticException);
    }

    private static VmStatus Add(ref NativeCall call)
    {
        Span<byte> value = stackalloc byte[Decimal.MaxBytes];
        Span<byte> own = stackalloc byte[Decimal.MaxBytes];
        if (!TryOperand(ref call, value) || !TryGet(ref call, own))
        {
            return VmStatus.Throw;
        }

        int carry = 0;
        for (int i = Decimal.MaxBytes - 1; i >= 0; i--)
        {
            carry += own[i] + value[i];
            own[i] = (byte)carry;
            carry >>= 8;
        }

        return Set(ref call, own, carry);
    }

    private static VmStatus Subtract(ref NativeCall call)
    {
        Span<byte> value = stackalloc byte[Decimal.MaxBytes];
        Span<byte> own = stackalloc byte[Decimal.MaxBytes];
        if (!TryOperand(ref call, value) || !TryGet(ref call, own))
        {
            return VmStatus.Throw;
        }

        int borrow = 0;
        for (int i = Decimal.MaxBytes - 1; i >= 0; i--)
        {
            borrow += own[i] - value[i];
            own[i] = (byte)borrow;
            borrow >>= 8;
        }

        return Set(ref call, own, borrow);
    }

    private static VmStatus Multiply(ref NativeCall call)
    {
        Span<byte> value = stackalloc byte[Decimal.MaxBytes];
        Span<byte> own = stackalloc byte[Decimal.MaxBytes];
        Span<byte> product = stackalloc byte[2 * Decimal.MaxBytes];
        if (!TryOperand(ref call, value) || !TryGet(ref call, own))
        {
            return VmStatus.Throw;
        }

        product.Clear();
        for (int i = Decimal.MaxBytes - 1; i >= 0; i--)
        {
            int carry = 0;
            for (int j = Decimal.MaxBytes - 1; j >= 0; j--)
            {
                carry += product[i + j + 1] + (own[i] * value[j]);
                product[i + j + 1] = (byte)carry;
                carry >>= 8;
            }

            product[i] = (byte)carry;
        }

        int above = 0;
        foreach (byte one in product.Slice(0, Decimal.MaxBytes))
        {
            above |= one;
        }

        return Set(ref call, product.Slice(Decimal.MaxBytes), above);
    }

    private static VmStatus CompareToNumber(ref NativeCall call)
    {
        Span<byte> own = stackalloc byte[Decimal.MaxBytes];
        Span<byte> other = stackalloc byte[Decimal.MaxBytes];
        return call.TryObject(1, RomClass.BigNumber, out _) && TryGet(ref call, own) && TryGet(ref call, 1, other)
            ? call.Return((short)Math.Sign(own.SequenceCompareTo(other)))
            : VmStatus.Throw;
    }

    private static VmStatus CompareToBytes(ref NativeCall call)
    {
        Span<byte> own = stackalloc byte[Decimal.MaxBytes];
        Span<byte> other = stackalloc byte[Decimal.MaxBytes];
        return TryOperand(ref call, other) && TryGet(ref call, own) ? call.Return((short)Math.Sign(own.SequenceCompareTo(other))) : VmStatus.Throw;
    }

    private static VmStatus GetByteLength(ref NativeCall call)
    {
        Span<byte> bytes = stackalloc byte[Decimal.MaxDigitBytes];
        return TryFormat(ref call, call.Byte(1), bytes) ? call.Return((short)(bytes.Length - LeadingZeros(bytes))) : VmStatus.Throw;
    }

    private static VmStatus ToBytes(ref NativeCall call)
    {
        Span<byte> bytes = stackalloc byte[Decimal.MaxDigitBytes];
        if (!call.TryArray(1, ObjectKind.ByteArray, out ArrayRef array)
            || !call.TryRange(array, call.Short(2), call.Short(3))
            || !TryFormat(ref call, call.Byte(4), bytes))
        {
            return VmStatus.Throw;
        }

        int first = LeadingZeros(bytes);
        int zeros = call.Short(3) - (bytes.Length - first);
        if (zeros < 0)
        {
            return call.Throw(RomClass.ArithmeticException);
        }

        Span<byte> whole = stackalloc byte[short.MaxValue];
        whole = whole.Slice(0, call.Short(3));
        whole.Clear();
        bytes.Slice(first).CopyTo(whole.Slice(zeros));
        return call.TryWrite(array, call.Short(2), whole) ? call.Return() : VmStatus.Throw;
    }

    // The bytes of the number, right-aligned.
    private static bool TryFormat(ref NativeCall call, byte format, scoped Span<byte> bytes)
    {
        Span<byte> own = stackalloc byte[Decimal.MaxBytes];
        if (format is not (Bcd or Hex))
        {
            return call.Fail(RomClass.ArithmeticException);
        }

        if (!TryGet(ref call, own))
        {
            return false;
        }

        bytes.Clear();
        if (format == Bcd)
        {
            Decimal.ToBcd(own, bytes);
        }
        else
        {
            own.CopyTo(bytes.Slice(bytes.Length - own.Length));
        }

        return true;
    }

    // The number in four arguments: array, offset, length, format.
    private static bool TryOperand(ref NativeCall call, scoped Span<byte> value)
    {
        if (!call.TryBytes(1, out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        byte format = call.Byte(4);
        value.Clear();
        if (bytes.IsEmpty || format is not (Bcd or Hex))
        {
            return call.Fail(RomClass.ArithmeticException);
        }

        ReadOnlySpan<byte> number = Decimal.Trim(bytes);
        if (format == Bcd)
        {
            return Decimal.TryToBinary(number, value) || call.Fail(RomClass.ArithmeticException);
        }

        if (number.Length > value.Length)
        {
            return call.Fail(RomClass.ArithmeticException);
        }

        number.CopyTo(value.Slice(value.Length - number.Length));
        return true;
    }

    private static VmStatus Set(ref NativeCall call, scoped ReadOnlySpan<byte> value, int carry)
    {
        if (carry != 0)
        {
            return call.Throw(RomClass.ArithmeticException);
        }

        return TrySet(ref call, value) ? call.Return() : VmStatus.Throw;
    }

    private static bool TrySet(ref NativeCall call, scoped ReadOnlySpan<byte> value)
    {
        if (!TryPart(ref call, 0, NumberCell, out ArrayRef number) || !TryPart(ref call, 0, MaximumCell, out ArrayRef maximum))
        {
            return false;
        }

        ReadOnlySpan<byte> low = value.Slice(value.Length - number.Length);
        if (!Fits(value, number.Length) || low.SequenceCompareTo(call.Read(maximum, 0, maximum.Length)) > 0)
        {
            return call.Fail(RomClass.ArithmeticException);
        }

        return call.TryWrite(number, 0, low);
    }

    private static bool TryGet(ref NativeCall call, scoped Span<byte> value) => TryGet(ref call, 0, value);

    private static bool TryGet(ref NativeCall call, int index, scoped Span<byte> value)
    {
        if (!TryPart(ref call, index, NumberCell, out ArrayRef number))
        {
            return false;
        }

        value.Clear();
        call.Read(number, 0, number.Length).CopyTo(value.Slice(value.Length - number.Length));
        return true;
    }

    // Code that was not verified can use an object that was never constructed.
    private static bool TryPart(ref NativeCall call, int index, int cell, out ArrayRef array)
    {
        ushort handle = call.ReadCell(call.Heap.Entry(call.Reference(index)), cell);
        HandleEntry entry = call.Heap.Entry(handle);
        array = default;
        if (entry.Kind != ObjectKind.ByteArray)
        {
            return call.Fail(RomClass.SecurityException);
        }

        array = call.Heap.ArrayOf(handle, entry);
        return array.Length <= Decimal.MaxBytes || call.Fail(RomClass.SecurityException);
    }

    private static bool Fits(scoped ReadOnlySpan<byte> value, int length) => value.Length - LeadingZeros(value) <= length;

    // One byte of a zero counts.
    private static int LeadingZeros(scoped ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        while (count < bytes.Length - 1 && bytes[count] == 0)
        {
            count++;
        }

        return count;
    }
}
