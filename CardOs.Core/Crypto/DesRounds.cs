using System.Runtime.CompilerServices;
#if NET
using System.Runtime.Intrinsics.X86;
#endif

namespace CardOs.Crypto;

/// <summary>The rounds of DES over expanded halves: one block, or two at a time so that each hides the other's latency.</summary>
/// <remarks>
/// After a pass the halves are already exchanged. As the permutations at the two ends undo each other, a chain of blocks stays in the
/// expanded form and is only brought back at its end.
/// </remarks>
internal static class DesRounds
{
    private const ulong MiddleBits = 0x1E1E_1E1E_1E1E_1E1E;
    private const ulong HighBits = 0x2020_2020_2020_2020;
    private const ulong LowBits = 0x0101_0101_0101_0101;

    /// <summary>The initial permutation and the expansion of both halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Open(ulong block, out ulong left, out ulong right)
    {
        uint l = (uint)(block >> 32);
        uint r = (uint)block;
        Swap(ref l, ref r, 4, 0x0F0F_0F0F);
        Swap(ref l, ref r, 16, 0x0000_FFFF);
        Swap(ref r, ref l, 2, 0x3333_3333);
        Swap(ref r, ref l, 8, 0x00FF_00FF);
        Swap(ref l, ref r, 1, 0x5555_5555);
        left = Expand(l);
        right = Expand(r);
    }

    /// <summary>Undoes <see cref="Open"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Close(ulong left, ulong right)
    {
        uint l = Compress(left);
        uint r = Compress(right);
        Swap(ref l, ref r, 1, 0x5555_5555);
        Swap(ref r, ref l, 8, 0x00FF_00FF);
        Swap(ref r, ref l, 2, 0x3333_3333);
        Swap(ref l, ref r, 16, 0x0000_FFFF);
        Swap(ref l, ref r, 4, 0x0F0F_0F0F);
        return ((ulong)l << 32) | r;
    }

    /// <summary>Runs one block through as many passes of 16 round keys as given.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void One(ref ulong table, ref ulong keys, int passes, ref ulong left, ref ulong right)
    {
        ulong l = left;
        ulong r = right;
        ref ulong end = ref Unsafe.Add(ref keys, passes * DesTables.KeyRounds);
        while (Unsafe.IsAddressLessThan(ref keys, ref end))
        {
            for (int i = 0; i < DesTables.KeyRounds; i += 4)
            {
                l ^= Round(ref table, r ^ keys);
                r ^= Round(ref table, l ^ Unsafe.Add(ref keys, 1));
                l ^= Round(ref table, r ^ Unsafe.Add(ref keys, 2));
                r ^= Round(ref table, l ^ Unsafe.Add(ref keys, 3));
                keys = ref Unsafe.Add(ref keys, 4);
            }

            (l, r) = (r, l);
        }

        left = l;
        right = r;
    }

    /// <summary>Runs two independent blocks, each through its own round keys, side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Two(
        ref ulong table, ref ulong keysA, ref ulong keysB, int passes, ref ulong leftA, ref ulong rightA, ref ulong leftB, ref ulong rightB)
    {
        ulong la = leftA;
        ulong ra = rightA;
        ulong lb = leftB;
        ulong rb = rightB;
        ref ulong end = ref Unsafe.Add(ref keysA, passes * DesTables.KeyRounds);
        while (Unsafe.IsAddressLessThan(ref keysA, ref end))
        {
            for (int i = 0; i < DesTables.KeyRounds; i += 2)
            {
                la ^= Round(ref table, ra ^ keysA);
                lb ^= Round(ref table, rb ^ keysB);
                ra ^= Round(ref table, la ^ Unsafe.Add(ref keysA, 1));
                rb ^= Round(ref table, lb ^ Unsafe.Add(ref keysB, 1));
                keysA = ref Unsafe.Add(ref keysA, 2);
                keysB = ref Unsafe.Add(ref keysB, 2);
            }

            (la, ra) = (ra, la);
            (lb, rb) = (rb, lb);
        }

        leftA = la;
        rightA = ra;
        leftB = lb;
        rightB = rb;
    }

    // The outputs of the boxes are disjoint bit sets, so or, plus and exclusive or mean the same; mixed, they keep the compiler from
    // rewriting the tree as one serial chain.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Round(ref ulong table, ulong t) =>
        ((At(ref table, (byte)t, 0) | At(ref table, (byte)(t >> 8), 1)) + (At(ref table, (byte)(t >> 16), 2) | At(ref table, (byte)(t >> 24), 3)))
        ^ ((At(ref table, (byte)(t >> 32), 4) | At(ref table, (byte)(t >> 40), 5)) + (At(ref table, (byte)(t >> 48), 6) | At(ref table, (nuint)(t >> 56), 7)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong At(ref ulong table, nuint index, nuint box) =>
        Unsafe.AddByteOffset(ref table, (index * sizeof(ulong)) + (box * DesTables.BoxLength * sizeof(ulong)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Swap(ref uint a, ref uint b, int shift, uint mask)
    {
        uint t = ((a >> shift) ^ b) & mask;
        b ^= t;
        a ^= t << shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Expand(uint half)
    {
#if NET
        if (Bmi2.X64.IsSupported)
        {
            uint before = (half >> 1) | (half << 31);
            uint behind = (half << 1) | (half >> 31);
            return Bmi2.X64.ParallelBitDeposit(half, MiddleBits)
                | Bmi2.X64.ParallelBitDeposit(Bmi2.ParallelBitExtract(before, 0x8888_8888), HighBits)
                | Bmi2.X64.ParallelBitDeposit(Bmi2.ParallelBitExtract(behind, 0x1111_1111), LowBits);
        }
#endif
        ulong x = half;
        x = (x | (x << 16)) & 0x0000_FFFF_0000_FFFF;
        x = (x | (x << 8)) & 0x00FF_00FF_00FF_00FF;
        x = (x | (x << 4)) & 0x0F0F_0F0F_0F0F_0F0F;
        return (x << 1) | ((((x >> 8) | (x << 56)) & LowBits) << 5) | ((((x << 8) | (x >> 56)) >> 3) & LowBits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Compress(ulong expanded)
    {
#if NET
        if (Bmi2.X64.IsSupported)
        {
            return (uint)Bmi2.X64.ParallelBitExtract(expanded, MiddleBits);
        }
#endif
        ulong x = (expanded & MiddleBits) >> 1;
        x = (x | (x >> 4)) & 0x00FF_00FF_00FF_00FF;
        x = (x | (x >> 8)) & 0x0000_FFFF_0000_FFFF;
        return (uint)(x | (x >> 16));
    }
}
