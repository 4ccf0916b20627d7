using System;

namespace CardOs.Memory;

/// <summary>Gives out blocks of the containers' segments, so that a power cut never loses or doubles one.</summary>
/// <remarks>
/// A container's memory is runs of segments, each run a chain of blocks from its first byte to its last. A free block is split by
/// writing the second header behind the first one's back, then the first one's length; two are joined by one length. Every
/// one of these is a write of one word. Within a transaction the headers go through the journal, so that an abort takes
/// allocations back; blocks freed in it are kept from reuse until it ends, because their contents are not in the log.
/// </remarks>
internal sealed class Allocator
{
    public const byte FreeSegment = 0;
    public const byte FixedSegment = 0xFF;

    private const int MaxFreedInTransaction = 64;

    private readonly NonVolatileMemory _memory;
    private readonly int[] _freed = new int[MaxFreedInTransaction];
    private int _freedCount;

    public Allocator(NonVolatileMemory memory) => _memory = memory;

    private int SegmentCount => _memory.Length / NonVolatileMap.SegmentLength;

    /// <summary>Writes the empty segment table of a blank memory.</summary>
    public void Format()
    {
        _memory.Fill(new NvAddress(NonVolatileMap.SegmentOwners), SegmentCount, FreeSegment);
        _memory.Fill(new NvAddress(NonVolatileMap.SegmentOwners), NonVolatileMap.Segments / NonVolatileMap.SegmentLength, FixedSegment);
    }

    /// <summary>Takes a block for <paramref name="length"/> bytes of contents; within a transaction only, which takes it back if aborted.</summary>
    /// <returns>The address of the contents, or null when there is no room.</returns>
    public NvAddress Allocate(int container, int length, BlockKind kind, ushort owner) =>
        _memory.Journal.IsOpen
            ? Take(container, length, kind, BlockState.InUse, owner)
            : throw new InvalidOperationException("A block is allocated within a transaction, or reserved.");

    /// <summary>Takes a block that is filled over several commands; power-on frees it unless it was published.</summary>
    /// <returns>The address of the contents, or null when there is no room.</returns>
    public NvAddress Reserve(int container, int length, BlockKind kind, ushort owner) =>
        Take(container, length, kind, BlockState.Reserved, owner);

    /// <summary>Makes a reserved block last, together with the open transaction.</summary>
    /// <returns>False when the journal has no room.</returns>
    public bool TryPublish(NvAddress contents) => TrySetState(contents, BlockState.InUse);

    /// <summary>Gives a block back, together with the open transaction.</summary>
    /// <returns>False when the journal has no room.</returns>
    public bool TryFree(NvAddress contents)
    {
        if (!TrySetState(contents, BlockState.Free))
        {
            return false;
        }

        if (_memory.Journal.IsOpen)
        {
            if (_freedCount < _freed.Length)
            {
                _freed[_freedCount] = contents.Value - BlockHeader.Length;
            }

            _freedCount++;
        }

        return true;
    }

    public BlockHeader HeaderOf(NvAddress contents) => new(_memory.ReadUInt64(contents + -BlockHeader.Length));

    /// <summary>Bytes of contents that fit the block.</summary>
    public int CapacityOf(NvAddress contents) => HeaderOf(contents).BlockLength - BlockHeader.Length;

    /// <summary>The container that owns the segment of <paramref name="address"/>, or -1.</summary>
    public int ContainerOf(NvAddress address)
    {
        byte owner = OwnerOf(address.Value >> NonVolatileMap.SegmentShift);
        return owner is FreeSegment or FixedSegment ? -1 : owner - 1;
    }

    public byte OwnerOf(int segment) => _memory.ReadByte(new NvAddress(NonVolatileMap.SegmentOwners + segment));

    /// <summary>At power-on, behind the journal's recovery: frees what was reserved and never published.</summary>
    public void Recover()
    {
        _freedCount = 0;
        foreach (Block block in Blocks())
        {
            if (block.Header.State == BlockState.Reserved)
            {
                _memory.WriteUInt64(block.Address, block.Header.WithState(BlockState.Free).Word);
            }
        }
    }

    /// <summary>Bytes that are in no block in use: free blocks, and segments that nobody owns.</summary>
    public int FreeBytes()
    {
        int free = 0;
        for (int segment = NonVolatileMap.Segments / NonVolatileMap.SegmentLength; segment < SegmentCount; segment++)
        {
            free += OwnerOf(segment) == FreeSegment ? NonVolatileMap.SegmentLength : 0;
        }

        foreach (Block block in Blocks())
        {
            free += block.Header.State == BlockState.Free ? block.Header.BlockLength : 0;
        }

        return free;
    }

    /// <summary>All blocks, in the order of their addresses.</summary>
    public BlockEnumerator Blocks() => new(_memory);

    internal void OnTransactionEnd() => _freedCount = 0;

    private NvAddress Take(int container, int length, BlockKind kind, BlockState state, ushort owner)
    {
        int needed = BlockHeader.Length + ((length + NonVolatileMap.WordLength - 1) & -NonVolatileMap.WordLength);
        if (length < 0 || needed > _memory.Length)
        {
            return NvAddress.Null;
        }

        NvAddress block = FindFree(container, needed);
        if (block.IsNull)
        {
            block = AcquireSegments(container, needed);
        }

        if (block.IsNull || !TrySplit(block, needed))
        {
            return NvAddress.Null;
        }

        return TryWriteHeader(block, new BlockHeader(new BlockHeader(_memory.ReadUInt64(block)).BlockLength, kind, state, owner))
            ? block + BlockHeader.Length
            : NvAddress.Null;
    }

    private NvAddress FindFree(int container, int needed)
    {
        NvAddress candidate = NvAddress.Null;
        int candidateLength = 0;
        foreach (Block block in Blocks())
        {
            if (block.Container != container || !IsReusable(block))
            {
                candidate = NvAddress.Null;
                continue;
            }

            bool joins = !candidate.IsNull && candidate.Value + candidateLength == block.Address.Value;
            if (joins && TryWriteHeader(candidate, FreeHeader(candidateLength + block.Header.BlockLength)))
            {
                candidateLength += block.Header.BlockLength;
            }
            else
            {
                candidate = block.Address;
                candidateLength = block.Header.BlockLength;
            }

            if (candidateLength >= needed)
            {
                return candidate;
            }
        }

        return NvAddress.Null;
    }

    private bool IsReusable(Block block)
    {
        if (block.Header.State != BlockState.Free || _freedCount > _freed.Length)
        {
            return false;
        }

        return new ReadOnlySpan<int>(_freed, 0, _freedCount).IndexOf(block.Address.Value) < 0;
    }

    private bool TrySplit(NvAddress block, int needed)
    {
        int length = new BlockHeader(_memory.ReadUInt64(block)).BlockLength;
        int rest = length - needed;
        return rest < BlockHeader.Length + NonVolatileMap.WordLength
            || (TryWriteHeader(block + needed, FreeHeader(rest)) && TryWriteHeader(block, FreeHeader(needed)));
    }

    private NvAddress AcquireSegments(int container, int needed)
    {
        int count = (needed + NonVolatileMap.SegmentLength - 1) / NonVolatileMap.SegmentLength;
        int first = FindFreeSegments(count);
        if (first < 0 && ReleaseFreeSegments())
        {
            first = FindFreeSegments(count);
        }

        if (first < 0)
        {
            return NvAddress.Null;
        }

        var block = new NvAddress(first * NonVolatileMap.SegmentLength);
        _memory.WriteUInt64(block, FreeHeader(count * NonVolatileMap.SegmentLength).Word);
        return TrySetOwner(first, count, (byte)(container + 1)) ? block : NvAddress.Null;
    }

    private int FindFreeSegments(int count)
    {
        int run = 0;
        for (int segment = NonVolatileMap.Segments / NonVolatileMap.SegmentLength; segment < SegmentCount; segment++)
        {
            run = OwnerOf(segment) == FreeSegment ? run + 1 : 0;
            if (run == count)
            {
                return segment - count + 1;
            }
        }

        return -1;
    }

    // Segments that lie whole within a free block go back to be owned by anybody.
    private bool ReleaseFreeSegments()
    {
        bool released = false;
        foreach (Block block in Blocks())
        {
            int end = block.Address.Value + block.Header.BlockLength;
            int first = (block.Address.Value + NonVolatileMap.SegmentLength - 1) >> NonVolatileMap.SegmentShift;
            int last = end >> NonVolatileMap.SegmentShift;
            if (first < last && IsReusable(block))
            {
                using Transaction transaction = _memory.Journal.Begin();
                int before = (first << NonVolatileMap.SegmentShift) - block.Address.Value;
                int behind = end - (last << NonVolatileMap.SegmentShift);
                released |= (behind == 0 || TryWriteHeader(new NvAddress(end - behind), FreeHeader(behind)))
                    && (before == 0 || TryWriteHeader(block.Address, FreeHeader(before)))
                    && TrySetOwner(first, last - first, FreeSegment)
                    && transaction.Commit();
            }
        }

        return released;
    }

    private bool TrySetOwner(int first, int count, byte owner)
    {
        Span<byte> owners = stackalloc byte[count];
        owners.Fill(owner);
        return _memory.Journal.TryWrite(new NvAddress(NonVolatileMap.SegmentOwners + first), owners);
    }

    private bool TrySetState(NvAddress contents, BlockState state) =>
        TryWriteHeader(contents + -BlockHeader.Length, HeaderOf(contents).WithState(state));

    private bool TryWriteHeader(NvAddress block, BlockHeader header) => _memory.Journal.TryWriteUInt64(block, header.Word);

    private static BlockHeader FreeHeader(int length) => new(length, BlockKind.Free, BlockState.Free, owner: 0);
}
