using CardOs.Cli.Ota;
using CardOs.OffCard;

namespace CardOs.Cli.Demo;

/// <summary>Plays recorded messages to a card, and compares what it does with what is expected.</summary>
internal sealed class ScenarioRunner(Card card, Terminal terminal, TraceLog trace)
{
    private readonly byte[] _response = new byte[Card.MaxShortResponse];

    /// <summary>Plays one step.</summary>
    public StepResult Run(ScenarioStep step)
    {
        var result = new StepResult(step);
        CardAnswer answer = new(default, default);
        foreach (byte[] envelope in step.Envelopes)
        {
            answer = terminal.Transmit(envelope);
            result.Traces.Add(trace.Take());
        }

        var sent = terminal.TakeSubmitted();
        result.MessagesSent = sent.Count;
        byte[] packet = answer.Data.ToArray();
        if (sent.Count == 0 || SubmitJoiner.TryJoin(sent, out packet))
        {
            result.Receipt = Open(step.Inputs, packet);
        }

        if (step.SecondStage is { } second && result.Receipt is { } outer)
        {
            result.SecondReceipt = Open(second, outer.Data.ToArray());
        }

        Compare(result);
        foreach ((byte[] command, string expected) in step.After)
        {
            string found = Hex.Write(card.Transmit(command, _response).Bytes);
            if (!ScenarioStep.Matches(expected, found))
            {
                result.Failures.Add($"{Hex.Write(command)}: expected {expected}, found {found}");
            }
        }

        return result;
    }

    private static ProofOfReceipt? Open(PacketInputs inputs, byte[] packet)
    {
        OtaKeys keys = inputs.Keys();
        return packet.Length != 0 && ReceiptOpener.TryOpen(packet, inputs.Spi ?? default, keys, out ProofOfReceipt? receipt) ? receipt : null;
    }

    private static void Compare(StepResult result)
    {
        ScenarioStep step = result.Step;
        ProofOfReceipt? receipt = result.Receipt;
        Check(result, "receipt", $"status {step.Status:x2}", receipt is null ? "none that opens" : $"status {(int)receipt.Status:x2}");
        Check(result, "messages sent", $"{step.MessagesSent}", $"{result.MessagesSent}");
        if (step.Commands is { } commands)
        {
            Check(result, "commands", $"{commands}", $"{receipt?.CommandsExecuted}");
        }

        if (step.LastStatusWord is { } word)
        {
            Check(result, "last status word", word, $"{(int)(receipt?.LastStatus ?? 0):x4}");
        }

        if (step.LastData is { } data)
        {
            Check(result, "last response data", data, receipt is null ? "" : Hex.Write(receipt.Data.Span));
        }

        if (step.SecondStageStatus is { } status)
        {
            string found = result.SecondReceipt is null ? "none that opens" : $"status {(int)result.SecondReceipt.Status:x2}";
            Check(result, "second stage's receipt", $"status {status:x2}", found);
        }
    }

    private static void Check(StepResult result, string what, string expected, string found)
    {
        if (!ScenarioStep.Matches(expected, found))
        {
            result.Failures.Add($"{what}: expected {expected}, found {(found.Length == 0 ? "nothing" : found)}");
        }
    }
}
