using System.Collections.Generic;
using CardOs.Apdu.SecuredPackets;
using CardOs.Cli.Ota;
using CardOs.Diagnostics;
using CardOs.OffCard;
using Spectre.Console;

namespace CardOs.Cli.Demo;

/// <summary>One step as a tree: envelopes, the packet in them, the script's commands, the receipt.</summary>
internal static class StepView
{
    public static Tree Draw(int number, StepResult result)
    {
        string verdict = result.Passed ? "[green]passed[/]" : "[red]FAILED[/]";
        var tree = new Tree($"{number}. {Screen.Plain(result.Step.Name)}: {verdict}");
        tree.AddNode(Screen.Plain($"sealed by {result.Step.Source}, counter {result.Step.Inputs.Counter}"));
        for (int i = 0; i < result.Traces.Count; i++)
        {
            TreeNode envelope = tree.AddNode(Screen.Plain($"ENVELOPE {PacketText.OfEnvelope(result.Step.Envelopes[i])}"));
            AddEvents(envelope, result.Traces[i]);
        }

        if (result.MessagesSent != 0)
        {
            tree.AddNode($"FETCH: SEND SHORT MESSAGE, {result.MessagesSent} SMS-SUBMIT");
        }

        AddReceipt(tree, "receipt opened by the sender", result.Receipt);
        if (result.Step.SecondStage is not null)
        {
            AddReceipt(tree, "second stage's receipt, opened by the service provider", result.SecondReceipt);
        }

        foreach ((byte[] command, string response) in result.Step.After)
        {
            tree.AddNode(Screen.Plain($"afterwards {PacketText.OfCommand(command)} -> {PacketText.OfAnswer(response)}"));
        }

        foreach (string failure in result.Failures)
        {
            tree.AddNode($"[red]{Screen.Plain(failure)}[/]");
        }

        return tree;
    }

    private static void AddEvents(TreeNode envelope, List<TraceEntry> entries)
    {
        TreeNode place = envelope;
        TreeNode script = envelope;
        string? command = null;
        foreach (TraceEntry entry in entries)
        {
            if (command is not null && entry.What != CardEvent.ScriptResponse)
            {
                script.AddNode(Screen.Plain(command));
                command = null;
            }

            switch (entry.What)
            {
                case CardEvent.MessagePartKept:
                    envelope.AddNode("part kept");
                    break;
                case CardEvent.MessageComplete:
                    place = envelope.AddNode($"command packet of {entry.Bytes.Length} bytes");
                    foreach (string line in PacketText.OfHeader(entry.Bytes))
                    {
                        place.AddNode(Screen.Plain(line));
                    }

                    break;
                case CardEvent.PacketOpened:
                    script = place.AddNode(Screen.Plain($"opened for TAR {entry.Number:X6}: {PacketText.Shorten(entry.Bytes)}"));
                    break;
                case CardEvent.PacketRefused:
                    place.AddNode(Screen.Plain($"refused: {entry.Number:x2} {ReceiptReader.NameOf((ResponseStatusCode)entry.Number)}"));
                    break;
                case CardEvent.ScriptCommand:
                    command = PacketText.OfCommand(entry.Number, entry.Bytes);
                    break;
                case CardEvent.ScriptResponse:
                    script.AddNode(Screen.Plain($"{command} -> {PacketText.OfAnswer(Hex.Write(entry.Bytes) + entry.Number.ToString("x4"))}"));
                    command = null;
                    break;
                case CardEvent.FirstStoreWritten:
                    script.AddNode($"objects stored on the USAT side: {entry.Number}");
                    break;
                case CardEvent.SecondStoreWritten:
                    script.AddNode($"objects stored on the GlobalPlatform side: {entry.Number}");
                    break;
                case CardEvent.ReceiptMade:
                    place.AddNode(Screen.Plain($"receipt made: {PacketText.Shorten(entry.Bytes)}"));
                    break;
            }
        }
    }

    private static void AddReceipt(Tree tree, string title, ProofOfReceipt? receipt)
    {
        if (receipt is null)
        {
            tree.AddNode($"{title}: none that opens");
            return;
        }

        string authentic = receipt.IsAuthentic ? "" : " (in clear: the card does not know the sender)";
        string commands = receipt.LastStatus == default ? "" : $", {receipt.CommandsExecuted} executed, last {(int)receipt.LastStatus:x4}";
        string data = receipt.Data.IsEmpty ? "" : $", data {PacketText.Shorten(receipt.Data.Span)}";
        tree.AddNode(Screen.Plain(
            $"{title}: {(int)receipt.Status:x2} {ReceiptReader.NameOf(receipt.Status)}{authentic}, counter {receipt.Counter}{commands}{data}"));
    }
}
