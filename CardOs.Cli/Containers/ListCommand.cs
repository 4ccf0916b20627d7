using System.CommandLine;
using System.Linq;
using CardOs.Cli.Help;
using CardOs.Containers;
using Spectre.Console;

namespace CardOs.Cli.Containers;

/// <summary><c>cardos containers list</c>.</summary>
internal static class ListCommand
{
    public static Command Create(Streams streams)
    {
        Argument<string> file = FileArgument.Of("A card image.");
        var command = new ToolCommand(
            "list",
            "Shows the containers of a card, and how much memory each has.",
            "Only what is activated can be reached by a terminal; the common container always can.",
            "cardos containers list card.image")
        {
            file,
        };
        command.SetAction(result =>
        {
            Show(streams, ContainerImage.Open(result.GetValue(file)!));
            return ExitCodes.Success;
        });
        return command;
    }

    private static void Show(Streams streams, ContainerImage image)
    {
        MemoryAccount account = image.Card.Account();
        Table table = Screen.TableOf(">Number", "name", "state", ">memory", ">used");
        foreach (CardContainer container in image.Containers)
        {
            ContainerMemory memory = account.Containers.FirstOrDefault(one => one.Container == container.Number);
            string state = container.Number == 0 ? "common" : container.State == ContainerState.Activated ? "activated" : "disabled";
            table.Row($"{container.Number}", container.Name, state, Screen.Number(memory.Owned), Screen.Number(memory.Used + memory.Overhead));
        }

        Screen.Create(streams.Out, streams.IsOutTerminal).Show(table);
    }
}
