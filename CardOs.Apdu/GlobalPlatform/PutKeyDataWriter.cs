using System;

namespace CardOs.Apdu.GlobalPlatform;

/// <summary>Writes the data of PUT KEY in the basic format into a buffer that the caller gave: GlobalPlatform 2.3.1 11.8.2.3.</summary>
/// <remarks>For each key: its components, then <see cref="TryEndKey"/>.</remarks>
public ref struct PutKeyDataWriter
{
    private readonly Span<byte> _destination;

    /// <summary>Starts with the version of the keys; <paramref name="destination"/> bounds what fits, at least one byte.</summary>
    public PutKeyDataWriter(Span<byte> destination, byte version)
    {
        _destination = destination;
        _destination[0] = version;
        Length = 1;
    }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _destination.Slice(0, Length);

    /// <summary>Adds a public component.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public bool TryWrite(KeyComponentType type, scoped ReadOnlySpan<byte> value) => TryWrite(type, value, default);

    /// <summary>Adds a secret component that is enciphered already.</summary>
    /// <param name="type">The type.</param>
    /// <param name="enciphered">The value, padded to whole blocks and enciphered.</param>
    /// <param name="clearLength">Bytes of the value; written in front of it, unless negative.</param>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public bool TryWriteSecret(KeyComponentType type, scoped ReadOnlySpan<byte> enciphered, int clearLength = -1)
    {
        Span<byte> field = stackalloc byte[3];
        int length = 0;
        return (clearLength < 0 || KeyLength.TryWrite(field, clearLength, out length)) && TryWrite(type, field.Slice(0, length), enciphered);
    }

    /// <summary>Ends a key with its check value of at most 127 bytes, which may be empty.</summary>
    /// <returns>False, and nothing written, when it does not fit.</returns>
    public bool TryEndKey(scoped ReadOnlySpan<byte> checkValue)
    {
        if (checkValue.Length > sbyte.MaxValue || _destination.Length - Length < 1 + checkValue.Length)
        {
            return false;
        }

        _destination[Length] = (byte)checkValue.Length;
        checkValue.CopyTo(_destination.Slice(Length + 1));
        Length += 1 + checkValue.Length;
        return true;
    }

    private bool TryWrite(KeyComponentType type, scoped ReadOnlySpan<byte> first, scoped ReadOnlySpan<byte> second)
    {
        Span<byte> rest = _destination.Slice(Length);
        int length = first.Length + second.Length;
        if (rest.IsEmpty || !KeyLength.TryWrite(rest.Slice(1), length, out int written) || rest.Length - 1 - written < length)
        {
            return false;
        }

        rest[0] = (byte)type;
        first.CopyTo(rest.Slice(1 + written));
        second.CopyTo(rest.Slice(1 + written + first.Length));
        Length += 1 + written + length;
        return true;
    }
}
