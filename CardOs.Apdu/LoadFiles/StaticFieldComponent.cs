using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>The static fields of a package and their first values: JCVM 6.11.</summary>
/// <remarks>
/// <code>
/// 0           2              4           6
/// +-----------+--------------+-----------+------------------------- … --+--------------+-----------+---------- … --+
/// | image     | references   | arrays    | arrays: kind (1), bytes (2), | bytes of     | bytes of  | values        |
/// | size (2)  | (2)          | (2)       | values                       | zeros (2)    | values (2)|               |
/// +-----------+--------------+-----------+------------------------- … --+--------------+-----------+---------- … --+
/// </code>
/// The image is the references (two bytes each, those of the arrays first, then null), the zeros, then the values.
/// </remarks>
public readonly ref struct StaticFieldComponent
{
    private const int ReferenceCountOffset = 2;
    private const int ArrayCountOffset = 4;
    private const int ArraysOffset = 6;
    private const int ReferenceLength = 2;
    private const int TailLength = 4;

    private readonly ReadOnlySpan<byte> _data;
    private readonly int _tailOffset;

    private StaticFieldComponent(ReadOnlySpan<byte> data, int tailOffset)
    {
        _data = data;
        _tailOffset = tailOffset;
    }

    /// <summary>Bytes of all static fields.</summary>
    public int ImageSize => BinaryPrimitives.ReadUInt16BigEndian(_data);

    /// <summary>Fields that are references.</summary>
    public int ReferenceCount => BinaryPrimitives.ReadUInt16BigEndian(_data.Slice(ReferenceCountOffset));

    /// <summary>References, the first ones, that start with an array.</summary>
    public int ArrayCount => BinaryPrimitives.ReadUInt16BigEndian(_data.Slice(ArrayCountOffset));

    /// <summary>Bytes behind the references that start with zero.</summary>
    public int DefaultLength => BinaryPrimitives.ReadUInt16BigEndian(_data.Slice(_tailOffset));

    /// <summary>The first values of the bytes behind them.</summary>
    public ReadOnlySpan<byte> Values => _data.Slice(_tailOffset + TailLength);

    /// <summary>Sees the component in its <paramref name="data"/>.</summary>
    /// <returns>False when it is malformed, or its parts do not add up to the image.</returns>
    public static bool TryParse(ReadOnlySpan<byte> data, out StaticFieldComponent fields)
    {
        fields = default;
        if (data.Length < ArraysOffset)
        {
            return false;
        }

        var arrays = new StaticArrayReader(data.Slice(ArraysOffset));
        int references = BinaryPrimitives.ReadUInt16BigEndian(data.Slice(ReferenceCountOffset));
        int arrayCount = BinaryPrimitives.ReadUInt16BigEndian(data.Slice(ArrayCountOffset));
        for (int i = 0; i < arrayCount; i++)
        {
            if (!arrays.TryRead(out _, out _))
            {
                return false;
            }
        }

        ReadOnlySpan<byte> tail = arrays.Rest;
        if (arrayCount > references || tail.Length < TailLength)
        {
            return false;
        }

        int zeros = BinaryPrimitives.ReadUInt16BigEndian(tail);
        int values = BinaryPrimitives.ReadUInt16BigEndian(tail.Slice(ReferenceLength));
        if (tail.Length != TailLength + values || BinaryPrimitives.ReadUInt16BigEndian(data) != (ReferenceLength * references) + zeros + values)
        {
            return false;
        }

        fields = new StaticFieldComponent(data, data.Length - tail.Length);
        return true;
    }

    /// <summary>Starts reading the arrays that the first references start with.</summary>
    public StaticArrayReader ReadArrays() => new(_data.Slice(ArraysOffset, _tailOffset - ArraysOffset));
}
