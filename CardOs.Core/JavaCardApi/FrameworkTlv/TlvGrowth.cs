using System;
using CardOs.JavaCard;
using CardOs.Memory;

namespace CardOs.JavaCardApi.FrameworkTlv;

/// <summary>TLVs in arrays that get longer: what is behind the value is written over.</summary>
internal static class TlvGrowth
{
    private const int ChunkLength = 128;

    /// <summary>Appends bytes to the value of a TLV, whose array and offset are two arguments, and returns its new size.</summary>
    public static VmStatus Append(ref NativeCall call, int index, in TlvBytes tlv, scoped ReadOnlySpan<byte> value)
    {
        int length = tlv.ValueLength + value.Length;
        int offset = call.Short(index + 1);
        int start = tlv.TagLength + TlvBytes.LengthOfLength(length);
        int shift = Math.Max(0, start - tlv.ValueOffset);
        int size = tlv.Size + shift + value.Length;
        if (size > short.MaxValue)
        {
            return call.Throw(RomClass.TlvException, TlvReason.TlvTooLong);
        }

        if (!call.TryArray(index, ObjectKind.ByteArray, out ArrayRef array) || !call.TryRange(array, offset, size))
        {
            return VmStatus.Throw;
        }

        using Transaction transaction = call.Machine.Memory.Journal.Begin();
        if (!call.TryWrite(array, offset + tlv.Size + shift, value)
            || (shift > 0 && !TryShift(ref call, array, offset + tlv.ValueOffset, tlv.ValueLength, shift))
            || !TryWriteLength(ref call, array, offset + tlv.TagLength, tlv.ValueOffset + shift - tlv.TagLength, length))
        {
            return VmStatus.Throw;
        }

        return transaction.Commit() ? call.Return((short)size) : VmStatus.Throw;
    }

    // From the end, so that nothing is written over before it is read.
    private static bool TryShift(ref NativeCall call, scoped in ArrayRef array, int offset, int length, int shift)
    {
        Span<byte> chunk = stackalloc byte[ChunkLength];
        while (length > 0)
        {
            int count = Math.Min(ChunkLength, length);
            length -= count;
            call.Read(array, offset + length, count).CopyTo(chunk);
            if (!call.TryWrite(array, offset + length + shift, chunk.Slice(0, count)))
            {
                return false;
            }
        }

        return true;
    }

    // In as many bytes as there are: a length may have been longer than it had to be.
    private static bool TryWriteLength(ref NativeCall call, scoped in ArrayRef array, int offset, int count, int length)
    {
        Span<byte> bytes = stackalloc byte[TlvBytes.MaxLengthBytes];
        if (count == 1)
        {
            bytes[0] = (byte)length;
        }
        else
        {
            bytes[0] = (byte)(0x80 | (count - 1));
            bytes[1] = (byte)(count == 2 ? length : length >> 8);
            bytes[count - 1] = (byte)length;
        }

        return call.TryWrite(array, offset, bytes.Slice(0, count));
    }
}
