using System;
using System.Collections.Generic;
using System.Text.Json;
using NUnit.Framework;

namespace CardOs.Tests.Vectors;

/// <summary>Compares everything that a known answer expects: a field that a check does not give is a failure.</summary>
internal static class ExpectedFields
{
    public static void Check(VectorCase vector, Dictionary<string, object?> actual)
    {
        foreach (JsonProperty field in vector.Expected.EnumerateObject())
        {
            if (field.Name == "meaning")
            {
                continue;
            }

            Assert.That(actual, Does.ContainKey(field.Name), $"{vector.Id}: nothing gives the field '{field.Name}'");
            JsonElement value = JsonSerializer.SerializeToElement(actual[field.Name]);
            Assert.That(AreEqual(value, field.Value), Is.True, $"{vector.Id}: {field.Name} is {value.GetRawText()}, expected {field.Value.GetRawText()}");
        }
    }

    // Sources write a flag as a bit too, and what is not there as null.
    private static bool AreEqual(JsonElement actual, JsonElement expected) => (actual.ValueKind, expected.ValueKind) switch
    {
        (JsonValueKind.True, JsonValueKind.Number) => expected.GetDouble() == 1,
        (JsonValueKind.False, JsonValueKind.Number) => expected.GetDouble() == 0,
        (JsonValueKind.String, JsonValueKind.Null) => actual.GetString() == "",
        _ => JsonElement.DeepEquals(actual, expected),
    };

    public static string Hex(ReadOnlySpan<byte> bytes) => VectorCase.Hex(bytes);

    public static string Hex(byte value) => value.ToString("x2");
}
