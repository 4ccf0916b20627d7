using System;
using System.Runtime.InteropServices;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>The objects of the JCRE, one of each class: exceptions, whose reason is in working memory, what it lends to applets for one use, and what they may keep.</summary>
internal sealed partial class Machine
{
    private const int MaxObjects = 64;

    private readonly ushort[] _objectClasses = new ushort[MaxObjects];
    private readonly ushort[] _objects = new ushort[MaxObjects];
    private int _objectCount;

    /// <summary>Makes the JCRE's object of a class the one that is thrown.</summary>
    public VmStatus Throw(ushort classId, short reason = 0)
    {
        int index = Array.IndexOf(_objectClasses, classId, 0, _objectCount);
        if (index < 0)
        {
            return VmStatus.Malformed;
        }

        Reasons[index] = reason;
        Registers.Exception = _objects[index];
        return VmStatus.Throw;
    }

    /// <summary>The reason of the object that was thrown, if it is one of a class that has reasons; applets' own objects count as well.</summary>
    public bool TryReason(ushort classId, out short reason)
    {
        ushort handle = Registers.Exception;
        HandleEntry entry = Heap.EntryOfAny(handle);
        reason = 0;
        if (entry.Kind != ObjectKind.Object || !IsAssignable(Heap.ClassOf(entry), classId))
        {
            return false;
        }

        reason = TryFindReason(handle, out Span<short> own) ? own[0] : (short)ReadUInt16(entry.Address + 2);
        return true;
    }

    /// <summary>The reason of one of the JCRE's exceptions; false when the object is none of them.</summary>
    public bool TryFindReason(ushort handle, out Span<short> reason)
    {
        int index = Array.IndexOf(_objects, handle, 0, _objectCount);
        reason = index < 0 ? default : Reasons.Slice(index, 1);
        return index >= 0;
    }

    /// <summary>Makes an object for each of these classes of ROM that has none yet.</summary>
    public bool TryCreateEntryPoints()
    {
        foreach (NativePackage package in Library.Packages)
        {
            foreach (NativeClass type in package.Classes)
            {
                if (!IsOfJcre(type) || Array.IndexOf(_objectClasses, type.Id, 0, _objectCount) >= 0)
                {
                    continue;
                }

                byte owner = type.IsPermanent ? Owner.EntryPoint : Owner.TemporaryEntryPoint;
                if (_objectCount == MaxObjects || !Heap.TryNewObject(owner, type.Id, CellsOf(type.Id), out ushort handle))
                {
                    return false;
                }

                NoteObject(handle, type.Id);
            }
        }

        return true;
    }

    /// <summary>The JCRE's object of a class; null when there is none.</summary>
    public ushort JcreObjectOf(ushort classId)
    {
        int index = Array.IndexOf(_objectClasses, classId, 0, _objectCount);
        return index < 0 ? (ushort)0 : _objects[index];
    }

    /// <summary>Takes back what applets have for one use, and forgets what they did with it.</summary>
    public void ReleaseOneShots()
    {
        if (Working.Cell<ulong>(WorkingMap.OneShots) != 0)
        {
            Working.Span(WorkingMap.OneShots, WorkingMap.OneShotsLength).Clear();
        }
    }

    private static bool IsOfJcre(NativeClass? type) => type is not null && (type.IsException || type.IsOneShot || type.IsPermanent);

    private Span<short> Reasons =>
        MemoryMarshal.Cast<byte, short>(Working.Span(WorkingMap.Machine + MachineRegisters.ReasonsOffset, MaxObjects * sizeof(short)));

    private void FindObjects()
    {
        _objectCount = 0;
        for (int handle = 1; Heap.Exists && handle < Heap.HandlesPerBlock; handle++)
        {
            HandleEntry entry = Heap.EntryOfAny((ushort)handle);
            if (entry.Kind == ObjectKind.Object && entry.Owner is Owner.TemporaryEntryPoint or Owner.EntryPoint && IsOfJcre(Library.Class(Heap.ClassOf(entry))))
            {
                NoteObject((ushort)handle, Heap.ClassOf(entry));
            }
        }
    }

    private void NoteObject(ushort handle, ushort classId)
    {
        _objectClasses[_objectCount] = classId;
        _objects[_objectCount++] = handle;
    }
}
