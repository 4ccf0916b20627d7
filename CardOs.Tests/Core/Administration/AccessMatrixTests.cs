using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Profiles;
using CardOs.Tests.Core.Pins;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.Administration;

/// <summary>Every access mode of every form of rule in every state of the PINs, on three channels: allowed exactly when the rule's words say so. TS 102 221 9.2.</summary>
[TestFixture]
public sealed class AccessMatrixTests
{
    // Conditions for reading and updating; for creating a directory, deactivating and activating; for terminating and deleting; for RESIZE.
    private static readonly string[][] Rules =
    [
        ["ALW", "PIN1", "ADM1", "ADM1"],
        ["PIN1", "ADM1", "NEV", "ALW"],
        ["PIN2", "OR(PIN1,ADM1)", "ALW", "PIN2"],
        ["AND(PIN1,PIN2)", "NOT(PIN1)", "PIN2", "NEV"],
        ["OR(PIN2,AND(PIN1,ADM1))", "AND(NOT(PIN2),ADM1)", "OR(PIN1,PIN2,ADM1)", "UPIN"],
        ["NEV", "UPIN", "NOT(OR(PIN1,ADM1))", "AND(PIN1,UPIN)"],
    ];

    // Record of SE01 and of SE00 for the files that have both.
    private static readonly (int One, int Zero)[] Pairs = [(1, 5), (2, 4)];

    private static readonly string[] Pin1States = ["not verified", "verified", "disabled", "replaced", "replaced by a verified one", "blocked"];
    private static readonly string[] Pin2States = ["not verified", "verified", "disabled", "blocked"];

    private static readonly (int Rule, string Command)[] Commands =
    [
        (0, "00B0000001"), (0, "00D600000155"), (1, "00040000"), (1, "00440000"), (2, "00E8000002{0}"), (2, "00E4000002{0}"), (3, "80D400000A620883 02{0}80020004"),
    ];

    [Test]
    public void Access([Range(0, 5)] int pin1, [Range(0, 3)] int pin2, [Values] bool isAdministrator)
    {
        var card = new TestCard(new CardOptions { Profile = Profile(), NonVolatileBytes = 64 * 1024 });
        card.SendAll("00700001", "00700005", PinCard.SelectUsim, "01" + PinCard.SelectUsim[2..]);
        HashSet<string> satisfied = Prepare(card, Pin1States[pin1], Pin2States[pin2], isAdministrator);
        bool isReplaced = Pin1States[pin1].StartsWith("replaced", StringComparison.Ordinal);
        var kept = new CardSnapshot();
        int tried = 0;
        foreach (int channel in new[] { 0, 1, 5 })
        {
            // At the master file no second PIN is anybody's.
            HashSet<string> here = channel == 5 ? satisfied.Where(one => one != "PIN2").ToHashSet() : satisfied;
            for (int file = 0; file < Files().Count; file++)
            {
                string fid = $"{0x6F10 + file:X4}";
                string cla = channel == 5 ? "41" : $"{channel:X2}";
                Assert.That(card.Send(cla + "A4000C02" + fid), Is.EqualTo("9000"));
                card.Card.SnapshotInto(kept);
                foreach ((int rule, string command) in Commands)
                {
                    string conditions = ConditionsOf(file, isReplaced)[rule];
                    string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, command, fid);
                    string full = ClassOf(text, channel) + text[2..];
                    string answer = card.Send(full)[^4..];
                    string expected = RuleText.Holds(conditions, here) ? "9000" : "6982";
                    Assert.That(answer, Is.EqualTo(expected), $"channel {channel}, file {file} {Files()[file]}, {full}: {conditions}");
                    card.Card.Restore(kept);
                    tried++;
                }
            }
        }

        Assert.That(tried, Is.EqualTo(3 * Commands.Length * Files().Count));
    }

    private static string ClassOf(string command, int channel) => (Convert.FromHexString(command[..2])[0] | (channel == 5 ? 0x41 : channel)).ToString("X2", System.Globalization.CultureInfo.InvariantCulture);

    private static HashSet<string> Prepare(TestCard card, string pin1, string pin2, bool isAdministrator)
    {
        var satisfied = new HashSet<string>();
        void Send(string command, string expected) => Assert.That(card.Send(command), Is.EqualTo(expected), command);
        switch (pin1)
        {
            case "verified":
                Send(PinCard.Verify(1, PinCard.Pin1), "9000");
                break;
            case "disabled":
                Send("0026000108" + PinCard.Pin1, "9000");
                break;
            case "replaced" or "replaced by a verified one":
                Send("0026910108" + PinCard.Pin1, "9000");
                break;
            case "blocked":
                Block(card, 1);
                break;
        }

        if (pin1.EndsWith("verified one", StringComparison.Ordinal))
        {
            Send(PinCard.Verify(0x11, PinCard.Universal), "9000");
            satisfied.Add("UPIN");
        }

        if (pin1 is "verified" or "disabled" or "replaced by a verified one")
        {
            satisfied.Add("PIN1");
        }

        switch (pin2)
        {
            case "verified":
                Send(PinCard.Verify(0x81, PinCard.Pin2), "9000");
                break;
            case "disabled":
                Send("0026008108" + PinCard.Pin2, "9000");
                break;
            case "blocked":
                Block(card, 0x81);
                break;
        }

        if (pin2 is "verified" or "disabled")
        {
            satisfied.Add("PIN2");
        }

        if (isAdministrator)
        {
            Send(PinCard.Verify(0x0A, PinCard.Adm1), "9000");
            satisfied.Add("ADM1");
        }

        return satisfied;
    }

    private static void Block(TestCard card, int reference)
    {
        for (int i = 0; i < 3; i++)
        {
            card.Send(PinCard.Verify(reference, PinCard.Wrong));
        }

        Assert.That(card.Send(PinCard.Verify(reference, PinCard.Wrong)), Is.EqualTo("6983"));
    }

    private static string[] ConditionsOf(int file, bool isReplaced) => file switch
    {
        < 6 => Rules[file],
        < 12 => Rules[file - 6],
        < 14 => Rules[(isReplaced ? Pairs[file - 12].Zero : Pairs[file - 12].One) - 1],
        14 => isReplaced ? ["NEV", "NEV", "NEV", "NEV"] : Rules[1],
        15 => ["PIN1", "ALW", "NEV", "NEV"],
        _ => ["NEV", "NEV", "NEV", "NEV"],
    };

    // Each rule expanded and referenced; two with pairs; one with SE01 only; a compact one; one that no record has.
    private static List<string> Files()
    {
        List<string> files = [.. Rules.Select(rule => "AB" + AdminCard.Lv(Expanded(rule)))];
        files.AddRange(Rules.Select((_, i) => $"8B032F06{i + 1:X2}"));
        files.AddRange(Pairs.Select(pair => $"8B062F0600{pair.Zero:X2}01{pair.One:X2}"));
        files.Add("8B042F060102");
        files.Add("8C08 7F FF FF 00 00 00 90 10");
        files.Add("8B032F0609");
        return files;
    }

    private static string Expanded(string[] rule) =>
        "800103" + RuleText.Encode(rule[0]) + "80011C" + RuleText.Encode(rule[1]) + "800160" + RuleText.Encode(rule[2]) + "8401D4" + RuleText.Encode(rule[3]);

    private static CardProfile Profile()
    {
        FileProfile[] files = [.. Files().Select((rule, i) => File((ushort)(0x6F10 + i), rule))];
        byte[] rules = [.. Rules.SelectMany(rule => VectorCase.Hex(Expanded(rule).PadRight(200, 'F')))];
        ContainerProfile pins = PinCard.Options.Profile.Containers[1];
        return PinCard.Options.Profile with
        {
            Containers =
            [
                PinCard.Options.Profile.Containers[0],
                pins with
                {
                    // Deletion is a matter of the files alone.
                    MasterFileAccessRule = VectorCase.Hex("AB0580017F9700"),
                    Files =
                    [
                        new FileProfile { Fid = 0x2F06, Structure = FileStructure.LinearFixed, RecordLength = 100, Size = 100 * Rules.Length, Contents = rules },
                        .. files,
                        pins.Files.First(file => file.Aid.Length != 0) with { Children = files, AccessRule = VectorCase.Hex("AB0580017F9700") },
                    ],
                },
            ],
        };
    }

    private static FileProfile File(ushort fid, string rule) =>
        new() { Fid = fid, Structure = FileStructure.Transparent, Size = 4, AccessRule = VectorCase.Hex(rule) };
}
