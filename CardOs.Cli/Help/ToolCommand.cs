using System.Collections.Generic;
using System.CommandLine;

namespace CardOs.Cli.Help;

/// <summary>A command below the root: a summary for the list of commands, details and examples for its own help.</summary>
internal sealed class ToolCommand(string name, string summary, string details, params string[] examples) : Command(name, summary)
{
    /// <summary>What its help says in more than a line; may be empty.</summary>
    public string Details { get; } = details;

    /// <summary>Lines as they are typed.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
