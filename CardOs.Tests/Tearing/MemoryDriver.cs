using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Memory;
using CardOs.Tests.Core.Memory;

namespace CardOs.Tests.Tearing;

/// <summary>A memory and its model, driven side by side by random operations; the same seed does the same.</summary>
internal sealed class MemoryDriver
{
    public const int Containers = 3;

    private Random _random = new(0);

    public NonVolatileMemory Memory { get; } = TestMemory.Create();

    public MemoryModel Model { get; set; } = new();

    /// <summary>One operation, which a power cut must leave done or not done.</summary>
    public void Step(int seed)
    {
        _random = new Random(seed);
        switch (_random.Next(10))
        {
            case 0:
                WriteWord();
                break;
            case 1:
                JournaledWrite();
                break;
            case 2:
                Take(reserve: true);
                break;
            case 3:
                Free(reserved: true);
                break;
            case 4:
                PowerCycle();
                break;
            default:
                InTransaction(depth: 0);
                break;
        }
    }

    public void PowerCycle()
    {
        Memory.Recover();
        Model = Model.WithoutReserved();
    }

    private void InTransaction(int depth)
    {
        using Transaction transaction = Memory.Journal.Begin();
        MemoryModel before = Model.Clone();
        for (int count = _random.Next(1, 7); count > 0; count--)
        {
            switch (_random.Next(9))
            {
                case 0 or 1:
                    JournaledWrite();
                    break;
                case 2 or 3 or 4:
                    Take(reserve: _random.Next(6) == 0);
                    break;
                case 5 or 6:
                    Free(reserved: _random.Next(6) == 0);
                    break;
                case 7:
                    Publish();
                    break;
                default:
                    if (depth < 3)
                    {
                        InTransaction(depth + 1);
                    }

                    break;
            }
        }

        if (_random.Next(4) != 0)
        {
            transaction.Commit();
        }
        else
        {
            Model = before;
        }
    }

    private void WriteWord()
    {
        byte[] bytes = NextBytes(8);
        int word = _random.Next(TestMemory.WordsLength / 8) * 8;
        Memory.Write(TestMemory.Words + word, bytes);
        bytes.CopyTo(Model.Words, word);
    }

    private void JournaledWrite()
    {
        KeyValuePair<int, ModelBlock> block = Pick(reserved: false);
        bool inBlock = block.Value is not null && _random.Next(3) != 0;
        byte[] target = inBlock ? block.Value!.Contents : Model.Words;
        int start = _random.Next(target.Length);
        byte[] bytes = NextBytes(_random.Next(1, Math.Min(target.Length - start, 120) + 1));
        NvAddress address = (inBlock ? new NvAddress(block.Key) : TestMemory.Words) + start;
        if (Memory.Journal.TryWrite(address, bytes))
        {
            bytes.CopyTo(target, start);
        }
    }

    private void Take(bool reserve)
    {
        int container = _random.Next(Containers);
        int length = _random.Next(8) switch
        {
            0 => _random.Next(3000, 7000),
            1 => _random.Next(600, 2000),
            _ => _random.Next(1, 200),
        };
        var kind = (BlockKind)_random.Next(1, 7);
        var owner = (ushort)_random.Next(4);
        NvAddress taken = reserve
            ? Memory.Allocator.Reserve(container, length, kind, owner)
            : Memory.Allocator.Allocate(container, length, kind, owner);
        if (!taken.IsNull)
        {
            byte[] contents = NextBytes(length);
            Memory.Write(taken, contents);
            Model.Blocks.Add(taken.Value, new ModelBlock(container, kind, owner, reserve, contents));
        }
    }

    private void Free(bool reserved)
    {
        KeyValuePair<int, ModelBlock> block = Pick(reserved);
        if (block.Value is not null && Memory.Allocator.TryFree(new NvAddress(block.Key)))
        {
            Model.Blocks.Remove(block.Key);
        }
    }

    private void Publish()
    {
        KeyValuePair<int, ModelBlock> block = Pick(reserved: true);
        if (block.Value is not null && Memory.Allocator.TryPublish(new NvAddress(block.Key)))
        {
            Model.Blocks[block.Key] = block.Value with { IsReserved = false };
        }
    }

    private KeyValuePair<int, ModelBlock> Pick(bool reserved)
    {
        KeyValuePair<int, ModelBlock>[] blocks = [.. Model.Blocks.Where(block => block.Value.IsReserved == reserved)];
        return blocks.Length == 0 ? default : blocks[_random.Next(blocks.Length)];
    }

    private byte[] NextBytes(int length)
    {
        byte[] bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }
}
