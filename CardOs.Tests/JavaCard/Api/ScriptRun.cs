using System;
using System.IO;
using System.Text.Json;
using CardOs.Tests.Core;

namespace CardOs.Tests.JavaCard.Api;

/// <summary>Commands of a test applet's script, without a look at their answers.</summary>
internal static class ScriptRun
{
    /// <summary>Sends those from one step to another, which their reasons name.</summary>
    /// <returns>The last command.</returns>
    public static string Send(TestCard card, string name, string first, string last)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf($"CardOs.Tests/Vectors/applets/{name}/{name}.json")));
        bool isRunning = false;
        foreach (JsonElement step in document.RootElement.GetProperty("steps").EnumerateArray())
        {
            string why = step.TryGetProperty("why", out JsonElement text) ? text.GetString()! : string.Empty;
            isRunning |= why == first;
            if (isRunning && step.TryGetProperty("send", out JsonElement send))
            {
                card.Send(send.GetString()!);
                if (why == last)
                {
                    return send.GetString()!;
                }
            }
        }

        throw new InvalidOperationException($"The script has no {last} behind {first}.");
    }
}
