using System;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace CardOs.Cli.Help;

/// <summary>The FILE of a command; an option that was mistyped is not taken for one.</summary>
internal static class FileArgument
{
    /// <summary>A file that must be named.</summary>
    public static Argument<string> Of(string description, string name = "FILE")
    {
        var file = new Argument<string>(name) { Description = description };
        file.Validators.Add(RefuseOptions);
        return file;
    }

    /// <summary>A text file, or standard input.</summary>
    public static Argument<string?> OfLines()
    {
        var file = new Argument<string?>("FILE") { Description = "The lines; standard input when absent or '-'.", Arity = ArgumentArity.ZeroOrOne };
        file.Validators.Add(RefuseOptions);
        return file;
    }

    /// <summary>Takes what starts as an option does for a mistyped one.</summary>
    public static void RefuseOptions(ArgumentResult result)
    {
        foreach (Token token in result.Tokens)
        {
            if (token.Value.StartsWith("--", StringComparison.Ordinal))
            {
                result.AddError($"Unrecognized option '{token.Value}'.");
            }
        }
    }
}
