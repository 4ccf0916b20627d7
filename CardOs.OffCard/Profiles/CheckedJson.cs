using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace CardOs.OffCard.Profiles;

/// <summary>A value of a JSON document that knows where it is, and refuses to be what it is not.</summary>
internal readonly struct CheckedJson(JsonElement element, string path)
{
    public JsonElement Element { get; } = element;

    public string Path { get; } = path;

    /// <summary>Checks that the value is an object with no other properties than <paramref name="names"/>, each at most once.</summary>
    public CheckedJson AsObject(string[] names)
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            throw Expected("an object");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in Element.EnumerateObject())
        {
            if (!seen.Add(property.Name))
            {
                throw new ProfileFormatException($"{Path}.{property.Name}: expected this property once");
            }

            if (Array.IndexOf(names, property.Name) < 0)
            {
                throw new ProfileFormatException($"{Path}.{property.Name}: expected no such property; known here: {string.Join(", ", names)}");
            }
        }

        return this;
    }

    /// <summary>A property that must be there.</summary>
    public CheckedJson Required(string name) =>
        Optional(name) ?? throw new ProfileFormatException($"{Path}.{name}: expected a value, found none");

    /// <summary>A property that may be there.</summary>
    public CheckedJson? Optional(string name) =>
        Element.TryGetProperty(name, out JsonElement value) ? new CheckedJson(value, $"{Path}.{name}") : null;

    public List<T> AsList<T>(Func<CheckedJson, T> read)
    {
        if (Element.ValueKind != JsonValueKind.Array)
        {
            throw Expected("an array");
        }

        var list = new List<T>(Element.GetArrayLength());
        foreach (JsonElement item in Element.EnumerateArray())
        {
            list.Add(read(new CheckedJson(item, $"{Path}[{list.Count}]")));
        }

        return list;
    }

    public string AsText() => Element.ValueKind == JsonValueKind.String ? Element.GetString()! : throw Expected("text");

    public bool AsTruth() => Element.ValueKind is JsonValueKind.True or JsonValueKind.False ? Element.GetBoolean() : throw Expected("true or false");

    public long AsNumber(long least, long most) =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetInt64(out long value) && value >= least && value <= most
            ? value
            : throw Expected(string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    /// <summary>Bytes in hex.</summary>
    /// <param name="expected">What to say when they are not.</param>
    /// <param name="fits">Which lengths are right.</param>
    public byte[] AsBytes(string expected, Func<int, bool> fits)
    {
        string text = Element.ValueKind == JsonValueKind.String ? Element.GetString()! : throw Expected(expected);
        foreach (char digit in text)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                throw Expected(expected);
            }
        }

        return text.Length % 2 == 0 && fits(text.Length / 2) ? Convert.FromHexString(text) : throw Expected(expected);
    }

    /// <summary>One of some words.</summary>
    public T AsWord<T>(IReadOnlyDictionary<string, T> words) =>
        Element.ValueKind == JsonValueKind.String && words.TryGetValue(Element.GetString()!, out T? value)
            ? value
            : throw Expected($"one of {string.Join(", ", words.Keys)}");

    /// <summary>The error that something else was expected here.</summary>
    public ProfileFormatException Expected(string what) => new($"{Path}: expected {what}");
}
