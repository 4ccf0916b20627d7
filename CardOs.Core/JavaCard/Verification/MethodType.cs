using System;
using CardOs.Apdu.LoadFiles;

namespace CardOs.JavaCard;

/// <summary>The cells that a method takes, and what it returns.</summary>
internal ref struct MethodType
{
    public const int MaxCells = 255;

    /// <summary>The types of the arguments, in front of <see cref="Count"/>.</summary>
    public readonly Span<byte> Cells;

    public int Count;

    /// <summary>A cell type, or what <see cref="CellType"/> has for results.</summary>
    public byte Result;

    /// <param name="cells">Room for <see cref="MaxCells"/> bytes.</param>
    public MethodType(Span<byte> cells)
    {
        Cells = cells;
        Count = 0;
        Result = CellType.Unknown;
    }

    /// <summary>Takes cells of which only the number is known.</summary>
    public void Set(bool hasThis, int count)
    {
        Count = count;
        Cells.Slice(0, count).Fill(CellType.Any);
        if (hasThis && count != 0)
        {
            Cells[0] = CellType.Reference;
        }
    }

    /// <summary>The type that a ROM method's descriptor says.</summary>
    public void Set(NativeMethod method)
    {
        Count = 0;
        if (method.HasThis)
        {
            TryAdd(CellType.Reference);
        }

        string descriptor = method.Descriptor;
        int at = 1;
        while (descriptor[at] != ')')
        {
            TryAdd(TypeAt(descriptor, ref at));
        }

        at++;
        Result = TypeAt(descriptor, ref at);
    }

    /// <summary>The type that the Descriptor component says; false when it is malformed or too long.</summary>
    public bool TrySet(bool hasThis, TypeDescriptor type)
    {
        Count = 0;
        bool isWhole = !hasThis || TryAdd(CellType.Reference);
        TypeReader types = type.ReadTypes();
        while (isWhole && types.TryRead(out TypeNibble nibble, out _))
        {
            byte cell = CellOf(nibble);
            if (types.IsAtEnd)
            {
                Result = cell;
                return true;
            }

            isWhole = cell != CellType.Void && TryAdd(cell);
        }

        return false;
    }

    /// <summary>Whether both say the same, as far as both are known.</summary>
    public readonly bool Agrees(MethodType other)
    {
        bool agrees = Count == other.Count && (Result >= CellType.Never || other.Result >= CellType.Never || Result == other.Result);
        for (int i = 0; agrees && i < Count; i++)
        {
            agrees = Cells[i] == other.Cells[i] || Cells[i] == CellType.Any || other.Cells[i] == CellType.Any;
        }

        return agrees;
    }

    /// <summary>The cell of a type; an int's first.</summary>
    public static byte CellOf(TypeNibble type) => type switch
    {
        TypeNibble.Void => CellType.Void,
        TypeNibble.Int => CellType.IntFirst,
        < TypeNibble.Int => CellType.Short,
        _ => CellType.Reference,
    };

    private static byte TypeAt(string descriptor, ref int at)
    {
        byte type = descriptor[at] switch
        {
            'V' => CellType.Void,
            'I' => CellType.IntFirst,
            'Z' or 'B' or 'S' => CellType.Short,
            _ => CellType.Reference,
        };
        while (descriptor[at] == '[')
        {
            at++;
        }

        at = descriptor[at] == 'L' ? descriptor.IndexOf(';', at) + 1 : at + 1;
        return type;
    }

    private bool TryAdd(byte cell)
    {
        int length = cell == CellType.IntFirst ? 2 : 1;
        if (Count + length > MaxCells)
        {
            return false;
        }

        Cells[Count] = cell;
        if (length == 2)
        {
            Cells[Count + 1] = CellType.IntSecond;
        }

        Count += length;
        return true;
    }
}
