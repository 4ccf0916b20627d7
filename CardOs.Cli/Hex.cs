using System;

namespace CardOs.Cli;

/// <summary>Hexadecimal text as people write it: either case, spaces anywhere between bytes.</summary>
internal static class Hex
{
    /// <exception cref="InputException">The text is not pairs of digits.</exception>
    public static byte[] Parse(string text)
    {
        string digits = text.Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal);
        foreach (char digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                throw new InputException($"expected hex digits, found '{digit}'");
            }
        }

        return digits.Length % 2 == 0
            ? Convert.FromHexString(digits)
            : throw new InputException($"expected hex digits in pairs, found {digits.Length} of them");
    }

    /// <summary>Lower case, as the recorded cases have it.</summary>
    public static string Write(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
