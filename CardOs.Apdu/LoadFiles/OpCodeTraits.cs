namespace CardOs.Apdu.LoadFiles;

/// <summary>What is to be known about an instruction, the same for who runs, checks, writes and shows it: JCVM 7.5.</summary>
public readonly struct OpCodeTraits
{
    private readonly uint _row;

    private OpCodeTraits(uint row) => _row = row;

    /// <summary>Whether the specification has this instruction; impdep1 and impdep2 it leaves to the implementation.</summary>
    public bool IsDefined => Layout != OperandLayout.Undefined;

    /// <summary>What stands behind the code.</summary>
    public OperandLayout Layout => (OperandLayout)(_row & OpCodeTable.LayoutMask);

    /// <summary>Bytes of the instruction, its code included; of a switch, those in front of its entries. 0 for what is not defined.</summary>
    public int FixedLength => Layout switch
    {
        OperandLayout.Undefined => 0,
        OperandLayout.None => 1,
        OperandLayout.Byte or OperandLayout.Local or OperandLayout.Branch or OperandLayout.NarrowConstant
            or OperandLayout.ArrayType or OperandLayout.NibblePair => 2,
        OperandLayout.Short or OperandLayout.LocalAndByte or OperandLayout.WideBranch or OperandLayout.Constant => 3,
        OperandLayout.LocalAndShort or OperandLayout.TypeCheck => 4,
        OperandLayout.Int or OperandLayout.InterfaceCall or OperandLayout.ShortLookup or OperandLayout.IntLookup => 5,
        OperandLayout.ShortTable => 7,
        _ => 11,
    };

    /// <summary>Whether entries follow the fixed part.</summary>
    public bool IsSwitch => Layout is >= OperandLayout.ShortTable and <= OperandLayout.IntLookup;

    /// <summary>Whether it can go on elsewhere in the method: branches, goto, jsr, switches.</summary>
    public bool Jumps => (_row & OpCodeTable.Jumps) != 0;

    /// <summary>Whether the instruction behind it is never the next one: goto, ret, switches, returns, athrow.</summary>
    public bool EndsFlow => (_row & OpCodeTable.Ends) != 0;

    /// <summary>Whether it calls a method.</summary>
    public bool Calls => (_row & OpCodeTable.Calls) != 0;

    /// <summary>Whether the machine may throw an exception at it.</summary>
    public bool MayThrow => (_row & OpCodeTable.Throws) != 0;

    /// <summary>Whether pops and pushes are not here, but follow from the operands: dup_x, swap_x, and the calls.</summary>
    public bool HasVaryingEffect => (_row & OpCodeTable.Varies) != 0;

    /// <summary>Cells it takes from the operand stack; 0 when the effect varies.</summary>
    public int PoppedCells => CellsOf(_row >> OpCodeTable.PopsShift, OpCodeTable.MaxPops);

    /// <summary>Cells it leaves on the operand stack; 0 when the effect varies.</summary>
    public int PushedCells => CellsOf(_row >> OpCodeTable.PushesShift, OpCodeTable.MaxPushes);

    /// <summary>The traits of <paramref name="opCode"/>.</summary>
    public static OpCodeTraits Of(OpCode opCode) => (int)opCode < OpCodeTable.Rows.Length ? new OpCodeTraits(OpCodeTable.Rows[(int)opCode]) : default;

    /// <summary>What it pops: 0 is the deepest; None behind the last.</summary>
    public CellKind Popped(int index) => index < OpCodeTable.MaxPops ? KindAt(OpCodeTable.PopsShift, index) : CellKind.None;

    /// <summary>What it pushes: 0 is the deepest; None behind the last.</summary>
    public CellKind Pushed(int index) => index < OpCodeTable.MaxPushes ? KindAt(OpCodeTable.PushesShift, index) : CellKind.None;

    /// <summary>Cells that something of this kind takes.</summary>
    public static int CellsOf(CellKind kind) => kind switch
    {
        CellKind.None => 0,
        CellKind.Int => 2,
        _ => 1,
    };

    private static int CellsOf(uint kinds, int count)
    {
        int cells = 0;
        for (int i = 0; i < count; i++)
        {
            cells += CellsOf((CellKind)((kinds >> (OpCodeTable.KindLength * i)) & OpCodeTable.KindMask));
        }

        return cells;
    }

    private CellKind KindAt(int shift, int index) => (CellKind)((_row >> (shift + (OpCodeTable.KindLength * index))) & OpCodeTable.KindMask);
}
