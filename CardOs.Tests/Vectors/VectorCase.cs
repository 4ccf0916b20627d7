using System;
using System.Text.Json;

namespace CardOs.Tests.Vectors;

/// <summary>One known answer: what goes in, what must come out, and who published it.</summary>
public sealed class VectorCase
{
    private readonly JsonElement _inputs;
    private readonly JsonElement _expected;

    internal VectorCase(JsonElement element)
    {
        Id = element.GetProperty("id").GetString()!;
        Kind = element.GetProperty("kind").GetString()!;
        Algorithm = element.GetProperty("algorithm").GetString()!;
        _inputs = element.GetProperty("inputs");
        _expected = element.GetProperty("expected");
    }

    public string Id { get; }

    public string Kind { get; }

    public string Algorithm { get; }

    public JsonElement Inputs => _inputs;

    public JsonElement Expected => _expected;

    /// <summary>An input in hex; empty when the case does not give it.</summary>
    public byte[] Bytes(string name) => Hex(Text(name));

    /// <summary>An input as text; empty when the case does not give it.</summary>
    public string Text(string name) => Get(_inputs, name) ?? "";

    public int Number(string name) => _inputs.GetProperty(name).GetInt32();

    public bool HasInput(string name) => Get(_inputs, name) is not null;

    public bool IsExpected(string name) => Get(_expected, name) is not null;

    /// <summary>An expected value as text, hex in lower case as the files have it.</summary>
    public string ExpectedText(string name) => Get(_expected, name) ?? throw new InvalidOperationException($"{Id}: no expected '{name}'");

    public byte[] ExpectedBytes(string name) => Hex(ExpectedText(name));

    public int ExpectedNumber(string name) => _expected.GetProperty(name).GetInt32();

    public override string ToString() => Id;

    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private static string? Get(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
    }
}
