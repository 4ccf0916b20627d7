using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Tlv;

/// <summary>The objects that a known answer expects: a tree or a list of {tag, value} and {tag, children}.</summary>
internal static class VectorTree
{
    public static IEnumerable<JsonElement> Of(VectorCase vector)
    {
        JsonProperty only = vector.Expected.EnumerateObject().Single();
        Assert.That(only.Name, Is.AnyOf("tree", "list"));
        return only.Value.EnumerateArray();
    }

    public static void CheckLeaf(JsonElement node, string tag, ReadOnlySpan<byte> value, params string[] others)
    {
        Assert.That(tag, Is.EqualTo(node.GetProperty("tag").GetString()));
        Assert.That(VectorCase.Hex(value), Is.EqualTo(node.GetProperty("value").GetString()));
        CheckNames(node, ["tag", "value", .. others]);
    }

    /// <summary>Fails for a field that the check does not know.</summary>
    public static void CheckNames(JsonElement node, params string[] names) =>
        Assert.That(node.EnumerateObject().Select(property => property.Name), Is.SubsetOf(names));
}
