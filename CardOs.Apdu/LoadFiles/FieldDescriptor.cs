using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A field, for who checks the package: JCVM 6.14.2.</summary>
/// <remarks>
/// <code>
/// 0           1           2                    4             5           7
/// +-----------+-----------+--------------------+-------------+-----------+
/// | token (1) | flags (1) | class (2)          | token (1)   | type (2)  |
/// |           |           +--------------------+-------------+           |
/// |           |           | static: 00, offset in the image  |           |
/// +-----------+-----------+----------------------------------+-----------+
/// </code>
/// </remarks>
public readonly struct FieldDescriptor
{
    internal const int Length = 7;

    private const int FlagsOffset = 1;
    private const int ReferenceOffset = 2;
    private const int StaticOffset = 3;
    private const int TokenOffset = 4;
    private const int TypeOffset = 5;
    private const int PrimitiveMask = 0x8000;

    private readonly ushort _type;

    internal FieldDescriptor(ReadOnlySpan<byte> source)
    {
        Token = source[0];
        Flags = (DescriptorFlags)source[FlagsOffset];
        IsStatic = (Flags & DescriptorFlags.Static) != 0;
        Class = new ClassReference(BinaryPrimitives.ReadUInt16BigEndian(source.Slice(ReferenceOffset)));
        InstanceToken = source[TokenOffset];
        ImageOffset = BinaryPrimitives.ReadUInt16BigEndian(source.Slice(StaticOffset));
        _type = BinaryPrimitives.ReadUInt16BigEndian(source.Slice(TypeOffset));
    }

    /// <summary>Its token; FF when it is not exported, and for most static fields.</summary>
    public byte Token { get; }

    /// <summary>What it is.</summary>
    public DescriptorFlags Flags { get; }

    /// <summary>Whether it is static.</summary>
    public bool IsStatic { get; }

    /// <summary>The class of a field of objects.</summary>
    public ClassReference Class { get; }

    /// <summary>The token of a field of objects.</summary>
    public byte InstanceToken { get; }

    /// <summary>Where a static field is in the static image.</summary>
    public int ImageOffset { get; }

    /// <summary>Whether it is a number or a boolean.</summary>
    public bool IsPrimitive => (_type & PrimitiveMask) != 0;

    /// <summary>What kind of number.</summary>
    public TypeNibble Primitive => (TypeNibble)(byte)_type;

    /// <summary>Where among the types the one of a reference is.</summary>
    public int TypeReference => _type;
}
