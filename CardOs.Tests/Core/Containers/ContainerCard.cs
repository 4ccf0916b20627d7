using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CardOs.Apdu;
using CardOs.Applications;
using CardOs.Containers;
using CardOs.Profiles;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Core.Containers;

/// <summary>Cards of several worlds, and what is done to them.</summary>
internal static class ContainerCard
{
    public const string Refresh = "D009810301010482028182";
    public const string Fetch = "801200000B";
    public const string Performed = "801400000C" + "810301010482028281830100";
    public const string Unable = "801400000C" + "810301010482028281830120";

    public const string ReadNote = "8002000008";
    public const string SelectFile = "00A4000C022F01";
    public const string ReadFile = "00B0000008";

    public static readonly byte[] NotePackage = VectorCase.Hex("F0436172644E");
    public static readonly byte[] NoteModule = VectorCase.Hex("F0436172644E01");
    public static readonly byte[] First = VectorCase.Hex("F0436172644E11");
    public static readonly byte[] Second = VectorCase.Hex("F0436172644E12");

    /// <summary>The default card, with an applet in ROM that can be installed.</summary>
    public static CardOptions Uicc { get; } = CardOptions.Uicc with { Rom = [RomApplet.Of<NoteApplet>(NotePackage, NoteModule)] };

    /// <summary>A small card: each enhanced container has one file that anybody may write.</summary>
    public static CardOptions Small { get; } = Uicc with
    {
        Profile = new CardProfile
        {
            AnswerToReset = CardOptions.Uicc.Profile.AnswerToReset,
            Containers = [new ContainerProfile { Name = "common" }, World("one", "C100000000000000"), World("two", "C200000000000000")],
        },
        NonVolatileBytes = 96 * 1024,
    };

    public static ContainerProfile World(string name, string contents) => new()
    {
        Name = name,
        Files =
        [
            new FileProfile
            {
                Fid = 0x2F01,
                Structure = FileStructure.Transparent,
                Size = contents.Length / 2,
                Contents = VectorCase.Hex(contents),
                Update = CardOs.Channels.AccessCondition.Always,
            },
        ],
    };

    /// <summary>Gives MANAGE CONTAINER at its door, as an authenticated session does.</summary>
    public static string Manage(this TestCard card, string command, int room = 256)
    {
        var reply = new ResponseWriter(new byte[room]);
        if (!CommandApdu.TryParse(VectorCase.Hex(command), out CommandApdu parsed))
        {
            throw new ArgumentException(command);
        }

        string status = ((ushort)ContainerCommands.Handle(card.Card.State, parsed, ref reply)).ToString("X4", CultureInfo.InvariantCulture);
        return reply.Length == 0 ? status : Convert.ToHexString(reply.Written) + " " + status;
    }

    /// <summary>The switch as a terminal sees it.</summary>
    public static void Switch(this TestCard card, int container)
    {
        Assert.That(card.Card.ActivateContainer(container), Is.EqualTo(StatusWord.Success));
        // MANAGE CHANNEL is the card's, whatever is selected.
        Assert.That(card.Send("0070000001"), Does.EndWith("910B"));
        Assert.That(card.Send(Fetch), Is.EqualTo(Refresh + " 9000"));
        Assert.That(card.Send(Performed), Is.EqualTo("9000"));
        Assert.That(card.Card.ActiveContainer, Is.EqualTo(container));
    }

    public static void InstallNote(this TestCard card, byte[] name, int container) =>
        Assert.That(card.Card.InstallApplet(NotePackage, NoteModule, name, container: container), Is.EqualTo(StatusWord.Success));

    public static string Select(byte[] name) => "00A40400" + name.Length.ToString("X2", CultureInfo.InvariantCulture) + Convert.ToHexString(name);

    public static string WriteNote(string note) => "8004000008" + note;

    /// <summary>What the EF ICCID of the activated container ends with: 10 is the first subscription's, 20 the second's.</summary>
    public static string Iccid(this TestCard card) => card.SendAll("00A4080C022FE2", "00B000000A");

    /// <summary>Number and state of each container.</summary>
    public static string States(this Card card) => string.Join(
        ' ', card.ListContainers().Select(one => $"{one.Number}{(one.State == ContainerState.Activated ? "+" : "-")}{(one.IsPrepared ? "p" : "")}"));

    public static IEnumerable<CardContainer> Activated(this Card card) =>
        card.ListContainers().Where(one => one.Number != 0 && one.State == ContainerState.Activated);
}
