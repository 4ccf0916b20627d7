using System;
using System.Buffers.Binary;
using CardOs.Apdu.GlobalPlatform;
using CardOs.Memory;

namespace CardOs.Keys;

/// <summary>A key that is in no key set, as non-volatile memory has it: for tokens, receipts, load files, TLS, asymmetric ones.</summary>
/// <remarks>
/// <code>
/// 0      4        5     6     7      8       10       12       14
/// +------+--------+-----+-----+------+-------+--------+--------+------------
/// | next | domain | KVN | KID | type | usage | access | length | components
/// +------+--------+-----+-----+------+-------+--------+--------+------------
/// a component:
/// +------+------------+-------+
/// | type | length (2) | value |
/// +------+------------+-------+
/// </code>
/// Type: that of the first component. Usage and access: two bytes each, 0 when the key came without them. GlobalPlatform 11.1.8 to 11.1.10.
/// </remarks>
internal readonly ref struct DomainKey
{
    public const int DomainOffset = 4;
    public const int VersionOffset = 5;
    public const int IdentifierOffset = 6;
    public const int TypeOffset = 7;
    public const int UsageOffset = 8;
    public const int AccessOffset = 10;
    public const int LengthOffset = 12;
    public const int ComponentsOffset = 14;
    public const int ComponentHeaderLength = 3;
    public const int MaxComponentsLength = 1536;

    private readonly ReadOnlySpan<byte> _bytes;

    public DomainKey(NonVolatileMemory memory, NvAddress address)
    {
        Address = address;
        _bytes = memory.Read(address, ComponentsOffset);
        Components = memory.Read(address + ComponentsOffset, BinaryPrimitives.ReadUInt16BigEndian(_bytes.Slice(LengthOffset)));
    }

    public NvAddress Address { get; }

    /// <summary>The number of the security domain, in its container.</summary>
    public byte Domain => _bytes[DomainOffset];

    public byte Version => _bytes[VersionOffset];

    public byte Identifier => _bytes[IdentifierOffset];

    public KeyComponentType Type => (KeyComponentType)_bytes[TypeOffset];

    public ushort Usage => BinaryPrimitives.ReadUInt16BigEndian(_bytes.Slice(UsageOffset));

    public ushort Access => BinaryPrimitives.ReadUInt16BigEndian(_bytes.Slice(AccessOffset));

    public ReadOnlySpan<byte> Components { get; }

    /// <summary>The value of a component; false when the key has none of this type.</summary>
    public bool TryGet(KeyComponentType type, out ReadOnlySpan<byte> value)
    {
        ReadOnlySpan<byte> rest = Components;
        while (TryRead(ref rest, out KeyComponentType found, out value))
        {
            if (found == type)
            {
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Reads the component at the start of <paramref name="rest"/> and moves behind it.</summary>
    public static bool TryRead(scoped ref ReadOnlySpan<byte> rest, out KeyComponentType type, out ReadOnlySpan<byte> value)
    {
        if (rest.Length < ComponentHeaderLength)
        {
            type = default;
            value = default;
            return false;
        }

        type = (KeyComponentType)rest[0];
        int length = BinaryPrimitives.ReadUInt16BigEndian(rest.Slice(1));
        value = rest.Slice(ComponentHeaderLength, length);
        rest = rest.Slice(ComponentHeaderLength + length);
        return true;
    }
}
