using System.CommandLine;
using CardOs.Apdu.LoadFiles;
using CardOs.Cli.Help;
using CardOs.OffCard.LoadFiles;
using Spectre.Console;

namespace CardOs.Cli.LoadFiles;

/// <summary><c>cardos cap</c>: what a CAP file is.</summary>
internal static class CapCommand
{
    private const string Summary = "Shows what is in a CAP file: its package, imports, applets, and how big it is.";

    private const string Details = """
        Every component is read whole and compared with the directory. Files may be ZIP archives as converters write them, or
        the components as they are loaded, one behind the other.
        """;

    public static Command Create(Streams streams)
    {
        Argument<string> file = FileArgument.Of("A CAP file.");
        var command = new ToolCommand("cap", Summary, Details, "cardos cap applet.cap") { file };
        command.SetAction(result =>
        {
            CapFile cap = CapInput.Open(result.GetValue(file)!);
            IAnsiConsole console = Screen.Create(streams.Out, streams.IsOutTerminal);
            string name = cap.Name.Length == 0 ? "" : $" {cap.Name}";
            console.WriteLine($"Package {cap.Package.Aid} {cap.Package.Version}{name}, CAP format {(int)cap.Format >> 4}.{(int)cap.Format & 0xF}{FlagsOf(cap.Flags)}");
            console.WriteLine();
            console.Show(Imports(cap));
            console.Show(Applets(cap));
            console.Show(Components(cap));
            return ExitCodes.Success;
        });
        return command;
    }

    private static string FlagsOf(HeaderFlags flags) =>
        ((flags & HeaderFlags.Int) != 0 ? ", uses int" : "")
        + ((flags & HeaderFlags.Export) != 0 ? ", exports" : "")
        + ((flags & HeaderFlags.Applet) != 0 ? ", applets" : "");

    private static Table Imports(CapFile cap)
    {
        var disassembler = new Disassembler(cap);
        Table table = Screen.TableOf(">Import", "=AID", "version", "name");
        for (int i = 0; i < cap.Imports.Count; i++)
        {
            table.Row($"{i}", cap.Imports[i].Aid, cap.Imports[i].Version, disassembler.NameOfImport(i) ?? "");
        }

        return table;
    }

    private static Table Applets(CapFile cap)
    {
        Table table = Screen.TableOf("=Applet", ">install method");
        foreach (CapApplet applet in cap.Applets)
        {
            table.Row(applet.Aid, $"{applet.InstallOffset:x4}");
        }

        return table;
    }

    // What a card is sent has no Debug component; Descriptor it may have.
    private static Table Components(CapFile cap)
    {
        Table table = Screen.TableOf(">Tag", "component", ">bytes");
        foreach (CapComponent component in cap.Components)
        {
            table.Row($"{(int)component.Tag}", component.Tag.ToString(), Screen.Number(component.EncodedLength));
        }

        table.Row("", "loaded with the descriptor", Screen.Number(cap.ToLoadFile().Length));
        return table.Row("", "loaded without it", Screen.Number(cap.ToLoadFile(withDescriptor: false).Length));
    }
}
