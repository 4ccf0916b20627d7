namespace CardOs.Apdu.LoadFiles;

/// <summary>What stands behind an instruction's code: JCVM 7.5. Numbers have their most significant byte first; u is unsigned, s signed, the digit bytes.</summary>
public enum OperandLayout : byte
{
    /// <summary>There is no such instruction.</summary>
    Undefined = 0,

    /// <summary>Nothing.</summary>
    None = 1,

    /// <summary>s1: a value.</summary>
    Byte = 2,

    /// <summary>s2: a value.</summary>
    Short = 3,

    /// <summary>s4: a value.</summary>
    Int = 4,

    /// <summary>u1: a local variable.</summary>
    Local = 5,

    /// <summary>u1: a local variable; s1: a value.</summary>
    LocalAndByte = 6,

    /// <summary>u1: a local variable; s2: a value.</summary>
    LocalAndShort = 7,

    /// <summary>s1: a distance from the instruction's code.</summary>
    Branch = 8,

    /// <summary>s2: a distance from the instruction's code.</summary>
    WideBranch = 9,

    /// <summary>s2: the default's distance; s2: the lowest value; s2: the highest; for each between them s2: its distance.</summary>
    ShortTable = 10,

    /// <summary>s2: the default's distance; s4: the lowest value; s4: the highest; for each between them s2: its distance.</summary>
    IntTable = 11,

    /// <summary>s2: the default's distance; u2: a number of pairs; s2: a value and s2: its distance, so often.</summary>
    ShortLookup = 12,

    /// <summary>s2: the default's distance; u2: a number of pairs; s4: a value and s2: its distance, so often.</summary>
    IntLookup = 13,

    /// <summary>u1: an entry of the constant pool.</summary>
    NarrowConstant = 14,

    /// <summary>u2: an entry of the constant pool.</summary>
    Constant = 15,

    /// <summary>u1: cells of arguments, the object included; u2: an entry of the constant pool; u1: a method token.</summary>
    InterfaceCall = 16,

    /// <summary>u1: the kind of an array's elements.</summary>
    ArrayType = 17,

    /// <summary>u1: a kind of array, or 0; u2: an entry of the constant pool.</summary>
    TypeCheck = 18,

    /// <summary>u1: two numbers of cells, four bits each.</summary>
    NibblePair = 19,
}
