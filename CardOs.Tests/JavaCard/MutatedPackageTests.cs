using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using CardOs.Apdu;
using CardOs.Apdu.LoadFiles;
using CardOs.JavaCard;
using CardOs.OffCard.LoadFiles;
using CardOs.Tests.Core;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>The converter's packages with bytes of their methods changed: each is refused, or runs its script and harms nothing.</summary>
/// <remarks><c>CARDOS_MUTATIONS</c> is how many there are for each package, verified and not; <c>CARDOS_FUZZ_SEED</c> gives others.</remarks>
[TestFixture]
public sealed class MutatedPackageTests
{
    private const int UsualMutations = 3;
    private const int MostChanges = 4;
    private const int HeaderLength = 3;
    private const string SelectOther = "00A4040C07A0000000871002";

    private static readonly string Folder = Repository.PathOf("CardOs.Tests/Vectors/applets");

    private static readonly CardOptions Options = CardOptions.Uicc with { NonVolatileBytes = 1024 * 1024, InstructionBudget = 200_000 };

    private static IEnumerable<string> Scripts() =>
        Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order();

    [TestCaseSource(nameof(Scripts))]
    public void A_package_with_other_bytes_in_its_methods_is_refused_or_harms_nothing(string script)
    {
        int count = Number("CARDOS_MUTATIONS", UsualMutations);
        int seed = Number("CARDOS_FUZZ_SEED", 1);
        string path = Path.Combine(Folder, script);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement[] steps = [.. document.RootElement.GetProperty("steps").EnumerateArray()];
        string[] packages = [.. steps.Where(step => step.TryGetProperty("load", out _)).Select(step => step.GetProperty("load").GetString()!).Distinct()];
        int ran = 0;
        foreach (bool verified in new[] { true, false })
        {
            ran = 0;
            for (int i = 0; i < count * packages.Length; i++)
            {
                int number = (seed * 1_000_003) + i;
                string place = $"{script}, {packages[i % packages.Length]}, {number}, {(verified ? "verified" : "not verified")}";
                bool isLoaded = RunMutated(steps, Path.GetDirectoryName(path)!, packages[i % packages.Length], number, verified, place);
                ran += isLoaded ? 1 : 0;
            }

            TestContext.Out.WriteLine($"{(verified ? "verified" : "not verified")}: {ran} of {count * packages.Length} were let in");
        }

        Assert.That(ran, Is.GreaterThan(0), "without verification some run");
    }

    private static bool RunMutated(JsonElement[] steps, string folder, string package, int number, bool verified, string place)
    {
        var card = new TestCard(Options);
        NeighbourCard.AddNeighbour(card);
        card.Card.State.Machine.VerifiesPackages = verified;
        string neighbour = NeighbourCard.BytesOf(card, withShared: false);
        bool isLoaded = false;
        foreach (JsonElement step in steps)
        {
            try
            {
                isLoaded |= Run(card, step, folder, package, number);
            }
            catch (Exception failure) when (failure is not AssertionException)
            {
                Assert.Fail($"{place}: {step.GetRawText()}: {failure}");
            }
        }

        Assert.That(HeapCheck.Check(card.Card.State.Machine), Is.Null, place);
        Assert.That(NeighbourCard.BytesOf(card, withShared: false), Is.EqualTo(neighbour), place);
        card.Card.PowerOff();
        card.Card.PowerOn();
        Assert.That(HeapCheck.Check(card.Card.State.Machine), Is.Null, place);
        Assert.That(card.Send("00A4040008F0436172644F710100"), Is.EqualTo("9000"), place);
        return isLoaded;
    }

    // Whether it is the load of the changed package, and it was let in.
    private static bool Run(TestCard card, JsonElement step, string folder, string package, int number)
    {
        if (step.TryGetProperty("load", out JsonElement load))
        {
            Send(card, SelectOther);
            byte[] file = CapFile.Open(Path.Combine(folder, load.GetString()!)).ToLoadFile();
            bool isChanged = load.GetString() == package;
            return card.Card.LoadPackage(isChanged ? Mutate(file, number) : file) == StatusWord.Success && isChanged;
        }

        if (step.TryGetProperty("install", out JsonElement install))
        {
            Send(card, SelectOther);
            card.Card.InstallApplet(Hex(install, "package"), Hex(install, "applet"), Hex(install, "instance"), Hex(install, "params"));
        }
        else if (step.TryGetProperty("delete", out JsonElement delete))
        {
            Send(card, SelectOther);
            byte[] aid = Convert.FromHexString(delete.GetString()!);
            _ = step.TryGetProperty("package", out _) ? card.Card.DeletePackage(aid, withInstances: step.TryGetProperty("applets", out _)) : card.Card.DeleteApplet(aid);
        }
        else if (step.TryGetProperty("select", out JsonElement select))
        {
            string aid = select.GetString()!;
            Send(card, $"00A40400{aid.Length / 2:X2}{aid}00");
        }
        else if (step.TryGetProperty("send", out JsonElement send))
        {
            Send(card, send.GetString()!);
        }
        else
        {
            card.Card.PowerOff();
            card.Card.PowerOn();
        }

        return false;
    }

    private static void Send(TestCard card, string command)
    {
        if (card.Send(command) == "mute")
        {
            card.Card.WarmReset();
        }
    }

    // A few bytes of the Method component: any value, one bit, the next value, or a copy of another byte.
    private static byte[] Mutate(byte[] file, int number)
    {
        int at = 0;
        while (file[at] != (byte)ComponentTag.Method)
        {
            at += HeaderLength + ((file[at + 1] << 8) | file[at + 2]);
        }

        int start = at + HeaderLength;
        int length = (file[at + 1] << 8) | file[at + 2];
        var random = new Random(number);
        for (int changes = random.Next(1, MostChanges + 1); changes > 0; changes--)
        {
            ref byte one = ref file[start + random.Next(1, length)];
            one = random.Next(4) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(one ^ (1 << random.Next(8))),
                2 => (byte)(one + 1),
                _ => file[start + random.Next(1, length)],
            };
        }

        return file;
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    private static byte[] Hex(JsonElement step, string name) =>
        Convert.FromHexString(step.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? string.Empty : string.Empty);
}
