using System.Diagnostics;

namespace CardOs.Memory;

/// <summary>The word in front of every block of a container's memory.</summary>
/// <remarks>
/// <code>
/// 0          3      4      5         6       7      8
/// +----------+------+------+---------+-------+------+---------
/// | length   | kind | state| owner (2)       | check| contents
/// +----------+------+------+---------+-------+------+---------
/// length: bytes of the block, this word included, a multiple of 8
/// check:  the other bytes combined by exclusive or, inverted
/// </code>
/// </remarks>
internal readonly struct BlockHeader
{
    public const int Length = NonVolatileMap.WordLength;

    public BlockHeader(ulong word) => Word = word;

    public BlockHeader(int blockLength, BlockKind kind, BlockState state, ushort owner)
    {
        Debug.Assert(blockLength % NonVolatileMap.WordLength == 0 && blockLength < 1 << 24, "a block is whole words");
        ulong word = ((ulong)blockLength << 40) | ((ulong)kind << 32) | ((ulong)state << 24) | ((ulong)owner << 8);
        Word = word | CheckOf(word);
    }

    public ulong Word { get; }

    public int BlockLength => (int)(Word >> 40);

    public BlockKind Kind => (BlockKind)(byte)(Word >> 32);

    public BlockState State => (BlockState)(byte)(Word >> 24);

    public ushort Owner => (ushort)(Word >> 8);

    public bool IsValid => (byte)Word == CheckOf(Word) && BlockLength >= Length && BlockLength % NonVolatileMap.WordLength == 0;

    public BlockHeader WithLength(int blockLength) => new(blockLength, Kind, State, Owner);

    public BlockHeader WithState(BlockState state) => new(BlockLength, Kind, state, Owner);

    private static byte CheckOf(ulong word)
    {
        word >>= 8;
        word ^= word >> 32;
        word ^= word >> 16;
        return (byte)~(word ^ (word >> 8));
    }
}
