using System;
using System.Collections.Generic;
using System.Text;
using CardOs.Memory;
using CardOs.Tests.Core.Memory;

namespace CardOs.Tests.Tearing;

/// <summary>What a memory means: words, and blocks with contents.</summary>
internal sealed class MemoryModel
{
    public byte[] Words { get; init; } = new byte[TestMemory.WordsLength];

    public SortedDictionary<int, ModelBlock> Blocks { get; init; } = [];

    /// <summary>The meaning of a memory, read from its blocks.</summary>
    public static MemoryModel Read(NonVolatileMemory memory)
    {
        var model = new MemoryModel { Words = memory.Read(TestMemory.Words, TestMemory.WordsLength).ToArray() };
        foreach (Block block in memory.Allocator.Blocks())
        {
            if (block.Header.State != BlockState.Free)
            {
                NvAddress contents = block.Address + BlockHeader.Length;
                model.Blocks[contents.Value] = new ModelBlock(
                    block.Container,
                    block.Header.Kind,
                    block.Header.Owner,
                    block.Header.State == BlockState.Reserved,
                    memory.Read(contents, block.Header.ContentLength).ToArray());
            }
        }

        return model;
    }

    public MemoryModel Clone()
    {
        var blocks = new SortedDictionary<int, ModelBlock>();
        foreach (KeyValuePair<int, ModelBlock> block in Blocks)
        {
            blocks[block.Key] = block.Value with { Contents = (byte[])block.Value.Contents.Clone() };
        }

        return new MemoryModel { Words = (byte[])Words.Clone(), Blocks = blocks };
    }

    /// <summary>What is left after a power cut.</summary>
    public MemoryModel WithoutReserved()
    {
        MemoryModel model = Clone();
        foreach (KeyValuePair<int, ModelBlock> block in Blocks)
        {
            if (block.Value.IsReserved)
            {
                model.Blocks.Remove(block.Key);
            }
        }

        return model;
    }

    /// <summary>The whole meaning as text: two memories mean the same when their texts are equal.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        text.Append(Convert.ToHexString(Words));
        foreach (KeyValuePair<int, ModelBlock> pair in Blocks)
        {
            ModelBlock block = pair.Value;
            text.Append($"\n{pair.Key:X6} {block.Container} {block.Kind} {block.Owner} {block.IsReserved} {Convert.ToHexString(block.Contents)}");
        }

        return text.ToString();
    }
}
