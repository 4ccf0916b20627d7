namespace CardOs.JavaCard;

/// <summary>The header of a frame on the stack: cells of 2 bytes, between the locals and the operands.</summary>
/// <remarks>
/// <code>
///            0           2          3          4        5         6                8        9
/// +--------+-----------+----------+----------+--------+---------+----------------+--------+--------+----------
/// | locals | return pc | caller's | caller's | locals | kind    | method         | stack  | step   | operands
/// |        | (2 cells) | header   | owner    |        |         | (2 cells)      | cells  |        |
/// +--------+-----------+----------+----------+--------+---------+----------------+--------+--------+----------
/// return pc: address of the instruction in the caller that goes on
/// method: of a Java frame the package (8 bits) and the address of the code; of a native one what PoolEntry has above
///         its lower half
/// </code>
/// </remarks>
internal static class Frame
{
    public const int ReturnPc = 0;
    public const int Caller = 2;
    public const int Owner = 3;
    public const int Locals = 4;
    public const int Kind = 5;
    public const int Method = 6;
    public const int Stack = 8;
    public const int Step = 9;
    public const int HeaderCells = 10;

    /// <summary>A Java method runs in it.</summary>
    public const short JavaKind = 0;

    /// <summary>A call by the card ends here.</summary>
    public const short BoundaryKind = 1;

    /// <summary>A native method waits in it for a method that it called.</summary>
    public const short NativeKind = 2;

    public const int PackageShift = 24;
    public const int AddressMask = (1 << PackageShift) - 1;
}
