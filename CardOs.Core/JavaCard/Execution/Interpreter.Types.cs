namespace CardOs.JavaCard;

/// <summary>New objects and arrays; what an object is.</summary>
internal sealed unsafe partial class Interpreter
{
    private const int BooleanType = 10;
    private const int ReferenceType = 14;
    private const short NoResource = 5;

    /// <summary>Makes an object; 0 when it has thrown.</summary>
    private ushort New(ushort classId)
    {
        if (_heap.TryNewObject(Registers.Owner, classId, _machine.CellsOf(classId), out ushort handle))
        {
            return handle;
        }

        _machine.Throw(RomClass.SystemException, NoResource);
        return 0;
    }

    /// <summary>Makes an array; 0 when it has thrown.</summary>
    private ushort NewArray(ObjectKind kind, short length, ushort elementClass)
    {
        if (length < 0)
        {
            _machine.Throw(RomClass.NegativeArraySizeException);
            return 0;
        }

        if (_heap.TryNewArray(Registers.Owner, kind, length, elementClass, out ushort handle))
        {
            return handle;
        }

        _machine.Throw(RomClass.SystemException, NoResource);
        return 0;
    }

    /// <summary>Whether an object is of a type: 1 or 0; negative when it has thrown or the type is none.</summary>
    private int IsOfType(short handle, byte type, uint index, out bool isMalformed)
    {
        ushort target = 0;
        isMalformed = false;
        if (type is 0 or ReferenceType)
        {
            ulong pool = PoolAt(index, PoolEntry.Kind.Class);
            target = new PoolEntry(pool).ClassId;
            isMalformed = pool == 0;
        }
        else if (type is < BooleanType or > ReferenceType)
        {
            isMalformed = true;
        }

        if (isMalformed || handle == 0)
        {
            return 0;
        }

        var entry = new HandleEntry(EntryOf(handle));
        if (entry.IsFree || !Firewall.MayTest(_machine, entry, type == 0 ? target : RomClass.None))
        {
            _machine.Throw(RomClass.SecurityException);
            return -1;
        }

        return IsOfType(entry, type, target) ? 1 : 0;
    }

    private bool IsOfType(HandleEntry entry, byte type, ushort target)
    {
        if (entry.Kind == ObjectKind.Object)
        {
            return type == 0 && _machine.IsAssignable(_heap.ClassOf(entry), target);
        }

        if (type == 0)
        {
            return target == RomClass.Object;
        }

        ObjectKind kind = entry.Kind == ObjectKind.TransientArray ? new TransientHeader(*(uint*)(_nv + entry.Address)).Kind : entry.Kind;
        return kind == (ObjectKind)((int)ObjectKind.BooleanArray + type - BooleanType)
            && (type != ReferenceType || _machine.IsAssignable(_heap.ElementClassOf(entry), target));
    }
}
