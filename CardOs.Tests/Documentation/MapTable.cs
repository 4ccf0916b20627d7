using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;

namespace CardOs.Tests.Documentation;

/// <summary>The constants of a memory map that are places, as a table.</summary>
internal static class MapTable
{
    private static readonly string[] Measures = ["Length", "Count", "Capacity", "Shift", "Version", "Word", "Bytes"];
    private static readonly string[] Places = ["MemoryLength", "BootCount"];
    private static readonly string[] NotPlaces = ["ScriptChannel"];

    public static void Write(StringBuilder text, Type map, int end)
    {
        List<(string Name, int Offset)> places = [.. PlacesOf(map)];
        text.Append("| offset | bytes | name |\n|---|---|---|\n");
        for (int i = 0; i < places.Count; i++)
        {
            int next = i + 1 < places.Count ? places[i + 1].Offset : end;
            text.Append($"| {places[i].Offset:X6} | {next - places[i].Offset} | {Words(places[i].Name)} |\n");
        }
    }

    private static IEnumerable<(string Name, int Offset)> PlacesOf(Type map) =>
        map.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && field.FieldType == typeof(int) && IsPlace(field.Name))
            .Select(field => (field.Name, Offset: (int)field.GetRawConstantValue()!))
            .OrderBy(place => place.Offset);

    private static bool IsPlace(string name) =>
        Places.Contains(name)
        || (!NotPlaces.Contains(name) && !name.StartsWith("Max", StringComparison.Ordinal) && !Measures.Any(name.EndsWith));

    // JournalHead -> journal head
    private static string Words(string name) =>
        string.Concat(name.Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
