using System;
using System.Collections.Generic;
using CardOs.Apdu.Tlv;

namespace CardOs.OffCard.Files;

/// <summary>How a subscription's identifier is concealed: TS 31.102 4.4.11.8.</summary>
internal static class ConcealmentText
{
    private const uint Schemes = 0xA0;
    private const uint Keys = 0xA1;
    private const uint KeyIdentifier = 0x80;

    public static string? Information(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.TrimEnd((byte)0xFF);
        if (!new BerTlvReader(bytes).TryFind(Schemes, out ReadOnlySpan<byte> schemes))
        {
            return null;
        }

        var parts = new List<string>();
        for (int i = 0; i + 1 < schemes.Length; i += 2)
        {
            string scheme = schemes[i] switch { 0 => "null scheme", 1 => "profile A", 2 => "profile B", _ => $"scheme {schemes[i]:X2}" };
            parts.Add(schemes[i + 1] == 0 ? scheme : $"{scheme} with key {schemes[i + 1]}");
        }

        if (new BerTlvReader(bytes).TryFind(Keys, out ReadOnlySpan<byte> keys))
        {
            int number = 0;
            var reader = new BerTlvReader(keys);
            while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
            {
                if (tag.Value == KeyIdentifier)
                {
                    parts.Add($"key {++number} has the identifier {value[0]}");
                }
            }
        }

        return string.Join(", ", parts);
    }
}
