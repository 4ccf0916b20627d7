namespace CardOs.Memory;

/// <summary>Walks over the blocks of all owned segments; a header that is none ends the walk.</summary>
internal struct BlockEnumerator
{
    private readonly NonVolatileMemory _memory;
    private int _next;

    public BlockEnumerator(NonVolatileMemory memory)
    {
        _memory = memory;
        _next = NonVolatileMap.Segments;
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
            if (owner == Allocator.FreeSegment)
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
