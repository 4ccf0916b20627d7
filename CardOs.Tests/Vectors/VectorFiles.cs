using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace CardOs.Tests.Vectors;

/// <summary>The known answers: those in this repository, and those in the folder named by CARDOS_VECTORS.</summary>
public static class VectorFiles
{
    /// <summary>Names the folder of further files of the same format.</summary>
    public const string FolderVariable = "CARDOS_VECTORS";

    public static IEnumerable<VectorCase> All()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string folder in Folders())
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                foreach (VectorCase vector in Read(file))
                {
                    if (seen.Add(vector.Id))
                    {
                        yield return vector;
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Folders()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "Vectors");
        string? further = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrEmpty(further))
        {
            yield return further;
        }
    }

    private static List<VectorCase> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.Clone().GetProperty("cases").EnumerateArray().Select(element => new VectorCase(element)).ToList();
    }
}
