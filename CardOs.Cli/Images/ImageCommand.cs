using System.CommandLine;
using CardOs.Cli.Help;
using Spectre.Console;

namespace CardOs.Cli.Images;

/// <summary><c>cardos image</c>: what is in a card image.</summary>
internal static class ImageCommand
{
    private const string Summary = "Shows what is in a card image, and what every byte of its memory is for.";

    private const string Details = """
        Containers, files, key sets (never the keys), applications, and the memory account, whose rows add up to the size
        of the memory. A card whose power was cut is shown as it will be at its next power-on.
        """;

    public static Command Create(Streams streams)
    {
        Argument<string> file = FileArgument.Of("A card image, as 'cardos exchange --save' writes it.");
        var command = new ToolCommand("image", Summary, Details, "cardos image card.image") { file };
        command.SetAction(result =>
        {
            string path = result.GetValue(file)!;
            Card card = CardSource.Load(path);
            MemoryAccount account = card.Account();
            var contents = ImageContents.Open(card);
            IAnsiConsole console = Screen.Create(streams.Out, streams.IsOutTerminal);
            console.WriteLine(
                $"{path}: layout {ImageContents.LayoutVersion}, {Screen.Number(account.Total)} bytes of memory, "
                + $"{(contents.WasPowered ? "with power" : "without power")}, powered on {Screen.Number((long)contents.Boots)} times before");
            console.WriteLine($"Answer to reset: {Hex.Write(contents.AnswerToReset)}");
            console.WriteLine();
            console.Show(FileView.Draw(contents));
            console.Show(KeySetView.Draw(contents));
            console.Show(ApplicationView.Draw(contents));
            console.Show(AccountView.Draw(account, contents));
            return ExitCodes.Success;
        });
        return command;
    }
}
