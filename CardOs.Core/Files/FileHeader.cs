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
/// 0      4     6    7      8     9     10       12     16     20       24            28            32
/// +------+-----+----+------+-----+-----+--------+------+------+--------+-------------+-------------+
/// | next | FID | FD | LCSI | SFI | AID | record | body | size | parent | first child | access rule |
/// |      |     |    |      |     | len | length |      |      |        |             |             |
/// +------+-----+----+------+-----+-----+--------+------+------+--------+-------------+-------------+
/// 32                               41        42       44        48
/// +--------------------------------+---------+--------+---------+
/// | condition of each access mode, | special | newest | details |
/// | see AccessMode                 | info    | record |         |
/// +--------------------------------+---------+--------+---------+
/// 48     52               56               64                80
/// +------+----------------+----------------+-----------------+
/// | PINs | authentication | PIN references | AID (ADF)       |   directories only
/// |      | key            | in its FCP     |                 |
/// +------+----------------+----------------+-----------------+
/// FD: file descriptor byte, TS 102 221 11.1.1.4.3    LCSI: life cycle status, 11.1.1.4.9
/// access rule: a block with the data object 8B, 8C or AB as the FCP gives it
/// special info: TS 102 222 6.3.2.2.2, tag C0    newest record: which one of a cyclic file's body is record 1, from 0
/// details: a block with the value of the data object A5, as the file was created with it
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
    public const int RuleOffset = 28;
    public const int AccessOffset = 32;
    public const int SpecialOffset = 41;
    public const int NewestOffset = 42;
    public const int DetailsOffset = 44;
    public const int PinsOffset = 48;
    public const int AuthenticationKeyOffset = 52;
    public const int PinReferencesOffset = 56;
    public const int AidOffset = 64;

    /// <summary>Bytes of the header of an EF.</summary>
    public const int Length = 48;

    /// <summary>Bytes of the header of a DF.</summary>
    public const int DirectoryLength = AidOffset;

    public const int MaxPinReferences = 8;

    /// <summary>Bytes of the header of an ADF.</summary>
    public const int ApplicationLength = AidOffset + MaxAidLength;

    public const int MinAidLength = 5;
    public const int MaxAidLength = 16;
    public const int MaxShortIdentifier = 30;
    public const int AccessModes = 9;

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

    /// <summary>The body; of a BER-TLV file its first object, or null.</summary>
    public NvAddress Body => ReadAddress(BodyOffset);

    /// <summary>Bytes of the body; of a BER-TLV file the most that its objects may take, 0 for no maximum.</summary>
    public int Size => ReadInt32(SizeOffset);

    public int RecordCount => RecordLength == 0 ? 0 : Size / RecordLength;

    public NvAddress Parent => ReadAddress(ParentOffset);

    public NvAddress FirstChild => ReadAddress(FirstChildOffset);

    public NvAddress Next => ReadAddress(0);

    /// <summary>The block with the access rule as the FCP gives it; null when the conditions are all there is.</summary>
    public NvAddress Rule => ReadAddress(RuleOffset);

    /// <summary>Special file information: 80 high update activity, 40 readable and updatable when deactivated. TS 102 222 6.3.2.2.2.</summary>
    public byte Special => ReadByte(SpecialOffset);

    /// <summary>Which record of a cyclic file's body is record 1, from 0.</summary>
    public int Newest => ReadUInt16(NewestOffset);

    /// <summary>The block with the value of A5; null when there is none.</summary>
    public NvAddress Details => ReadAddress(DetailsOffset);

    /// <summary>Where the list of a directory's own PINs starts.</summary>
    public NvAddress Pins => Address + PinsOffset;

    /// <summary>Whether the life cycle status is operational and activated, or of a file that is not in operation yet.</summary>
    public bool IsActivated => LifeCycle is 0x01 or 0x03 or 0x05 or 0x07;

    public bool IsDeactivated => LifeCycle is 0x04 or 0x06;

    public bool IsTerminated => LifeCycle is >= 0x0C and <= 0x0F;

    public AccessCondition ConditionFor(AccessMode mode) => (AccessCondition)ReadByte(AccessOffset + (int)mode);

    private NvAddress ReadAddress(int offset) => new(ReadInt32(offset));

    // The offsets are constants within the fixed length that the constructor saw.
    private byte ReadByte(int offset) => Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), offset);

    private ushort ReadUInt16(int offset) =>
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), offset)));

    private int ReadInt32(int offset) =>
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_bytes), offset)));
}
