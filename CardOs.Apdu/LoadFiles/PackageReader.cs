using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A cursor over packages that stand one behind the other.</summary>
public ref struct PackageReader
{
    private ReadOnlySpan<byte> _rest;

    internal PackageReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads the next package and moves behind it.</summary>
    public bool TryRead(out PackageReference package)
    {
        bool isThere = PackageReference.TryRead(_rest, out package);
        _rest = _rest.Slice(package.Encoded.Length);
        return isThere;
    }
}
