using System;
#if NET
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
#endif

namespace CardOs.Apdu.Http;

/// <summary>Looks for the ends of names and values, 32 bytes at once where the processor can.</summary>
internal static class HttpScan
{
#if NET
    private const int Width = 32;
#endif

    /// <summary>The index of the first control character but the tab; the length when there is none.</summary>
    public static int IndexOfControl(ReadOnlySpan<byte> text) => IndexOfControl(text, 0);

    /// <summary>Finds where the name of the field at <paramref name="at"/> ends, and its value.</summary>
    /// <param name="source">The bytes received.</param>
    /// <param name="at">Where the line begins.</param>
    /// <param name="nameEnd">The first byte that no name has; where it is no colon, there is no field.</param>
    /// <param name="end">The first control character but the tab.</param>
    /// <returns>False when one of them is not there, or is not found this way.</returns>
    public static bool TryFindField(ReadOnlySpan<byte> source, int at, out int nameEnd, out int end)
    {
#if NET
        if (Avx2.IsSupported && source.Length >= Width)
        {
            // A load at the end of the bytes begins before the line: what is in front of it is shifted out.
            int start = Math.Min(at, source.Length - Width);
            int before = at - start;
            Vector256<byte> bytes = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)start);
            uint others = MaskOfOthers(bytes) >> before;
            uint controls = MaskOfControls(bytes) >> before;
            nameEnd = at + BitOperations.TrailingZeroCount(others);
            end = controls != 0 ? at + BitOperations.TrailingZeroCount(controls) : IndexOfControl(source, start + Width);
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

    private static int IndexOfControl(ReadOnlySpan<byte> source, int at)
    {
#if NET
        if (Avx2.IsSupported && source.Length >= Width)
        {
            ref byte origin = ref MemoryMarshal.GetReference(source);
            int last = source.Length - Width;
            while (at < source.Length)
            {
                int start = Math.Min(at, last);
                uint controls = MaskOfControls(Vector256.LoadUnsafe(ref origin, (nuint)start)) >> (at - start);
                if (controls != 0)
                {
                    return at + BitOperations.TrailingZeroCount(controls);
                }

                at = start + Width;
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
        Vector256<byte> bits = Vector256.Create(0x8040201008040201, 0x8040201008040201, 0x8040201008040201, 0x8040201008040201).AsByte();
        Vector256<byte> upper = Avx2.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & Vector256.Create((byte)0x0F);
        Vector256<byte> hits = Avx2.Shuffle(tokens, bytes) & Avx2.Shuffle(bits, upper);
        return Vector256.Equals(hits, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }
#endif
}
