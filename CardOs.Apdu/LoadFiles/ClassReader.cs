using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A cursor over the interfaces and classes of a package.</summary>
public ref struct ClassReader
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly CapFormat _format;
    private int _offset;

    internal ClassReader(ReadOnlySpan<byte> data, int offset, CapFormat format)
    {
        _data = data;
        _offset = offset;
        _format = format;
    }

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _offset == _data.Length;

    /// <summary>Reads the next interface or class and moves behind it.</summary>
    public bool TryRead(out ClassInfo info)
    {
        bool isThere = ClassInfo.TryRead(_data, _offset, _format, out info);
        _offset += info.Encoded.Length;
        return isThere;
    }
}
