using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A class with its fields and methods, for who checks the package: JCVM 6.14.1.</summary>
/// <remarks>
/// <code>
/// 0           1           2           4                5            7             9
/// +-----------+-----------+-----------+----------------+------------+-------------+---------------+-----------+-------------+
/// | token (1) | flags (1) | class (2) | interfaces (1) | fields (2) | methods (2) | interfaces    | fields    | methods     |
/// |           |           |           |                |            |             | (2 each)      | (7 each)  | (12 each)   |
/// +-----------+-----------+-----------+----------------+------------+-------------+---------------+-----------+-------------+
/// </code>
/// </remarks>
public readonly ref struct ClassDescriptor
{
    private const int FlagsOffset = 1;
    private const int ClassOffset = 2;
    private const int InterfaceCountOffset = 4;
    private const int FieldCountOffset = 5;
    private const int MethodCountOffset = 7;
    private const int InterfacesOffset = 9;
    private const int InterfaceLength = 2;

    private readonly ReadOnlySpan<byte> _encoded;

    private ClassDescriptor(ReadOnlySpan<byte> encoded) => _encoded = encoded;

    /// <summary>All of its bytes.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>Its token; FF when it is not exported.</summary>
    public byte Token => _encoded[0];

    /// <summary>What it is.</summary>
    public DescriptorFlags Flags => (DescriptorFlags)_encoded[FlagsOffset];

    /// <summary>Where in the Class component it is.</summary>
    public ClassReference Class => new(BinaryPrimitives.ReadUInt16BigEndian(_encoded.Slice(ClassOffset)));

    /// <summary>Interfaces that it implements.</summary>
    public int InterfaceCount => _encoded[InterfaceCountOffset];

    /// <summary>Fields that it declares.</summary>
    public int FieldCount => BinaryPrimitives.ReadUInt16BigEndian(_encoded.Slice(FieldCountOffset));

    /// <summary>Methods that it declares.</summary>
    public int MethodCount => BinaryPrimitives.ReadUInt16BigEndian(_encoded.Slice(MethodCountOffset));

    private int FieldsOffset => InterfacesOffset + (InterfaceLength * InterfaceCount);

    private int MethodsOffset => FieldsOffset + (FieldDescriptor.Length * FieldCount);

    /// <summary>Reads what is at the start of <paramref name="source"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out ClassDescriptor descriptor)
    {
        descriptor = default;
        if (source.Length < InterfacesOffset)
        {
            return false;
        }

        var whole = new ClassDescriptor(source);
        int length = whole.MethodsOffset + (MethodDescriptor.Length * whole.MethodCount);
        if (length > source.Length)
        {
            return false;
        }

        descriptor = new ClassDescriptor(source.Slice(0, length));
        return true;
    }

    /// <summary>An interface that it implements.</summary>
    public ClassReference GetInterface(int index) =>
        new(BinaryPrimitives.ReadUInt16BigEndian(_encoded.Slice(InterfacesOffset + (InterfaceLength * index), InterfaceLength)));

    /// <summary>A field that it declares.</summary>
    public FieldDescriptor GetField(int index) => new(_encoded.Slice(FieldsOffset + (FieldDescriptor.Length * index), FieldDescriptor.Length));

    /// <summary>A method that it declares.</summary>
    public MethodDescriptor GetMethod(int index) => new(_encoded.Slice(MethodsOffset + (MethodDescriptor.Length * index), MethodDescriptor.Length));
}
