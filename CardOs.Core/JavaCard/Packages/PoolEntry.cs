namespace CardOs.JavaCard;

/// <summary>What an instruction names, resolved: an entry of a package's constant pool, 8 bytes.</summary>
/// <remarks>
/// <code>
///                0     1      2        3       4          5       8
///                +-----+------+--------+-------+----------+-------+
/// method         | tag | args | locals | stack | package  | address (3)
///                +-----+------+--------+-------+----------+-------+
/// native         | tag | args | result | token | -  | flags   | class (2)
///                +-----+------+--------+-------+----------+-------+
/// virtual        | tag | args | token  | -     | class (2)| -     |
///                +-----+------+--------+-------+----------+-------+
/// class          | tag | -    | -      | -     | class (2)| -     |
///                +-----+------+--------+-------+----------+-------+
/// field          | tag | int  | cell (2)       | class (2)| -     |
///                +-----+------+----------------+----------+-------+
/// static field   | tag | -    | -      | -     | address (4)      |
///                +-----+------+--------+-------+------------------+
/// method: locals include the arguments; address of the method's header
/// </code>
/// Tag 0 is no entry. The same words, of methods and natives, are how the machine names what it is to call.
/// </remarks>
internal readonly record struct PoolEntry(ulong Bits)
{
    public const int Length = 8;

    public const int ArgumentsShift = 8;
    public const int LocalsShift = 16;
    public const int StackShift = 24;
    public const int PackageShift = 32;
    public const int AddressShift = 40;
    public const int ClassShift = 32;
    public const int CellShift = 16;
    public const int NativeClassShift = 48;
    public const int NativeFlagsShift = 40;
    public const ulong VirtualFlag = 1;

    /// <summary>The first argument is an object of the native method's class.</summary>
    public const ulong ThisFlag = 2;

    /// <summary>In the entry of a field: an int fits there, because the next cell is a plain one of the same class.</summary>
    public const ulong IntFlag = 1UL << ArgumentsShift;

    /// <summary>In the tags of fields: they hold references.</summary>
    public const byte ReferenceFlag = 8;

    /// <summary>What the entry is.</summary>
    public enum Kind : byte
    {
        None = 0,
        Class = 1,
        Field = 2,
        Virtual = 3,
        StaticField = 5,
        Method = 6,

        /// <summary>A method whose header has four bytes.</summary>
        LongMethod = 7,
        Native = 8,

        /// <summary>A field that holds references; nothing else is written there.</summary>
        ReferenceField = Field | ReferenceFlag,
        StaticReference = StaticField | ReferenceFlag,
    }

    public Kind Tag => (Kind)(byte)Bits;

    public bool IsMethod => Tag is Kind.Method or Kind.LongMethod;

    public bool IsNone => Bits == 0;

    /// <summary>Cells of the arguments, the object included.</summary>
    public int Arguments => (byte)(Bits >> ArgumentsShift);

    public int Locals => (byte)(Bits >> LocalsShift);

    public int Stack => (byte)(Bits >> StackShift);

    public byte Package => (byte)(Bits >> PackageShift);

    /// <summary>Where the method's header is.</summary>
    public int Address => (int)(Bits >> AddressShift);

    /// <summary>Where the method's code is.</summary>
    public int CodeAddress => Address + (Tag == Kind.LongMethod ? 4 : 2);

    public ushort ClassId => (ushort)(Bits >> ClassShift);

    public int Cell => (ushort)(Bits >> CellShift);

    public int StaticAddress => (int)(Bits >> ClassShift);

    public int VirtualToken => (byte)(Bits >> LocalsShift);

    public int NativeResult => (byte)(Bits >> LocalsShift);

    public int NativeToken => (byte)(Bits >> StackShift);

    public bool IsNativeVirtual => (Bits & (VirtualFlag << NativeFlagsShift)) != 0;

    public ushort NativeClass => (ushort)(Bits >> NativeClassShift);

    public static PoolEntry OfClass(ushort id) => new((ulong)Kind.Class | ((ulong)id << ClassShift));

    public static PoolEntry OfField(ushort classId, int cell, bool isReference, bool fitsInt) =>
        new((ulong)(isReference ? Kind.ReferenceField : Kind.Field) | (fitsInt ? IntFlag : 0) | ((ulong)cell << CellShift) | ((ulong)classId << ClassShift));

    public static PoolEntry OfStatic(int address, bool isReference) =>
        new((ulong)(isReference ? Kind.StaticReference : Kind.StaticField) | ((ulong)address << ClassShift));

    public static PoolEntry OfVirtual(ushort classId, int token, int arguments) =>
        new((ulong)Kind.Virtual | ((ulong)arguments << ArgumentsShift) | ((ulong)token << LocalsShift) | ((ulong)classId << ClassShift));

    public static PoolEntry OfMethod(bool isLong, int arguments, int locals, int stack, byte package, int address) =>
        new((ulong)(isLong ? Kind.LongMethod : Kind.Method)
            | ((ulong)arguments << ArgumentsShift)
            | ((ulong)locals << LocalsShift)
            | ((ulong)stack << StackShift)
            | ((ulong)package << PackageShift)
            | ((ulong)address << AddressShift));

    public static PoolEntry OfNative(NativeMethod method) =>
        new((ulong)Kind.Native
            | ((ulong)method.ArgumentCells << ArgumentsShift)
            | ((ulong)method.ResultCells << LocalsShift)
            | ((ulong)method.Token << StackShift)
            | (((method.IsVirtual ? VirtualFlag : 0) | (method.HasThis ? ThisFlag : 0)) << NativeFlagsShift)
            | ((ulong)method.Class!.Id << NativeClassShift));
}
