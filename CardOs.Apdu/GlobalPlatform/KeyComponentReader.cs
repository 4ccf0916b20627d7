using System;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>A cursor over the components of a key in PUT KEY.</summary>
public ref struct KeyComponentReader
{
    private const byte Extended = 0xFF;

    private readonly bool _isExtended;
    private ReadOnlySpan<byte> _rest;

    internal KeyComponentReader(ReadOnlySpan<byte> source, bool isExtended)
    {
        _rest = source;
        _isExtended = isExtended;
    }

    /// <summary>The bytes that were not read yet.</summary>
    public readonly ReadOnlySpan<byte> Remaining => _rest;

    /// <summary>Reads the next component and moves behind it.</summary>
    /// <returns>False at the end; the reader does not move then.</returns>
    public bool TryRead(out KeyComponentBlock component)
    {
        component = default;
        ReadOnlySpan<byte> rest = _rest;
        int typeLength = _isExtended ? 2 : 1;
        if (rest.Length <= typeLength || rest[0] == Extended != _isExtended || rest[typeLength - 1] < (byte)KeyComponentType.Des)
        {
            return false;
        }

        var type = (KeyComponentType)rest[typeLength - 1];
        rest = rest.Slice(typeLength);
        if (!KeyLength.TryReadValue(ref rest, out ReadOnlySpan<byte> block) || block.IsEmpty)
        {
            return false;
        }

        component = new KeyComponentBlock(type, block);
        _rest = rest;
        return true;
    }
}
