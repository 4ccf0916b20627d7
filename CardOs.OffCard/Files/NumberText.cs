using System;
using CardOs.Apdu.Sms;

namespace CardOs.OffCard.Files;

/// <summary>Numbers in semi-octets: ICCID, IMSI, telephone numbers.</summary>
internal static class NumberText
{
    private const int EntryLength = 14;
    private const int DiallingLength = 10;
    private const int EmergencyLength = 3;
    private const byte International = 0x90;
    private const byte TypeMask = 0xF0;

    /// <summary>TS 102 221 13.2.</summary>
    public static string? Iccid(ReadOnlySpan<byte> bytes) => Digits(bytes);

    // Length, then the digits behind a nibble that says whether their number is odd: TS 31.102 4.2.2.
    public static string? Imsi(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 9 && bytes[0] is > 0 and <= 8 && Digits(bytes.Slice(1, bytes[0])) is { Length: > 1 } digits ? digits[1..] : null;

    /// <summary>An entry with a name, a number and references: TS 31.102 4.4.2.3.</summary>
    public static string? Entry(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < EntryLength)
        {
            return null;
        }

        string name = TextFields.Alpha(bytes[..^EntryLength]);
        ReadOnlySpan<byte> number = bytes[^EntryLength..];
        if (number[0] is 0xFF or > DiallingLength + 1 or 0)
        {
            return name.Length == 0 ? null : $"\"{name}\"";
        }

        string digits = ((number[1] & TypeMask) == International ? "+" : "") + Digits(number.Slice(2, number[0] - 1));
        return name.Length == 0 ? digits : $"\"{name}\" {digits}";
    }

    /// <summary>An emergency number, a name and a category: TS 31.102 4.2.21.</summary>
    public static string? Emergency(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= EmergencyLength || Digits(bytes[..EmergencyLength]) is not { Length: > 0 } digits)
        {
            return null;
        }

        string name = TextFields.Alpha(bytes[EmergencyLength..^1]);
        return $"{digits}{(name.Length == 0 ? "" : $" \"{name}\"")}, category {bytes[^1]:X2}";
    }

    /// <summary>Digits up to the filler.</summary>
    public static string? Digits(ReadOnlySpan<byte> bytes)
    {
        Span<char> digits = stackalloc char[64];
        int count = SemiOctets.CountDigits(bytes);
        return SemiOctets.TryDecode(bytes, count, digits, out int length) ? new string(digits[..length]) : null;
    }
}
