using System;
using System.Buffers.Binary;

namespace CardOs.Crypto;

/// <summary>The key expansion of FIPS 197 5.2, and the round keys of the equivalent inverse cipher of 5.3.5.</summary>
internal static class AesKeyExpansion
{
    public const int BlockLength = 16;

    /// <summary>Round keys of the longest form, AES-256.</summary>
    public const int MaxRoundKeyBytes = 15 * BlockLength;

    private const int BlockWords = BlockLength / sizeof(uint);

    /// <returns>The number of rounds: 10, 12 or 14.</returns>
    public static int Expand(ReadOnlySpan<byte> key, Span<uint> encipher, Span<uint> decipher)
    {
        int keyWords = key.Length / sizeof(uint);
        int rounds = keyWords + 6;
        int words = (rounds + 1) * BlockWords;
        for (int i = 0; i < keyWords; i++)
        {
            encipher[i] = BinaryPrimitives.ReadUInt32LittleEndian(key.Slice(i * sizeof(uint)));
        }

        byte constant = 1;
        for (int i = keyWords, phase = 0; i < words; i++, phase++)
        {
            uint word = encipher[i - 1];
            phase = phase == keyWords ? 0 : phase;
            if (phase == 0)
            {
                word = Substitute((word >> 8) | (word << 24)) ^ constant;
                constant = AesTables.Double(constant);
            }
            else if (keyWords > 6 && phase == 4)
            {
                word = Substitute(word);
            }

            encipher[i] = encipher[i - keyWords] ^ word;
        }

        for (int i = 0; i < words; i++)
        {
            uint word = encipher[words - BlockWords - (i & ~3) + (i & 3)];
            decipher[i] = i < BlockWords || i >= words - BlockWords ? word : InverseMix(word);
        }

        return rounds;
    }

    private static uint Substitute(uint word)
    {
        byte[] box = AesTables.Box;
        return box[(byte)word] | ((uint)box[(byte)(word >> 8)] << 8) | ((uint)box[(byte)(word >> 16)] << 16) | ((uint)box[(byte)(word >> 24)] << 24);
    }

    // Substituting first makes the table's own inverse substitution vanish.
    private static uint InverseMix(uint word)
    {
        byte[] box = AesTables.Box;
        uint[] mixed = AesTables.InverseMixed;
        return mixed[box[(byte)word]] ^ Turn(mixed[box[(byte)(word >> 8)]], 8)
            ^ Turn(mixed[box[(byte)(word >> 16)]], 16) ^ Turn(mixed[box[(byte)(word >> 24)]], 24);
    }

    private static uint Turn(uint value, int bits) => (value << bits) | (value >> (32 - bits));
}
