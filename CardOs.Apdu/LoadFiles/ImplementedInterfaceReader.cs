using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.LoadFiles;

/// <summary>A cursor over the interfaces that a class implements: JCVM 6.9.2.7.</summary>
/// <remarks>
/// <code>
/// 0               2           3
/// +---------------+-----------+------------------------ … --+
/// | interface (2) | count (1) | tokens (1 each)             |
/// +---------------+-----------+------------------------ … --+
/// </code>
/// The interface's method with token n is the class's public method with the n-th of these tokens.
/// </remarks>
public ref struct ImplementedInterfaceReader
{
    internal const int HeadLength = 3;

    private const int CountOffset = 2;

    private ReadOnlySpan<byte> _rest;

    internal ImplementedInterfaceReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>Reads the next interface and moves behind it.</summary>
    public bool TryRead(out ClassReference implemented, out ReadOnlySpan<byte> tokens)
    {
        if (_rest.Length >= HeadLength && _rest.Length - HeadLength >= _rest[CountOffset])
        {
            implemented = new ClassReference(BinaryPrimitives.ReadUInt16BigEndian(_rest));
            tokens = _rest.Slice(HeadLength, _rest[CountOffset]);
            _rest = _rest.Slice(HeadLength + tokens.Length);
            return true;
        }

        implemented = default;
        tokens = default;
        return false;
    }
}
