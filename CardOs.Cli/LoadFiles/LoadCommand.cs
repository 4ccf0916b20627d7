using System.Collections.Generic;
using System.CommandLine;
using CardOs.Cli.Help;
using CardOs.OffCard.LoadFiles;

namespace CardOs.Cli.LoadFiles;

/// <summary><c>cardos load</c>: packages are loaded into a card and applets installed.</summary>
internal static class LoadCommand
{
    private const string Summary = "Loads CAP files into a card, installs applets of them, and says what that took.";

    private const string Details = """
        Files are loaded in the order in which they are named: what others import comes first. Without a profile or an image
        the card is the default one, and without --save nothing is kept: it shows whether a package links, and what it costs.
        An applet is installed by its AID, with =INSTANCE under another one; "all" are the applets of all files. The first
        file that is refused ends the run with exit code 2, and nothing is saved.
        """;

    public static Command Create(Streams streams)
    {
        var files = new Argument<string[]>("FILE.cap") { Description = "CAP files.", Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(FileArgument.RefuseOptions);
        var profile = new Option<string?>("--profile") { Description = "Make the card of this profile.", HelpName = "FILE.json" };
        var image = new Option<string?>("--image") { Description = "Take the card from this image.", HelpName = "FILE" };
        var save = new Option<string?>("--save") { Description = "Save the card, without power, as an image at the end.", HelpName = "FILE" };
        var container = new Option<int>("--container") { Description = "The container that packages and applets will belong to; 0 is the common one.", HelpName = "N" };
        var install = new Option<string[]>("--install") { Description = "Install the applet with this AID.", HelpName = "AID[=INSTANCE]|all" };
        var parameters = new Option<string?>("--parameters") { Description = "What the applets' install method gets, in hex.", HelpName = "HEX" };
        var command = new ToolCommand(
            "load",
            Summary,
            Details,
            "cardos load applet.cap",
            "cardos load library.cap applet.cap --install all --save card.image",
            "cardos load applet.cap --image card.image --save card.image --container 1 --install f0436172644f01")
        {
            files, profile, image, save, container, install, parameters,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(profile) is not null && result.GetValue(image) is not null)
            {
                result.AddError("--profile and --image exclude each other: a card comes from one of them.");
            }
        });
        command.SetAction(result =>
        {
            var caps = new List<(string, CapFile)>();
            foreach (string path in result.GetValue(files)!)
            {
                caps.Add((path, CapInput.Open(path)));
            }

            IReadOnlyList<Installation> installations = Installation.Read(result.GetValue(install) ?? [], ParseParameters(result.GetValue(parameters)), caps);
            Card card = CardSource.Open(result.GetValue(profile), result.GetValue(image));
            new LoadSession(card, result.GetValue(container), Screen.Create(streams.Out, streams.IsOutTerminal)).Run(caps, installations);
            if (result.GetValue(save) is { } saved)
            {
                CardSource.Save(card, saved);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static byte[] ParseParameters(string? text)
    {
        try
        {
            return text is null ? [] : Hex.Parse(text);
        }
        catch (InputException failure)
        {
            throw new InputException($"--parameters: {failure.Message}");
        }
    }
}
