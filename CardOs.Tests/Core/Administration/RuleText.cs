using System;
using System.Collections.Generic;
using System.Linq;

namespace CardOs.Tests.Core.Administration;

/// <summary>An access condition in words, as "OR(PIN1,AND(PIN2,ADM1))": how it is coded, and, by other means than the card's, whether it holds.</summary>
internal static class RuleText
{
    private static readonly Dictionary<string, string> References = new() { ["PIN1"] = "01", ["PIN2"] = "81", ["ADM1"] = "0A", ["UPIN"] = "11" };

    /// <summary>The security condition data object.</summary>
    public static string Encode(string text)
    {
        if (text is "ALW" or "NEV")
        {
            return text == "ALW" ? "9000" : "9700";
        }

        (string name, string[] parts) = Split(text);
        string tag = name switch { "OR" => "A0", "AND" => "AF", "NOT" => "A7", _ => string.Empty };
        return tag.Length == 0 ? $"A4068301{References[text]}950108" : tag + AdminCard.Lv(string.Concat(parts.Select(Encode)));
    }

    /// <summary>Whether the condition holds when these PINs do.</summary>
    public static bool Holds(string text, IReadOnlySet<string> satisfied)
    {
        (string name, string[] parts) = Split(text);
        return name switch
        {
            "ALW" => true,
            "NEV" => false,
            "OR" => parts.Any(part => Holds(part, satisfied)),
            "AND" => parts.All(part => Holds(part, satisfied)),
            "NOT" => !Holds(parts.Single(), satisfied),
            _ => satisfied.Contains(name),
        };
    }

    private static (string Name, string[] Parts) Split(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return (text, []);
        }

        var parts = new List<string>();
        int depth = 0;
        int start = open + 1;
        for (int i = start; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth < 0 || (depth == 0 && text[i] == ','))
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        return (text[..open], [.. parts]);
    }
}
