using System;

namespace CardOs.OffCard.Files;

/// <summary>What a file or a record holds: in words where its kind is known, else its bytes.</summary>
internal static class ContentText
{
    private const byte Filler = 0xFF;

    /// <summary>"empty" for nothing but FF, words, or bytes without the FF at their end.</summary>
    public static string Of(CardFile file, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> used = bytes.TrimEnd(Filler);
        return used.IsEmpty ? "empty" : file.Known?.Decode?.Invoke(bytes) ?? Convert.ToHexString(used);
    }
}
