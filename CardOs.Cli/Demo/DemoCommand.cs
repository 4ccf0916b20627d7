using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using CardOs.Cli.Help;
using CardOs.OffCard;
using Spectre.Console;

namespace CardOs.Cli.Demo;

/// <summary><c>cardos demo</c>: a card from the factory, and recorded over-the-air messages for it.</summary>
internal static class DemoCommand
{
    private const string Summary = "Boots a card and plays recorded over-the-air messages to it. This is what 'cardos' alone does.";

    private const string Details = """
        The card has two containers (docs/default-profile.md). The packets were sealed by CardOs and by others; they come in
        one or more short messages, are accepted and refused, and have receipts both ways. In the end an applet is loaded
        into the container that is not in use, and the card is switched to it. Shows what happens inside, what the memory is
        used for before and after, and whether all was as recorded: else the exit code is 1.
        """;

    public static Command Create(Streams streams)
    {
        var scenario = new Option<string?>("--scenario") { Description = "Play the messages of this file instead: see samples/over-the-air.jsonl.", HelpName = "FILE.jsonl" };
        var command = new ToolCommand("demo", Summary, Details, "cardos demo", "cardos demo --scenario samples/over-the-air.jsonl") { scenario };
        command.SetAction(result => Run(result.GetValue(scenario), streams));
        return command;
    }

    /// <summary>Plays a scenario, or the one that comes with the tool.</summary>
    public static int Run(string? path, Streams streams)
    {
        List<ScenarioStep> steps = Scenario.Read(path);
        IAnsiConsole console = Screen.Create(streams.Out, streams.IsOutTerminal);
        var trace = new TraceLog();
        var card = new Card(CardOptions.Uicc with { Trace = trace });
        var terminal = new Terminal(card);
        console.WriteLine($"Answer to reset: {Hex.Write(terminal.PowerOn())}");
        console.WriteLine();
        MemoryAccount before = card.Account();

        var runner = new ScenarioRunner(card, terminal, trace);
        var results = new List<StepResult>();
        foreach (ScenarioStep step in steps)
        {
            results.Add(runner.Run(step));
            console.Show(StepView.Draw(results.Count, results[^1]));
        }

        console.Show(AccountChangeView.Draw(before, card.Account()));
        console.Show(SummaryView.Draw(results));
        int passed = results.Count(result => result.Passed);
        console.WriteLine($"{passed} of {results.Count} steps passed");
        return passed == results.Count ? ExitCodes.Success : ExitCodes.Failed;
    }
}
