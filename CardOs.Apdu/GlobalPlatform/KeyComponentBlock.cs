using System;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>A component of a key in PUT KEY: its type and its block.</summary>
/// <remarks>
/// GlobalPlatform 2.3.1 11.8.2.3.2. The block of a secret component has its length in front when it was padded, and may have it when it was not; the
/// rest is whole blocks of the cipher. Blocks of public components are the value itself.
/// <code>
/// +--------------+--------------------------+       +--------------------------+
/// | clear length | enciphered value         |   or  | enciphered value         |
/// +--------------+--------------------------+       +--------------------------+
/// </code>
/// </remarks>
public readonly ref struct KeyComponentBlock
{
    internal KeyComponentBlock(KeyComponentType type, ReadOnlySpan<byte> block)
    {
        Type = type;
        Block = block;
    }

    /// <summary>The type; of two bytes the second one.</summary>
    public KeyComponentType Type { get; }

    /// <summary>The block as it is.</summary>
    public ReadOnlySpan<byte> Block { get; }

    /// <summary>Takes the block of a secret component apart.</summary>
    /// <param name="cipherBlock">Bytes of a block of the cipher, 8 or 16.</param>
    /// <param name="enciphered">The enciphered value.</param>
    /// <param name="clearLength">Bytes of the value when it is deciphered.</param>
    /// <returns>False when it is neither form.</returns>
    public bool TrySplit(int cipherBlock, out ReadOnlySpan<byte> enciphered, out int clearLength)
    {
        enciphered = Block;
        clearLength = Block.Length;
        if (Block.IsEmpty)
        {
            return false;
        }

        if (Block.Length % cipherBlock == 0)
        {
            return true;
        }

        if (!KeyLength.TryRead(Block, out clearLength, out int consumed))
        {
            return false;
        }

        // Padding brings the value to whole blocks, and no further.
        enciphered = Block.Slice(consumed);
        return clearLength > 0 && enciphered.Length == (clearLength + cipherBlock - 1) / cipherBlock * cipherBlock;
    }
}
