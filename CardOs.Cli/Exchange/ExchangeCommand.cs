using System.CommandLine;
using System.IO;
using CardOs.Cli.Help;

namespace CardOs.Cli.Exchange;

/// <summary><c>cardos exchange</c>: command APDUs in, response APDUs out, a line each.</summary>
internal static class ExchangeCommand
{
    private const string Summary = "Sends command APDUs to a card: a line of hex for each, and a line of hex for each answer.";

    private const string Details = """
        Each line of the input is a command APDU in hex; spaces are allowed, # starts a comment. Each answer is a
        line of hex on standard output, flushed at once, and nothing else is written there: an empty line is a card
        that lost its power and did not answer. The card has power from the start. Lines that act on the card, and
        have no answer:
          reset      a warm reset; power-on when the card has no power
          poweron    power off, if it was on, and on: a cold reset
          poweroff   power off
          cut N      lose power after N more words of memory were programmed
          keep       take back a cut
        Behind cut N may stand what the write that is torn leaves, and a seed: nothing, prefix (the default), subset [SEED].
        The first bad line ends the run with exit code 2; what was done before stays done, and is saved.
        """;

    public static Command Create(Streams streams)
    {
        Argument<string?> file = FileArgument.OfLines();
        var profile = new Option<string?>("--profile") { Description = "Make the card of this profile.", HelpName = "FILE.json" };
        var image = new Option<string?>("--image") { Description = "Take the card from this image.", HelpName = "FILE" };
        var save = new Option<string?>("--save") { Description = "Save the card, without power, as an image at the end.", HelpName = "FILE" };
        var command = new ToolCommand(
            "exchange",
            Summary,
            Details,
            "echo 00A40004023F00 | cardos exchange",
            "cardos exchange --profile samples/uicc.json --save card.image commands.txt",
            "echo 00A4000C022FE2 | cardos exchange --image card.image")
        {
            file,
            profile,
            image,
            save,
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
            Card card = CardSource.Open(result.GetValue(profile), result.GetValue(image));
            using TextReader lines = InputFile.OpenText(result.GetValue(file), streams.In);
            return Run(card, lines, result.GetValue(save), streams);
        });
        return command;
    }

    private static int Run(Card card, TextReader lines, string? save, Streams streams)
    {
        try
        {
            return ExchangeSession.Run(card, lines, streams);
        }
        finally
        {
            if (save is not null)
            {
                CardSource.Save(card, save);
            }
        }
    }
}
