using System;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>A key in PUT KEY.</summary>
/// <remarks>
/// GlobalPlatform 2.3.1 11.8.2.3.1. A type has b8 set and a length of a check value has not, which tells where the components end. In the extended
/// format types are two bytes, the first of them FF, and usage and access follow.
/// <code>
/// +------+--------+-------+- ... -+--------+-------------+  - - - - - - - - - - - - - - - - -
/// | type | length | block |       | length | check value |   length | usage | length | access
/// +------+--------+-------+- ... -+--------+-------------+  - - - - - - - - - - - - - - - - -
/// </code>
/// </remarks>
public readonly ref struct KeyDataField
{
    private const byte ExtendedType = 0xFF;

    private readonly ReadOnlySpan<byte> _components;

    private KeyDataField(ReadOnlySpan<byte> components, bool isExtended, ReadOnlySpan<byte> checkValue, ReadOnlySpan<byte> usage, ReadOnlySpan<byte> access)
    {
        _components = components;
        IsExtended = isExtended;
        CheckValue = checkValue;
        Usage = usage;
        Access = access;
    }

    /// <summary>Whether it is in the extended format.</summary>
    public bool IsExtended { get; }

    /// <summary>The key check value; may be empty.</summary>
    public ReadOnlySpan<byte> CheckValue { get; }

    /// <summary>What the key may be used for: 11.1.9. Empty in the basic format.</summary>
    public ReadOnlySpan<byte> Usage { get; }

    /// <summary>Who may use it: 11.1.10. Empty in the basic format.</summary>
    public ReadOnlySpan<byte> Access { get; }

    /// <summary>The components, at least one.</summary>
    public KeyComponentReader ReadComponents() => new(_components, IsExtended);

    /// <summary>Reads the key at the start of <paramref name="source"/> and moves behind it.</summary>
    internal static bool TryRead(scoped ref ReadOnlySpan<byte> source, out KeyDataField field)
    {
        field = default;
        bool isExtended = !source.IsEmpty && source[0] == ExtendedType;
        var components = new KeyComponentReader(source, isExtended);
        int count = 0;
        while (components.TryRead(out _))
        {
            count++;
        }

        ReadOnlySpan<byte> rest = components.Remaining;
        ReadOnlySpan<byte> block = source.Slice(0, source.Length - rest.Length);
        ReadOnlySpan<byte> usage = default;
        ReadOnlySpan<byte> access = default;
        if (count == 0 || !TryReadShort(ref rest, out ReadOnlySpan<byte> check)
            || (isExtended && !(TryReadShort(ref rest, out usage) && TryReadShort(ref rest, out access))))
        {
            return false;
        }

        field = new KeyDataField(block, isExtended, check, usage, access);
        source = rest;
        return true;
    }

    // Lengths of check value, usage and access: 00 to 7F.
    private static bool TryReadShort(scoped ref ReadOnlySpan<byte> source, out ReadOnlySpan<byte> value)
    {
        if (source.IsEmpty || source[0] > sbyte.MaxValue)
        {
            value = default;
            return false;
        }

        return KeyLength.TryReadValue(ref source, out value);
    }
}
