using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.IO;

namespace CardOs.Cli.Help;

/// <summary>Writes the help of a command, and its details and examples behind it.</summary>
internal sealed class ExamplesAction(HelpAction help) : SynchronousCommandLineAction
{
    private static readonly string[] OfTool =
    [
        "cardos                                        # the demonstration",
        "echo 00A40004023F00 | cardos exchange         # talk to a card",
    ];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        IReadOnlyList<string> examples = parseResult.CommandResult.Command switch
        {
            ToolCommand command => command.Examples,
            RootCommand => OfTool,
            _ => [],
        };
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ToolCommand { Details.Length: > 0 } tool)
        {
            output.WriteLine(tool.Details);
            output.WriteLine();
        }

        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
        }

        foreach (string example in examples)
        {
            output.WriteLine($"  {example}");
        }

        return code;
    }
}
