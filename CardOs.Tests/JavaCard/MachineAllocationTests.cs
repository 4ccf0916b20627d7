using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CardOs.OffCard.LoadFiles;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>What the machine allocates: nothing, while packages are loaded, applets installed, run and deleted. Warm means that the same steps ran on another card.</summary>
[TestFixture]
public sealed class MachineAllocationTests
{
    private static readonly string Folder = Repository.PathOf("CardOs.Tests/Vectors/applets");

    [TestCase("echo")]
    [TestCase("arith")]
    [TestCase("objects")]
    [TestCase("firewall")]
    [TestCase("transactions")]
    [TestCase("finally")]
    [TestCase("packages")]
    [TestCase("raw")]
    [TestCase("framework")]
    [TestCase("apdus")]
    [TestCase("utilities")]
    [TestCase("classic3")]
    [TestCase("extended")]
    [TestCase("lifecycle")]
    [TestCase("pinvault")]
    [TestCase("wallet")]
    [TestCase("files")]
    [TestCase("toolkit")]
    public void A_script_allocates_nothing(string name)
    {
        Action<Card>[] steps = Steps(Path.Combine(Folder, name, name + ".json")).ToArray();
        Run(steps, new Card(CardOptions.Uicc));
        var card = new Card(CardOptions.Uicc);
        card.PowerOn();
        Allocation.IsNoneOf(() => Run(steps, card));
    }

    private static void Run(Action<Card>[] steps, Card card)
    {
        if (!card.IsPowered)
        {
            card.PowerOn();
        }

        foreach (Action<Card> step in steps)
        {
            step(card);
        }
    }

    private static IEnumerable<Action<Card>> Steps(string path)
    {
        byte[] response = new byte[4096];
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        foreach (JsonElement step in document.RootElement.GetProperty("steps").EnumerateArray())
        {
            if (step.TryGetProperty("load", out JsonElement load))
            {
                byte[] file = CapFile.Open(Path.Combine(Path.GetDirectoryName(path)!, load.GetString()!)).ToLoadFile();
                yield return card => card.LoadPackage(file);
            }
            else if (step.TryGetProperty("install", out JsonElement install))
            {
                byte[] package = Hex(install, "package");
                byte[] applet = Hex(install, "applet");
                byte[] instance = Hex(install, "instance");
                byte[] parameters = Hex(install, "params");
                yield return card => card.InstallApplet(package, applet, instance, parameters);
            }
            else if (step.TryGetProperty("select", out JsonElement select))
            {
                byte[] aid = Convert.FromHexString(select.GetString()!);
                byte[] command = [0x00, 0xA4, 0x04, 0x00, (byte)aid.Length, .. aid, 0x00];
                yield return card => card.Transmit(command, response);
            }
            else if (step.TryGetProperty("send", out JsonElement send))
            {
                byte[] command = Convert.FromHexString(send.GetString()!);
                yield return card => card.Transmit(command, response);
            }
        }
    }

    private static byte[] Hex(JsonElement step, string name) =>
        Convert.FromHexString(step.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? string.Empty : string.Empty);
}
