using System;

namespace CardOs.Apdu.Tlv;

/// <summary>Writes SIMPLE-TLV objects one behind the other into a buffer that the caller gave.</summary>
public ref struct SimpleTlvWriter
{
    private readonly Span<byte> _destination;

    /// <summary>Starts with nothing written; <paramref name="destination"/> bounds what fits.</summary>
    public SimpleTlvWriter(Span<byte> destination)
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

    /// <summary>Adds an object with this tag and value.</summary>
    /// <returns>False, and nothing written, when it does not fit, or the tag is 00 or FF.</returns>
    public bool TryWrite(byte tag, scoped ReadOnlySpan<byte> value)
    {
        int header = 1 + SimpleLength.LengthOf(value.Length);
        if (tag is 0x00 or 0xFF || value.Length > SimpleLength.MaxValue || value.Length > Room - header)
        {
            return false;
        }

        Span<byte> rest = _destination.Slice(Length);
        rest[0] = tag;
        SimpleLength.TryWrite(rest.Slice(1), value.Length, out _);
        value.CopyTo(rest.Slice(header));
        Length += header + value.Length;
        return true;
    }
}
