using System;
using System.Collections.Generic;
using System.Text;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Tlv;

namespace CardOs.OffCard.Files;

/// <summary>Names, languages and other short fields: TS 31.102 4.2.</summary>
internal static class TextFields
{
    private const byte Filler = 0xFF;
    private const byte IdentityTag = 0x80;
    private const byte FullName = 0x43;
    private const byte ShortName = 0x45;

    /// <summary>A name in the default alphabet, one character in a byte, or in UCS-2: TS 31.102 annex A.</summary>
    public static string Alpha(ReadOnlySpan<byte> bytes)
    {
        const byte Ucs2 = 0x80;
        ReadOnlySpan<byte> used = bytes.TrimEnd(Filler);
        if (used.Length > 1 && used[0] == Ucs2)
        {
            return Encoding.BigEndianUnicode.GetString(used.Slice(1, (used.Length - 1) & ~1));
        }

        var text = new StringBuilder();
        Span<byte> packed = stackalloc byte[2];
        Span<char> character = stackalloc char[2];
        foreach (byte one in used)
        {
            packed[0] = (byte)(one & 0x7F);
            packed[1] = 0;
            text.Append(one < 0x80 && DefaultAlphabet.TryDecode(packed, 0, 1, character, out int length) && length == 1 ? character[0] : '?');
        }

        return text.ToString();
    }

    /// <summary>Languages of two letters each.</summary>
    public static string? Languages(ReadOnlySpan<byte> bytes)
    {
        var languages = new List<string>();
        for (int i = 0; i + 1 < bytes.Length; i += 2)
        {
            if (bytes[i] != Filler)
            {
                languages.Add(Encoding.ASCII.GetString(bytes.Slice(i, 2)));
            }
        }

        return string.Join(", ", languages);
    }

    /// <summary>A display condition and a name: TS 31.102 4.2.12.</summary>
    public static string? ProviderName(ReadOnlySpan<byte> bytes) => bytes.Length < 2 ? null : $"\"{Alpha(bytes[1..])}\", display condition {bytes[0]:X2}";

    /// <summary>The mode of operation, and how many digits the network code has: TS 31.102 4.2.18.</summary>
    public static string? Administrative(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 3)
        {
            return null;
        }

        string mode = bytes[0] switch
        {
            0x00 => "normal operation",
            0x01 => "normal operation and specific facilities",
            0x02 => "maintenance",
            0x04 => "cell test",
            0x80 => "type approval",
            0x81 => "type approval and specific facilities",
            _ => $"mode {bytes[0]:X2}",
        };
        return bytes.Length == 3 ? mode : $"{mode}, network code of {bytes[3] & 0x0F} digits";
    }

    /// <summary>One bit for each access class: TS 31.102 4.2.15.</summary>
    public static string? AccessClasses(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 2)
        {
            return null;
        }

        var classes = new List<string>();
        int bits = (bytes[0] << 8) | bytes[1];
        for (int i = 0; i < 16; i++)
        {
            if (((bits >> i) & 1) != 0)
            {
                classes.Add($"{i}");
            }
        }

        return classes.Count == 0 ? "no access class" : "access class " + string.Join(", ", classes);
    }

    /// <summary>A data object 80 with UTF-8: TS 31.103 4.2.2.</summary>
    public static string? Identity(ReadOnlySpan<byte> bytes) =>
        TryReadFirst(bytes, out uint tag, out ReadOnlySpan<byte> value) && tag == IdentityTag ? Encoding.UTF8.GetString(value) : null;

    /// <summary>A data object 80 with a type and an address: TS 31.103 4.2.8.</summary>
    public static string? Address(ReadOnlySpan<byte> bytes)
    {
        const byte DomainName = 0x00;
        return TryReadFirst(bytes, out uint tag, out ReadOnlySpan<byte> value) && tag == IdentityTag && value.Length > 1
            ? value[0] == DomainName ? Encoding.UTF8.GetString(value[1..]) : $"type {value[0]:X2}, {Convert.ToHexString(value[1..])}"
            : null;
    }

    /// <summary>The full and the short name of a network: TS 31.102 4.2.58, TS 24.008 10.5.3.5.</summary>
    public static string? NetworkName(ReadOnlySpan<byte> bytes)
    {
        var names = new List<string>();
        var reader = new BerTlvReader(bytes.TrimEnd(Filler));
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            if (tag.Value is FullName or ShortName && value.Length > 1)
            {
                names.Add($"\"{PackedName(value)}\"");
            }
        }

        return names.Count == 0 ? null : string.Join(", short ", names);
    }

    // A coding and a number of spare bits, then septets or UCS-2.
    private static string PackedName(ReadOnlySpan<byte> value)
    {
        const byte CodingMask = 0b0111_0000;
        const byte SpareMask = 0b0000_0111;
        if ((value[0] & CodingMask) != 0)
        {
            return Encoding.BigEndianUnicode.GetString(value[1..]);
        }

        Span<char> text = stackalloc char[512];
        int septets = (((value.Length - 1) * 8) - (value[0] & SpareMask)) / 7;
        return DefaultAlphabet.TryDecode(value[1..], 0, septets, text, out int length) ? new string(text[..length]) : "";
    }

    private static bool TryReadFirst(ReadOnlySpan<byte> bytes, out uint tag, out ReadOnlySpan<byte> value)
    {
        bool isRead = BerTlvDecoder.TryReadElement(bytes, out BerTag found, out value, out _);
        tag = found.Value;
        return isRead;
    }
}
