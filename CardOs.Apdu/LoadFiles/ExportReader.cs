using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A cursor over the classes that other packages may use.</summary>
public ref struct ExportReader
{
    private ReadOnlySpan<byte> _rest;

    internal ExportReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads the next class and moves behind it.</summary>
    public bool TryRead(out ExportedClass exported)
    {
        bool isThere = ExportedClass.TryRead(_rest, out exported);
        _rest = _rest.Slice(exported.Encoded.Length);
        return isThere;
    }
}
