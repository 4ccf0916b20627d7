using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A cursor over components that stand one behind the other, as LOAD commands bring them: GlobalPlatform 11.6.</summary>
public ref struct ComponentReader
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts in front of the first component of <paramref name="source"/>.</summary>
    public ComponentReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>Whether everything was read; when false after <see cref="TryRead"/> gave false, what is left is malformed.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads the next component and moves behind it.</summary>
    /// <returns>False at the end, and when the component is not there whole; the reader does not move then.</returns>
    public bool TryRead(out ComponentTag tag, out ReadOnlySpan<byte> data)
    {
        if (ComponentHeader.TryRead(_rest, out ComponentHeader header) && header.Size <= _rest.Length - header.Length)
        {
            tag = header.Tag;
            data = _rest.Slice(header.Length, header.Size);
            _rest = _rest.Slice(header.Length + header.Size);
            return true;
        }

        tag = default;
        data = default;
        return false;
    }
}
