using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CardOs.Tests.Cli;

/// <summary>Checks a document against the few keywords that the profile's schema uses; an unknown keyword is an error of the schema.</summary>
internal sealed class SchemaWalker(JsonElement schema)
{
    private static readonly string[] Annotations = ["$schema", "$defs", "title", "description", "default"];

    private readonly List<string> _errors = [];

    /// <summary>What the schema finds wrong, each with its path.</summary>
    public List<string> Check(JsonElement document)
    {
        _errors.Clear();
        Check(schema, document, "$");
        return _errors;
    }

    private void Check(JsonElement rules, JsonElement value, string path)
    {
        foreach (JsonProperty rule in rules.EnumerateObject())
        {
            if (!Annotations.Contains(rule.Name) && !Holds(rule, rules, value, path))
            {
                _errors.Add($"{path}: {rule.Name} {rule.Value.GetRawText()}");
            }
        }
    }

    private bool Holds(JsonProperty rule, JsonElement rules, JsonElement value, string path)
    {
        switch (rule.Name)
        {
            case "$ref":
                Check(schema.GetProperty("$defs").GetProperty(rule.Value.GetString()!["#/$defs/".Length..]), value, path);
                return true;
            case "type":
                return IsOfType(rule.Value.GetString()!, value);
            case "properties":
                CheckProperties(rule.Value, value, path);
                return true;
            case "additionalProperties":
                return value.ValueKind != JsonValueKind.Object
                    || value.EnumerateObject().All(property => rules.GetProperty("properties").TryGetProperty(property.Name, out _));
            case "required":
                return value.ValueKind != JsonValueKind.Object
                    || rule.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _));
            case "items":
                CheckItems(rule.Value, value, path);
                return true;
            case "enum":
                return rule.Value.EnumerateArray().Any(item => item.GetRawText() == value.GetRawText());
            case "pattern":
                return value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.Value.GetString()!);
            case "minLength" or "maxLength":
                return IsWithin(rule, value.ValueKind == JsonValueKind.String ? value.GetString()!.Length : null);
            case "minItems" or "maxItems":
                return IsWithin(rule, value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : null);
            case "minimum" or "maximum":
                return IsWithin(rule, value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null);
            case "multipleOf":
                return value.ValueKind != JsonValueKind.Number || value.GetInt64() % rule.Value.GetInt64() == 0;
            default:
                throw new NotSupportedException($"the keyword '{rule.Name}'");
        }
    }

    private void CheckProperties(JsonElement properties, JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                if (properties.TryGetProperty(property.Name, out JsonElement rules))
                {
                    Check(rules, property.Value, $"{path}.{property.Name}");
                }
            }
        }
    }

    private void CheckItems(JsonElement rules, JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                Check(rules, item, $"{path}[{index++}]");
            }
        }
    }

    private static bool IsWithin(JsonProperty rule, long? number) =>
        number is not { } found
        || (rule.Name.StartsWith("min", StringComparison.Ordinal) ? found >= rule.Value.GetInt64() : found <= rule.Value.GetInt64());

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"the type '{type}'"),
    };
}
