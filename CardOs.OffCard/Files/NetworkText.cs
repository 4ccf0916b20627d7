using System;
using System.Collections.Generic;

namespace CardOs.OffCard.Files;

/// <summary>Networks as a country and a network code: TS 31.102 4.2.5, TS 24.008 10.5.1.13.</summary>
internal static class NetworkText
{
    public const int Length = 3;
    private const int SelectorLength = 5;
    private const int NoDigit = 0x0F;

    private static readonly (int Bits, string Name)[] Technologies =
        [(0x8000, "UTRAN"), (0x4000, "E-UTRAN"), (0x0800, "NG-RAN"), (0x0080, "GSM"), (0x0040, "GSM COMPACT"), (0x0020, "CDMA2000 HRPD"), (0x0010, "CDMA2000 1xRTT")];

    /// <summary>"001-01"; null for a place that is not used.</summary>
    public static string? Network(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Length || !bytes[..Length].ContainsAnyExcept((byte)0xFF))
        {
            return null;
        }

        int third = bytes[1] >> 4;
        string network = $"{bytes[2] & 0x0F:X}{bytes[2] >> 4:X}{(third == NoDigit ? "" : $"{third:X}")}";
        return $"{bytes[0] & 0x0F:X}{bytes[0] >> 4:X}{bytes[1] & 0x0F:X}-{network}";
    }

    public static string? List(ReadOnlySpan<byte> bytes)
    {
        var networks = new List<string>();
        for (int i = 0; i + Length <= bytes.Length; i += Length)
        {
            if (Network(bytes[i..]) is { } network)
            {
                networks.Add(network);
            }
        }

        return networks.Count == 0 ? "none" : string.Join(", ", networks);
    }

    /// <summary>Networks with access technologies.</summary>
    public static string? Selector(ReadOnlySpan<byte> bytes)
    {
        var networks = new List<string>();
        for (int i = 0; i + SelectorLength <= bytes.Length; i += SelectorLength)
        {
            if (Network(bytes[i..]) is { } network)
            {
                networks.Add($"{network} {Technology((bytes[i + Length] << 8) | bytes[i + Length + 1])}");
            }
        }

        return networks.Count == 0 ? "none" : string.Join(", ", networks);
    }

    private static string Technology(int bits)
    {
        var names = new List<string>();
        foreach ((int bit, string name) in Technologies)
        {
            if ((bits & bit) != 0)
            {
                names.Add(name);
            }
        }

        return names.Count == 0 ? "any" : string.Join('+', names);
    }
}
