using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A cursor over the arrays that static fields start with: JCVM 6.11.</summary>
public ref struct StaticArrayReader
{
    private const int CountOffset = 1;
    private const int HeadLength = 3;
    private const int ShortLength = 2;
    private const int IntLength = 4;

    private ReadOnlySpan<byte> _rest;

    internal StaticArrayReader(ReadOnlySpan<byte> source) => _rest = source;

    internal readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Reads the next array: what its elements are, and their bytes.</summary>
    /// <returns>False at the end, when it is not there whole, and when the bytes are no whole elements.</returns>
    public bool TryRead(out TypeNibble element, out ReadOnlySpan<byte> values)
    {
        element = default;
        values = default;
        if (_rest.Length < HeadLength)
        {
            return false;
        }

        var kind = (TypeNibble)_rest[0];
        int length = BinaryPrimitives.ReadUInt16BigEndian(_rest.Slice(CountOffset));
        int elementLength = kind switch
        {
            TypeNibble.Boolean or TypeNibble.Byte => 1,
            TypeNibble.Short => ShortLength,
            TypeNibble.Int => IntLength,
            _ => 0,
        };
        if (elementLength == 0 || length % elementLength != 0 || _rest.Length - HeadLength < length)
        {
            return false;
        }

        element = kind;
        values = _rest.Slice(HeadLength, length);
        _rest = _rest.Slice(HeadLength + length);
        return true;
    }
}
