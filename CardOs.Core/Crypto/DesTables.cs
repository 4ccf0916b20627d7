using System;

namespace CardOs.Crypto;

/// <summary>The tables of FIPS 46-3, and the one table the rounds read.</summary>
/// <remarks>
/// A half block is kept expanded: eight bytes of six bits, the first S-box's in the highest byte. <see cref="Combined"/> is S-box,
/// permutation P and expansion E in one look-up, so a round is eight of them.
/// </remarks>
internal static class DesTables
{
    /// <summary>The table of S-box i (from the lowest byte up) starts at this times i.</summary>
    public const int BoxLength = 64;

    public const int KeyRounds = 16;

    // The last box is followed by zeros up to what any byte can index, so no look-up can leave the table.
    private const int Spare = 256 - BoxLength;

    private static readonly byte[] Boxes =
    [
        14, 4, 13, 1, 2, 15, 11, 8, 3, 10, 6, 12, 5, 9, 0, 7, 0, 15, 7, 4, 14, 2, 13, 1, 10, 6, 12, 11, 9, 5, 3, 8,
        4, 1, 14, 8, 13, 6, 2, 11, 15, 12, 9, 7, 3, 10, 5, 0, 15, 12, 8, 2, 4, 9, 1, 7, 5, 11, 3, 14, 10, 0, 6, 13,

        15, 1, 8, 14, 6, 11, 3, 4, 9, 7, 2, 13, 12, 0, 5, 10, 3, 13, 4, 7, 15, 2, 8, 14, 12, 0, 1, 10, 6, 9, 11, 5,
        0, 14, 7, 11, 10, 4, 13, 1, 5, 8, 12, 6, 9, 3, 2, 15, 13, 8, 10, 1, 3, 15, 4, 2, 11, 6, 7, 12, 0, 5, 14, 9,

        10, 0, 9, 14, 6, 3, 15, 5, 1, 13, 12, 7, 11, 4, 2, 8, 13, 7, 0, 9, 3, 4, 6, 10, 2, 8, 5, 14, 12, 11, 15, 1,
        13, 6, 4, 9, 8, 15, 3, 0, 11, 1, 2, 12, 5, 10, 14, 7, 1, 10, 13, 0, 6, 9, 8, 7, 4, 15, 14, 3, 11, 5, 2, 12,

        7, 13, 14, 3, 0, 6, 9, 10, 1, 2, 8, 5, 11, 12, 4, 15, 13, 8, 11, 5, 6, 15, 0, 3, 4, 7, 2, 12, 1, 10, 14, 9,
        10, 6, 9, 0, 12, 11, 7, 13, 15, 1, 3, 14, 5, 2, 8, 4, 3, 15, 0, 6, 10, 1, 13, 8, 9, 4, 5, 11, 12, 7, 2, 14,

        2, 12, 4, 1, 7, 10, 11, 6, 8, 5, 3, 15, 13, 0, 14, 9, 14, 11, 2, 12, 4, 7, 13, 1, 5, 0, 15, 10, 3, 9, 8, 6,
        4, 2, 1, 11, 10, 13, 7, 8, 15, 9, 12, 5, 6, 3, 0, 14, 11, 8, 12, 7, 1, 14, 2, 13, 6, 15, 0, 9, 10, 4, 5, 3,

        12, 1, 10, 15, 9, 2, 6, 8, 0, 13, 3, 4, 14, 7, 5, 11, 10, 15, 4, 2, 7, 12, 9, 5, 6, 1, 13, 14, 0, 11, 3, 8,
        9, 14, 15, 5, 2, 8, 12, 3, 7, 0, 4, 10, 1, 13, 11, 6, 4, 3, 2, 12, 9, 5, 15, 10, 11, 14, 1, 7, 6, 0, 8, 13,

        4, 11, 2, 14, 15, 0, 8, 13, 3, 12, 9, 7, 5, 10, 6, 1, 13, 0, 11, 7, 4, 9, 1, 10, 14, 3, 5, 12, 2, 15, 8, 6,
        1, 4, 11, 13, 12, 3, 7, 14, 10, 15, 6, 8, 0, 5, 9, 2, 6, 11, 13, 8, 1, 4, 10, 7, 9, 5, 0, 15, 14, 2, 3, 12,

        13, 2, 8, 4, 6, 15, 11, 1, 10, 9, 3, 14, 5, 0, 12, 7, 1, 15, 13, 8, 10, 3, 7, 4, 12, 5, 6, 11, 0, 14, 9, 2,
        7, 11, 4, 1, 9, 12, 14, 2, 0, 6, 10, 13, 15, 3, 5, 8, 2, 1, 14, 7, 4, 10, 8, 13, 15, 12, 9, 0, 3, 5, 6, 11,
    ];

    private static readonly byte[] Permutation =
    [
        16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25,
    ];

    /// <summary>Permuted choice 1: bits of the key, 1 the highest; the first 28 are C, the others D.</summary>
    public static ReadOnlySpan<byte> PermutedChoice1 =>
    [
        57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
        63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
    ];

    /// <summary>Permuted choice 2: bits of C followed by D, 1 the highest.</summary>
    public static ReadOnlySpan<byte> PermutedChoice2 =>
    [
        14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
        41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
    ];

    /// <summary>By how much C and D turn before each round key.</summary>
    public static ReadOnlySpan<byte> KeyRotations => [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

    /// <summary>E(P(S(x))) for each S-box and each six bits.</summary>
    public static readonly ulong[] Combined = Combine();

    private static ulong[] Combine()
    {
        ulong[] table = new ulong[(8 * BoxLength) + Spare];
        for (int box = 0; box < 8; box++)
        {
            for (int six = 0; six < BoxLength; six++)
            {
                int row = ((six >> 4) & 2) | (six & 1);
                int column = (six >> 1) & 15;
                uint substituted = (uint)Boxes[(box * BoxLength) + (row * 16) + column] << (28 - (4 * box));
                table[((7 - box) * BoxLength) + six] = Expand(Permute(substituted));
            }
        }

        return table;
    }

    private static uint Permute(uint value)
    {
        uint permuted = 0;
        foreach (byte bit in Permutation)
        {
            permuted = (permuted << 1) | ((value >> (32 - bit)) & 1);
        }

        return permuted;
    }

    private static ulong Expand(uint half)
    {
        ulong expanded = 0;
        for (int box = 0; box < 8; box++)
        {
            // Six bits from the one before the nibble to the one behind it, around the ends.
            int turn = ((4 * box) + 31) & 31;
            uint turned = (half << turn) | (half >> (32 - turn));
            expanded = (expanded << 8) | (turned >> 26);
        }

        return expanded;
    }
}
