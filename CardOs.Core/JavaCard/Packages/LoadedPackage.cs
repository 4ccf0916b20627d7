using System;
using System.Buffers.Binary;
using CardOs.Memory;

namespace CardOs.JavaCard;

/// <summary>A package that was loaded and linked, as non-volatile memory has it.</summary>
/// <remarks>
/// <code>
/// 0      4        5       6       7       8       9         10        11        12              28     32
/// +------+--------+-------+-------+-------+-------+---------+---------+---------+---------------+------+--------+
/// | next | number | flags | major | minor | AID   | applets | imports | classes | AID (16)      | code | code   |
/// |      |        |       |       |       | length|         |         |         |               |      | length |
/// +------+--------+-------+-------+-------+-------+---------+---------+---------+---------------+------+--------+
/// 36     40      42         44        48        52        56        60        64        68     70  72
/// +------+-------+----------+---------+---------+---------+---------+---------+---------+------+---+
/// | pool | pool  | static   | statics | statics | classes | applets | exports | imports | tag  |   | heap |
/// |      | count | refs     |         | length  |         |         |         |         |      |   | area |
/// +------+-------+----------+---------+---------+---------+---------+---------+---------+------+---+------+
/// 70: the owner of the arrays that static fields start with, 0 when there are none; 71: the security domain that the package belongs to, by its number in the
/// container
/// code, pool, statics, classes, applets, exports, imports: addresses
/// static refs: the references stand first in the statics
/// classes: a table of offsets from its own start, 2 bytes each, then the records
/// applets: for each, AID as LV, then the offset of the install method; exports: the Export component, with class numbers for
/// the offsets of classes; imports: for each, the number of the package
/// </code>
/// Numbers are little-endian but the link, and what came from components as it is.
/// </remarks>
internal readonly struct LoadedPackage
{
    public const int NumberOffset = 4;
    public const int FlagsOffset = 5;
    public const int MajorOffset = 6;
    public const int MinorOffset = 7;
    public const int AidLengthOffset = 8;
    public const int AppletCountOffset = 9;
    public const int ImportCountOffset = 10;
    public const int ClassCountOffset = 11;
    public const int AidOffset = 12;
    public const int CodeOffset = 28;
    public const int CodeLengthOffset = 32;
    public const int PoolOffset = 36;
    public const int PoolCountOffset = 40;
    public const int StaticReferencesOffset = 42;
    public const int StaticsOffset = 44;
    public const int StaticsLengthOffset = 48;
    public const int ClassesOffset = 52;
    public const int AppletsOffset = 56;
    public const int ExportsOffset = 60;
    public const int ImportsOffset = 64;
    public const int TagOffset = 68;
    public const int StaticOwnerOffset = 70;
    public const int DomainOffset = 71;

    /// <summary>Heap area of the arrays that static fields start with.</summary>
    public const int HeapOffset = 72;
    public const int HeaderLength = 76;

    /// <summary>Bytes behind the code that no instruction can start in: operands at the end are read from here.</summary>
    public const int CodeGuard = 16;

    private readonly NonVolatileMemory _memory;

    public LoadedPackage(NonVolatileMemory memory, NvAddress address)
    {
        _memory = memory;
        Address = address;
    }

    public NvAddress Address { get; }

    public NvAddress Next => _memory.ReadAddress(Address);

    /// <summary>Its number: the context of its applets.</summary>
    public byte Number => _memory.ReadByte(Address + NumberOffset);

    public byte Major => _memory.ReadByte(Address + MajorOffset);

    public byte Minor => _memory.ReadByte(Address + MinorOffset);

    public ReadOnlySpan<byte> Aid => _memory.Read(Address + AidOffset, _memory.ReadByte(Address + AidLengthOffset));

    public int AppletCount => _memory.ReadByte(Address + AppletCountOffset);

    public int ImportCount => _memory.ReadByte(Address + ImportCountOffset);

    public int ClassCount => _memory.ReadByte(Address + ClassCountOffset);

    public int Code => Int32(CodeOffset);

    public int CodeLength => Int32(CodeLengthOffset);

    public int Pool => Int32(PoolOffset);

    public int PoolCount => UInt16(PoolCountOffset);

    public int StaticReferences => UInt16(StaticReferencesOffset);

    public int Statics => Int32(StaticsOffset);

    public int StaticsLength => Int32(StaticsLengthOffset);

    public int Classes => Int32(ClassesOffset);

    public int Applets => Int32(AppletsOffset);

    /// <summary>Address of the Export component's data; 0 when there is none.</summary>
    public int Exports => Int32(ExportsOffset);

    /// <summary>Whom the memory account names.</summary>
    public ushort Tag => (ushort)UInt16(TagOffset);

    /// <summary>Who owns the arrays that static fields start with; 0 when there are none.</summary>
    public byte StaticOwner => _memory.ReadByte(Address + StaticOwnerOffset);

    /// <summary>The number of the security domain that it belongs to, in its container.</summary>
    public byte Domain => _memory.ReadByte(Address + DomainOffset);

    /// <summary>The numbers of the packages that it imports.</summary>
    public ReadOnlySpan<byte> Imports => _memory.Read(new NvAddress(Int32(ImportsOffset)), ImportCount);

    /// <summary>Address of the record of a class; 0 when there is no such class.</summary>
    public int ClassRecord(int index) => index < ClassCount
        ? Classes + BinaryPrimitives.ReadUInt16LittleEndian(_memory.Read(new NvAddress(Classes + (2 * index)), 2))
        : 0;

    /// <summary>The applet with an AID, by its place in the package, and the offset of its install method.</summary>
    public bool TryFindApplet(ReadOnlySpan<byte> aid, out int module, out int installOffset)
    {
        var at = new NvAddress(Applets);
        for (module = 0; module < AppletCount; module++)
        {
            int length = _memory.ReadByte(at);
            installOffset = _memory.ReadUInt16(at + (1 + length));
            if (_memory.Read(at + 1, length).SequenceEqual(aid))
            {
                return true;
            }

            at += 3 + length;
        }

        installOffset = 0;
        return false;
    }

    /// <summary>The AID of an applet of the package.</summary>
    public ReadOnlySpan<byte> AppletAid(int module)
    {
        var at = new NvAddress(Applets);
        for (int i = 0; i < module; i++)
        {
            at += 3 + _memory.ReadByte(at);
        }

        return _memory.Read(at + 1, _memory.ReadByte(at));
    }

    public bool DependsOn(byte number) => Imports.IndexOf(number) >= 0;

    private int Int32(int offset) => BinaryPrimitives.ReadInt32LittleEndian(_memory.Read(Address + offset, 4));

    private int UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(_memory.Read(Address + offset, 2));
}
