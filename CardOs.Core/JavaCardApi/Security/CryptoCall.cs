using System;
using CardOs.Crypto;
using CardOs.JavaCard;

namespace CardOs.JavaCardApi.Security;

/// <summary>What the classes of both packages need: numbers in hidden cells, state in transient arrays, output.</summary>
internal static class CryptoCall
{
    // Hidden cells are taken for handles by who looks for references: a number there has upper bits that handles reach last.
    private const ushort NumberMark = 0xE000;
    private const ushort NumberMask = 0x1FFF;

    public static VmStatus Throw(ref NativeCall call, short reason) => call.Throw(RomClass.CryptoException, reason);

    public static bool Fail(ref NativeCall call, short reason) => call.Fail(RomClass.CryptoException, reason);

    /// <summary>A hidden cell of an object that algorithms have.</summary>
    public static ushort ReadCell(scoped ref NativeCall call, HandleEntry entry, int cell) =>
        OneShot.Is(entry) ? OneShot.ReadCell(ref call, entry, cell) : call.ReadCell(entry, cell);

    public static bool TryWriteCell(ref NativeCall call, ushort handle, HandleEntry entry, int cell, ushort value)
    {
        if (!OneShot.Is(entry))
        {
            return call.TryWriteCell(handle, entry, cell, value);
        }

        OneShot.WriteCell(ref call, entry, cell, value);
        return true;
    }

    /// <summary>A number up to 1FFF in a hidden cell.</summary>
    public static int Number(scoped ref NativeCall call, HandleEntry entry, int cell) => ReadCell(ref call, entry, cell) & NumberMask;

    public static bool TrySetNumber(ref NativeCall call, ushort handle, HandleEntry entry, int cell, int number) =>
        TryWriteCell(ref call, handle, entry, cell, (ushort)(NumberMark | number));

    /// <summary>The elements of a transient array that a hidden cell refers to; none when the object was never constructed.</summary>
    public static Span<byte> State(scoped ref NativeCall call, HandleEntry entry, int cell)
    {
        if (OneShot.Is(entry))
        {
            return OneShot.State(ref call, entry);
        }

        ushort handle = call.ReadCell(entry, cell);
        HandleEntry state = call.Heap.Entry(handle);
        if (state.Kind != ObjectKind.TransientArray)
        {
            return default;
        }

        ArrayRef array = call.Heap.ArrayOf(handle, state);
        return call.Machine.Working.Span(array.Address, array.Length);
    }

    /// <summary>Makes an object that algorithms have, with its state in a transient array that no applet sees.</summary>
    public static bool TryNew(ref NativeCall call, ushort classId, int stateCell, int stateLength, out ushort handle, out HandleEntry entry)
    {
        entry = default;
        handle = 0;
        if (!call.TryNewTransient(ObjectKind.ByteArray, stateLength, onDeselect: false, call.Caller, out ushort state)
            || !call.TryNewObject(classId, call.Caller, out handle))
        {
            return false;
        }

        entry = call.Heap.Entry(handle);
        return call.TryWriteCell(handle, entry, stateCell, state);
    }

    /// <summary>Writes a result into an array that two arguments name, and checks that it fits.</summary>
    public static bool TryOutput(ref NativeCall call, int index, scoped ReadOnlySpan<byte> result) =>
        call.TryArray(index, ObjectKind.ByteArray, out ArrayRef array)
        && call.TryRange(array, call.Short(index + 1), result.Length)
        && call.TryWrite(array, call.Short(index + 1), result);

    /// <summary>The hash function with a number of MessageDigest.</summary>
    public static bool TryDigest(int number, out DigestAlgorithm algorithm)
    {
        algorithm = number switch
        {
            2 => DigestAlgorithm.Md5,
            3 => DigestAlgorithm.RipeMd160,
            4 => DigestAlgorithm.Sha256,
            5 => DigestAlgorithm.Sha384,
            6 => DigestAlgorithm.Sha512,
            7 => DigestAlgorithm.Sha224,
            8 => DigestAlgorithm.Sha3For224,
            9 => DigestAlgorithm.Sha3For256,
            10 => DigestAlgorithm.Sha3For384,
            11 => DigestAlgorithm.Sha3For512,
            _ => DigestAlgorithm.Sha1,
        };
        return number is >= 1 and <= 11;
    }
}
