using System;
using CardOs.Tests.JavaCard;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>STORE DATA for an application that INSTALL named: GlobalPlatform 2.3.1 7.3.3.</summary>
public sealed class PersonalizationTests
{
    [Test]
    public void An_Application_gets_the_whole_command()
    {
        ContentCard card = Installed("Application", "method processData([BSS)V stack 4\n    sload_3 / putstatic_s App.total / return");
        Assert.That(card.Install("2000", "", "", ContentCard.Applet, "", "", ""), Is.EqualTo("00 9000"));
        Assert.That(card.Send("80E28000" + "03010203"), Is.EqualTo("9000"));
        Assert.That(Total(card), Is.EqualTo("0008 9000"), "five bytes in front of the data");
    }

    [Test]
    public void A_Personalization_answers_when_it_may()
    {
        ContentCard card = Installed("Personalization", "method processData([BSS[BS)S stack 4\n    sload_3 / putstatic_s App.total / sconst_2 / sreturn");
        Assert.That(card.Install("2000", "", "", ContentCard.Applet, "", "", ""), Is.EqualTo("00 9000"));
        Assert.That(card.Send("80E20100" + "0301020300"), Is.EqualTo("0000 9000"));
        Assert.That(card.Send("80E20101" + "020102" + "00"), Is.EqualTo("0000 9000"));
        Assert.That(card.Send("80E28002" + "020102"), Is.EqualTo("6A86"), "an answer was not allowed");
        Assert.That(Total(card), Is.EqualTo("0007 9000"));
    }

    [Test]
    public void Others_get_it_as_a_command()
    {
        ContentCard card = Installed("Application", "method unused()V\n    return", isApplication: false);
        Assert.That(card.Install("2000", "", "", ContentCard.Applet, "", "", ""), Is.EqualTo("00 9000"));
        Assert.That(card.Send("80E20101" + "0301020300"), Is.EqualTo("6A86"), "the blocks count from 00");
        card.Install("2000", "", "", ContentCard.Applet, "", "", "");
        Assert.That(card.Send("80E28100" + "0301020300"), Is.EqualTo("0000 9000"));
        Assert.That(card.Send("80E29000" + "0642040D010203"), Is.EqualTo("9000"), "behind the last block the domain stores itself");
    }

    [Test]
    public void An_application_that_was_deleted_meanwhile_gets_nothing()
    {
        ContentCard card = Installed("Application", "method processData([BSS)V\n    return");
        card.Install("2000", "", "", ContentCard.Applet, "", "", "");
        Assert.That(card.Delete(ContentCard.Applet), Is.EqualTo("00 9000"));
        Assert.That(card.Send("80E28000" + "03010203"), Is.EqualTo("6985"));
    }

    private static ContentCard Installed(string type, string method, bool isApplication = true)
    {
        string source = MachineCard.Source("getstatic_s App.total / sreturn")
            .Replace("aload_0 / putstatic_a App.kept", "nop", StringComparison.Ordinal)
            .Replace("class App < javacard/framework/Applet", "class App < javacard/framework/Applet" + (isApplication ? " : org/globalplatform/" + type : ""), StringComparison.Ordinal)
            .Replace("  method process(", $"  {method}\n          method process(", StringComparison.Ordinal);
        source = isApplication ? source.Replace("import javacard/framework 1.0", "import javacard/framework 1.0\nimport org/globalplatform 1.6", StringComparison.Ordinal) : source;
        var card = new ContentCard();
        card.InstallForLoad();
        Assert.That(card.LoadBlocks(ContentCard.DataBlock(Assembler.Assemble(source).ToLoadFile())), Is.EqualTo("00 9000"));
        Assert.That(card.InstallApplet(), Is.EqualTo("00 9000"));
        return card;
    }

    private static string Total(ContentCard card)
    {
        card.Card.Send("00A40400" + ContentCard.Lv(ContentCard.Applet));
        return card.Card.Send("8030000000");
    }
}
