namespace CardOs.JavaCard;

/// <summary>What the verifier knows of a cell: one byte.</summary>
internal static class CellType
{
    /// <summary>Nothing that code may use: not initialised, or different on two paths.</summary>
    public const byte Unset = 0;

    /// <summary>short, byte, boolean.</summary>
    public const byte Short = 1;

    /// <summary>The first cell of an int, and the one above it.</summary>
    public const byte IntFirst = 2;
    public const byte IntSecond = 3;
    public const byte Reference = 4;

    /// <summary>An argument of a method whose types no component says: every use of it is right.</summary>
    public const byte Any = 5;

    /// <summary>Address behind a jsr: the number of the subroutine is added.</summary>
    public const byte ReturnAddress = 0x10;

    /// <summary>As a result: none; not known; the method does not return.</summary>
    public const byte Void = 0;
    public const byte Unknown = 0xFF;
    public const byte Never = 0xFE;

    /// <summary>Whether a cell may be used as a type says.</summary>
    public static bool Fits(byte cell, byte type) => cell == type || cell == Any || (type == Any && cell is >= Short and <= Reference);

    /// <summary>What is known of a cell that two paths have.</summary>
    public static byte Merge(byte first, byte second)
    {
        if (first == second)
        {
            return first;
        }

        bool isAny = (first == Any && second is >= Short and <= Reference) || (second == Any && first is >= Short and <= Reference);
        return isAny ? Any : Unset;
    }
}
