using System;
using System.Collections.Generic;

namespace CardOs.OffCard.Files;

/// <summary>Service tables: TS 31.102 4.2.8, TS 31.103 4.2.7, TS 51.011 10.3.7.</summary>
internal static class ServiceText
{
    public static string? Usim(ReadOnlySpan<byte> bytes) => Describe(Services(bytes, bits: 1));

    public static string? Isim(ReadOnlySpan<byte> bytes) => Describe(Services(bytes, bits: 1));

    /// <summary>Allocated and activated in two bits.</summary>
    public static string? Sim(ReadOnlySpan<byte> bytes) => Describe(Services(bytes, bits: 2));

    /// <summary>What of the USIM's services is switched on: TS 31.102 4.2.47.</summary>
    public static string? Enabled(ReadOnlySpan<byte> bytes)
    {
        var names = new List<string>();
        foreach (int service in Services(bytes, bits: 1))
        {
            names.Add(service switch { 1 => "FDN", 2 => "BDN", 3 => "ACL", _ => $"{service}" });
        }

        return names.Count == 0 ? "none" : string.Join(", ", names);
    }

    /// <summary>The numbers of the services that are available.</summary>
    public static List<int> Services(ReadOnlySpan<byte> bytes, int bits)
    {
        int mask = (1 << bits) - 1;
        int each = 8 / bits;
        var services = new List<int>();
        for (int i = 0; i < bytes.Length * each; i++)
        {
            if (((bytes[i / each] >> (i % each * bits)) & mask) == mask)
            {
                services.Add(i + 1);
            }
        }

        return services;
    }

    // "1 to 3, 10, 12".
    private static string Describe(List<int> services)
    {
        var ranges = new List<string>();
        for (int i = 0; i < services.Count; i++)
        {
            int first = i;
            while (i + 1 < services.Count && services[i + 1] == services[i] + 1)
            {
                i++;
            }

            ranges.Add(i - first >= 2 ? $"{services[first]} to {services[i]}" : i > first ? $"{services[first]}, {services[i]}" : $"{services[i]}");
        }

        return ranges.Count == 0 ? "no service" : "services " + string.Join(", ", ranges);
    }
}
