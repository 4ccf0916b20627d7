using System.Linq;
using System.Text.Json;
using NUnit.Framework;

namespace CardOs.Tests.Vectors;

/// <summary>Fails a known answer that has a field its check does not know, so that no variation passes unseen.</summary>
internal static class VectorFields
{
    public static void AllowInputs(VectorCase vector, params string[] names) => Allow(vector.Inputs, names);

    public static void AllowExpected(VectorCase vector, params string[] names) => Allow(vector.Expected, names);

    private static void Allow(JsonElement element, string[] names) =>
        Assert.That(element.EnumerateObject().Select(property => property.Name), Is.SubsetOf(names));
}
