using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CardOs.Crypto;

/// <summary>Comparison whose time does not tell where the values differ.</summary>
internal static class ConstantTime
{
    /// <returns>False also when the lengths differ; lengths are not secret.</returns>
    public static bool AreEqual(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return false;
        }

        if (left.Length == sizeof(ulong))
        {
            return MemoryMarshal.Read<ulong>(left) == MemoryMarshal.Read<ulong>(right);
        }

        return Difference(left, right) == 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static int Difference(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int difference = 0;
        for (int i = 0; i < left.Length; i++)
        {
            difference |= left[i] ^ right[i];
        }

        return difference;
    }
}
