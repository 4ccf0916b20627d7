namespace CardOs.Apdu.LoadFiles;

/// <summary>A class or an interface, of this package or of an imported one: JCVM 6.8.1 and 6.9.</summary>
/// <remarks>
/// <code>
///            15  14             8  7               0
///            +---+----------------------------------+
/// of this    | 0 | offset in the Class component    |
///            +---+--------------+-------------------+
/// imported   | 1 | package      | class token       |
///            +---+--------------+-------------------+
/// none       |                 FFFF                 |
///            +--------------------------------------+
/// </code>
/// </remarks>
public readonly struct ClassReference
{
    private const ushort NoClass = 0xFFFF;
    private const ushort ExternalMask = 0x8000;
    private const int PackageShift = 8;
    private const int PackageMask = 0x7F;
    private const int TokenMask = 0xFF;

    /// <summary>Takes the two bytes as a number.</summary>
    public ClassReference(ushort value) => Value = value;

    /// <summary>The two bytes as a number.</summary>
    public ushort Value { get; }

    /// <summary>Whether there is no class, as above Object.</summary>
    public bool IsNone => Value == NoClass;

    /// <summary>Whether it is a class of an imported package.</summary>
    public bool IsExternal => (Value & ExternalMask) != 0 && !IsNone;

    /// <summary>Where in the Class component it is, when it is of this package.</summary>
    public int Offset => Value & ~ExternalMask;

    /// <summary>The token of the package, when it is imported.</summary>
    public int Package => (Value >> PackageShift) & PackageMask;

    /// <summary>The token of the class in that package, when it is imported.</summary>
    public int Token => Value & TokenMask;
}
