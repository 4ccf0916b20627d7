using System;

namespace CardOs.Apdu.Tlv;

/// <summary>Writes values with their length in the byte in front into a buffer that the caller gave.</summary>
public ref struct LvWriter
{
    private readonly Span<byte> _destination;

    /// <summary>Starts with nothing written; <paramref name="destination"/> bounds what fits.</summary>
    public LvWriter(Span<byte> destination)
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

    /// <summary>Adds a value of at most 255 bytes.</summary>
    /// <returns>False, and nothing written, when it does not fit, or is longer.</returns>
    public bool TryWrite(scoped ReadOnlySpan<byte> value)
    {
        if (value.Length > byte.MaxValue || value.Length > Room - 1)
        {
            return false;
        }

        _destination[Length] = (byte)value.Length;
        value.CopyTo(_destination.Slice(Length + 1));
        Length += 1 + value.Length;
        return true;
    }
}
