using System.Collections.Generic;

namespace CardOs.Cli.Help;

/// <summary>A command that shows how it is used.</summary>
internal interface IHasExamples
{
    /// <summary>Lines as they are typed.</summary>
    IReadOnlyList<string> Examples { get; }
}
