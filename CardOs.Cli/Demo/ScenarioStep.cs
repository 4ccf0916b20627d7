using System.Collections.Generic;
using CardOs.Cli.Ota;
using CardOs.OffCard.Profiles;

namespace CardOs.Cli.Demo;

/// <summary>One recorded message of a scenario, and what is expected of the card.</summary>
internal sealed class ScenarioStep
{
    private static readonly string[] Names = ["step", "source", "inputs", "second_stage", "envelopes", "expected", "after"];

    private static readonly string[] ExpectedNames =
        ["status", "number_of_commands", "last_status_word", "last_response_data", "messages_sent", "second_stage_status"];

    private static readonly string[] AfterNames = ["command", "response"];

    private ScenarioStep(CheckedJson line)
    {
        line.AsObject(Names);
        Name = line.Required("step").AsText();
        Source = line.Required("source").AsText();
        Inputs = new PacketInputs(line.Required("inputs"));
        SecondStage = line.Optional("second_stage") is { } second ? new PacketInputs(second) : null;
        Envelopes = line.Required("envelopes").AsList(item => item.AsBytes("hex of an ENVELOPE command", length => length > 5));
        CheckedJson expected = line.Required("expected").AsObject(ExpectedNames);
        Status = (int)expected.Required("status").AsNumber(0, byte.MaxValue);
        Commands = (int?)expected.Optional("number_of_commands")?.AsNumber(0, byte.MaxValue);
        LastStatusWord = expected.Optional("last_status_word")?.AsText();
        LastData = expected.Optional("last_response_data")?.AsText();
        MessagesSent = (int)(expected.Optional("messages_sent")?.AsNumber(0, byte.MaxValue) ?? 0);
        SecondStageStatus = (int?)expected.Optional("second_stage_status")?.AsNumber(0, byte.MaxValue);
        After = line.Optional("after")?.AsList(ReadExchange) ?? [];
    }

    public string Name { get; }

    /// <summary>Who sealed the message.</summary>
    public string Source { get; }

    /// <summary>The sender's side of the message: keys and security.</summary>
    public PacketInputs Inputs { get; }

    /// <summary>The sender's side of the packet within, for data that are sealed twice.</summary>
    public PacketInputs? SecondStage { get; }

    /// <summary>The recorded commands.</summary>
    public List<byte[]> Envelopes { get; }

    /// <summary>The status code of the receipt.</summary>
    public int Status { get; }

    public int? Commands { get; }

    /// <summary>Four hex digits; x stands for any.</summary>
    public string? LastStatusWord { get; }

    public string? LastData { get; }

    /// <summary>How many short messages the card is to send; 0 when the receipt comes with the answer.</summary>
    public int MessagesSent { get; }

    public int? SecondStageStatus { get; }

    /// <summary>Commands that show what the card has now, and the answers; x stands for any digit.</summary>
    public List<(byte[] Command, string Response)> After { get; }

    public static ScenarioStep Read(CheckedJson line) => new(line);

    /// <summary>Whether hex digits are as expected.</summary>
    public static bool Matches(string expected, string found)
    {
        bool isEqual = expected.Length == found.Length;
        for (int i = 0; isEqual && i < expected.Length; i++)
        {
            isEqual = expected[i] == 'x' || char.ToLowerInvariant(expected[i]) == char.ToLowerInvariant(found[i]);
        }

        return isEqual;
    }

    private static (byte[] Command, string Response) ReadExchange(CheckedJson item)
    {
        item.AsObject(AfterNames);
        return (item.Required("command").AsBytes("hex of a command", length => length >= 4), item.Required("response").AsText());
    }
}
