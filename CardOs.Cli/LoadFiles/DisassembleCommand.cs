using System;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using CardOs.Cli.Help;
using CardOs.OffCard.LoadFiles;

namespace CardOs.Cli.LoadFiles;

/// <summary><c>cardos disassemble</c>: the classes and the code of a CAP file.</summary>
internal static class DisassembleCommand
{
    private const string Summary = "Writes the classes and the code of a CAP file as text.";

    private const string Details = """
        Offsets are those of the Class and the Method component. Packages of Java Card, GlobalPlatform, UICC, USIM and SIM have
        their names; for others name their export files. Without a Descriptor component, methods are found from class tables,
        applets, exports and calls, and where they end from their code.
        """;

    public static Command Create(Streams streams)
    {
        Argument<string> file = FileArgument.Of("A CAP file.");
        var method = new Option<string[]>("--method") { Description = "Only methods at this offset (hex), or with this text in what is known of them.", HelpName = "TEXT" };
        var export = new Option<string[]>("--export") { Description = "The export file of an imported package.", HelpName = "FILE.exp" };
        var command = new ToolCommand(
            "disassemble", Summary, Details, "cardos disassemble applet.cap", "cardos disassemble applet.cap --method process", "cardos disassemble applet.cap --method 0051")
        {
            file, method, export,
        };
        command.SetAction(result =>
        {
            string path = result.GetValue(file)!;
            var disassembler = new Disassembler(CapInput.Open(path), CapInput.OpenExports(result.GetValue(export) ?? []));
            string[] wanted = result.GetValue(method) ?? [];
            CodeMethod[] methods = [.. disassembler.Methods.Where(one => wanted.Length == 0 || wanted.Any(text => IsWanted(one, text)))];
            if (methods.Length == 0 && wanted.Length != 0)
            {
                throw new InputException($"{path}: there is no method {string.Join(", ", wanted)}");
            }

            if (wanted.Length == 0)
            {
                disassembler.WriteClasses(streams.Out);
            }

            foreach (CodeMethod one in methods)
            {
                streams.Out.WriteLine();
                disassembler.WriteMethod(one, streams.Out);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static bool IsWanted(CodeMethod method, string text) =>
        (int.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int offset) && offset == method.Offset)
        || method.Roles.Any(role => role.Contains(text, StringComparison.Ordinal));
}
