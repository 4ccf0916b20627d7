using System;
#if NET
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace CardOs.Apdu.Http;

/// <summary>Looks for the ends of names and values: 64 or 32 bytes at once where the processor can.</summary>
internal static class HttpScan
{
    /// <summary>The index of the first control character but the tab; the length when there is none.</summary>
    public static int IndexOfControl(ReadOnlySpan<byte> text) => IndexOfControl(text, 0);

    /// <summary>Finds where the name of the field at <paramref name="at"/> ends, and its value.</summary>
    /// <param name="source">The bytes received.</param>
    /// <param name="at">Where the line begins.</param>
    /// <param name="nameEnd">The first byte that no name has; where it is no colon, there is no field.</param>
    /// <param name="end">The first control character but the tab.</param>
    /// <returns>False when one of them is not there, or is not found this way.</returns>
#if NET
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
#endif
    public static bool TryFindField(ReadOnlySpan<byte> source, int at, out int nameEnd, out int end)
    {
#if NET
        if (Avx2.IsSupported && source.Length >= Vector256<byte>.Count)
        {
            // A load at the end of the bytes begins before the line: what is in front of it is shifted out.
            int start = Math.Min(at, source.Length - Vector256<byte>.Count);
            int before = at - start;
            Vector256<byte> bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)start);
            uint others = MaskOfOthers(bytes) >> before;
            uint controls = MaskOfControls(bytes) >> before;
            nameEnd = at + BitOperations.TrailingZeroCount(others);
            end = controls != 0 ? at + BitOperations.TrailingZeroCount(controls) : IndexOfControl(source, start + Vector256<byte>.Count);
            return others != 0 && end < source.Length;
        }
#endif
        nameEnd = at;
        while (nameEnd < source.Length && HttpText.IsToken(source[nameEnd]))
        {
            nameEnd++;
        }

        end = IndexOfControl(source, nameEnd);
        return end < source.Length;
    }

    public static int IndexOfControl(ReadOnlySpan<byte> source, int at)
    {
#if NET
        if (Avx2.IsSupported && source.Length >= Vector256<byte>.Count)
        {
            ref byte origin = ref MemoryMarshal.GetReference(source);
            int last = source.Length - Vector256<byte>.Count;
            while (at < source.Length)
            {
                int start = Math.Min(at, last);
                uint controls = MaskOfControls(Vector256.LoadUnsafe(ref origin, (nuint)start)) >> (at - start);
                if (controls != 0)
                {
                    return at + BitOperations.TrailingZeroCount(controls);
                }

                at = start + Vector256<byte>.Count;
            }

            return source.Length;
        }
#endif
        while (at < source.Length && !HttpText.IsControl(source[at]))
        {
            at++;
        }

        return at;
    }

#if NET
    private static uint MaskOfControls(Vector256<byte> bytes) =>
        (Vector256.Equals(Vector256.Min(bytes, Vector256.Create((byte)0x1F)), bytes)
            ^ Vector256.Equals(bytes, Vector256.Create((byte)'\t'))
            | Vector256.Equals(bytes, Vector256.Create((byte)0x7F))).ExtractMostSignificantBits();

    // Of each byte that no token has. The shuffle takes the lower half as index, and gives 0 for 80 and up.
    private static uint MaskOfOthers(Vector256<byte> bytes)
    {
        Vector256<byte> tokens = Vector256.Create(Vector128.Create(HttpText.TokenRows), Vector128.Create(HttpText.TokenRows));
        Vector256<byte> bits = Vector256.Create(0x8040_2010_0804_0201).AsByte();
        Vector256<byte> upper = Avx2.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector256.Create((byte)0x0F);
        Vector256<byte> hits = Avx2.Shuffle(tokens, bytes) & Avx2.Shuffle(bits, upper);
        return Vector256.Equals(hits, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    // What bytes are by their lower half, a bit for each upper half: tokens as HttpText has them, and control characters in the lowest two.
    private static Vector512<byte> ClassRows
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
        0xFFFF_FFFF_FFFB_FFEB, 0x73F7_57D3_57F7_FAFB, 0xFFFF_FFFF_FFFB_FFEB, 0x73F7_57D3_57F7_FAFB,
        0xFFFF_FFFF_FFFB_FFEB, 0x73F7_57D3_57F7_FAFB, 0xFFFF_FFFF_FFFB_FFEB, 0x73F7_57D3_57F7_FAFB).AsByte();
    }

    /// <summary>Of 64 bytes, which can be in no name, and which are control characters but the tab.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Classify(ref byte origin, int start, out ulong others, out ulong controls)
    {
        Vector512<byte> bytes = Vector512.LoadUnsafe(ref origin, (nuint)(uint)start);
        Vector512<byte> upper = Avx512BW.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector512.Create((byte)0x0F);
        Vector512<byte> hits = Avx512BW.Shuffle(ClassRows, bytes) & Avx512BW.Shuffle(Vector512.Create(0x8040_2010_0804_0201).AsByte(), upper);
        others = Vector512.Equals(hits & Vector512.Create((byte)0xFC), Vector512<byte>.Zero).ExtractMostSignificantBits();
        controls = (~Vector512.Equals(hits & Vector512.Create((byte)0x03), Vector512<byte>.Zero)).ExtractMostSignificantBits()
            | Vector512.Equals(bytes, Vector512.Create((byte)0x7F)).ExtractMostSignificantBits();
    }

    /// <summary>Of 64 bytes, which are no visible characters: 21 to 7E.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong MaskOfInvisible(ref byte origin) =>
        Vector512.GreaterThan(Vector512.LoadUnsafe(ref origin) - Vector512.Create((byte)0x21), Vector512.Create((byte)0x5D)).ExtractMostSignificantBits();
#endif
}
