using System;

namespace CardOs.Apdu.Sms;

/// <summary>A cursor over the elements of a user-data header: identifier, length, content: TS 23.040 9.2.3.24.</summary>
public ref struct InformationElementReader
{
    private const int HeadLength = 2;

    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts in front of the first element of <paramref name="source"/>.</summary>
    public InformationElementReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>Whether everything was read; when false after <see cref="TryRead"/> gave false, what is left is malformed.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads the next element and moves behind it.</summary>
    /// <returns>False at the end, and when the element is not there whole; the reader does not move then.</returns>
    public bool TryRead(out InformationElementIdentifier identifier, out ReadOnlySpan<byte> value)
    {
        if (_rest.Length >= HeadLength && _rest[1] <= _rest.Length - HeadLength)
        {
            identifier = (InformationElementIdentifier)_rest[0];
            value = _rest.Slice(HeadLength, _rest[1]);
            _rest = _rest.Slice(HeadLength + value.Length);
            return true;
        }

        identifier = default;
        value = default;
        return false;
    }
}
