using System;
using System.Collections.Generic;
using System.Globalization;
using CardOs.JavaCard;
using CardOs.Memory;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>Commands of an authenticated issuer with bytes changed at random: the card stays whole, whatever they do.</summary>
public sealed class GeneratedCommandTests
{
    private const int Usual = 6000;
    private const int Round = 60;

    private static readonly string[] Headers =
    [
        "E60200", "E60C00", "E60400", "E60800", "E61000", "E62000", "E64000", "E60E01", "E60E03", "E40000", "E40080", "F24002", "F24003", "F22000", "F21002", "F28002", "F04080", "F04000", "F06080", "F08007", "E28000",
    ];

    private static readonly string[] Fields =
    [
        "07F0436172644F7000000000",
        "07F0436172644F70" + "0AF0436172644F73440200" + "00" + "0000",
        "07F0436172644F7008F0436172644F700108F0436172644F7001" + "0104" + "02C900" + "00",
        "07F0436172644F7008F0436172644F700108F0436172644F7005" + "03000200" + "11C900EF0DC8020200CF0141D8020040CB021234" + "00",
        "07A000000151535008A00000015153504108F0436172644F7402" + "0380C000" + "0EC90C81020370820180830180840000",
        "07A000000151535008A00000015153504108F0436172644F7402" + "0380C000" + "0DC90B8102037082018083018000",
        "000008F0436172644F7001" + "0104" + "05EF03CF0141" + "00",
        "000008F0436172644F7001" + "00" + "0AEF08D90140CB021234" + "00",
        "08F0436172644F7402" + "00" + "08F0436172644F7001" + "000000",
        "000008F0436172644F7001" + "000000",
        "4F07F0436172644F70",
        "4F08F0436172644F7001",
        "4F08F0436172644F7402",
        "4F00",
        "4F05F0436172645C024F9F70",
        "08F0436172644F7001",
        "08F0436172644F7402",
        "0AF0436172644F73440100",
        "9F7F0101",
    ];

    [Test]
    public void The_card_stays_whole()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("CARDOS_FUZZ_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : Usual;
        var random = new Random(20_250_113);
        var card = new ContentCard();
        var fresh = new CardSnapshot();
        card.Card.Card.SnapshotInto(fresh);
        var answers = new Dictionary<string, int>();
        for (int done = 0; done < count; done += Round)
        {
            card.Card.Card.Restore(fresh);
            if (random.Next(3) != 0)
            {
                card.Load();
                card.InstallApplet(p: random.Next(2) == 0 ? "0400" : "0C00");
            }

            for (int i = 0; i < Round; i++)
            {
                string command = random.Next(12) == 0 ? LoadFile(card, random) : Command(random);
                string status = card.Card.Send(command)[^4..];
                answers[status] = answers.GetValueOrDefault(status) + 1;

                // An applet whose code was changed may do anything with its own data.
                Assert.That(status == "6F00" && !command.StartsWith("80E2", StringComparison.Ordinal), Is.False, command);
            }

            Assert.That(HeapCheck.Check(card.State.Machine), Is.Null);
            Assert.That(StructureCheck.Check(card.State.NonVolatile), Is.Null);
            card.Card.Card.PowerOff();
            card.Card.Card.PowerOn();
            Assert.That(HeapCheck.Check(card.State.Machine), Is.Null);
            Assert.That(card.Card.Card.Account().Shares, Has.None.Matches<MemoryShare>(share => share.IsReserved), "nothing of a load is left");
        }

        Assert.That(answers, Does.ContainKey("9000").And.ContainKey("6A80").And.ContainKey("6985"));
    }

    private static string Command(Random random)
    {
        string header = Headers[random.Next(Headers.Length)];
        byte[] data = Convert.FromHexString(Fields[random.Next(Fields.Length)]);
        for (int changes = random.Next(3); changes > 0; changes--)
        {
            data[random.Next(data.Length)] = (byte)random.Next(256);
        }

        if (random.Next(4) == 0)
        {
            data = data[..random.Next(data.Length)];
        }

        byte[] bytes = Convert.FromHexString("80" + header);
        if (random.Next(8) == 0)
        {
            bytes[2 + random.Next(2)] = (byte)random.Next(256);
        }

        return Convert.ToHexString(bytes) + (data.Length == 0 ? "" : data.Length.ToString("X2", CultureInfo.InvariantCulture) + Convert.ToHexString(data)) + "00";
    }

    // A load file with some bytes changed, but for the last block.
    private static string LoadFile(ContentCard card, Random random)
    {
        card.InstallForLoad();
        byte[] file = Convert.FromHexString(ContentCard.DataBlock(ContentCard.LoadFile));
        for (int changes = random.Next(4); changes > 0; changes--)
        {
            file[random.Next(file.Length)] = (byte)random.Next(256);
        }

        const int Size = 200;
        int number = 0;
        int at = 0;
        for (; file.Length - at > Size; at += Size)
        {
            card.Command("E800" + (number++).ToString("X2", CultureInfo.InvariantCulture), Convert.ToHexString(file.AsSpan(at, Size)));
        }

        return "80E880" + number.ToString("X2", CultureInfo.InvariantCulture) + (file.Length - at).ToString("X2", CultureInfo.InvariantCulture) + Convert.ToHexString(file.AsSpan(at)) + "00";
    }
}
