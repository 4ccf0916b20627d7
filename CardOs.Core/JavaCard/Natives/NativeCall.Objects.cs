using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Objects as arguments, and new ones.</summary>
internal readonly ref partial struct NativeCall
{
    /// <summary>Takes an argument that must be an object of a class: not null, and the caller may use it.</summary>
    /// <param name="index">The argument's cell.</param>
    /// <param name="classId">A class or interface.</param>
    /// <param name="entry">Where the object is.</param>
    public bool TryObject(int index, ushort classId, out HandleEntry entry)
    {
        ushort handle = Reference(index);
        entry = Heap.Entry(handle);
        if (handle == 0)
        {
            return Fail(RomClass.NullPointerException);
        }

        return (entry.Kind == ObjectKind.Object && Firewall.MayUse(Machine, entry.Owner) && Machine.IsAssignable(Heap.ClassOf(entry), classId))
            || Fail(RomClass.SecurityException);
    }

    /// <summary>A hidden cell of a native object; those of a super class come first.</summary>
    public ushort ReadCell(HandleEntry entry, int cell) =>
        BinaryPrimitives.ReadUInt16LittleEndian(Machine.Memory.Read(CellAddress(entry, cell), sizeof(ushort)));

    /// <summary>Writes a hidden cell, together with an open transaction.</summary>
    public bool TryWriteCell(ushort handle, HandleEntry entry, int cell, ushort value) =>
        Heap.TryWriteCell(handle, CellAddress(entry, cell).Value, value) || Fail(RomClass.TransactionException, 3);

    /// <summary>Where a hidden cell is.</summary>
    public static NvAddress CellAddress(HandleEntry entry, int cell) => new(entry.Address + 2 + (2 * cell));

    /// <summary>Makes an object that the caller owns, or <paramref name="owner"/>: else SystemException NO_RESOURCE.</summary>
    public bool TryNewObject(ushort classId, byte owner, out ushort handle) =>
        Heap.TryNewObject(owner, classId, Machine.CellsOf(classId), out handle) || Fail(RomClass.SystemException, 5);

    /// <summary>Makes a persistent array: else NegativeArraySizeException, or SystemException NO_RESOURCE.</summary>
    public bool TryNewArray(ObjectKind kind, int length, byte owner, out ushort handle)
    {
        handle = 0;
        if (length < 0)
        {
            return Fail(RomClass.NegativeArraySizeException);
        }

        return Heap.TryNewArray(owner, kind, length, RomClass.Object, out handle) || Fail(RomClass.SystemException, 5);
    }

    /// <summary>Makes a transient array: else NegativeArraySizeException, or SystemException NO_TRANSIENT_SPACE or NO_RESOURCE.</summary>
    public bool TryNewTransient(ObjectKind kind, int length, bool onDeselect, byte owner, out ushort handle)
    {
        handle = 0;
        if (length < 0)
        {
            return Fail(RomClass.NegativeArraySizeException);
        }

        return Heap.TryNewTransient(owner, kind, length, onDeselect, out handle, out bool isTransientFull)
            || Fail(RomClass.SystemException, (short)(isTransientFull ? 2 : 5));
    }
}
