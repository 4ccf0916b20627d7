using System;
using System.Text;

namespace CardOs.Cli;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        // The contract is plain text without a mark in front: the same bytes on every system.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var streams = new Streams(Console.In, Console.Out, Console.Error)
        {
            IsOutTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
        };
        return CommandLine.Run(arguments, streams);
    }
}
