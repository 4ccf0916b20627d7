using System;

namespace CardOs.Apdu.Tlv;

/// <summary>A cursor over SIMPLE-TLV objects: tag of one byte, length, value.</summary>
/// <remarks>
/// ISO 7816-4 5.2.1.
/// <code>
/// +--------+-----------------+-------+
/// | 01..FE | 00..FE, FF hhll | value |
/// +--------+-----------------+-------+
/// </code>
/// </remarks>
public ref struct SimpleTlvReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts in front of the first object of <paramref name="source"/>.</summary>
    public SimpleTlvReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>Whether everything was read; when false after <see cref="TryRead"/> gave false, what is left is malformed.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The bytes that were not read yet.</summary>
    public readonly ReadOnlySpan<byte> Remaining => _rest;

    /// <summary>Reads the next object and moves behind it.</summary>
    /// <returns>False at the end, and at bytes that are no object; the reader does not move then.</returns>
    public bool TryRead(out byte tag, out ReadOnlySpan<byte> value)
    {
        if (_rest.Length > 1
            && _rest[0] is not (0x00 or 0xFF)
            && SimpleLength.TryRead(_rest.Slice(1), out int length, out int lengthLength)
            && length <= _rest.Length - 1 - lengthLength)
        {
            tag = _rest[0];
            value = _rest.Slice(1 + lengthLength, length);
            _rest = _rest.Slice(1 + lengthLength + length);
            return true;
        }

        tag = 0;
        value = default;
        return false;
    }
}
