using System;

namespace CardOs.Apdu;

/// <summary>Collects the data of a response in a buffer that the caller gave.</summary>
public ref struct ResponseWriter
{
    private readonly Span<byte> _buffer;

    /// <summary>Starts with nothing written; <paramref name="buffer"/> bounds what fits.</summary>
    public ResponseWriter(Span<byte> buffer)
    {
        _buffer = buffer;
        Length = 0;
    }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Bytes that still fit.</summary>
    public readonly int Room => _buffer.Length - Length;

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer.Slice(0, Length);

    /// <summary>The bytes behind what was written, for another writer to fill; <see cref="Advance"/> then adds them.</summary>
    public readonly Span<byte> Free => _buffer.Slice(Length);

    /// <summary>Adds the first <paramref name="count"/> bytes of <see cref="Free"/>, which were filled in place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public void Advance(int count)
    {
        if ((uint)count > (uint)Room)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }

        Length += count;
    }

    /// <summary>Adds one byte.</summary>
    /// <returns>False, and nothing added, when it does not fit.</returns>
    public bool TryWrite(byte value)
    {
        if ((uint)Length >= (uint)_buffer.Length)
        {
            return false;
        }

        _buffer[Length++] = value;
        return true;
    }

    /// <summary>Adds <paramref name="source"/>.</summary>
    /// <returns>False, and nothing added, when it does not fit.</returns>
    public bool TryWrite(scoped ReadOnlySpan<byte> source)
    {
        if (!source.TryCopyTo(_buffer.Slice(Length)))
        {
            return false;
        }

        Length += source.Length;
        return true;
    }

    /// <summary>Gives out the next <paramref name="length"/> bytes to be filled in place.</summary>
    /// <returns>False, and nothing reserved, when they do not fit.</returns>
    public bool TryReserve(int length, out Span<byte> reserved)
    {
        if ((uint)length > (uint)Room)
        {
            reserved = default;
            return false;
        }

        reserved = _buffer.Slice(Length, length);
        Length += length;
        return true;
    }

    /// <summary>Forgets what was written behind the first <paramref name="length"/> bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than that was written.</exception>
    public void Truncate(int length)
    {
        if ((uint)length > (uint)Length)
        {
            throw new ArgumentOutOfRangeException(nameof(length));
        }

        Length = length;
    }
}
