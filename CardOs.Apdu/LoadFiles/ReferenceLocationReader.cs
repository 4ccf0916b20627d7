using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A cursor over places in the Method component; each distance counts from the one before: JCVM 6.12.</summary>
public ref struct ReferenceLocationReader
{
    private const byte Continued = 0xFF;

    private ReadOnlySpan<byte> _rest;
    private int _offset;

    internal ReferenceLocationReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads the next place: an offset in the Method component.</summary>
    /// <returns>False at the end, and when the last distance is not whole.</returns>
    public bool TryRead(out int offset)
    {
        int position = _offset;
        for (int i = 0; i < _rest.Length; i++)
        {
            position += _rest[i];
            if (_rest[i] != Continued)
            {
                _offset = position;
                _rest = _rest.Slice(i + 1);
                offset = position;
                return true;
            }
        }

        offset = 0;
        return false;
    }
}
