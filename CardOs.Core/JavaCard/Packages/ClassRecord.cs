using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>A class or interface of a loaded package, linked.</summary>
/// <remarks>
/// <code>
/// 0       1            2       4       6           8           9        10       11        12        13       14
/// +-------+------------+-------+-------+-----------+-----------+--------+--------+---------+---------+--------+
/// | flags | interfaces | super | cells | first     | reference | public | public | package | package | -      |
/// |       |            | class |       | reference | count     | base   | count  | base    | count   |        |
/// +-------+------------+-------+-------+-----------+-----------+--------+--------+---------+---------+--------+
/// 14
/// +--------------------------+---------------------------+----------------------------------------------+
/// | public: offsets (2 each) | package: offsets (2 each) | for each interface: id (2) count (1) tokens  |
/// +--------------------------+---------------------------+----------------------------------------------+
/// cells: of an object, those of the super classes included; first reference: counted over all cells
/// an interface has 0 as its super class, and no tokens: count is 0
/// </code>
/// </remarks>
internal readonly struct ClassRecord
{
    public const int InterfaceCountOffset = 1;
    public const int SuperOffset = 2;
    public const int CellsOffset = 4;
    public const int FirstReferenceOffset = 6;
    public const int ReferenceCountOffset = 8;
    public const int PublicBaseOffset = 9;
    public const int PublicCountOffset = 10;
    public const int PackageBaseOffset = 11;
    public const int PackageCountOffset = 12;
    public const int TablesOffset = 14;

    public const byte InterfaceFlag = 0x80;
    public const byte ShareableFlag = 0x40;

    /// <summary>A virtual method that a super class in another package has.</summary>
    public const ushort Inherited = 0xFFFF;

    private const int PackagePrivate = 0x80;

    private readonly NonVolatileMemory _memory;
    private readonly int _address;

    public ClassRecord(NonVolatileMemory memory, int address)
    {
        _memory = memory;
        _address = address;
    }

    public bool IsInterface => (Byte(0) & InterfaceFlag) != 0;

    /// <summary>Whether objects of it may be used from other contexts, or the interface called from there.</summary>
    public bool IsShareable => (Byte(0) & ShareableFlag) != 0;

    public int InterfaceCount => Byte(InterfaceCountOffset);

    public ushort SuperClass => UInt16(SuperOffset);

    public int Cells => UInt16(CellsOffset);

    public int FirstReference => UInt16(FirstReferenceOffset);

    public int ReferenceCount => Byte(ReferenceCountOffset);

    private int InterfacesOffset => TablesOffset + (2 * (Byte(PublicCountOffset) + Byte(PackageCountOffset)));

    /// <summary>Where in the package's code a virtual method is; false when the class does not say.</summary>
    public bool TryVirtual(int token, out int offset)
    {
        bool isPrivate = (token & PackagePrivate) != 0;
        int index = (token & ~PackagePrivate) - Byte(isPrivate ? PackageBaseOffset : PublicBaseOffset);
        int count = Byte(isPrivate ? PackageCountOffset : PublicCountOffset);
        if ((uint)index >= (uint)count)
        {
            offset = 0;
            return false;
        }

        offset = UInt16(TablesOffset + (2 * (index + (isPrivate ? Byte(PublicCountOffset) : 0))));
        return offset != Inherited;
    }

    /// <summary>The interface with an index.</summary>
    public ushort Interface(int index) => UInt16(OffsetOf(index));

    /// <summary>The virtual token of an interface's method; false when the class does not have the interface.</summary>
    public bool TryInterfaceToken(ushort id, int method, out int token)
    {
        int at = InterfacesOffset;
        for (int i = InterfaceCount; i > 0; i--)
        {
            int count = Byte(at + 2);
            if (UInt16(at) == id)
            {
                token = method < count ? Byte(at + 3 + method) : -1;
                return token >= 0;
            }

            at += 3 + count;
        }

        token = -1;
        return false;
    }

    public bool HasInterface(ushort id)
    {
        int at = InterfacesOffset;
        for (int i = InterfaceCount; i > 0; i--)
        {
            if (UInt16(at) == id)
            {
                return true;
            }

            at += 3 + Byte(at + 2);
        }

        return false;
    }

    private int OffsetOf(int index)
    {
        int at = InterfacesOffset;
        for (int i = 0; i < index; i++)
        {
            at += 3 + Byte(at + 2);
        }

        return at;
    }

    private byte Byte(int offset) => _memory.ReadByte(new NvAddress(_address + offset));

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(_memory.Read(new NvAddress(_address + offset), sizeof(ushort)));
}
