using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CardOs.Apdu;
using CardOs.OffCard.LoadFiles;
using CardOs.Tests.Core;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>Runs the scripts of the test applets: CAP files made by the standard converter, answers recorded from reference simulators.</summary>
[TestFixture]
public sealed class AppletScriptTests
{
    private static readonly string Folder = Repository.PathOf("CardOs.Tests/Vectors/applets");

    private const string SelectOther = "00A4040C07A0000000871002";

    // Where this card answers otherwise than the reference, by command, and why.
    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["apdus 4018000000"] = "6D00: no such instruction; that the channel is not open comes behind it",
        ["apdus 6018000000"] = "6D00: no such instruction; that the channel is not open comes behind it",
        ["apdus 8118000000"] = "6D00: no such instruction; that the channel is not open comes behind it",
        ["apdus C018000000"] = "6D00: no such instruction; that the channel is not open comes behind it",
        ["apdus E018000000"] = "6D00: no such instruction; that the channel is not open comes behind it",
        ["apdus FF18000000"] = "6E00: ISO 7816-4 has no class FF, as the later reference says",
        ["classic3 7F18000000"] = "6D00: no such instruction; that the channel is not open comes behind it",
        ["classic3 FE18000000"] = "6D00: no such instruction; that the channel is not open comes behind it",
        ["lifecycle 8114000000"] = "6E00: no applet is selected, and the class is not one of this instruction",
    };

    private static IEnumerable<string> Scripts() =>
        Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path))
            .Order();

    [TestCaseSource(nameof(Scripts))]
    public void The_card_answers_as_the_script_says(string script)
    {
        string path = Path.Combine(Folder, script);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        var wrong = new List<string>();
        var card = new TestCard(CardOptions.Uicc with { NonVolatileBytes = 1024 * 1024 });
        int number = 0;
        string name = Path.GetFileNameWithoutExtension(path);
        foreach (JsonElement step in document.RootElement.GetProperty("steps").EnumerateArray())
        {
            number++;
            string answer = Run(card, step, Path.GetDirectoryName(path)!);
            if (!IsExpected(step, answer) && !IsOwn(name, step, answer))
            {
                wrong.Add($"step {number}: {step.GetRawText()} answered {answer}");
            }
        }

        Assert.That(number, Is.GreaterThan(0));
        Assert.That(wrong, Is.Empty);
    }

    private static string Run(TestCard card, JsonElement step, string folder)
    {
        if (step.TryGetProperty("load", out _) || step.TryGetProperty("install", out _) || step.TryGetProperty("delete", out _))
        {
            // The references have their manager selected then.
            Assert.That(card.Send(SelectOther), Does.EndWith("9000"));
        }

        if (step.TryGetProperty("load", out JsonElement load))
        {
            return Text(card.Card.LoadPackage(CapFile.Open(Path.Combine(folder, load.GetString()!)).ToLoadFile()));
        }

        if (step.TryGetProperty("install", out JsonElement install))
        {
            return Text(card.Card.InstallApplet(Hex(install, "package"), Hex(install, "applet"), Hex(install, "instance"), Hex(install, "params")));
        }

        if (step.TryGetProperty("delete", out JsonElement delete))
        {
            byte[] aid = Convert.FromHexString(delete.GetString()!);
            return Text(step.TryGetProperty("package", out _) ? card.Card.DeletePackage(aid, withInstances: step.TryGetProperty("applets", out _)) : card.Card.DeleteApplet(aid));
        }

        if (step.TryGetProperty("select", out JsonElement select))
        {
            string aid = select.GetString()!;
            return card.Send($"00A40400{aid.Length / 2:X2}{aid}00");
        }

        if (step.TryGetProperty("send", out JsonElement send))
        {
            return card.Send(send.GetString()!);
        }

        card.Card.PowerOff();
        card.Card.PowerOn();
        return string.Empty;
    }

    // What the specification demands; else what one of the references answered.
    private static bool IsExpected(JsonElement step, string answer)
    {
        answer = answer.Replace(" ", string.Empty, StringComparison.Ordinal);
        bool isContent = step.TryGetProperty("load", out _) || step.TryGetProperty("install", out _);
        if (step.TryGetProperty("spec", out JsonElement spec))
        {
            return answer == spec.GetString();
        }

        string expected = step.TryGetProperty("expect", out JsonElement expect) ? expect.GetString()! : isContent ? "9000" : string.Empty;
        bool isOther = step.TryGetProperty("differs", out JsonElement differs) && differs.EnumerateObject().Any(other => other.Value.GetString() == answer);
        return expected == "fails" ? answer is not "9000" : answer == expected || isOther;
    }

    private static bool IsOwn(string name, JsonElement step, string answer) =>
        step.TryGetProperty("send", out JsonElement send)
        && Own.TryGetValue($"{name} {send.GetString()}", out string? own)
        && own.Contains(answer.Replace(" ", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);

    private static string Text(StatusWord status) => ((ushort)status).ToString("X4", System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Hex(JsonElement step, string name) =>
        Convert.FromHexString(step.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? string.Empty : string.Empty);
}
