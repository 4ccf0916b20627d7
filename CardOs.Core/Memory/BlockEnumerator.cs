namespace CardOs.Memory;

/// <summary>Walks over the blocks of owned segments; a header that is none ends the walk.</summary>
internal struct BlockEnumerator
{
    private readonly NonVolatileMemory _memory;
    private readonly int _container;
    private int _next;

    /// <summary>All blocks from <paramref name="start"/> on; with a container, only those in its segments.</summary>
    public BlockEnumerator(NonVolatileMemory memory, int start = NonVolatileMap.Segments, int container = -1)
    {
        _memory = memory;
        _next = start;
        _container = container;
        Current = default;
    }

    public Block Current { get; private set; }

    public readonly BlockEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_next < _memory.Length)
        {
            int segment = _next >> NonVolatileMap.SegmentShift;
            byte owner = _memory.Allocator.OwnerOf(segment);

            // No block reaches into a segment of another owner, so a segment can be skipped without walking its blocks.
            if (owner == Allocator.FreeSegment || (_container >= 0 && owner != _container + 1))
            {
                _next = (segment + 1) << NonVolatileMap.SegmentShift;
                continue;
            }

            var header = new BlockHeader(_memory.ReadUInt64(new NvAddress(_next)));
            if (!header.IsValid || header.BlockLength > _memory.Length - _next)
            {
                _next = _memory.Length;
                return false;
            }

            Current = new Block(new NvAddress(_next), header, owner - 1);
            _next += header.BlockLength;
            return true;
        }

        return false;
    }
}
