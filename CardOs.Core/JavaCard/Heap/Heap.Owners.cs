using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>All objects of one applet or package: whether others refer to them, and their end.</summary>
internal sealed partial class Heap
{
    private readonly BitSet _marked = new(BlockCount * HandlesPerBlock);

    /// <summary>Whether an object or a static field outside of the areas of some owners refers to an object in them.</summary>
    /// <param name="tag">The name that the memory account has for the areas.</param>
    /// <param name="package">A package whose static fields do not count, and whose instances' areas are looked at as well; 0 for none.</param>
    public bool IsReferredTo(ushort tag, int package)
    {
        _marked.Clear();
        foreach (Block block in _memory.Allocator.Blocks())
        {
            if (block.Header.Kind == BlockKind.HeapArea && block.Header.State == BlockState.InUse
                && (block.Header.Owner == tag || (package != 0 && _machine.PackageOfTag(block.Header.Owner) == package)))
            {
                MarkObjectsIn(block);
            }
        }

        for (int i = 1; i < BlockCount * HandlesPerBlock; i++)
        {
            if (!_marked.Contains(i) && !EntryOfAny((ushort)i).IsFree && RefersToMarked((ushort)i))
            {
                return true;
            }
        }

        return StaticsReferToMarked(package);
    }

    /// <summary>Whether a cell of the frames that wait may refer to one of the objects that <see cref="IsReferredTo"/> looked for.</summary>
    public bool IsReferredToByWaiting()
    {
        foreach (ushort cell in _machine.WaitingCells)
        {
            if (_marked.Contains(cell))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Frees the areas whose applet or package is gone, with every object in them: behind a deletion, and at power-on for one that was cut.</summary>
    public void SweepOrphans()
    {
        if (!Exists)
        {
            return;
        }

        foreach (Block block in _memory.Allocator.Blocks())
        {
            if (block.Header.Kind == BlockKind.HeapArea && block.Header.State == BlockState.InUse && block.Header.Owner != 0 && _machine.PackageOfTag(block.Header.Owner) == 0)
            {
                FreeObjectsIn(block);
                _memory.Allocator.TryFree(block.Address + BlockHeader.Length);
            }
        }
    }

    private static bool IsIn(Block block, HandleEntry entry) =>
        !entry.IsFree && entry.Address > block.Address.Value && entry.Address < block.Address.Value + block.Header.BlockLength;

    private void MarkObjectsIn(Block block)
    {
        for (int i = 1; i < BlockCount * HandlesPerBlock; i++)
        {
            if (IsIn(block, EntryOfAny((ushort)i)))
            {
                _marked.Add(i);
            }
        }
    }

    private void FreeObjectsIn(Block block)
    {
        for (int i = 1; i < BlockCount * HandlesPerBlock; i++)
        {
            if (IsIn(block, EntryOfAny((ushort)i)))
            {
                _memory.WriteUInt32(EntryAddress(_allBlocks[i >> 8], (ushort)i), 0);
            }
        }
    }

    private bool RefersToMarked(ushort handle)
    {
        var walk = new ReferenceWalk(_machine, handle);
        while (walk.TryNext(out ushort reference))
        {
            if (_marked.Contains(reference))
            {
                return true;
            }
        }

        return false;
    }

    private bool StaticsReferToMarked(int exceptPackage)
    {
        for (int number = NativeLibrary.FirstLoaded; number < byte.MaxValue; number++)
        {
            if (number == exceptPackage || !_machine.HasPackage(number))
            {
                continue;
            }

            LoadedPackage package = _machine.Package(number);
            for (int i = 0; i < package.StaticReferences; i++)
            {
                if (_marked.Contains(BinaryPrimitives.ReadUInt16LittleEndian(_memory.Read(new NvAddress(package.Statics + (2 * i)), sizeof(ushort)))))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
