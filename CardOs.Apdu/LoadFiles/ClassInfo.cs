using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>An interface or a class: JCVM 6.9.</summary>
/// <remarks>
/// <code>
///            0              1
///            +--------------+----------------------+-------------------------+
/// interface  | flags, count | superinterfaces      | from 2.2 on, if remote: |
///            | (4+4 bits)   | (2 each)             | length (1), name        |
///            +--------------+----------------------+-------------------------+
///
///            0              1           3           4            5            6          7         8          9          10
///            +--------------+-----------+-----------+------------+------------+----------+---------+----------+----------+
/// class      | flags, count | superclass| cells of  | first      | references | public   | public  | package  | package  |
///            | (4+4 bits)   | (2)       | fields (1)| reference  | (1)        | base (1) | count   | base (1) | count    |
///            +--------------+-----------+-----------+------------+------------+----------+---------+----------+----------+
///
///            10
///            +-----------------+-----------------+----------------------------------+-----------------+------------------+
///            | public methods  | package methods | implemented interfaces:          | from 2.2 on,    | from 2.3 on:     |
///            | (2 each)        | (2 each)        | interface (2), count (1), tokens | if remote: how  | map of tokens    |
///            +-----------------+-----------------+----------------------------------+-----------------+------------------+
/// </code>
/// </remarks>
public readonly ref struct ClassInfo
{
    /// <summary>The entry of a table whose method is in a superclass of another package.</summary>
    public const int InheritedMethod = 0xFFFF;

    /// <summary>What <see cref="FirstReferenceToken"/> is when no field is a reference.</summary>
    public const int NoReferences = 0xFF;

    /// <summary>What <see cref="TokenMap"/> has for a method that no superclass has.</summary>
    public const int NewMethod = 0xFF;

    private const byte FlagsMask = 0b1111_0000;
    private const byte CountMask = 0b0000_1111;
    private const int SuperinterfacesOffset = 1;
    private const int SuperclassOffset = 1;
    private const int DeclaredSizeOffset = 3;
    private const int FirstReferenceOffset = 4;
    private const int ReferenceCountOffset = 5;
    private const int PublicBaseOffset = 6;
    private const int PublicCountOffset = 7;
    private const int PackageBaseOffset = 8;
    private const int PackageCountOffset = 9;
    private const int TablesOffset = 10;
    private const int EntryLength = 2;

    private readonly ReadOnlySpan<byte> _encoded;
    private readonly int _interfacesEnd;
    private readonly int _mapOffset;

    private ClassInfo(ReadOnlySpan<byte> encoded, int offset, int interfacesEnd, int mapOffset)
    {
        _encoded = encoded;
        Offset = offset;
        _interfacesEnd = interfacesEnd;
        _mapOffset = mapOffset;
    }

    /// <summary>Where in the Class component it is: references of the package name it so.</summary>
    public int Offset { get; }

    /// <summary>All of its bytes.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>What it is.</summary>
    public ClassFlags Flags => (ClassFlags)(_encoded[0] & FlagsMask);

    /// <summary>Whether it is an interface.</summary>
    public bool IsInterface => (Flags & ClassFlags.Interface) != 0;

    /// <summary>Of an interface the superinterfaces, with theirs; of a class the interfaces it implements, with theirs.</summary>
    public int InterfaceCount => _encoded[0] & CountMask;

    /// <summary>The superclass; none above Object. Of a class only, as everything below.</summary>
    public ClassReference Superclass => new(ReadUInt16(SuperclassOffset));

    /// <summary>Cells of the fields that this class adds to its superclass's.</summary>
    public int DeclaredInstanceSize => _encoded[DeclaredSizeOffset];

    /// <summary>The first of these cells that is a reference; the others follow it.</summary>
    public int FirstReferenceToken => _encoded[FirstReferenceOffset];

    /// <summary>How many of these cells are references.</summary>
    public int ReferenceCount => _encoded[ReferenceCountOffset];

    /// <summary>The token of the first entry of the table of public and protected methods.</summary>
    public int PublicMethodBase => _encoded[PublicBaseOffset];

    /// <summary>Entries of the table of public and protected methods.</summary>
    public int PublicMethodCount => _encoded[PublicCountOffset];

    /// <summary>The token of the first entry of the table of methods that only the package sees.</summary>
    public int PackageMethodBase => _encoded[PackageBaseOffset];

    /// <summary>Entries of the table of methods that only the package sees.</summary>
    public int PackageMethodCount => _encoded[PackageCountOffset];

    /// <summary>From 2.3 on, for each token of a public or protected method the one that it has in the superclass, FF for a new one; empty before.</summary>
    public ReadOnlySpan<byte> TokenMap => _mapOffset == 0 ? default : _encoded.Slice(_mapOffset, PublicMethodBase + PublicMethodCount);

    /// <summary>Reads what is at <paramref name="offset"/> of a Class component.</summary>
    /// <returns>False when it is not there whole, or an interface would have the layout of a class.</returns>
    public static bool TryRead(ReadOnlySpan<byte> data, int offset, CapFormat format, out ClassInfo info)
    {
        info = default;
        if ((uint)offset >= (uint)data.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> source = data.Slice(offset);
        var flags = (ClassFlags)(source[0] & FlagsMask);
        bool isRemote = (flags & ClassFlags.Remote) != 0 && format >= CapFormat.Cap22;
        if ((flags & ClassFlags.Interface) != 0)
        {
            int end = SuperinterfacesOffset + (EntryLength * (source[0] & CountMask));
            int nameEnd = !isRemote ? end : end < source.Length ? end + 1 + source[end] : int.MaxValue;
            return TryMake(source, offset, end, nameEnd, mapOffset: 0, out info);
        }

        if (source.Length < TablesOffset)
        {
            return false;
        }

        int position = TablesOffset + (EntryLength * (source[PublicCountOffset] + source[PackageCountOffset]));
        if (position > source.Length)
        {
            return false;
        }

        var interfaces = new ImplementedInterfaceReader(source.Slice(position));
        for (int i = source[0] & CountMask; i > 0; i--)
        {
            if (!interfaces.TryRead(out _, out ReadOnlySpan<byte> tokens))
            {
                return false;
            }

            position += ImplementedInterfaceReader.HeadLength + tokens.Length;
        }

        int length = position;
        if (isRemote && !RemoteInfo.TrySkip(source, ref length))
        {
            return false;
        }

        int mapOffset = 0;
        if (format >= CapFormat.Cap23)
        {
            mapOffset = length;
            length += source[PublicBaseOffset] + source[PublicCountOffset] + 1;
        }

        return TryMake(source, offset, position, length, mapOffset, out info);
    }

    /// <summary>A superinterface, when this is an interface.</summary>
    public ClassReference GetSuperinterface(int index) => new(ReadUInt16(SuperinterfacesOffset + (EntryLength * index)));

    /// <summary>An entry of the table of public and protected methods: an offset in the Method component, or <see cref="InheritedMethod"/>.</summary>
    public int GetPublicMethod(int index) => ReadUInt16(TablesOffset + (EntryLength * index));

    /// <summary>An entry of the table of methods that only the package sees: an offset in the Method component, or <see cref="InheritedMethod"/>.</summary>
    public int GetPackageMethod(int index) => ReadUInt16(TablesOffset + (EntryLength * (PublicMethodCount + index)));

    /// <summary>Starts reading the interfaces that the class implements.</summary>
    public ImplementedInterfaceReader ReadInterfaces() =>
        new(IsInterface ? default : _encoded.Slice(0, _interfacesEnd).Slice(TablesOffset + (EntryLength * (PublicMethodCount + PackageMethodCount))));

    private static bool TryMake(ReadOnlySpan<byte> source, int offset, int interfacesEnd, int length, int mapOffset, out ClassInfo info)
    {
        bool isWhole = length <= source.Length;
        info = isWhole ? new ClassInfo(source.Slice(0, length), offset, interfacesEnd, mapOffset) : default;
        return isWhole;
    }

    private ushort ReadUInt16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(_encoded.Slice(offset));
}
