using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A class or interface that other packages may use: JCVM 6.13.</summary>
/// <remarks>
/// <code>
/// 0           2             3             4
/// +-----------+-------------+-------------+------------------------ … --+------------------------ … --+
/// | class (2) | fields (1)  | methods (1) | static fields (2 each)      | static methods (2 each)     |
/// +-----------+-------------+-------------+------------------------ … --+------------------------ … --+
/// </code>
/// </remarks>
public readonly ref struct ExportedClass
{
    private const int FieldCountOffset = 2;
    private const int MethodCountOffset = 3;
    private const int OffsetsOffset = 4;
    private const int EntryLength = 2;

    private readonly ReadOnlySpan<byte> _encoded;

    private ExportedClass(ReadOnlySpan<byte> encoded) => _encoded = encoded;

    /// <summary>All of its bytes.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>Where in the Class component it is.</summary>
    public int ClassOffset => BinaryPrimitives.ReadUInt16BigEndian(_encoded);

    /// <summary>Static fields; a field's number is its token.</summary>
    public int StaticFieldCount => _encoded[FieldCountOffset];

    /// <summary>Static methods and constructors; a method's number is its token.</summary>
    public int StaticMethodCount => _encoded[MethodCountOffset];

    /// <summary>Reads what is at the start of <paramref name="source"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out ExportedClass exported)
    {
        exported = default;
        if (source.Length < OffsetsOffset)
        {
            return false;
        }

        int length = OffsetsOffset + (EntryLength * (source[FieldCountOffset] + source[MethodCountOffset]));
        if (length > source.Length)
        {
            return false;
        }

        exported = new ExportedClass(source.Slice(0, length));
        return true;
    }

    /// <summary>Where in the static image the field with this token is.</summary>
    public int GetStaticField(int token) => BinaryPrimitives.ReadUInt16BigEndian(_encoded.Slice(OffsetsOffset + (EntryLength * token)));

    /// <summary>Where in the Method component the method with this token is.</summary>
    public int GetStaticMethod(int token) => BinaryPrimitives.ReadUInt16BigEndian(_encoded.Slice(OffsetsOffset + (EntryLength * (StaticFieldCount + token))));
}
