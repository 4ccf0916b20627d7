using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A method, for who checks the package: JCVM 6.14.3.</summary>
/// <remarks>
/// <code>
/// 0           1           2            4          6            8              10                   12
/// +-----------+-----------+------------+----------+------------+--------------+--------------------+
/// | token (1) | flags (1) | offset (2) | type (2) | bytes of   | handlers (2) | first handler (2)  |
/// |           |           |            |          | code (2)   |              |                    |
/// +-----------+-----------+------------+----------+------------+--------------+--------------------+
/// </code>
/// </remarks>
public readonly struct MethodDescriptor
{
    internal const int Length = 12;

    private const int FlagsOffset = 1;
    private const int MethodOffsetOffset = 2;
    private const int TypeOffset = 4;
    private const int CodeLengthOffset = 6;
    private const int HandlerCountOffset = 8;
    private const int HandlerIndexOffset = 10;

    internal MethodDescriptor(ReadOnlySpan<byte> source)
    {
        Token = source[0];
        Flags = (DescriptorFlags)source[FlagsOffset];
        MethodOffset = BinaryPrimitives.ReadUInt16BigEndian(source.Slice(MethodOffsetOffset));
        TypeReference = BinaryPrimitives.ReadUInt16BigEndian(source.Slice(TypeOffset));
        CodeLength = BinaryPrimitives.ReadUInt16BigEndian(source.Slice(CodeLengthOffset));
        HandlerCount = BinaryPrimitives.ReadUInt16BigEndian(source.Slice(HandlerCountOffset));
        FirstHandler = BinaryPrimitives.ReadUInt16BigEndian(source.Slice(HandlerIndexOffset));
    }

    /// <summary>Its token: virtual, static or interface; FF when it has none.</summary>
    public byte Token { get; }

    /// <summary>What it is.</summary>
    public DescriptorFlags Flags { get; }

    /// <summary>Where in the Method component it is; 0 for a method of an interface.</summary>
    public int MethodOffset { get; }

    /// <summary>Where among the types its signature is.</summary>
    public int TypeReference { get; }

    /// <summary>Bytes of its code, without the header.</summary>
    public int CodeLength { get; }

    /// <summary>How many handlers are its own.</summary>
    public int HandlerCount { get; }

    /// <summary>The first of its handlers.</summary>
    public int FirstHandler { get; }
}
