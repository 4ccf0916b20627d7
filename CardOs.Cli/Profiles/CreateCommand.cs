using System.CommandLine;
using CardOs.Cli.Help;

namespace CardOs.Cli.Profiles;

/// <summary><c>cardos profile create</c>: a card from the factory, as an image.</summary>
internal static class CreateCommand
{
    public static Command Create()
    {
        Argument<string> file = FileArgument.Of("A profile: docs/profile.schema.json.");
        var image = new Option<string>("--image") { Description = "The card image to write.", Required = true, HelpName = "FILE" };
        var command = new ToolCommand(
            "create",
            "Makes a card of a profile and writes its image.",
            "The image is written whole or not at all.",
            "cardos profile create samples/uicc.json --image card.image")
        {
            file,
            image,
        };
        command.SetAction(result =>
        {
            CardSource.Save(CardSource.Open(result.GetValue(file), image: null), result.GetValue(image)!);
            return ExitCodes.Success;
        });
        return command;
    }
}
