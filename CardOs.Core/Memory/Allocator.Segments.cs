using System;

namespace CardOs.Memory;

/// <summary>The segments: who owns each, and how containers get and give them.</summary>
internal sealed partial class Allocator
{
    public const byte FreeSegment = 0;
    public const byte FixedSegment = 0xFF;

    private const int FirstSegment = NonVolatileMap.Segments / NonVolatileMap.SegmentLength;

    private int SegmentCount => _memory.Length / NonVolatileMap.SegmentLength;

    /// <summary>Writes the empty segment table of a blank memory.</summary>
    public void Format()
    {
        _memory.Fill(new NvAddress(NonVolatileMap.SegmentOwners), SegmentCount, FreeSegment);
        _memory.Fill(new NvAddress(NonVolatileMap.SegmentOwners), FirstSegment, FixedSegment);
    }

    /// <summary>The container that owns the segment of <paramref name="address"/>, or -1: none, or no address of this memory.</summary>
    public int ContainerOf(NvAddress address)
    {
        if ((uint)address.Value >= (uint)_memory.Length)
        {
            return -1;
        }

        byte owner = OwnerOf(address.Value >> NonVolatileMap.SegmentShift);
        return owner == FixedSegment ? -1 : owner - 1;
    }

    public byte OwnerOf(int segment) => _memory.ReadByte(new NvAddress(NonVolatileMap.SegmentOwners + segment));

    /// <summary>Gives all segments of a container back, with nothing but zeros in them; what is cut is done again from the beginning.</summary>
    /// <remarks>Nothing refers to its blocks. A run of segments becomes one free block in one word; so all blocks can be walked while its contents are erased.</remarks>
    public void Release(int container)
    {
        for (int first = FirstSegment; first < SegmentCount; first++)
        {
            int count = 0;
            while (first + count < SegmentCount && OwnerOf(first + count) == container + 1)
            {
                count++;
            }

            if (count != 0)
            {
                var start = new NvAddress(first << NonVolatileMap.SegmentShift);
                int length = count << NonVolatileMap.SegmentShift;
                _memory.WriteUInt64(start, BlockHeader.Free(length).Word);
                _memory.Erase(start + BlockHeader.Length, length - BlockHeader.Length);
                TrySetOwner(first, count, FreeSegment);
                first += count - 1;
            }
        }

        ForgetLowestFree();
    }

    private NvAddress AcquireSegments(int container, int needed)
    {
        NvAddress block = TryAcquire(container, needed);
        return block.IsNull && ReleaseFreeSegments() ? TryAcquire(container, needed) : block;
    }

    private NvAddress TryAcquire(int container, int needed)
    {
        foreach (Block block in new BlockEnumerator(_memory, _lowestFree[container], container))
        {
            int end = block.Address.Value + block.Header.BlockLength;
            int missing = SegmentsFor(needed - block.Header.BlockLength);
            if (IsReusable(block)
                && missing > 0
                && end % NonVolatileMap.SegmentLength == 0
                && HasFreeSegments(end >> NonVolatileMap.SegmentShift, missing)
                && TryOwn(container, end >> NonVolatileMap.SegmentShift, missing, out Block added))
            {
                return TryJoin(block, added, out Block joined) ? joined.Address : NvAddress.Null;
            }
        }

        int count = SegmentsFor(needed);
        for (int first = FirstSegment; first <= SegmentCount - count; first++)
        {
            if (HasFreeSegments(first, count) && TryOwn(container, first, count, out Block block))
            {
                return block.Address;
            }
        }

        return NvAddress.Null;
    }

    private static int SegmentsFor(int length) => (length + NonVolatileMap.SegmentLength - 1) >> NonVolatileMap.SegmentShift;

    private bool HasFreeSegments(int first, int count)
    {
        if (count > SegmentCount - first)
        {
            return false;
        }

        for (int i = 0; i < count; i++)
        {
            if (OwnerOf(first + i) != FreeSegment)
            {
                return false;
            }
        }

        return true;
    }

    // The block is there before the segments count.
    private bool TryOwn(int container, int first, int count, out Block block)
    {
        var address = new NvAddress(first << NonVolatileMap.SegmentShift);
        BlockHeader header = BlockHeader.Free(count << NonVolatileMap.SegmentShift);
        _memory.WriteUInt64(address, header.Word);
        NoteFree(container, address);
        block = new Block(address, header, container);
        return TrySetOwner(first, count, (byte)(container + 1));
    }

    // Segments that lie whole within a free block go back to be owned by anybody.
    private bool ReleaseFreeSegments()
    {
        JoinAll();
        bool released = false;
        foreach (Block block in Blocks())
        {
            int end = block.Address.Value + block.Header.BlockLength;
            int first = SegmentsFor(block.Address.Value);
            int last = end >> NonVolatileMap.SegmentShift;
            if (first < last && IsReusable(block))
            {
                using Transaction transaction = _memory.Journal.Begin();
                int before = (first << NonVolatileMap.SegmentShift) - block.Address.Value;
                int behind = end - (last << NonVolatileMap.SegmentShift);

                // A header at the very start is not overwritten here, but by the next owner: an abort needs it back as well.
                released |= (before != 0 || _memory.Journal.TryLog(block.Address, BlockHeader.Length))
                    && (behind == 0 || TryWriteHeader(new NvAddress(end - behind), BlockHeader.Free(behind)))
                    && (before == 0 || TryWriteHeader(block.Address, BlockHeader.Free(before)))
                    && TrySetOwner(first, last - first, FreeSegment)
                    && transaction.Commit();
            }
        }

        ForgetLowestFree();
        return released;
    }

    private void JoinAll()
    {
        Block candidate = default;
        foreach (Block block in Blocks())
        {
            candidate = !IsReusable(block) ? default : TryJoin(candidate, block, out Block joined) ? joined : block;
        }
    }

    private bool TrySetOwner(int first, int count, byte owner)
    {
        Span<byte> owners = stackalloc byte[count];
        owners.Fill(owner);
        return _memory.Journal.TryWrite(new NvAddress(NonVolatileMap.SegmentOwners + first), owners);
    }
}
