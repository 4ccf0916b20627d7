using System.Collections.Generic;
using System.CommandLine;

namespace CardOs.Cli.Help;

/// <summary>A command below the root, with its examples.</summary>
internal sealed class ToolCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Lines as they are typed.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
