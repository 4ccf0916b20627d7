using System;
using System.Buffers.Binary;
#if NET
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;
#endif

namespace CardOs.Crypto;

/// <summary>GHASH, SP 800-38D 6.4: products in the field of 2^128 elements, by carry-less multiplication and in a time that data do not change.</summary>
/// <remarks>
/// A block is a polynomial whose first bit is the coefficient of x^0. Read as a number, first byte first, its bits stand the other way around; the product
/// of two such numbers is that of the polynomials, moved down by one bit.
/// </remarks>
internal static class Ghash
{
    public const int BlockLength = 16;

    // Every fourth bit, so that a sum of products of bits has room to carry without reaching the next.
    private const ulong Fourths = 0x1111_1111_1111_1111;

    /// <summary>Adds whole blocks to a hash.</summary>
    /// <param name="subkey">The hash subkey H, a block of zeros enciphered.</param>
    /// <param name="hash">The hash so far, 16 bytes, is replaced.</param>
    /// <param name="blocks">Whole blocks.</param>
    public static void Update(ReadOnlySpan<byte> subkey, Span<byte> hash, ReadOnlySpan<byte> blocks)
    {
        ulong subkeyHigh = BinaryPrimitives.ReadUInt64BigEndian(subkey);
        ulong subkeyLow = BinaryPrimitives.ReadUInt64BigEndian(subkey.Slice(8));
        ulong high = BinaryPrimitives.ReadUInt64BigEndian(hash);
        ulong low = BinaryPrimitives.ReadUInt64BigEndian(hash.Slice(8));
        for (; blocks.Length >= BlockLength; blocks = blocks.Slice(BlockLength))
        {
            high ^= BinaryPrimitives.ReadUInt64BigEndian(blocks);
            low ^= BinaryPrimitives.ReadUInt64BigEndian(blocks.Slice(8));
            MultiplyBlock(subkeyHigh, subkeyLow, ref high, ref low);
        }

        BinaryPrimitives.WriteUInt64BigEndian(hash, high);
        BinaryPrimitives.WriteUInt64BigEndian(hash.Slice(8), low);
    }

    /// <summary>The product of two polynomials of 64 bits, without the processor's instructions.</summary>
    internal static void MultiplyPortable(ulong left, ulong right, out ulong high, out ulong low)
    {
        low = LowProduct(left, right);
        high = Reverse(LowProduct(Reverse(left), Reverse(right))) >> 1;
    }

    private static void MultiplyBlock(ulong subkeyHigh, ulong subkeyLow, ref ulong high, ref ulong low)
    {
        // Karatsuba: three products for four.
        Multiply(subkeyLow, low, out ulong second, out ulong first);
        Multiply(subkeyHigh, high, out ulong fourth, out ulong third);
        Multiply(subkeyLow ^ subkeyHigh, low ^ high, out ulong middleHigh, out ulong middleLow);
        middleHigh ^= second ^ fourth;
        middleLow ^= first ^ third;
        second ^= middleLow;
        third ^= middleHigh;

        // The bit that reading the polynomials as numbers cost.
        fourth = (fourth << 1) | (third >> 63);
        third = (third << 1) | (second >> 63);
        second = (second << 1) | (first >> 63);
        first <<= 1;

        // Modulo x^128 + x^7 + x^2 + x + 1, a word at a time.
        third ^= first ^ (first >> 1) ^ (first >> 2) ^ (first >> 7);
        second ^= (first << 63) ^ (first << 62) ^ (first << 57);
        fourth ^= second ^ (second >> 1) ^ (second >> 2) ^ (second >> 7);
        third ^= (second << 63) ^ (second << 62) ^ (second << 57);
        high = fourth;
        low = third;
    }

    private static void Multiply(ulong left, ulong right, out ulong high, out ulong low)
    {
#if NET
        if (Pclmulqdq.IsSupported)
        {
            Vector128<ulong> product = Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(left), Vector128.CreateScalar(right), 0);
            low = product.GetElement(0);
            high = product.GetElement(1);
            return;
        }

        if (ArmAes.IsSupported)
        {
            Vector128<ulong> product = ArmAes.PolynomialMultiplyWideningLower(Vector64.Create(left), Vector64.Create(right));
            low = product.GetElement(0);
            high = product.GetElement(1);
            return;
        }
#endif
        MultiplyPortable(left, right, out high, out low);
    }

    private static ulong LowProduct(ulong left, ulong right)
    {
        ulong left0 = left & Fourths;
        ulong left1 = left & (Fourths << 1);
        ulong left2 = left & (Fourths << 2);
        ulong left3 = left & (Fourths << 3);
        ulong right0 = right & Fourths;
        ulong right1 = right & (Fourths << 1);
        ulong right2 = right & (Fourths << 2);
        ulong right3 = right & (Fourths << 3);
        ulong sum0 = (left0 * right0) ^ (left1 * right3) ^ (left2 * right2) ^ (left3 * right1);
        ulong sum1 = (left0 * right1) ^ (left1 * right0) ^ (left2 * right3) ^ (left3 * right2);
        ulong sum2 = (left0 * right2) ^ (left1 * right1) ^ (left2 * right0) ^ (left3 * right3);
        ulong sum3 = (left0 * right3) ^ (left1 * right2) ^ (left2 * right1) ^ (left3 * right0);
        return (sum0 & Fourths) | (sum1 & (Fourths << 1)) | (sum2 & (Fourths << 2)) | (sum3 & (Fourths << 3));
    }

    private static ulong Reverse(ulong value)
    {
        value = ((value & 0x5555_5555_5555_5555) << 1) | ((value >> 1) & 0x5555_5555_5555_5555);
        value = ((value & 0x3333_3333_3333_3333) << 2) | ((value >> 2) & 0x3333_3333_3333_3333);
        value = ((value & 0x0F0F_0F0F_0F0F_0F0F) << 4) | ((value >> 4) & 0x0F0F_0F0F_0F0F_0F0F);
        return BinaryPrimitives.ReverseEndianness(value);
    }
}
