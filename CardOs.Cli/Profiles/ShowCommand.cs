using System.CommandLine;
using CardOs.Cli.Help;
using CardOs.Cli.Images;
using Spectre.Console;

namespace CardOs.Cli.Profiles;

/// <summary><c>cardos profile show</c>: every file with its rule and its contents.</summary>
internal static class ShowCommand
{
    public static Command Create(Streams streams)
    {
        Argument<string> file = FileArgument.Of("A profile or a card image.");
        var command = new ToolCommand(
            "show",
            "Shows the files and PINs of a profile or a card image as a tree.",
            """
            Files have their names, what they hold in words, and what their access rules ask for. The values of PINs and
            keys are never shown. Lines fold at 80 columns.
            """,
            "cardos profile show samples/uicc.json",
            "cardos profile show card.image")
        {
            file,
        };
        command.SetAction(result =>
        {
            var contents = ImageContents.Open(CardSource.OpenAny(result.GetValue(file)!));
            IAnsiConsole console = Screen.CreateNarrow(streams.Out, streams.IsOutTerminal);
            console.Show(CardView.Draw(contents));
            return ExitCodes.Success;
        });
        return command;
    }
}
