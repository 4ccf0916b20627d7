using System;

namespace CardOs.Apdu.Tlv;

/// <summary>Writes COMPREHENSION-TLV objects (TS 101 220 7.1.1) one behind the other into a buffer that the caller gave.</summary>
/// <remarks>Every method that gives false has written nothing.</remarks>
public ref struct ComprehensionTlvWriter
{
    private const int MaxValueLength = 0xFF_FFFF;

    private readonly Span<byte> _destination;

    /// <summary>Starts with nothing written; <paramref name="destination"/> bounds what fits.</summary>
    public ComprehensionTlvWriter(Span<byte> destination)
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

    /// <summary>Adds an object with this tag value, comprehension bit and value.</summary>
    /// <returns>False when it does not fit, or the tag is not 1 to 7FFF.</returns>
    public bool TryWrite(int tag, bool comprehensionRequired, scoped ReadOnlySpan<byte> value)
    {
        if (!TryReserve(tag, comprehensionRequired, value.Length, out Span<byte> reserved))
        {
            return false;
        }

        value.CopyTo(reserved);
        return true;
    }

    /// <summary>Adds an object with a value of one byte.</summary>
    /// <returns>False when it does not fit, or the tag is not 1 to 7FFF.</returns>
    public bool TryWrite(int tag, bool comprehensionRequired, byte value)
    {
        if (!TryReserve(tag, comprehensionRequired, 1, out Span<byte> reserved))
        {
            return false;
        }

        reserved[0] = value;
        return true;
    }

    /// <summary>Adds an object whose value the caller fills in place.</summary>
    /// <returns>False when it does not fit, or the tag is not 1 to 7FFF.</returns>
    public bool TryReserve(int tag, bool comprehensionRequired, int valueLength, out Span<byte> value)
    {
        value = default;
        if (tag is < 1 or > ComprehensionTag.MaxValue || (uint)valueLength > MaxValueLength)
        {
            return false;
        }

        var encoded = new ComprehensionTag(tag, comprehensionRequired);
        int header = encoded.EncodedLength + BerTlvEncoder.LengthOfLength(valueLength);
        if (valueLength > Room - header)
        {
            return false;
        }

        Span<byte> rest = _destination.Slice(Length);
        encoded.TryWrite(rest, out int tagLength);
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
}
