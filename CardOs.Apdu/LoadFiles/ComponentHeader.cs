using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>What stands in front of a component's data: JCVM 6.1.</summary>
/// <remarks>
/// <code>
/// 0         1            3 (or 5)
/// +---------+------------+---------------- … --+
/// | tag (1) | size (2)   | data (size)         |
/// +---------+------------+---------------- … --+
/// </code>
/// The size of StaticResources has four bytes. So have those of some components in the extended format, which is not read here.
/// </remarks>
public readonly struct ComponentHeader
{
    private const int SizeOffset = 1;
    private const int ShortLength = 3;
    private const int LongLength = 5;

    private ComponentHeader(ComponentTag tag, int size, int length)
    {
        Tag = tag;
        Size = size;
        Length = length;
    }

    /// <summary>Which component it is; the standard's tags end at 13, those from 128 on are free.</summary>
    public ComponentTag Tag { get; }

    /// <summary>Bytes of the data.</summary>
    public int Size { get; }

    /// <summary>Bytes of the header itself.</summary>
    public int Length { get; }

    /// <summary>Reads the header at the start of <paramref name="source"/>; the data need not be there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out ComponentHeader header)
    {
        header = default;
        if (source.IsEmpty)
        {
            return false;
        }

        var tag = (ComponentTag)source[0];
        int length = tag == ComponentTag.StaticResources ? LongLength : ShortLength;
        if (source.Length < length)
        {
            return false;
        }

        uint size = length == ShortLength
            ? BinaryPrimitives.ReadUInt16BigEndian(source.Slice(SizeOffset))
            : BinaryPrimitives.ReadUInt32BigEndian(source.Slice(SizeOffset));
        if (size > int.MaxValue - LongLength)
        {
            return false;
        }

        header = new ComponentHeader(tag, (int)size, length);
        return true;
    }
}
