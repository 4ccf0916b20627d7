using System.CommandLine;
using CardOs.Cli.Help;

namespace CardOs.Cli.Containers;

/// <summary><c>cardos containers</c>: the worlds of a card image.</summary>
internal static class ContainersCommand
{
    private const string Summary = "Lists, activates, creates and deletes the containers of a card image.";

    private const string Details = """
        A container is named by its number or its name. The image is written whole or not at all; a card whose power was cut is
        recovered first.
        """;

    public static Command Create(Streams streams) => new ToolCommand(
        "containers",
        Summary,
        Details,
        "cardos containers list card.image",
        "cardos containers activate card.image travel",
        "cardos containers create card.image work",
        "cardos containers delete card.image work")
    {
        ListCommand.Create(streams),
        ActivateCommand.Create(streams),
        CreateContainerCommand.Create(streams),
        DeleteCommand.Create(streams),
    };
}
