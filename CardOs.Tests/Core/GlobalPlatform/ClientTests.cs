using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform;

/// <summary>What real clients did with a card in a reader, done again with a fresh card: it answers the same. The files' README says how they came about.</summary>
/// <remarks>CARDOS_WRITE_DOCS=1 writes the answers anew, where only their data differ.</remarks>
public sealed class ClientTests
{
    private const string Arrow = " -> ";
    private const int StatusLength = 4;

    private static readonly string Folder = Repository.PathOf(Path.Combine("CardOs.Tests", "Vectors", "clients"));

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.txt").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void The_card_answers_as_it_answered_the_client(string file)
    {
        string path = Path.Combine(Folder, file);
        string[] recorded = File.ReadAllLines(path);
        string[] played = Play(recorded);
        Assert.That(played.Select(Status), Is.EqualTo(recorded.Select(Status)));
        if (Environment.GetEnvironmentVariable("CARDOS_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, string.Join('\n', played) + "\n");
        }

        Assert.That(played, Is.EqualTo(File.ReadAllLines(path)));
    }

    [Test]
    public void Clients_were_refused_only_what_they_were_meant_to_be()
    {
        // More entries 6310; a locked card 6283, 6A81; a locked applet and files that are looked for 6A82; data that are looked for 6A88;
        // the issuer's domain as another one asks for it 6985.
        var refusals = Files.SelectMany(file => File.ReadAllLines(Path.Combine(Folder, file))).Select(Status).Where(IsRefusal).Distinct();
        Assert.That(refusals, Is.SubsetOf(new[] { "6283", "6310", "6985", "6A81", "6A82", "6A88" }));
    }

    private static string[] Play(string[] lines)
    {
        var card = new Card(CardOptions.Uicc);
        var channel = new TestCard(card);

        // A reader asks what card it has before it gives power.
        card.PowerOn();
        card.PowerOff();
        return Array.ConvertAll(lines, line => PlayLine(card, channel, line));
    }

    private static string PlayLine(Card card, TestCard channel, string line)
    {
        if (line.StartsWith('#'))
        {
            return line;
        }

        string command = line.Split(Arrow)[0];
        switch (command)
        {
            case "power off":
                card.PowerOff();
                return command;
            case "power on":
                return command + Arrow + Convert.ToHexString(card.PowerOn());
            case "reset":
                return command + Arrow + Convert.ToHexString(card.WarmReset());
            default:
                return command + Arrow + channel.Send(command).Replace(" ", "", StringComparison.Ordinal);
        }
    }

    // Of a line without an answer, the line.
    private static string Status(string line) =>
        line.StartsWith('#') || !line.Contains(Arrow, StringComparison.Ordinal) || line.StartsWith("power", StringComparison.Ordinal) || line.StartsWith("reset", StringComparison.Ordinal)
            ? line
            : line[^StatusLength..];

    private static bool IsRefusal(string status) =>
        status.Length == StatusLength && status is not "9000" && !status.StartsWith("61", StringComparison.Ordinal) && !status.StartsWith("6C", StringComparison.Ordinal);
}
