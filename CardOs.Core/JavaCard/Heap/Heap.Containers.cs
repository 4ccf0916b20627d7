using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>What the heap has to do when a container goes with all of its objects.</summary>
internal sealed partial class Heap
{
    /// <summary>Makes every reference from another container to an object of this one null, each by one word.</summary>
    /// <remarks>A block of handles gets another owner only when nothing has a handle of it any more. Hidden cells of ROM classes name objects of their own applet.</remarks>
    public void ForgetReferencesTo(int container)
    {
        for (int i = 1; i < BlockCount * HandlesPerBlock; i++)
        {
            if (_allBlocks[i >> 8] == 0 || ContainerOf((ushort)i) == container)
            {
                i |= HandlesPerBlock - 1;
            }
            else if (!EntryOfAny((ushort)i).IsFree)
            {
                var walk = new ReferenceWalk(_machine, (ushort)i);
                while (walk.TryNext(out ushort reference))
                {
                    ForgetIfIn(container, reference, walk.Place);
                }
            }
        }

        for (int number = NativeLibrary.FirstLoaded; number < byte.MaxValue; number++)
        {
            if (_machine.HasPackage(number) && _memory.Allocator.ContainerOf(_machine.Package(number).Address) != container)
            {
                ForgetStaticReferencesTo(container, _machine.Package(number));
            }
        }
    }

    /// <summary>Takes the container's blocks of handles out of the table, together with the open transaction; the tables are made again behind it.</summary>
    /// <returns>False when the journal has no room.</returns>
    public bool TryDropBlocks(int container)
    {
        for (int i = 0; i < BlockCount; i++)
        {
            if (_allBlocks[i] != 0
                && _memory.Allocator.ContainerOf(new NvAddress(_allBlocks[i])) == container
                && !_memory.Journal.TryWriteAddress(Root + (i * NvAddress.Length), NvAddress.Null))
            {
                return false;
            }
        }

        return true;
    }

    private void ForgetStaticReferencesTo(int container, LoadedPackage package)
    {
        for (int i = 0; i < package.StaticReferences; i++)
        {
            var place = new NvAddress(package.Statics + (2 * i));
            ForgetIfIn(container, BinaryPrimitives.ReadUInt16LittleEndian(_memory.Read(place, sizeof(ushort))), place);
        }
    }

    private void ForgetIfIn(int container, ushort reference, NvAddress place)
    {
        if (!place.IsNull && ContainerOf(reference) == container)
        {
            _memory.WriteElement(place.Value, (ushort)0);
        }
    }
}
