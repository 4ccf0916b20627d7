using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>Numbers for the classes, and the arrays of references, that one method's cells refer to; which of them may stand for which.</summary>
/// <remarks>
/// An interface is Object here, as JCVM's verification off the card has it: whether an object has an interface is found out when it is called. When
/// the numbers do not suffice, a class is one of which nothing is known.
/// </remarks>
internal readonly ref struct ReferenceTypes
{
    /// <summary>Bytes of room for the table: a count, then an entry for each number.</summary>
    public const int Capacity = CellType.LastClass - CellType.FirstClass + 2;

    private const uint ArrayFlag = 0x10000;

    private readonly Machine _machine;
    private readonly byte _number;
    private readonly NvAddress _classes;
    private readonly Span<uint> _table;

    /// <param name="linker">The package, whose classes are not in the machine's tables yet.</param>
    /// <param name="table">Room for <see cref="Capacity"/> entries.</param>
    public ReferenceTypes(Linker linker, Span<uint> table)
    {
        _machine = linker.Machine;
        _number = linker.Number;
        _classes = linker.ClassesAddress;
        _table = table;
        Clear();
    }

    /// <summary>Forgets all numbers: another method begins.</summary>
    public void Clear() => _table[0] = 0;

    /// <summary>The cell of a reference to a class or interface.</summary>
    public byte OfClass(ushort id) =>
        id == RomClass.None ? CellType.Reference : id == RomClass.Object || IsInterface(id) ? CellType.Object : NumberOf(id);

    /// <summary>The cell of a reference to an array of references.</summary>
    public byte OfArray(ushort element) =>
        element == RomClass.None ? CellType.Reference : NumberOf(ArrayFlag | (IsInterface(element) ? RomClass.Object : element));

    /// <summary>What an array of references has; false when it is none.</summary>
    public bool TryElement(byte array, out byte element)
    {
        element = array == CellType.Null ? CellType.Null : CellType.Reference;
        if (array is < CellType.FirstClass or > CellType.LastClass)
        {
            return array is CellType.Reference or CellType.Any or CellType.Null;
        }

        uint entry = EntryOf(array);
        element = OfClass((ushort)entry);
        return (entry & ArrayFlag) != 0;
    }

    /// <summary>Whether it is a reference to an array, as far as is known.</summary>
    public bool IsArray(byte cell) => cell is CellType.Reference or CellType.Any or (>= CellType.Null and <= CellType.IntArray) || (cell is >= CellType.FirstClass and <= CellType.LastClass && (EntryOf(cell) & ArrayFlag) != 0);

    /// <summary>Whether a cell may be used as a type says.</summary>
    public bool Fits(byte cell, byte type)
    {
        if (cell == type || cell == CellType.Any)
        {
            return true;
        }

        if (type == CellType.Any)
        {
            return CellType.IsValue(cell);
        }

        if (!CellType.IsReference(type) || !CellType.IsReference(cell))
        {
            return false;
        }

        if (type is CellType.Reference or CellType.Object || cell is CellType.Reference or CellType.Null)
        {
            return true;
        }

        if (type < CellType.FirstClass || cell < CellType.FirstClass)
        {
            return false;
        }

        uint from = EntryOf(cell);
        uint to = EntryOf(type);
        return ((from ^ to) & ArrayFlag) == 0 && IsSubclass((ushort)from, (ushort)to);
    }

    /// <summary>What is known of a cell that two paths have.</summary>
    public byte Join(byte first, byte second)
    {
        if (first == second)
        {
            return first;
        }

        if (first == CellType.Any || second == CellType.Any)
        {
            return CellType.IsValue(first) && CellType.IsValue(second) ? CellType.Any : CellType.Unset;
        }

        if (!CellType.IsReference(first) || !CellType.IsReference(second))
        {
            return CellType.Unset;
        }

        if (first == CellType.Reference || second == CellType.Reference)
        {
            return CellType.Reference;
        }

        if (first == CellType.Null || second == CellType.Null)
        {
            return first == CellType.Null ? second : first;
        }

        return first >= CellType.FirstClass && second >= CellType.FirstClass ? Join(EntryOf(first), EntryOf(second)) : CellType.Object;
    }

    /// <summary>Whether a class is another one or extends it.</summary>
    public bool IsSubclass(ushort id, ushort target)
    {
        while (id != target && id != RomClass.None)
        {
            id = SuperClassOf(id);
        }

        return id == target || target == RomClass.Object;
    }

    private byte Join(uint first, uint second)
    {
        if (((first ^ second) & ArrayFlag) != 0)
        {
            return CellType.Object;
        }

        ushort common = (ushort)first;
        while (common != RomClass.None && !IsSubclass((ushort)second, common))
        {
            common = SuperClassOf(common);
        }

        common = common == RomClass.None ? RomClass.Object : common;
        return (first & ArrayFlag) != 0 ? OfArray(common) : OfClass(common);
    }

    private uint EntryOf(byte cell) => _table[1 + cell - CellType.FirstClass];

    private byte NumberOf(uint entry)
    {
        int count = (int)_table[0];
        for (int i = 0; i < count; i++)
        {
            if (_table[1 + i] == entry)
            {
                return (byte)(CellType.FirstClass + i);
            }
        }

        if (count == Capacity - 1)
        {
            return CellType.Reference;
        }

        _table[1 + count] = entry;
        _table[0]++;
        return (byte)(CellType.FirstClass + count);
    }

    private bool IsOwn(ushort id) => id >> 8 == _number;

    private ClassRecord OwnRecord(ushort id) =>
        new(_machine.Memory, _classes.Value + BinaryPrimitives.ReadUInt16LittleEndian(_machine.Memory.Read(_classes + (2 * (id & 0xFF)), sizeof(ushort))));

    private ushort SuperClassOf(ushort id) => IsOwn(id) ? OwnRecord(id).SuperClass : _machine.SuperClassOf(id);

    private bool IsInterface(ushort id) => IsOwn(id) ? OwnRecord(id).IsInterface : _machine.IsInterface(id);
}
