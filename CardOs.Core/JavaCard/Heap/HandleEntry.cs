namespace CardOs.JavaCard;

/// <summary>What a handle stands for: where its object is, what it is, and whose.</summary>
/// <remarks>
/// <code>
/// 31                           11 10         3 2    0
/// +------------------------------+------------+------+
/// | address / 2                  | owner      | kind |
/// +------------------------------+------------+------+
/// </code>
/// </remarks>
internal readonly record struct HandleEntry(uint Bits)
{
    public const int Length = 4;
    public const int OwnerShift = 3;
    public const int AddressShift = 11;
    public const uint KindMask = 0b111;
    public const uint OwnerAndKindMask = (1u << AddressShift) - 1;

    public HandleEntry(int address, byte owner, ObjectKind kind)
        : this(((uint)address >> 1 << AddressShift) | Pattern(owner, kind))
    {
    }

    public bool IsFree => Kind == ObjectKind.Free;

    public ObjectKind Kind => (ObjectKind)(Bits & KindMask);

    public byte Owner => (byte)(Bits >> OwnerShift);

    /// <summary>Where the object's header is.</summary>
    public int Address => (int)(Bits >> AddressShift) << 1;

    /// <summary>The bits that an entry of this owner and kind has.</summary>
    public static uint Pattern(byte owner, ObjectKind kind) => ((uint)owner << OwnerShift) | (uint)kind;
}
