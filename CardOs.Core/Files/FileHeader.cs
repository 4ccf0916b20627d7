using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Channels;
using CardOs.Memory;

namespace CardOs.Files;

/// <summary>A file as non-volatile memory has it: its header, in a block of its own.</summary>
/// <remarks>
/// <code>
/// 0      4     6    7      8     9     10           12     16     20       24            28      32
/// +------+-----+----+------+-----+-----+------------+------+------+--------+-------------+-------+
/// | next | FID | FD | LCSI | SFI | AID | record     | body | size | parent | first child | spare |
/// |      |     |    |      |     | len | length     |      |      |        |             |       |
/// +------+-----+----+------+-----+-----+------------+------+------+--------+-------------+-------+
/// 32                              40              56
/// +-------------------------------+---------------+
/// | access condition of each      | AID (ADF)     |
/// | access mode bit, b1 first     |               |
/// +-------------------------------+---------------+
/// FD: file descriptor byte, TS 102 221 11.1.1.4.3    LCSI: life cycle status, 11.1.1.4.9
/// </code>
/// </remarks>
internal readonly ref struct FileHeader
{
    public const int FidOffset = 4;
    public const int DescriptorOffset = 6;
    public const int LifeCycleOffset = 7;
    public const int ShortIdentifierOffset = 8;
    public const int AidLengthOffset = 9;
    public const int RecordLengthOffset = 10;
    public const int BodyOffset = 12;
    public const int SizeOffset = 16;
    public const int ParentOffset = 20;
    public const int FirstChildOffset = 24;
    public const int AccessOffset = 32;
    public const int AidOffset = 40;

    /// <summary>Bytes of the header of an EF or DF.</summary>
    public const int Length = 40;

    /// <summary>Bytes of the header of an ADF.</summary>
    public const int ApplicationLength = AidOffset + MaxAidLength;

    public const int MaxAidLength = 16;
    public const int AccessModes = 7;

    private readonly ReadOnlySpan<byte> _bytes;

    public FileHeader(NonVolatileMemory memory, NvAddress address)
    {
        Address = address;
        _bytes = memory.Read(address, Length);
    }

    public NvAddress Address { get; }

    public ushort Fid => ReadUInt16(FidOffset);

    public FileDescriptor Descriptor => new(ReadByte(DescriptorOffset));

    public byte LifeCycle => ReadByte(LifeCycleOffset);

    /// <summary>The short file identifier 1 to 30, or 0.</summary>
    public byte ShortIdentifier => ReadByte(ShortIdentifierOffset);

    public int AidLength => ReadByte(AidLengthOffset);

    public int RecordLength => ReadUInt16(RecordLengthOffset);

    public NvAddress Body => ReadAddress(BodyOffset);

    /// <summary>Bytes of the body.</summary>
    public int Size => ReadInt32(SizeOffset);

    public int RecordCount => RecordLength == 0 ? 0 : Size / RecordLength;

    public NvAddress Parent => ReadAddress(ParentOffset);

    public NvAddress FirstChild => ReadAddress(FirstChildOffset);

    public NvAddress Next => ReadAddress(0);

    public AccessCondition ConditionFor(AccessMode mode) => (AccessCondition)ReadByte(AccessOffset + (int)mode);

    private NvAddress ReadAddress(int offset) => new(ReadInt32(offset));

    // The offsets are constants within the fixed length that the constructor saw.
    private byte ReadByte(int offset) => Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), offset);

    private ushort ReadUInt16(int offset) =>
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), offset)));

    private int ReadInt32(int offset) =>
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), offset)));
}
