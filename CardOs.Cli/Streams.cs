using System.IO;

namespace CardOs.Cli;

/// <summary>Where a command reads and writes: data on <see cref="Out"/>, messages on <see cref="Error"/>.</summary>
internal sealed class Streams(TextReader input, TextWriter output, TextWriter error)
{
    public TextReader In { get; } = input;

    public TextWriter Out { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Whether somebody looks at <see cref="Out"/>: then there are colours.</summary>
    public bool IsOutTerminal { get; init; }

    /// <summary>Whether somebody looks at <see cref="Error"/>: then there is progress.</summary>
    public bool IsErrorTerminal { get; init; }
}
