using System.CommandLine;
using CardOs.Cli.Help;

namespace CardOs.Cli.Profiles;

/// <summary><c>cardos profile</c>: from profiles to card images, and what is in both.</summary>
internal static class ProfileCommand
{
    private const string Summary = "Makes card images of profiles, shows what is in them, and compares them.";

    public static Command Create(Streams streams) => new ToolCommand(
        "profile",
        Summary,
        "A profile is a JSON file: docs/profile.schema.json describes it.",
        "cardos profile create samples/uicc.json --image card.image",
        "cardos profile show card.image",
        "cardos profile diff before.image after.image")
    {
        CreateCommand.Create(),
        ShowCommand.Create(streams),
        DiffCommand.Create(streams),
    };
}
