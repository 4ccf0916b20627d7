using System;
using System.Diagnostics;

namespace CardOs.Memory;

/// <summary>Gives out blocks of the containers' segments, so that a power cut never loses or doubles one.</summary>
/// <remarks>
/// A container's memory is runs of segments, each run a chain of blocks from its first byte to its last. A free block is split by
/// writing the second header behind the first one's back, then the first one's length; two are joined by one length. Every
/// one of these is a write of one word. Within a transaction the headers go through the journal, so that an abort takes
/// allocations back: those that are joined away as well, because contents will lie over them. Blocks freed in a transaction
/// are kept from reuse until it ends, because their contents are not in the log.
/// </remarks>
internal sealed partial class Allocator
{
    private const int AnyContainer = -1;

    private readonly NonVolatileMemory _memory;

    public Allocator(NonVolatileMemory memory)
    {
        _memory = memory;
        _freed = new BitSet(memory.Length / NonVolatileMap.WordLength);
        Reset();
    }

    /// <summary>Takes a block for <paramref name="length"/> bytes of contents; within a transaction only, which takes it back if aborted.</summary>
    /// <returns>The address of the contents, or null when there is no room; then nothing was taken.</returns>
    public NvAddress Allocate(int container, int length, BlockKind kind, ushort owner) =>
        _memory.Journal.IsOpen
            ? Take(container, length, kind, BlockState.InUse, owner)
            : throw new InvalidOperationException("A block is allocated within a transaction, or reserved.");

    /// <summary>Takes a block that is filled over several commands; power-on frees it unless it was published.</summary>
    /// <returns>The address of the contents, or null when there is no room; then nothing was taken.</returns>
    public NvAddress Reserve(int container, int length, BlockKind kind, ushort owner) =>
        Take(container, length, kind, BlockState.Reserved, owner);

    /// <summary>Makes a reserved block last, together with the open transaction.</summary>
    /// <returns>False when the journal has no room.</returns>
    public bool TryPublish(NvAddress contents)
    {
        Debug.Assert(HeaderOf(contents).State == BlockState.Reserved, "a reserved block is published");
        return TryWriteHeader(contents + -BlockHeader.Length, HeaderOf(contents).WithState(BlockState.InUse));
    }

    /// <summary>Makes a reserved block last under the name of its owner, together with the open transaction.</summary>
    /// <returns>False when the journal has no room.</returns>
    public bool TryPublish(NvAddress contents, ushort owner)
    {
        BlockHeader header = HeaderOf(contents);
        return TryWriteHeader(
            contents + -BlockHeader.Length, new BlockHeader(header.BlockLength, header.Padding, header.Kind, BlockState.InUse, owner));
    }

    /// <summary>Gives a block back, together with the open transaction.</summary>
    /// <returns>False when the journal has no room.</returns>
    public bool TryFree(NvAddress contents)
    {
        NvAddress block = contents + -BlockHeader.Length;
        BlockHeader header = HeaderOf(contents);
        Debug.Assert(header.IsValid && header.State != BlockState.Free, "a block is freed once");
        if (!TryWriteHeader(block, BlockHeader.Free(header.BlockLength)))
        {
            return false;
        }

        if (_memory.Journal.IsOpen)
        {
            _freed.Add(block.Value / NonVolatileMap.WordLength);
            _hasFreed = true;
        }

        NoteFree(ContainerOf(block), block);
        return true;
    }

    public BlockHeader HeaderOf(NvAddress contents) => new(_memory.ReadUInt64(contents + -BlockHeader.Length));

    /// <summary>The bytes that were asked for.</summary>
    public int LengthOf(NvAddress contents) => HeaderOf(contents).ContentLength;

    /// <summary>At power-on, behind the journal's recovery: frees what was reserved and never published.</summary>
    public void Recover()
    {
        Reset();
        foreach (Block block in Blocks())
        {
            if (block.Header.State == BlockState.Reserved)
            {
                _memory.WriteUInt64(block.Address, BlockHeader.Free(block.Header.BlockLength).Word);
            }
        }
    }

    /// <summary>Forgets what is known of the blocks: the cells were replaced.</summary>
    public void Reset()
    {
        OnTransactionEnd();
        ForgetLowestFree();
    }

    /// <summary>Bytes that are in no block in use: free blocks, and segments that nobody owns.</summary>
    public int FreeBytes() => FreeBytes(AnyContainer);

    /// <summary>Bytes that a container can still get: its free blocks, and segments that nobody owns.</summary>
    public int FreeBytes(int container)
    {
        int free = 0;
        for (int segment = FirstSegment; segment < SegmentCount; segment++)
        {
            free += OwnerOf(segment) == FreeSegment ? NonVolatileMap.SegmentLength : 0;
        }

        foreach (Block block in Blocks())
        {
            bool isOfIt = container == AnyContainer || block.Container == container;
            free += isOfIt && block.Header.State == BlockState.Free ? block.Header.BlockLength : 0;
        }

        return free;
    }

    /// <summary>All blocks, in the order of their addresses.</summary>
    public BlockEnumerator Blocks() => new(_memory);

    private NvAddress Take(int container, int length, BlockKind kind, BlockState state, ushort owner)
    {
        if (length < 0 || length > _memory.Length)
        {
            return NvAddress.Null;
        }

        if (!_memory.Journal.IsOpen)
        {
            return TakeBlock(container, length, kind, state, owner);
        }

        using Transaction savepoint = _memory.Journal.Begin();
        NvAddress taken = TakeBlock(container, length, kind, state, owner);
        return !taken.IsNull && savepoint.Commit() ? taken : NvAddress.Null;
    }

    private NvAddress TakeBlock(int container, int length, BlockKind kind, BlockState state, ushort owner)
    {
        int needed = BlockHeader.BlockLengthFor(length);
        NvAddress block = FindFree(container, needed);
        if (block.IsNull)
        {
            block = AcquireSegments(container, needed);
        }

        int padding = length == 0 ? 0 : needed - BlockHeader.Length - length;
        var header = new BlockHeader(needed, padding, kind, state, owner);
        return !block.IsNull && TrySplit(block, needed) && TryWriteHeader(block, header) ? block + BlockHeader.Length : NvAddress.Null;
    }

    private bool TryWriteHeader(NvAddress block, BlockHeader header) => _memory.Journal.TryWriteUInt64(block, header.Word);
}
