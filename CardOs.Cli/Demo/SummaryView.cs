using System.Collections.Generic;
using System.Globalization;
using CardOs.Apdu;
using CardOs.Cli.Ota;
using Spectre.Console;

namespace CardOs.Cli.Demo;

/// <summary>All steps as a table, a row each.</summary>
internal static class SummaryView
{
    public static Table Draw(List<StepResult> results)
    {
        Table table = Screen.TableOf(">", "step", "=TAR", "=SPI", ">parts", "receipt", ">run", "last SW", "=result");
        for (int i = 0; i < results.Count; i++)
        {
            StepResult result = results[i];
            table.Row(
                (i + 1).ToString(CultureInfo.InvariantCulture),
                result.Step.Name,
                result.Step.Inputs.Tar.ToString(),
                result.Step.Inputs.Spi?.ToString() ?? "",
                $"{result.Step.Envelopes.Count}",
                result.Receipt is { } receipt ? $"{(int)receipt.Status:x2} {ReceiptReader.NameOf(receipt.Status)}" : "none",
                result.Receipt is { LastStatus: not StatusWord.None } some ? $"{some.CommandsExecuted}" : "",
                result.Receipt is { LastStatus: not StatusWord.None } last ? $"{(int)last.LastStatus:x4}" : "",
                result.Passed ? "passed" : "FAILED");
        }

        return table;
    }
}
