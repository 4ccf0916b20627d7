using System.Buffers.Binary;
using CardOs.Memory;
using CardOs.Registry;

namespace CardOs.JavaCard;

/// <summary>Objects that nothing refers to: their deletion, JCSystem.requestObjectDeletion.</summary>
/// <remarks>
/// What is kept follows from applet instances, static fields, the JCRE's own objects, and the cells of frames that wait for the terminal, whatever they are.
/// Hidden cells of ROM classes are taken for references, whatever they are. Each object is freed by one word; a word in the root says that it has
/// begun, so that power-on ends what a cut left.
/// </remarks>
internal sealed partial class Heap
{
    private readonly BitSet _pending = new(BlockCount * HandlesPerBlock);

    /// <summary>Deletes the objects that nothing refers to, and gives back the areas that are empty then.</summary>
    public void DeleteUnreachable(MemoryView view)
    {
        NvAddress deleting = Root + RootDeletingOffset;
        _memory.WriteUInt32(deleting, 1);
        MarkReachable();
        for (int i = 1; i < BlockCount * HandlesPerBlock; i++)
        {
            if (!_marked.Contains(i) && !EntryOfAny((ushort)i).IsFree)
            {
                _memory.WriteUInt32(EntryAddress(_allBlocks[i >> 8], (ushort)i), 0);
            }
        }

        Rebuild(view);
        FreeEmptyAreas();
        _memory.WriteUInt32(deleting, 0);
    }

    /// <summary>At power-on: ends a deletion that was cut, and frees the global arrays of a command that was.</summary>
    public void RecoverDeletion(MemoryView view)
    {
        if (Exists && (_memory.ReadUInt32(Root + RootDeletingOffset) != 0 || HasGlobalArrays()))
        {
            DeleteUnreachable(view);
        }
    }

    // Those that applets made.
    private bool HasGlobalArrays()
    {
        for (int i = Machine.InstallBufferHandle + 1; i < BlockCount * HandlesPerBlock; i++)
        {
            HandleEntry entry = EntryOfAny((ushort)i);
            if (!entry.IsFree && entry.Owner == Owner.GlobalArray)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds what can be reached.</summary>
    public void MarkReachable()
    {
        _marked.Clear();
        _pending.Clear();
        MarkJcreObjects();
        MarkInstances();
        MarkStatics();
        MarkWaiting();
        Propagate();
        MarkMarks();
    }

    /// <summary>Whether <see cref="MarkReachable"/> found an object.</summary>
    public bool IsReachable(ushort handle) => _marked.Contains(handle);

    /// <summary>Whether there is an object of a class whose first hidden cell has a handle.</summary>
    public bool HasMark(ushort classId, ushort handle) => FindMark(classId, handle) != 0;

    /// <summary>The object of a class whose first hidden cell has a value; null when there is none.</summary>
    public ushort FindMark(ushort classId, ushort value)
    {
        for (int i = 1; i < BlockCount * HandlesPerBlock; i++)
        {
            if (Blocks[i >> 8] == 0)
            {
                i |= HandlesPerBlock - 1;
            }
            else if (IsMark(EntryOfAny((ushort)i), classId, out ushort marked) && marked == value)
            {
                return (ushort)i;
            }
        }

        return 0;
    }

    private bool IsMark(HandleEntry entry, ushort classId, out ushort marked)
    {
        bool isMark = entry.Kind == ObjectKind.Object && ClassOf(entry) == classId;
        marked = isMark ? ReadUInt16(NativeCall.CellAddress(entry, 0).Value) : (ushort)0;
        return isMark;
    }

    private void Mark(ushort handle)
    {
        if (handle != 0 && !_marked.Contains(handle) && !EntryOfAny(handle).IsFree)
        {
            _marked.Add(handle);
            _pending.Add(handle);
        }
    }

    private void MarkJcreObjects()
    {
        for (int i = 1; i < BlockCount * HandlesPerBlock; i++)
        {
            HandleEntry entry = EntryOfAny((ushort)i);
            bool isKept = entry.Owner is Owner.Jcre or Owner.EntryPoint or Owner.TemporaryEntryPoint or Owner.MessageBuffer;
            if (!entry.IsFree && (isKept || i is Machine.ApduBufferHandle or Machine.InstallBufferHandle))
            {
                Mark((ushort)i);
            }
        }
    }

    private void MarkInstances()
    {
        for (int owner = Owner.FirstApplet; owner <= Owner.LastApplet; owner++)
        {
            NvAddress application = _machine.InstanceOf((byte)owner);
            if (!application.IsNull)
            {
                var part = new AppletPart(_memory, application);
                Mark(part.Object);
                Mark(part.AidObject);
            }
        }
    }

    private void MarkStatics()
    {
        for (int number = NativeLibrary.FirstLoaded; number < byte.MaxValue; number++)
        {
            if (!_machine.HasPackage(number))
            {
                continue;
            }

            LoadedPackage package = _machine.Package(number);
            for (int i = 0; i < package.StaticReferences; i++)
            {
                Mark(BinaryPrimitives.ReadUInt16LittleEndian(_memory.Read(new NvAddress(package.Statics + (2 * i)), sizeof(ushort))));
            }
        }
    }

    private void MarkWaiting()
    {
        foreach (ushort cell in _machine.WaitingCells)
        {
            Mark(cell);
        }
    }

    // Each object is looked at once; those that are found behind it wait for the next round.
    private void Propagate()
    {
        for (int next = _pending.Next(0); next >= 0; next = _pending.Next(0))
        {
            for (int handle = next; handle >= 0; handle = _pending.Next(handle))
            {
                _pending.Remove(handle);
                var walk = new ReferenceWalk(_machine, (ushort)handle);
                while (walk.TryNext(out ushort reference))
                {
                    Mark(reference);
                }
            }
        }
    }

    // The mark of an array lives as long as the array, though nothing refers to it.
    private void MarkMarks()
    {
        for (int i = 1; i < BlockCount * HandlesPerBlock; i++)
        {
            if (IsMark(EntryOfAny((ushort)i), RomClass.SensitiveMark, out ushort marked) && _marked.Contains(marked))
            {
                _marked.Add(i);
            }
        }
    }

    private void FreeEmptyAreas()
    {
        for (int owner = Owner.FirstApplet; owner <= Owner.LastApplet; owner++)
        {
            NvAddress head = _machine.HeapOf((byte)owner);
            NvAddress area = head.IsNull ? NvAddress.Null : _memory.ReadAddress(head);
            while (!area.IsNull)
            {
                NvAddress next = _memory.ReadAddress(area);
                int end = area.Value + _memory.Allocator.LengthOf(area);
                if (_room.CountTaken((area.Value + AreaLinkLength) / 2, end / 2) == 0)
                {
                    RecordList.TryRemove(_memory, head, area);
                }

                area = next;
            }
        }

        ForgetHints();
    }
}
