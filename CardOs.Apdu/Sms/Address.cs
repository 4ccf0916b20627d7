using System;

namespace CardOs.Apdu.Sms;

/// <summary>An address of a short message (TP-OA, TP-DA, TP-RA): TS 23.040 9.1.2.5.</summary>
/// <remarks>
/// <code>
/// 0        1         2
/// +--------+---------+---------------------------+
/// | count  | TON/NPI | (count + 1) / 2 bytes     |
/// +--------+---------+---------------------------+
///   of semi-octets     digits, or packed septets
/// </code>
/// </remarks>
public readonly ref struct Address
{
    /// <summary>The most bytes that an address takes.</summary>
    public const int MaxEncodedLength = HeadLength + 10;

    private const int HeadLength = 2;
    private const int MaxSemiOctets = 20;
    private const int SeptetBits = 7;
    private const int SemiOctetBits = 4;

    private readonly ReadOnlySpan<byte> _encoded;

    private Address(ReadOnlySpan<byte> encoded) => _encoded = encoded;

    /// <summary>The address as it stands in the message.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>How many semi-octets the value has: digits, when it is not text.</summary>
    public int SemiOctetCount => _encoded.IsEmpty ? 0 : _encoded[0];

    /// <summary>The kind of number and its plan.</summary>
    public AddressType Type => new(_encoded.IsEmpty ? (byte)0 : _encoded[1]);

    /// <summary>Whether the value is text in the default alphabet.</summary>
    public bool IsAlphanumeric => Type.TypeOfNumber == TypeOfNumber.Alphanumeric;

    /// <summary>The digits or septets, packed.</summary>
    public ReadOnlySpan<byte> Value => _encoded.IsEmpty ? default : _encoded.Slice(HeadLength);

    /// <summary>How many characters <see cref="TryGetText"/> gives.</summary>
    public int CharCount => IsAlphanumeric ? SemiOctetCount * SemiOctetBits / SeptetBits : SemiOctetCount;

    /// <summary>Sees the address at the start of <paramref name="source"/>.</summary>
    /// <returns>False when there is none whole, or it is longer than an address can be.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out Address address, out int bytesConsumed)
    {
        if (source.Length >= HeadLength && source[0] <= MaxSemiOctets)
        {
            int length = HeadLength + SemiOctets.EncodedLength(source[0]);
            if (length <= source.Length)
            {
                address = new Address(source.Slice(0, length));
                bytesConsumed = length;
                return true;
            }
        }

        address = default;
        bytesConsumed = 0;
        return false;
    }

    /// <summary>Writes an address of digits.</summary>
    /// <returns>False when there are more than 20, a character is no digit, or the bytes do not fit.</returns>
    public static bool TryWrite(Span<byte> destination, AddressType type, scoped ReadOnlySpan<char> digits, out int bytesWritten)
    {
        bytesWritten = 0;
        if (destination.Length < HeadLength || digits.Length > MaxSemiOctets
            || !SemiOctets.TryEncode(digits, destination.Slice(HeadLength), out int length))
        {
            return false;
        }

        destination[0] = (byte)digits.Length;
        destination[1] = type.Value;
        bytesWritten = HeadLength + length;
        return true;
    }

    /// <summary>Writes the digits, or the text, as characters.</summary>
    /// <returns>False when the value is malformed or the characters do not fit.</returns>
    public bool TryGetText(Span<char> destination, out int charsWritten) => IsAlphanumeric
        ? DefaultAlphabet.TryDecode(Value, firstBit: 0, CharCount, destination, out charsWritten)
        : SemiOctets.TryDecode(Value, SemiOctetCount, destination, out charsWritten);
}
