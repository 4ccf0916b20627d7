using System;

namespace CardOs.Apdu.Tlv;

/// <summary>A cursor over values that have their length in the byte in front, as in the data of INSTALL.</summary>
public ref struct LvReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts in front of the first value of <paramref name="source"/>.</summary>
    public LvReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>Whether everything was read; when false after <see cref="TryRead"/> gave false, what is left is malformed.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The bytes that were not read yet.</summary>
    public readonly ReadOnlySpan<byte> Remaining => _rest;

    /// <summary>Reads the next value and moves behind it.</summary>
    /// <returns>False at the end, and at bytes that are no value; the reader does not move then.</returns>
    public bool TryRead(out ReadOnlySpan<byte> value)
    {
        if (!_rest.IsEmpty && _rest[0] < _rest.Length)
        {
            int length = _rest[0];
            value = _rest.Slice(1, length);
            _rest = _rest.Slice(1 + length);
            return true;
        }

        value = default;
        return false;
    }
}
