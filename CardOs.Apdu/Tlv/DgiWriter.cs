using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.Tlv;

/// <summary>Writes data groups one behind the other into a buffer that the caller gave.</summary>
public ref struct DgiWriter
{
    private const int IdentifierLength = 2;

    private readonly Span<byte> _destination;

    /// <summary>Starts with nothing written; <paramref name="destination"/> bounds what fits.</summary>
    public DgiWriter(Span<byte> destination)
    {
        _destination = destination;
        Length = 0;
    }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes that still fit.</summary>
    public readonly int Room => _destination.Length - Length;

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _destination.Slice(0, Length);

    /// <summary>Adds a data group with this identifier and value.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public bool TryWrite(ushort identifier, scoped ReadOnlySpan<byte> value)
    {
        int header = IdentifierLength + SimpleLength.LengthOf(value.Length);
        if (value.Length > SimpleLength.MaxValue || value.Length > Room - header)
        {
            return false;
        }

        Span<byte> rest = _destination.Slice(Length);
        BinaryPrimitives.WriteUInt16BigEndian(rest, identifier);
        SimpleLength.TryWrite(rest.Slice(IdentifierLength), value.Length, out _);
        value.CopyTo(rest.Slice(header));
        Length += header + value.Length;
        return true;
    }
}
