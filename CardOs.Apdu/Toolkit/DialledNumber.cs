using System;
using CardOs.Apdu.Sms;

namespace CardOs.Apdu.Toolkit;

/// <summary>The value of an address object, and of an address of the relay layer: TS 102 223 8.1.</summary>
/// <remarks>
/// <code>
/// 0         1
/// +---------+------------------------------------+
/// | TON/NPI | digits, two to a byte, F at an end |
/// +---------+------------------------------------+
/// </code>
/// </remarks>
public readonly ref struct DialledNumber
{
    private readonly ReadOnlySpan<byte> _value;

    /// <summary>Sees a number in the value of an object, which may be empty.</summary>
    public DialledNumber(ReadOnlySpan<byte> value) => _value = value;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _value.IsEmpty;

    /// <summary>The value as it stands in the object.</summary>
    public ReadOnlySpan<byte> Encoded => _value;

    /// <summary>The kind of number and its plan.</summary>
    public AddressType Type => new(_value.IsEmpty ? (byte)0 : _value[0]);

    /// <summary>How many digits there are.</summary>
    public int DigitCount => _value.IsEmpty ? 0 : SemiOctets.CountDigits(_value.Slice(1));

    /// <summary>Writes a number.</summary>
    /// <returns>False when a character is no digit, or the bytes do not fit.</returns>
    public static bool TryWrite(Span<byte> destination, AddressType type, scoped ReadOnlySpan<char> digits, out int bytesWritten)
    {
        bytesWritten = 0;
        if (destination.IsEmpty || !SemiOctets.TryEncode(digits, destination.Slice(1), out int length))
        {
            return false;
        }

        destination[0] = type.Value;
        bytesWritten = 1 + length;
        return true;
    }

    /// <summary>Writes the digits as characters.</summary>
    /// <returns>False when they do not fit.</returns>
    public bool TryGetDigits(Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        return _value.IsEmpty || SemiOctets.TryDecode(_value.Slice(1), DigitCount, destination, out charsWritten);
    }
}
