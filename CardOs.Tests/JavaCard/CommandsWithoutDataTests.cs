using System;
using CardOs.Apdu;
using CardOs.Profiles;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>What public applets rely on beside the API's words: GET RESPONSE for parts of their own, and commands without data.</summary>
[TestFixture]
public sealed class CommandsWithoutDataTests
{
    private const string GetResponse = "00C0000000";

    [Test]
    public void Get_response_reaches_an_applet_when_nothing_of_the_cards_waits()
    {
        var card = new MachineCard("sspush 4660 / sreturn");
        Assert.That(card.Card.Send(MachineCard.Run), Is.EqualTo("1234 9000"));
        Assert.That(card.Card.Send(GetResponse), Is.EqualTo("1234 9000"));
        Assert.That(card.Card.Send("00C0000002"), Is.EqualTo("1234 9000"));
    }

    [Test]
    public void Get_response_is_the_cards_when_its_data_wait_or_no_applet_is_selected()
    {
        var card = new MachineCard("sspush 4660 / sreturn");
        TestCard terminal = card.Card;
        Assert.That(terminal.Send("00A4040C07A0000000871002"), Is.EqualTo("9000"));
        Assert.That(terminal.Send(GetResponse), Is.EqualTo("6985"));
        Assert.That(terminal.Send("00A40004023F00"), Does.StartWith("61"));
        Assert.That(terminal.Send(GetResponse), Does.StartWith("62").And.EndsWith("9000"));
    }

    [TestCase(CardQuirks.None, MachineCard.Run, ExpectedResult = "6F00")]
    [TestCase(CardQuirks.None, "80300000", ExpectedResult = "6F00")]
    [TestCase(CardQuirks.NothingReceived, MachineCard.Run, ExpectedResult = "0000 9000")]
    [TestCase(CardQuirks.NothingReceived, "80300000", ExpectedResult = "0000 9000")]
    [TestCase(CardQuirks.NothingReceived, "8030000003AABBCC00", ExpectedResult = "0003 9000")]
    public string Bytes_received_of_a_command(CardQuirks quirks, string command)
    {
        string source = MachineCard.Source("sconst_0 / sreturn").Replace(
            "go: aload_1 / invokevirtual javacard/framework/APDU.getBuffer()[B / sconst_0 / invokestatic App.run",
            "go: aload_1 / invokevirtual javacard/framework/APDU.setIncomingAndReceive()S / sstore_2 / aload_1 / invokevirtual javacard/framework/APDU.getBuffer()[B / sconst_0 / sload_2",
            StringComparison.Ordinal);
        var card = new TestCard(CardOptions.Uicc with { Profile = CardOptions.Uicc.Profile with { Quirks = quirks } });
        Assert.That(card.Card.LoadPackage(Assembler.Assemble(source).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance), Is.EqualTo(StatusWord.Success));
        card.Send("00A4040008F0436172644F700100");
        return card.Send(command);
    }
}
