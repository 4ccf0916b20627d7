using System;
using System.Globalization;

namespace CardOs.Apdu.SecuredPackets;

/// <summary>TAR: the toolkit application reference that a packet is routed by: TS 101 220 Annex D.</summary>
public readonly struct Tar : IEquatable<Tar>
{
    /// <summary>Bytes that the field takes.</summary>
    public const int Length = 3;

    private const int MaxValue = 0xFF_FFFF;

    /// <summary>The reference with this 24-bit value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has more than 24 bits.</exception>
    public Tar(int value)
    {
        if (value is < 0 or > MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(value));
        }

        Value = value;
    }

    /// <summary>The three bytes as one number, the first one high.</summary>
    public int Value { get; }

    /// <summary>Whether both are the same reference.</summary>
    public static bool operator ==(Tar left, Tar right) => left.Value == right.Value;

    /// <summary>Whether the references differ.</summary>
    public static bool operator !=(Tar left, Tar right) => left.Value != right.Value;

    /// <summary>Reads six hexadecimal digits.</summary>
    /// <exception cref="FormatException">The text is not six hexadecimal digits.</exception>
    public static Tar Parse(string text) =>
        TryParse(text.AsSpan(), out Tar tar) ? tar : throw new FormatException("A TAR is six hexadecimal digits.");

    /// <summary>Reads six hexadecimal digits.</summary>
    /// <returns>False when <paramref name="text"/> is anything else.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Tar tar)
    {
        tar = default;
        if (text.Length != Length * 2)
        {
            return false;
        }

        int value = 0;
        foreach (char digit in text)
        {
            int number = digit switch
            {
                >= '0' and <= '9' => digit - '0',
                >= 'A' and <= 'F' => digit - 'A' + 10,
                >= 'a' and <= 'f' => digit - 'a' + 10,
                _ => -1,
            };
            if (number < 0)
            {
                return false;
            }

            value = (value << 4) | number;
        }

        tar = new Tar(value);
        return true;
    }

    /// <summary>Reads the first three bytes of <paramref name="source"/>.</summary>
    /// <returns>False when there are fewer.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out Tar tar)
    {
        bool isThere = source.Length >= Length;
        tar = isThere ? Read(source) : default;
        return isThere;
    }

    /// <summary>Writes the three bytes.</summary>
    /// <returns>False, and nothing written, when they do not fit.</returns>
    public bool TryWrite(Span<byte> destination)
    {
        if (destination.Length < Length)
        {
            return false;
        }

        destination[0] = (byte)(Value >> 16);
        destination[1] = (byte)(Value >> 8);
        destination[2] = (byte)Value;
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Tar other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Tar other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value;

    /// <summary>The six hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("X6", CultureInfo.InvariantCulture);

    internal static Tar Read(ReadOnlySpan<byte> source) => new((source[0] << 16) | (source[1] << 8) | source[2]);
}
