using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Whether the heap is one that the machine can run on: every entry, object and reference is looked at.</summary>
internal static class HeapCheck
{
    /// <summary>The first thing that is wrong, or null.</summary>
    public static string? Check(Machine machine)
    {
        Heap heap = machine.Heap;
        var room = new RoomMap(machine.Memory.Length / 2);
        var transient = new RoomMap(WorkingMap.TransientLength / 4);
        heap.MarkReachable();
        for (int i = 1; i < Heap.BlockCount * Heap.HandlesPerBlock; i++)
        {
            var handle = (ushort)i;
            HandleEntry entry = heap.EntryOfAny(handle);
            string? problem = entry.IsFree ? null : CheckObject(machine, handle, entry, room, transient);
            if (problem is not null)
            {
                return $"handle {handle:X4}: {problem}";
            }
        }

        return CheckStatics(machine);
    }

    private static string? CheckObject(Machine machine, ushort handle, HandleEntry entry, RoomMap room, RoomMap transient)
    {
        Heap heap = machine.Heap;
        if (!Owner.IsShared(entry.Owner) && entry.Owner != Owner.Jcre && machine.HeapOf(entry.Owner).IsNull)
        {
            return $"its owner {entry.Owner} does not exist";
        }

        if (entry.Kind == ObjectKind.Object && !machine.Exists(heap.ClassOf(entry)))
        {
            return $"its class {heap.ClassOf(entry):X4} does not exist";
        }

        if (!heap.IsInArea(handle, entry))
        {
            return $"its {heap.LengthOf(entry)} bytes at {entry.Address:X6} are in no heap area of its container";
        }

        if (room.CountTaken(entry.Address / 2, (entry.Address + heap.LengthOf(entry)) / 2) != 0)
        {
            return $"it lies over another object at {entry.Address:X6}";
        }

        room.Take(entry.Address / 2, heap.LengthOf(entry) / 2);
        if (entry.Kind == ObjectKind.TransientArray)
        {
            ArrayRef array = heap.ArrayOf(handle, entry);
            int first = (array.Address - WorkingMap.Transient) / 4;
            int units = (ElementKinds.BytesOf(array.Kind, array.Length) + 3) / 4;
            if (first + units > WorkingMap.TransientLength / 4 || transient.CountTaken(first, first + units) != 0)
            {
                return "its elements lie outside the transient memory, or over others";
            }

            transient.Take(first, units);
        }

        return CheckReferences(machine, handle, entry);
    }

    private static string? CheckReferences(Machine machine, ushort handle, HandleEntry entry)
    {
        // Hidden cells need not be references. Garbage may refer to other garbage that is gone.
        if (!machine.Heap.IsReachable(handle))
        {
            return null;
        }

        if (entry.Kind == ObjectKind.Object && !Machine.IsLoaded(machine.Heap.ClassOf(entry)))
        {
            return null;
        }

        int container = machine.Heap.ContainerOf(handle);
        bool hasHiddenCells = entry.Kind == ObjectKind.Object;
        var walk = new ReferenceWalk(machine, handle);
        while (walk.TryNext(out ushort reference))
        {
            int other = machine.Heap.ContainerOf(reference);
            bool isThere = !machine.Heap.EntryOfAny(reference).IsFree && (other == 0 || other == container);
            if (!isThere && !hasHiddenCells)
            {
                return $"it refers to {reference:X4}, which is not there, or in another container";
            }
        }

        return null;
    }

    private static string? CheckStatics(Machine machine)
    {
        for (int number = NativeLibrary.FirstLoaded; number < byte.MaxValue; number++)
        {
            LoadedPackage package = machine.Package(number);
            for (int i = 0; machine.HasPackage(number) && i < package.StaticReferences; i++)
            {
                ushort reference = BinaryPrimitives.ReadUInt16LittleEndian(machine.Memory.Read(new NvAddress(package.Statics + (2 * i)), sizeof(ushort)));
                if (reference != 0 && machine.Heap.EntryOfAny(reference).IsFree)
                {
                    return $"package {number}: its static field {i} refers to {reference:X4}, which is not there";
                }
            }
        }

        return null;
    }
}
