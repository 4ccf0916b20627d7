using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.IO;
using System.Threading;
using CardOs.Cli.Containers;
using CardOs.Cli.Demo;
using CardOs.Cli.Exchange;
using CardOs.Cli.GlobalPlatform;
using CardOs.Cli.Help;
using CardOs.Cli.Images;
using CardOs.Cli.LoadFiles;
using CardOs.Cli.Ota;
using CardOs.Cli.Profiles;
using CardOs.Cli.Reader;

namespace CardOs.Cli;

/// <summary>The commands of the tool, and what becomes of an error in any of them.</summary>
internal static class CommandLine
{
    private const string Description = """
        An open smart-card operating system, and the other end of its protocols.

        Data go to standard output, messages to standard error. The exit code is 0 when the job is done, 1 when
        it failed (a check did not pass), 2 when the command line or the input is wrong.
        """;

    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="streams">Where it reads and writes.</param>
    /// <param name="stop">Ends a command that does not end by itself, as Ctrl-C does.</param>
    /// <returns>The exit code: see <see cref="ExitCodes"/>.</returns>
    public static int Run(string[] arguments, Streams streams, CancellationToken stop = default)
    {
        ParseResult result = Create(streams).Parse(arguments);
        if (result.Action is ParseErrorAction)
        {
            return ReportUsage(result, streams);
        }

        try
        {
            var configuration = new InvocationConfiguration { Output = streams.Out, Error = streams.Error, EnableDefaultExceptionHandler = false };
            return result.InvokeAsync(configuration, stop).GetAwaiter().GetResult();
        }
        catch (InputException failure)
        {
            streams.Error.WriteLine($"error: {failure.Message}");
            return ExitCodes.BadInput;
        }
        catch (IOException failure)
        {
            // The reader of a pipe went away, or a disk is full.
            streams.Error.WriteLine($"error: {failure.Message}");
            return ExitCodes.Failed;
        }
    }

    private static RootCommand Create(Streams streams)
    {
        var root = new RootCommand(Description)
        {
            DemoCommand.Create(streams),
            ExchangeCommand.Create(streams),
            ReaderCommand.Create(streams),
            OtaCommand.Create(streams),
            ImageCommand.Create(streams),
            GlobalPlatformCommand.Create(streams),
            ContainersCommand.Create(streams),
            CapCommand.Create(streams),
            DisassembleCommand.Create(streams),
            LoadCommand.Create(streams),
            ProfileCommand.Create(streams),
        };
        root.SetAction(_ => DemoCommand.Run(path: null, streams));
        foreach (Option option in root.Options)
        {
            switch (option)
            {
                case HelpOption help:
                    help.Action = new ExamplesAction((HelpAction)help.Action!);
                    break;
                case VersionOption version:
                    version.Action = new VersionAction(streams.Out);
                    break;
            }
        }

        return root;
    }

    private static int ReportUsage(ParseResult result, Streams streams)
    {
        foreach (ParseError error in result.Errors)
        {
            streams.Error.WriteLine($"error: {error.Message}");
        }

        string name = result.CommandResult.Command.Name;
        for (SymbolResult? parent = result.CommandResult.Parent; parent is CommandResult above; parent = above.Parent)
        {
            name = $"{above.Command.Name} {name}";
        }

        name = name.Replace(result.RootCommandResult.Command.Name, "cardos", StringComparison.Ordinal);
        streams.Error.WriteLine($"See: {name} --help");
        return ExitCodes.BadInput;
    }
}
