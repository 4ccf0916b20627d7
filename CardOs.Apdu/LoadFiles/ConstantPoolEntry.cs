using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>Something that an instruction names: JCVM 6.7.</summary>
/// <remarks>
/// <code>
///                                     0          1            2                 3
///                                     +----------+------------+-----------------+--------------+
/// Class                               | kind (1) | class (2)                    | 00           |
///                                     +----------+------------------------------+--------------+
/// InstanceField, Virtual, SuperMethod | kind (1) | class (2)                    | token (1)    |
///                                     +----------+------------+-----------------+--------------+
/// StaticField, StaticMethod, of this  | kind (1) | 00         | offset (2)                     |
///                                     +----------+------------+-----------------+--------------+
/// StaticField, StaticMethod, imported | kind (1) | 80+package | class token (1) | token (1)    |
///                                     +----------+------------+-----------------+--------------+
/// </code>
/// </remarks>
public readonly struct ConstantPoolEntry
{
    /// <summary>Bytes of an entry.</summary>
    public const int Length = 4;

    private const uint ExternalMask = 0x0080_0000;
    private const int KindShift = 24;
    private const int ClassShift = 8;
    private const int PackagePrivateMask = 0x80;

    private readonly uint _value;

    private ConstantPoolEntry(uint value) => _value = value;

    /// <summary>What it stands for.</summary>
    public ConstantKind Kind => (ConstantKind)(_value >> KindShift);

    /// <summary>Whether it is a static field or a static method.</summary>
    public bool IsStatic => Kind >= ConstantKind.StaticField;

    /// <summary>Whether it is in an imported package; of a member, whether its class is.</summary>
    public bool IsExternal => IsStatic ? (_value & ExternalMask) != 0 : Class.IsExternal;

    /// <summary>The class, or the member's class; not of a static of this package.</summary>
    public ClassReference Class => new((ushort)(_value >> ClassShift));

    /// <summary>The member's token; not of a class, nor of a static of this package.</summary>
    public byte Token => (byte)_value;

    /// <summary>Where a static of this package is: in the static image, or in the Method component.</summary>
    public int Offset => (ushort)_value;

    /// <summary>Whether the method's token counts in the table of methods that only its package sees.</summary>
    public bool IsPackagePrivate => Kind is ConstantKind.VirtualMethod or ConstantKind.SuperMethod && (Token & PackagePrivateMask) != 0;

    /// <summary>The four bytes as a number.</summary>
    public uint Value => _value;

    /// <summary>Reads an entry.</summary>
    /// <returns>False when it is not there whole, or of no known kind.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out ConstantPoolEntry entry)
    {
        bool isThere = source.Length >= Length && (ConstantKind)source[0] is >= ConstantKind.Class and <= ConstantKind.StaticMethod;
        entry = isThere ? new ConstantPoolEntry(BinaryPrimitives.ReadUInt32BigEndian(source)) : default;
        return isThere;
    }
}
