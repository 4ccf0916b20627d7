using System.CommandLine;
using System.CommandLine.Invocation;
using System.IO;
using System.Reflection;

namespace CardOs.Cli.Help;

/// <summary>Writes the version of this assembly, whoever runs it.</summary>
internal sealed class VersionAction(TextWriter output) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        string version = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        output.WriteLine($"cardos {version.Split('+')[0]}");
        return ExitCodes.Success;
    }
}
