using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using CardOs.OffCard.Profiles;

namespace CardOs.Cli.Demo;

/// <summary>Recorded messages: JSON Lines, a step each. Empty lines and those that start with # are skipped.</summary>
internal static class Scenario
{
    private const string Shipped = "over-the-air.jsonl";

    /// <summary>Reads a file, or the scenario that comes with the tool.</summary>
    /// <exception cref="InputException">It is not a scenario; the message says in which line.</exception>
    public static List<ScenarioStep> Read(string? path)
    {
        using TextReader lines = path is null
            ? new StreamReader(typeof(Scenario).Assembly.GetManifestResourceStream(Shipped)!)
            : new StreamReader(InputFile.Open(path));
        var steps = new List<ScenarioStep>();
        int number = 0;
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (line.Length != 0 && line[0] != '#')
            {
                steps.Add(ReadStep(line, $"{path ?? Shipped}: line {number}"));
            }
        }

        return steps.Count != 0 ? steps : throw new InputException($"{path ?? Shipped}: expected a step in at least one line");
    }

    private static ScenarioStep ReadStep(string line, string place)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return ScenarioStep.Read(new CheckedJson(document.RootElement.Clone(), "$"));
        }
        catch (JsonException failure)
        {
            throw new InputException($"{place}: expected a JSON object: column {failure.BytePositionInLine + 1}");
        }
        catch (ProfileFormatException failure)
        {
            throw new InputException($"{place}: {failure.Message}");
        }
    }
}
