using System;
using System.Buffers.Binary;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>What is told of a key in the key information template: one C0 object, and a cursor over its components.</summary>
/// <remarks>
/// GlobalPlatform 2.3.1 11.3.3.1.1. In the extended structure types are two bytes, the first of them FF, lengths are two bytes, and usage and access follow.
/// <code>
/// +-----+-----+------+--------+- ... -+       +-----+-----+-------+--------+- ... -+----+-------+----+--------+
/// | KID | KVN | type | length |       |   or  | KID | KVN | FF xx | length |       | L  | usage | L  | access |
/// +-----+-----+------+--------+- ... -+       +-----+-----+-------+--------+- ... -+----+-------+----+--------+
/// </code>
/// </remarks>
public ref struct KeyInformation
{
    private const int HeaderLength = 2;
    private const int BasicLength = 2;
    private const int ExtendedLength = 4;
    private const byte Extended = 0xFF;
    private const int LongKey = 256;

    private ReadOnlySpan<byte> _rest;

    private KeyInformation(ReadOnlySpan<byte> value)
    {
        Identifier = value[0];
        Version = value[1];
        _rest = value.Slice(HeaderLength);
        IsExtended = _rest[0] == Extended;
    }

    /// <summary>The key identifier.</summary>
    public byte Identifier { get; }

    /// <summary>The key version number.</summary>
    public byte Version { get; }

    /// <summary>Whether it is the extended structure.</summary>
    public bool IsExtended { get; }

    /// <summary>Behind the last component: usage and access of the extended structure, each with its length in front.</summary>
    public readonly ReadOnlySpan<byte> Remaining => _rest;

    /// <summary>Sees the value of a C0 object.</summary>
    /// <returns>False when it is not whole.</returns>
    public static bool TryParse(ReadOnlySpan<byte> value, out KeyInformation information)
    {
        information = default;
        if (value.Length < HeaderLength + BasicLength)
        {
            return false;
        }

        var parsed = new KeyInformation(value);
        KeyInformation walk = parsed;
        int count = 0;
        while (walk.TryRead(out _, out _))
        {
            count++;
        }

        var tail = new Tlv.LvReader(walk.Remaining);
        bool isWhole = parsed.IsExtended ? tail.TryRead(out _) && tail.TryRead(out _) && tail.IsAtEnd : walk.Remaining.IsEmpty;
        if (count == 0 || !isWhole)
        {
            return false;
        }

        information = parsed;
        return true;
    }

    /// <summary>Reads the next component and moves behind it.</summary>
    /// <param name="type">The type; of two bytes the second one.</param>
    /// <param name="length">Its length in bytes; 0 in the basic structure says 256 or more.</param>
    /// <returns>False at the end.</returns>
    public bool TryRead(out KeyComponentType type, out int length)
    {
        type = default;
        length = 0;
        int needed = IsExtended ? ExtendedLength : BasicLength;
        if (_rest.Length < needed || (IsExtended && _rest[0] != Extended))
        {
            return false;
        }

        type = (KeyComponentType)_rest[IsExtended ? 1 : 0];
        length = IsExtended ? BinaryPrimitives.ReadUInt16BigEndian(_rest.Slice(2)) : _rest[1];
        _rest = _rest.Slice(needed);
        return true;
    }

    /// <summary>Adds the basic C0 object of a key with one component to a template.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public static bool TryWrite(ref Tlv.BerTlvWriter writer, byte identifier, byte version, KeyComponentType type, int length)
    {
        const uint Tag = 0xC0;
        Span<byte> value = stackalloc byte[HeaderLength + BasicLength];
        value[0] = identifier;
        value[1] = version;
        value[2] = (byte)type;
        value[3] = length < LongKey ? (byte)length : (byte)0;
        return writer.TryWrite(Tag, value);
    }
}
