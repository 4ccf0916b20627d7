using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.Tlv;

/// <summary>A cursor over data groups: identifier of two bytes, length, value.</summary>
/// <remarks>
/// GPC_SPE_034 11.11; the length as <see cref="SimpleLength"/> has it.
/// <code>
/// +------+------+----------------+-------+
/// | DGI         | 00..FE, FF hhll| value |
/// +------+------+----------------+-------+
/// </code>
/// </remarks>
public ref struct DgiReader
{
    private const int IdentifierLength = 2;

    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts in front of the first object of <paramref name="source"/>.</summary>
    public DgiReader(ReadOnlySpan<byte> source) => _rest = source;

    /// <summary>Whether everything was read; when false after <see cref="TryRead"/> gave false, what is left is malformed.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>The bytes that were not read yet.</summary>
    public readonly ReadOnlySpan<byte> Remaining => _rest;

    /// <summary>Reads the next object and moves behind it.</summary>
    /// <returns>False at the end, and at bytes that are no object; the reader does not move then.</returns>
    public bool TryRead(out ushort identifier, out ReadOnlySpan<byte> value)
    {
        if (_rest.Length > IdentifierLength
            && SimpleLength.TryRead(_rest.Slice(IdentifierLength), out int length, out int lengthLength)
            && length <= _rest.Length - IdentifierLength - lengthLength)
        {
            identifier = BinaryPrimitives.ReadUInt16BigEndian(_rest);
            value = _rest.Slice(IdentifierLength + lengthLength, length);
            _rest = _rest.Slice(IdentifierLength + lengthLength + length);
            return true;
        }

        identifier = 0;
        value = default;
        return false;
    }
}
