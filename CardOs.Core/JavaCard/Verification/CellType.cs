namespace CardOs.JavaCard;

/// <summary>What the verifier knows of a cell: one byte.</summary>
/// <remarks>
/// What a reference refers to, as far as it is known: nothing, a kind of array, Object (an interface is that as well), or one of the classes and
/// arrays of references that <see cref="ReferenceTypes"/> has numbers for.
/// </remarks>
internal static class CellType
{
    /// <summary>Nothing that code may use: not initialised, or different on two paths.</summary>
    public const byte Unset = 0;

    /// <summary>short, byte, boolean.</summary>
    public const byte Short = 1;

    /// <summary>The first cell of an int, and the one above it.</summary>
    public const byte IntFirst = 2;
    public const byte IntSecond = 3;

    /// <summary>A reference to something that no component says: every use of it as a reference is right.</summary>
    public const byte Reference = 4;

    /// <summary>An argument of a method whose types no component says: every use of it is right.</summary>
    public const byte Any = 5;
    public const byte Null = 6;
    public const byte BooleanArray = 7;
    public const byte ByteArray = 8;
    public const byte ShortArray = 9;
    public const byte IntArray = 10;
    public const byte Object = 11;

    /// <summary>Address behind a jsr: the number of the subroutine is added.</summary>
    public const byte ReturnAddress = 0x10;
    public const byte LastReturnAddress = FirstClass - 1;

    /// <summary>The first and the last number of a class, or of an array of references.</summary>
    public const byte FirstClass = 0x80;
    public const byte LastClass = 0xFD;

    /// <summary>As a result: none; not known; the method does not return.</summary>
    public const byte Void = 0;
    public const byte Unknown = 0xFF;
    public const byte Never = 0xFE;

    /// <summary>Whether it is a reference for certain.</summary>
    public static bool IsReference(byte cell) => cell is Reference or (>= Null and <= Object) or (>= FirstClass and <= LastClass);

    /// <summary>Whether it is an address behind a jsr.</summary>
    public static bool IsAddress(byte cell) => cell is >= ReturnAddress and <= LastReturnAddress;

    /// <summary>Whether it is a value that code may use as it likes when its type is not known.</summary>
    public static bool IsValue(byte cell) => cell is (>= Short and <= Any) || IsReference(cell);

    /// <summary>Whether two cells are of the same kind, as far as both are known: numbers alike, or both references.</summary>
    public static bool IsSameKind(byte first, byte second) =>
        first == second || first == Any || second == Any || (IsReference(first) && IsReference(second));
}
