using System.IO;
using System.Text;
using Spectre.Console;

namespace CardOs.Cli;

/// <summary>Tables and trees: with colours for somebody who looks, as plain ASCII for everything else.</summary>
internal static class Screen
{
    // Wide enough that no table of the tool is folded.
    private const int PlainWidth = 200;
    private const int NarrowWidth = 80;

    public static IAnsiConsole Create(TextWriter output, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!isTerminal)
        {
            console.Profile.Width = PlainWidth;
            console.Profile.Capabilities.Unicode = false;
        }

        return console;
    }

    /// <summary>The same for what is meant to be read: it folds at 80 columns where there is no terminal to say its width.</summary>
    public static IAnsiConsole CreateNarrow(TextWriter output, bool isTerminal)
    {
        IAnsiConsole console = Create(output, isTerminal);
        if (!isTerminal)
        {
            console.Profile.Width = NarrowWidth;
        }

        return console;
    }

    /// <summary>A table with these columns; those that start with '>' are for numbers, with '=' for codes; the others fold where the terminal is too narrow.</summary>
    public static Table TableOf(params string[] columns)
    {
        var table = new Table();
        foreach (string column in columns)
        {
            bool isWhole = column[0] is '>' or '=';
            var added = new TableColumn(new Text(isWhole ? column[1..] : column)) { NoWrap = isWhole };
            table.AddColumn(column[0] == '>' ? added.RightAligned() : added);
        }

        return table;
    }

    /// <summary>Writes a table: with lines where there is Unicode, else as Markdown.</summary>
    public static void Show(this IAnsiConsole console, Table table)
    {
        table.Border = console.Profile.Capabilities.Unicode ? TableBorder.Simple : TableBorder.Markdown;
        console.Write(table);
        console.WriteLine();
    }

    /// <summary>Writes a tree: with lines where there is Unicode, else in ASCII.</summary>
    public static void Show(this IAnsiConsole console, Tree tree)
    {
        tree.Guide = console.Profile.Capabilities.Unicode ? TreeGuide.Line : TreeGuide.Ascii;
        console.Write(tree);
        console.WriteLine();
    }

    /// <summary>Adds a row of plain text: nothing in it is markup.</summary>
    public static Table Row(this Table table, params string[] cells)
    {
        var texts = new Text[cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            texts[i] = new Text(cells[i]);
        }

        table.AddRow(texts);
        return table;
    }

    /// <summary>Text that is no markup, for a node of a tree.</summary>
    public static string Plain(string text) => Markup.Escape(text);

    /// <summary>A name of the code as words: "FileBody" is "file body".</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder();
        foreach (char character in name)
        {
            words.Append(char.IsUpper(character) && words.Length != 0 ? " " : "").Append(char.ToLowerInvariant(character));
        }

        return words.ToString();
    }

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long value) => value.ToString("N0");
}
