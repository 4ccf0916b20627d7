using System;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>A key of a security domain that is in no key set, as non-volatile memory has it: for tokens, receipts, signatures of load files.</summary>
/// <remarks>
/// <code>
/// 0      4        5         6            7            8
/// +------+--------+---------+------------+------------+----------------------------+---
/// | next | domain | version | identifier | components | type, length (2), value    | ...
/// +------+--------+---------+------------+------------+----------------------------+---
/// </code>
/// </remarks>
internal readonly ref struct DomainKey
{
    public const int DomainOffset = 4;
    public const int VersionOffset = 5;
    public const int IdentifierOffset = 6;
    public const int CountOffset = 7;
    public const int ComponentsOffset = 8;
    public const int ComponentHeaderLength = 3;

    private readonly ReadOnlySpan<byte> _components;
    private readonly int _count;

    public DomainKey(NonVolatileMemory memory, NvAddress address)
    {
        _count = memory.ReadByte(address + CountOffset);
        _components = memory.Read(address + ComponentsOffset, memory.Allocator.LengthOf(address) - ComponentsOffset);
    }

    /// <summary>The type of its first component.</summary>
    public KeyComponentType Type => _count == 0 ? default : (KeyComponentType)_components[0];

    /// <summary>A component; false when the key has none of this type.</summary>
    public bool TryComponent(KeyComponentType type, out ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> rest = _components;
        for (int i = 0; i < _count; i++)
        {
            int length = (rest[1] << 8) | rest[2];
            if (rest[0] == (byte)type)
            {
                value = rest.Slice(ComponentHeaderLength, length);
                return true;
            }

            rest = rest.Slice(ComponentHeaderLength + length);
        }

        value = default;
        return false;
    }
}
