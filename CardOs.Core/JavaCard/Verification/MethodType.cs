using System;

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

    /// <summary>Whether both say the same, as far as both are known; of references, that they are such.</summary>
    public readonly bool Agrees(MethodType other)
    {
        bool agrees = Count == other.Count && (Result >= CellType.Never || other.Result >= CellType.Never || CellType.IsSameKind(Result, other.Result));
        for (int i = 0; agrees && i < Count; i++)
        {
            agrees = CellType.IsSameKind(Cells[i], other.Cells[i]);
        }

        return agrees;
    }

    /// <summary>Takes the cells of one more argument; false when there are too many.</summary>
    public bool TryAdd(byte cell)
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
