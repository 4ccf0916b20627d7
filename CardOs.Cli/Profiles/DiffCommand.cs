using System.CommandLine;
using System.Linq;
using CardOs.Cli.Help;
using CardOs.Cli.Images;
using CardOs.OffCard.Files;

namespace CardOs.Cli.Profiles;

/// <summary><c>cardos profile diff</c>: what two cards differ in.</summary>
internal static class DiffCommand
{
    public static Command Create(Streams streams)
    {
        Argument<string> first = FileArgument.Of("A profile or a card image.", "A");
        Argument<string> second = FileArgument.Of("Another one.", "B");
        var command = new ToolCommand(
            "diff",
            "Says what two profiles or card images differ in.",
            """
            Files that were added and removed, bytes, access rules and life cycles that changed, and PINs; the values of PINs
            are compared and never shown. The exit code is 1 when there are differences.
            """,
            "cardos profile diff before.image after.image")
        {
            first,
            second,
        };
        command.SetAction(result =>
        {
            var before = ImageContents.Open(CardSource.OpenAny(result.GetValue(first)!));
            var after = ImageContents.Open(CardSource.OpenAny(result.GetValue(second)!));
            return Compare(streams, before, after) ? ExitCodes.Success : ExitCodes.Failed;
        });
        return command;
    }

    private static bool Compare(Streams streams, ImageContents before, ImageContents after)
    {
        bool isSame = true;
        foreach (int container in before.Containers.Union(after.Containers).Order())
        {
            bool isBefore = before.Containers.Contains(container);
            if (isBefore != after.Containers.Contains(container))
            {
                streams.Out.WriteLine($"container {(isBefore ? before : after).NameOf(container)}: {(isBefore ? "removed" : "added")}");
                isSame = false;
                continue;
            }

            foreach ((string place, string change) in CardComparison.Of(before.State, after.State, container))
            {
                streams.Out.WriteLine($"{before.NameOf(container)}: {place}");
                streams.Out.WriteLine($"    {change}");
                isSame = false;
            }
        }

        if (before.ActiveContainer != after.ActiveContainer)
        {
            streams.Out.WriteLine($"activated container: {before.NameOf(before.ActiveContainer)} -> {after.NameOf(after.ActiveContainer)}");
            isSame = false;
        }

        if (isSame)
        {
            streams.Out.WriteLine("no difference");
        }

        return isSame;
    }
}
