namespace CardOs.Memory;

/// <summary>The containers whose memory can be addressed: what another one owns resolves to nothing.</summary>
internal readonly struct MemoryView
{
    private readonly uint _containers;

    private MemoryView(uint containers) => _containers = containers;

    /// <summary>All containers: for the card's own administration.</summary>
    public static MemoryView All => new(uint.MaxValue);

    /// <summary>The common container and one other.</summary>
    public static MemoryView Of(int container) => new(1u | (1u << container));

    public bool Maps(int container) => (uint)container < NonVolatileMap.MaxContainers && ((_containers >> container) & 1) != 0;

    /// <summary>Whether the byte at <paramref name="address"/> belongs to a container of this view.</summary>
    public bool Maps(NonVolatileMemory memory, NvAddress address) => Maps(memory.Allocator.ContainerOf(address));

    /// <summary>Whether all of the bytes belong to containers of this view.</summary>
    public bool Maps(NonVolatileMemory memory, NvAddress address, int length)
    {
        int last = address.Value + length - 1;
        for (int start = address.Value; start <= last; start = (start | (NonVolatileMap.SegmentLength - 1)) + 1)
        {
            if (!Maps(memory, new NvAddress(start)))
            {
                return false;
            }
        }

        return length > 0;
    }
}
