using System;

namespace CardOs.Apdu;

/// <summary>A cursor over COMPACT-TLV objects, as in the historical bytes of an answer to reset.</summary>
/// <remarks>
/// ISO 7816-4 8.1.1.3: interindustry tag 4X with length Y, in one byte XY.
/// <code>
/// b8 b7 b6 b5 b4 b3 b2 b1
/// +----------+-----------+-------+
/// | tag      | length    | value |
/// +----------+-----------+-------+
/// </code>
/// </remarks>
public ref struct CompactTlvReader
{
    private const int LengthMask = 0x0F;

    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts in front of the first object of <paramref name="source"/>.</summary>
    public CompactTlvReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>Whether everything was read; when false after <see cref="TryRead"/> gave false, what is left is malformed.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The bytes that were not read yet.</summary>
    public readonly ReadOnlySpan<byte> Remaining => _rest;

    /// <summary>Reads the next object and moves behind it.</summary>
    /// <returns>False at the end, and at bytes that are no object; the reader does not move then.</returns>
    public bool TryRead(out int tag, out ReadOnlySpan<byte> value)
    {
        if (!_rest.IsEmpty && (_rest[0] & LengthMask) < _rest.Length)
        {
            int length = _rest[0] & LengthMask;
            tag = _rest[0] >> 4;
            value = _rest.Slice(1, length);
            _rest = _rest.Slice(1 + length);
            return true;
        }

        tag = 0;
        value = default;
        return false;
    }

    /// <summary>Finds the first object with <paramref name="tag"/> among those not yet read; the reader does not move.</summary>
    public readonly bool TryFind(int tag, out ReadOnlySpan<byte> value)
    {
        CompactTlvReader ahead = this;
        while (ahead.TryRead(out int found, out value))
        {
            if (found == tag)
            {
                return true;
            }
        }

        return false;
    }
}
