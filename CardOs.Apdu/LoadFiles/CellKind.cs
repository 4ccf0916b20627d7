namespace CardOs.Apdu.LoadFiles;

/// <summary>What an instruction takes from the operand stack or leaves there: JCVM 3.1.</summary>
public enum CellKind : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>One cell: short, byte or boolean.</summary>
    Short = 1,

    /// <summary>Two cells: int.</summary>
    Int = 2,

    /// <summary>One cell: an object, an array or null.</summary>
    Reference = 3,

    /// <summary>One cell: where a subroutine returns to.</summary>
    ReturnAddress = 4,

    /// <summary>One cell: a reference or a return address.</summary>
    Returnable = 5,

    /// <summary>Any one cell; of an int there are always two.</summary>
    Cell = 6,
}
