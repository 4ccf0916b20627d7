using CardOs.Memory;

namespace CardOs.Tests.Core.Memory;

/// <summary>Memories for tests.</summary>
internal static class TestMemory
{
    /// <summary>Words that no structure of the memory uses, for tests to write: the roots of containers that are not there.</summary>
    public static readonly NvAddress Words = NonVolatileMap.RootOf(8);

    public const int WordsLength = 24 * NonVolatileMap.RootLength;

    /// <summary>A formatted memory with room for <paramref name="segments"/> segments of blocks.</summary>
    public static NonVolatileMemory Create(int segments = 8)
    {
        var memory = new NonVolatileMemory(NonVolatileMap.Segments + (segments * NonVolatileMap.SegmentLength));
        memory.WriteUInt64(new NvAddress(NonVolatileMap.Identity), NonVolatileMap.IdentityWord);
        memory.WriteUInt32(new NvAddress(NonVolatileMap.MemoryLength), (uint)memory.Length);
        memory.Allocator.Format();
        return memory;
    }

    /// <summary>What power-on does.</summary>
    public static void Recover(this NonVolatileMemory memory)
    {
        memory.ContinueFromCut();
        memory.Journal.Recover();
        memory.Allocator.Recover();
    }

    /// <summary>A block with contents, in a transaction of its own.</summary>
    public static NvAddress Add(this NonVolatileMemory memory, int container, int length, byte fill = 0xAA)
    {
        using Transaction transaction = memory.Journal.Begin();
        NvAddress block = memory.Allocator.Allocate(container, length, BlockKind.File, owner: 1);
        if (!block.IsNull)
        {
            memory.Fill(block, length, fill);
            transaction.Commit();
        }

        return block;
    }

    public static void Remove(this NonVolatileMemory memory, NvAddress block)
    {
        using Transaction transaction = memory.Journal.Begin();
        memory.Allocator.TryFree(block);
        transaction.Commit();
    }

    public static byte[] Bytes(this NonVolatileMemory memory) => memory.Read(NvAddress.Null, memory.Length).ToArray();
}
