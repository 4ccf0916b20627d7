using System.CommandLine;
using CardOs.Cli.Help;
using CardOs.Containers;

namespace CardOs.Cli.Containers;

/// <summary><c>cardos containers delete</c>.</summary>
internal static class DeleteCommand
{
    public static Command Create(Streams streams)
    {
        Argument<string> file = FileArgument.Of("A card image; it is written.");
        Argument<string> container = FileArgument.Of("The container's number or name.", "CONTAINER");
        var command = new ToolCommand(
            "delete",
            "Deletes a container with everything in it, and erases its bytes.",
            "The activated container and the common one stay.",
            "cardos containers delete card.image work")
        {
            file,
            container,
        };
        command.SetAction(result =>
        {
            ContainerImage image = ContainerImage.Open(result.GetValue(file)!);
            CardContainer wanted = image.Find(result.GetValue(container)!);
            string name = ContainerImage.Name(wanted);
            string refused = wanted.Number == 0 ? $"{name} is the common container, which stays"
                : wanted.State == ContainerState.Activated ? $"{name} is activated: activate another one first"
                : $"{name} cannot be deleted";
            return image.Conclude(streams, image.Card.DeleteContainer(wanted.Number), $"{name} was deleted", refused);
        });
        return command;
    }
}
