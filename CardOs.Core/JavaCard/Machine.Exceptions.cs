using System;
using System.Runtime.InteropServices;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>The exceptions of the JCRE: one object for each class, the reason in working memory.</summary>
internal sealed partial class Machine
{
    private const int MaxExceptions = 64;

    private readonly ushort[] _exceptionClasses = new ushort[MaxExceptions];
    private readonly ushort[] _exceptions = new ushort[MaxExceptions];
    private int _exceptionCount;

    /// <summary>Makes the JCRE's object of a class the one that is thrown.</summary>
    public VmStatus Throw(ushort classId, short reason = 0)
    {
        int index = Array.IndexOf(_exceptionClasses, classId, 0, _exceptionCount);
        if (index < 0)
        {
            return VmStatus.Malformed;
        }

        Reasons[index] = reason;
        Registers.Exception = _exceptions[index];
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
        int index = Array.IndexOf(_exceptions, handle, 0, _exceptionCount);
        reason = index < 0 ? default : Reasons.Slice(index, 1);
        return index >= 0;
    }

    /// <summary>Makes an object for each exception class of ROM that has none yet.</summary>
    public bool TryCreateExceptions()
    {
        foreach (NativePackage package in Library.Packages)
        {
            foreach (NativeClass type in package.Classes)
            {
                if (!type.IsException || Array.IndexOf(_exceptionClasses, type.Id, 0, _exceptionCount) >= 0)
                {
                    continue;
                }

                if (_exceptionCount == MaxExceptions || !Heap.TryNewObject(Owner.TemporaryEntryPoint, type.Id, CellsOf(type.Id), out ushort handle))
                {
                    return false;
                }

                NoteException(handle, type.Id);
            }
        }

        return true;
    }

    private Span<short> Reasons =>
        MemoryMarshal.Cast<byte, short>(Working.Span(WorkingMap.Machine + MachineRegisters.ReasonsOffset, MaxExceptions * sizeof(short)));

    private void FindExceptions()
    {
        _exceptionCount = 0;
        for (int handle = 1; Heap.Exists && handle < Heap.HandlesPerBlock; handle++)
        {
            HandleEntry entry = Heap.EntryOfAny((ushort)handle);
            if (entry.Kind == ObjectKind.Object && entry.Owner == Owner.TemporaryEntryPoint && (Library.Class(Heap.ClassOf(entry))?.IsException ?? false))
            {
                NoteException((ushort)handle, Heap.ClassOf(entry));
            }
        }
    }

    private void NoteException(ushort handle, ushort classId)
    {
        _exceptionClasses[_exceptionCount] = classId;
        _exceptions[_exceptionCount++] = handle;
    }
}
