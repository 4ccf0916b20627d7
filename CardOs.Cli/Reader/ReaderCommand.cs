using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using CardOs.Cli.Help;

namespace CardOs.Cli.Reader;

/// <summary><c>cardos reader</c>: a card in a virtual PC/SC reader.</summary>
internal static class ReaderCommand
{
    private const string Summary = "Puts a card into a PC/SC reader: vsmartcard's virtual one, which pcscd loads.";

    private const string Details = """
        The card is for every PC/SC program on the machine until Ctrl-C. The command waits for pcscd, and again when pcscd
        goes away. With --image the card is saved before its answer goes out, whenever a command changed it, so that what was
        answered is not lost, however the command ends. State goes to standard error; at the end, what was done goes to
        standard output. samples/reader/README.md says how to set pcscd up.
        """;

    private const int DefaultPort = 35963;
    private const int LastPort = ushort.MaxValue;

    public static Command Create(Streams streams)
    {
        var file = new Argument<string?>("CARD")
        {
            Description = "The profile (JSON) that the card is made from; the default one when absent.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        file.Validators.Add(FileArgument.RefuseOptions);
        var host = new Option<string>("--host") { Description = "Where pcscd runs.", HelpName = "HOST", DefaultValueFactory = _ => "127.0.0.1" };
        var port = new Option<int>("--port") { Description = "The port of the reader's slot.", HelpName = "PORT", DefaultValueFactory = _ => DefaultPort, CustomParser = ReadPort };
        var image = new Option<string?>("--image") { Description = "Take the card from this image when it is there, and keep it there.", HelpName = "FILE" };
        var trace = new Option<bool>("--trace") { Description = "Write every command and its answer to standard output." };
        var command = new ToolCommand(
            "reader",
            Summary,
            Details,
            "cardos reader",
            "cardos reader samples/uicc.json --image card.image --trace")
        {
            file,
            host,
            port,
            image,
            trace,
        };
        command.SetAction((result, stop) => RunAsync(
            new ReaderPlace(result.GetValue(host)!, result.GetValue(port)),
            Open(result.GetValue(file), result.GetValue(image), streams),
            result.GetValue(image),
            result.GetValue(trace),
            streams,
            stop));
        return command;
    }

    private static int ReadPort(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port is < 1 or > LastPort)
        {
            result.AddError($"--port: expected a number from 1 to {LastPort}, found '{text}'.");
        }

        return port;
    }

    private static Card Open(string? profile, string? image, Streams streams)
    {
        if (image is null || !File.Exists(image))
        {
            return CardSource.Open(profile, image: null);
        }

        Card card = CardSource.Load(image);
        if (profile is not null)
        {
            streams.Error.WriteLine($"The card is the one in {image}; {profile} is not read.");
        }

        return card;
    }

    private static async Task<int> RunAsync(ReaderPlace place, Card card, string? image, bool isTraced, Streams streams, CancellationToken stop)
    {
        var statistics = new ReaderStatistics();
        var file = image is null ? null : new CardImageFile(card, image, statistics);
        var inserted = new InsertedCard(card, file, statistics, isTraced ? new ReaderTrace(streams.Out) : null);
        Card copy = card.Fork();
        var warmUp = Task.Run(() => WarmUp.RunAsync(copy, stop), CancellationToken.None);
        await new VirtualReader(place, inserted, streams.Error).RunAsync(stop).ConfigureAwait(false);
        await warmUp.ConfigureAwait(false);
        inserted.PowerOff();
        statistics.WriteTo(streams.Out);
        return ExitCodes.Success;
    }
}
