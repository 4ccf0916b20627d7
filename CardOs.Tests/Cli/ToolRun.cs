using System;
using System.IO;
using CardOs.Cli;

namespace CardOs.Tests.Cli;

/// <summary>One run of the tool within this process, and what it wrote.</summary>
internal sealed record ToolRun(int Code, string Out, string Error)
{
    /// <summary>The lines on standard output.</summary>
    public string[] Lines => Out.Length == 0 ? [] : Out[..^1].Split('\n');

    public static ToolRun Of(string input, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        int code = CommandLine.Run(arguments, new Streams(new StringReader(input), output, error));
        return new ToolRun(code, output.ToString().Replace("\r", "", StringComparison.Ordinal), error.ToString().Replace("\r", "", StringComparison.Ordinal));
    }
}
