using System.Diagnostics;

namespace CardOs.Memory;

/// <summary>The word in front of every block of a container's memory.</summary>
/// <remarks>
/// <code>
/// 0          3      4      5         6       7      8
/// +----------+------+------+---------+-------+------+----------+---------+
/// | length   | kind | state| owner (2)       | check| contents | padding |
/// +----------+------+------+---------+-------+------+----------+---------+
/// length: bytes of the block, this word and the padding included, a multiple of 8;
///         its last three bits are the bytes of padding
/// check:  the other bytes combined by exclusive or, inverted
/// </code>
/// </remarks>
internal readonly struct BlockHeader
{
    public const int Length = NonVolatileMap.WordLength;

    private const int PaddingMask = NonVolatileMap.WordLength - 1;

    public BlockHeader(ulong word) => Word = word;

    public BlockHeader(int blockLength, int padding, BlockKind kind, BlockState state, ushort owner)
    {
        Debug.Assert((blockLength & PaddingMask) == 0 && blockLength < 1 << 24, "a block is whole words");
        Debug.Assert((padding & ~PaddingMask) == 0, "padding is less than a word");
        ulong word = ((ulong)(blockLength | padding) << 40) | ((ulong)kind << 32) | ((ulong)state << 24) | ((ulong)owner << 8);
        Word = word | CheckOf(word);
    }

    public ulong Word { get; }

    public int BlockLength => (int)(Word >> 40) & ~PaddingMask;

    public int Padding => (int)(Word >> 40) & PaddingMask;

    /// <summary>The bytes that were asked for.</summary>
    public int ContentLength => BlockLength - Length - Padding;

    public BlockKind Kind => (BlockKind)(byte)(Word >> 32);

    public BlockState State => (BlockState)(byte)(Word >> 24);

    public ushort Owner => (ushort)(Word >> 8);

    public bool IsValid => (byte)Word == CheckOf(Word) && BlockLength >= Length && State <= BlockState.InUse;

    /// <summary>The block that contents of <paramref name="contentLength"/> bytes need; an empty one takes a word, so that its address is its own.</summary>
    public static int BlockLengthFor(int contentLength) =>
        Length + (((contentLength == 0 ? 1 : contentLength) + PaddingMask) & ~PaddingMask);

    public static BlockHeader Free(int blockLength) => new(blockLength, 0, BlockKind.Free, BlockState.Free, owner: 0);

    public BlockHeader WithState(BlockState state) => new(BlockLength, Padding, Kind, state, Owner);

    private static byte CheckOf(ulong word)
    {
        word >>= 8;
        word ^= word >> 32;
        word ^= word >> 16;
        return (byte)~(word ^ (word >> 8));
    }
}
