using System;

namespace CardOs.Apdu.LoadFiles;

/// <summary>The type of a field, or those of a method's arguments and of what it returns: JCVM 6.14.4.</summary>
/// <remarks>
/// <code>
/// 0             1
/// +-------------+--------------------- … --+
/// | nibbles (1) | two nibbles in each byte |
/// +-------------+--------------------- … --+
/// </code>
/// </remarks>
public readonly ref struct TypeDescriptor
{
    private const int NibbleLength = 4;
    private const int LowMask = 0b1111;

    private readonly ReadOnlySpan<byte> _encoded;

    private TypeDescriptor(ReadOnlySpan<byte> encoded) => _encoded = encoded;

    /// <summary>All of its bytes.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>How many nibbles there are.</summary>
    public int Count => _encoded.IsEmpty ? 0 : _encoded[0];

    /// <summary>Reads what is at the start of <paramref name="source"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out TypeDescriptor descriptor)
    {
        bool isThere = !source.IsEmpty && source.Length > (source[0] + 1) / 2;
        descriptor = isThere ? new TypeDescriptor(source.Slice(0, 1 + ((source[0] + 1) / 2))) : default;
        return isThere;
    }

    /// <summary>Starts reading the types.</summary>
    public TypeReader ReadTypes() => new(this);

    internal int GetNibble(int index) => (index & 1) == 0 ? _encoded[1 + (index / 2)] >> NibbleLength : _encoded[1 + (index / 2)] & LowMask;
}
