using System;

namespace CardOs.Apdu.Tlv;

/// <summary>Writes BER-TLV objects one behind the other into a buffer that the caller gave.</summary>
/// <remarks>Every method that gives false has written nothing.</remarks>
public ref struct BerTlvWriter
{
    private readonly Span<byte> _destination;

    /// <summary>Starts with nothing written; <paramref name="destination"/> bounds what fits.</summary>
    public BerTlvWriter(Span<byte> destination)
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
    /// <returns>False when it does not fit.</returns>
    public bool TryWrite(uint tag, scoped ReadOnlySpan<byte> value)
    {
        if (!TryReserve(tag, value.Length, out Span<byte> reserved))
        {
            return false;
        }

        value.CopyTo(reserved);
        return true;
    }

    /// <summary>Adds an object with this tag and a value of one byte.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryWrite(uint tag, byte value)
    {
        if (!TryReserve(tag, 1, out Span<byte> reserved))
        {
            return false;
        }

        reserved[0] = value;
        return true;
    }

    /// <summary>Adds an object whose value the caller fills in place.</summary>
    /// <returns>False when it does not fit.</returns>
    public bool TryReserve(uint tag, int valueLength, out Span<byte> value)
    {
        int header = BerTlvEncoder.LengthOfTag(tag) + BerTlvEncoder.LengthOfLength(valueLength);
        if (valueLength < 0 || valueLength > Room - header)
        {
            value = default;
            return false;
        }

        Span<byte> rest = _destination.Slice(Length);
        BerTlvEncoder.TryWriteTag(rest, tag, out int tagLength);
        BerTlvEncoder.TryWriteLength(rest.Slice(tagLength), valueLength, out _);
        value = rest.Slice(header, valueLength);
        Length += header + valueLength;
        return true;
    }

    /// <summary>Adds bytes that are encoded objects already.</summary>
    /// <returns>False when they do not fit.</returns>
    public bool TryWriteEncoded(scoped ReadOnlySpan<byte> objects)
    {
        if (!objects.TryCopyTo(_destination.Slice(Length)))
        {
            return false;
        }

        Length += objects.Length;
        return true;
    }

    /// <summary>Opens a constructed object: what is written next goes into it, until <see cref="TryClose"/> with the same <paramref name="mark"/>.</summary>
    /// <returns>False when the header does not fit.</returns>
    public bool TryOpen(uint tag, out int mark)
    {
        int tagLength = BerTlvEncoder.LengthOfTag(tag);
        if (Room < tagLength + 1)
        {
            mark = -1;
            return false;
        }

        BerTlvEncoder.TryWriteTag(_destination.Slice(Length), tag, out _);
        mark = Length + tagLength;
        Length = mark + 1;
        return true;
    }

    /// <summary>Closes the object opened with <paramref name="mark"/> and puts its length in front; a length of more than one byte moves the content.</summary>
    /// <returns>False when the longer length does not fit.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mark"/> was not given by <see cref="TryOpen"/>.</exception>
    public bool TryClose(int mark)
    {
        if ((uint)mark >= (uint)Length)
        {
            throw new ArgumentOutOfRangeException(nameof(mark));
        }

        int start = mark + 1;
        int length = Length - start;
        int grown = BerTlvEncoder.LengthOfLength(length) - 1;
        if (grown > Room)
        {
            return false;
        }

        if (grown > 0)
        {
            _destination.Slice(start, length).CopyTo(_destination.Slice(start + grown));
        }

        BerTlvEncoder.TryWriteLength(_destination.Slice(mark), length, out _);
        Length += grown;
        return true;
    }

    /// <summary>Opens a constructed object of indefinite length, to be ended by <see cref="TryCloseIndefinite"/>.</summary>
    /// <returns>False when the header does not fit.</returns>
    public bool TryOpenIndefinite(uint tag)
    {
        if (!TryOpen(tag, out int mark))
        {
            return false;
        }

        _destination[mark] = BerTlvDecoder.LongLengthMask;
        return true;
    }

    /// <summary>Ends the innermost object of indefinite length with 00 00.</summary>
    /// <returns>False when the two bytes do not fit.</returns>
    public bool TryCloseIndefinite() => TryWriteEncoded([0x00, 0x00]);
}
