using System;
using System.Text;
using CardOs.Apdu.Tlv;

namespace CardOs.OffCard.Files;

/// <summary>Application templates of EF.DIR: TS 102 221 13.1.</summary>
internal static class DirectoryText
{
    private const uint ApplicationTemplate = 0x61;
    private const uint Aid = 0x4F;
    private const uint Label = 0x50;

    public static string? Template(ReadOnlySpan<byte> bytes)
    {
        if (!BerTlvDecoder.TryReadElement(bytes, out BerTag tag, out ReadOnlySpan<byte> template, out _)
            || tag.Value != ApplicationTemplate
            || !new BerTlvReader(template).TryFind(Aid, out ReadOnlySpan<byte> aid))
        {
            return null;
        }

        bool hasLabel = new BerTlvReader(template).TryFind(Label, out ReadOnlySpan<byte> label);
        return $"{(hasLabel ? $"\"{Encoding.UTF8.GetString(label)}\" " : "")}{Convert.ToHexString(aid)}";
    }
}
