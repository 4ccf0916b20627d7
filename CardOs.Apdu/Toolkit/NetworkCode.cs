using System;

namespace CardOs.Apdu.Toolkit;

/// <summary>A country and a network code in three bytes: TS 24.008 10.5.1.3, TS 31.102 4.2.5.</summary>
/// <remarks>
/// <code>
/// 0         1         2
/// +---------+---------+---------+
/// | C2   C1 | N3   C3 | N2   N1 |    N3 is F when the network code has two digits
/// +---------+---------+---------+
/// </code>
/// </remarks>
public static class NetworkCode
{
    /// <summary>Bytes of the code.</summary>
    public const int Length = 3;

    private const int CountryDigits = 3;
    private const int Filler = 0b1111;

    /// <summary>Encodes three digits of a country and two or three of a network.</summary>
    /// <returns>False when there are other numbers of digits, a character is no digit, or the bytes do not fit.</returns>
    public static bool TryEncode(scoped ReadOnlySpan<char> country, scoped ReadOnlySpan<char> network, Span<byte> destination)
    {
        if (country.Length != CountryDigits || network.Length is not (2 or 3) || destination.Length < Length
            || !AreDigits(country) || !AreDigits(network))
        {
            return false;
        }

        int third = network.Length == 3 ? network[2] - '0' : Filler;
        destination[0] = (byte)(((country[1] - '0') << 4) | (country[0] - '0'));
        destination[1] = (byte)((third << 4) | (country[2] - '0'));
        destination[2] = (byte)(((network[1] - '0') << 4) | (network[0] - '0'));
        return true;
    }

    private static bool AreDigits(ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            if (character is < '0' or > '9')
            {
                return false;
            }
        }

        return true;
    }
}
