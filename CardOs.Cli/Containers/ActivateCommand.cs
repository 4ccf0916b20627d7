using System.CommandLine;
using CardOs.Apdu;
using CardOs.Cli.Help;

namespace CardOs.Cli.Containers;

/// <summary><c>cardos containers activate</c>.</summary>
internal static class ActivateCommand
{
    public static Command Create(Streams streams)
    {
        Argument<string> file = FileArgument.Of("A card image; it is written.");
        Argument<string> container = FileArgument.Of("The container's number or name.", "CONTAINER");
        var command = new ToolCommand(
            "activate",
            "Activates a container: from the next power-on on the terminal sees its world, and no longer the other one.",
            "The common container is always activated. To activate the activated one changes nothing.",
            "cardos containers activate card.image 2")
        {
            file,
            container,
        };
        command.SetAction(result =>
        {
            ContainerImage image = ContainerImage.Open(result.GetValue(file)!);
            CardContainer wanted = image.Find(result.GetValue(container)!);
            StatusWord status = image.Card.ActivateContainer(wanted.Number, tellsTerminal: false);
            image.Card.PowerOff();
            image.Card.PowerOn();
            return image.Conclude(
                streams, status, $"{ContainerImage.Name(wanted)} is activated", $"{ContainerImage.Name(wanted)} is the common container, which is always activated");
        });
        return command;
    }
}
