using System;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>The data of PUT KEY: a cursor over its keys.</summary>
/// <remarks>
/// GlobalPlatform 2.3.1 11.8.2.3. The first key has the identifier in P2, the next ones those that follow.
/// <code>
/// +-----+----------------+----------------+-----
/// | KVN | key data field | key data field | ..
/// +-----+----------------+----------------+-----
/// </code>
/// </remarks>
public ref struct PutKeyData
{
    private ReadOnlySpan<byte> _rest;

    private PutKeyData(byte version, ReadOnlySpan<byte> rest)
    {
        Version = version;
        _rest = rest;
    }

    /// <summary>The key version number of the keys.</summary>
    public byte Version { get; }

    /// <summary>Whether everything was read; when false after <see cref="TryRead"/> gave false, what is left is malformed.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Starts in front of the first key.</summary>
    /// <returns>False when there is not even a version.</returns>
    public static bool TryParse(ReadOnlySpan<byte> source, out PutKeyData data)
    {
        if (source.IsEmpty)
        {
            data = default;
            return false;
        }

        data = new PutKeyData(source[0], source.Slice(1));
        return true;
    }

    /// <summary>Reads the next key and moves behind it.</summary>
    /// <returns>False at the end, and at bytes that are no key; the reader does not move then.</returns>
    public bool TryRead(out KeyDataField field) => KeyDataField.TryRead(ref _rest, out field);
}
