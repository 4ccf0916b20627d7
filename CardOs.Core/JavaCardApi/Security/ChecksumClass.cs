using System;
using System.Buffers.Binary;
using CardOs.Crypto;
using CardOs.JavaCard;
using CardOs.JavaCardApi.JavaLang;

namespace CardOs.JavaCardApi.Security;

/// <summary>javacard.security.Checksum. Hidden cells: the algorithm, a transient array with the initial value and the one so far.</summary>
/// <remarks>
/// Begun with zeros unless an initial value is given, complemented at the end: CRC16 takes the highest bit of a byte first, CRC32
/// the lowest, so that its register holds an initial value with its bits turned around.
/// </remarks>
internal static class ChecksumClass
{
    private const int AlgorithmCell = 0;
    private const int StateCell = 1;
    private const int StateLength = 8;
    private const int CurrentAt = 4;

    private const byte Crc16 = 1;
    private const byte Crc32 = 2;
    private const int Polynomial16 = 0x1021;

    public static NativeClass Define() => new(RomClass.Checksum, "Checksum", RomClass.Object)
    {
        IsAbstract = true,
        HiddenCells = 2,
        Statics = [new(0, "getInstance", "(BZ)LChecksum;", GetInstance), new(1, "<init>", "()V", ObjectClass.Construct)],
        Virtuals =
        [
            new(1, "init", "([BSS)V", Init),
            new(2, "getAlgorithm", "()B", GetAlgorithm),
            new(3, "doFinal", "([BSS[BS)S", Finish),
            new(4, "update", "([BSS)V", Update),
        ],
    };

    private static VmStatus GetInstance(ref NativeCall call)
    {
        int number = call.Byte(0);
        if (number is not (Crc16 or Crc32))
        {
            return CryptoCall.Throw(ref call, CryptoReason.NoSuchAlgorithm);
        }

        return CryptoCall.TryNew(ref call, RomClass.Checksum, StateCell, StateLength, out ushort handle, out HandleEntry entry)
            && CryptoCall.TrySetNumber(ref call, handle, entry, AlgorithmCell, number)
            ? call.ReturnReference(handle)
            : VmStatus.Throw;
    }

    private static VmStatus Init(ref NativeCall call)
    {
        if (!TrySelf(ref call, out bool is32, out Span<byte> state) || !call.TryBytes(1, out ReadOnlySpan<byte> value))
        {
            return VmStatus.Throw;
        }

        if (value.Length != (is32 ? 4 : 2))
        {
            return CryptoCall.Throw(ref call, CryptoReason.IllegalValue);
        }

        uint initial = is32 ? Reverse(BinaryPrimitives.ReadUInt32BigEndian(value)) : BinaryPrimitives.ReadUInt16BigEndian(value);
        BinaryPrimitives.WriteUInt32LittleEndian(state, initial);
        BinaryPrimitives.WriteUInt32LittleEndian(state.Slice(CurrentAt), initial);
        return call.Return();
    }

    private static VmStatus Update(ref NativeCall call)
    {
        if (!TrySelf(ref call, out bool is32, out Span<byte> state) || !call.TryBytes(1, out ReadOnlySpan<byte> data))
        {
            return VmStatus.Throw;
        }

        Advance(is32, state, data);
        return call.Return();
    }

    private static VmStatus Finish(ref NativeCall call)
    {
        if (!TrySelf(ref call, out bool is32, out Span<byte> state) || !call.TryBytes(1, out ReadOnlySpan<byte> data))
        {
            return VmStatus.Throw;
        }

        int length = is32 ? 4 : 2;
        if (!call.TryArray(4, ObjectKind.ByteArray, out ArrayRef output) || !call.TryRange(output, call.Short(5), length))
        {
            return VmStatus.Throw;
        }

        Advance(is32, state, data);
        Span<byte> result = stackalloc byte[4];
        uint value = ~BinaryPrimitives.ReadUInt32LittleEndian(state.Slice(CurrentAt));
        BinaryPrimitives.WriteUInt32BigEndian(result, is32 ? value : value << 16);
        state.Slice(0, CurrentAt).CopyTo(state.Slice(CurrentAt));
        return call.TryWrite(output, call.Short(5), result.Slice(0, length)) ? call.Return((short)length) : VmStatus.Throw;
    }

    private static VmStatus GetAlgorithm(ref NativeCall call) =>
        call.Return((short)CryptoCall.Number(ref call, call.Heap.Entry(call.Reference(0)), AlgorithmCell));

    private static bool TrySelf(ref NativeCall call, out bool is32, out Span<byte> state)
    {
        HandleEntry entry = call.Heap.Entry(call.Reference(0));
        is32 = CryptoCall.Number(ref call, entry, AlgorithmCell) == Crc32;
        state = CryptoCall.State(ref call, entry, StateCell);
        return !state.IsEmpty || call.Fail(RomClass.SecurityException);
    }

    private static void Advance(bool is32, Span<byte> state, ReadOnlySpan<byte> data)
    {
        Span<byte> current = state.Slice(CurrentAt);
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(current);
        BinaryPrimitives.WriteUInt32LittleEndian(current, is32 ? Crc.Update32(value, data) : Update16(value, data));
    }

    private static uint Update16(uint value, ReadOnlySpan<byte> data)
    {
        foreach (byte part in data)
        {
            value ^= (uint)part << 8;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (ushort)((value << 1) ^ ((value & 0x8000) != 0 ? Polynomial16 : 0));
            }
        }

        return value;
    }

    private static uint Reverse(uint value)
    {
        uint reversed = 0;
        for (int bit = 0; bit < 32; bit++)
        {
            reversed = (reversed << 1) | ((value >> bit) & 1);
        }

        return reversed;
    }
}
