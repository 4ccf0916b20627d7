using System;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>The power is taken at every word that a command writes: registry, heap and account are as before or as behind it, and no byte is lost.</summary>
public sealed class ContentTearingTests
{
    private const int RecoverySteps = 7;
    private const string Domain = "F0436172644F7402";
    private const string Services = "F0436172644F73440101";

    [Test]
    public void A_load_torn_at_any_word_of_its_blocks_leaves_no_byte_or_a_package()
    {
        var card = new ContentCard();
        Tear(card, () => card.InstallForLoad(), least: 0);
        card.InstallForLoad();
        string file = ContentCard.DataBlock(ContentCard.LoadFile);
        const int Size = 250;
        int blocks = ((file.Length / 2) + Size - 1) / Size;
        for (int i = 0; i < blocks; i++)
        {
            string data = file.Substring(i * Size * 2, Math.Min(Size * 2, file.Length - (i * Size * 2)));
            string header = "E8" + (i == blocks - 1 ? "80" : "00") + i.ToString("X2", System.Globalization.CultureInfo.InvariantCulture);
            Tear(card, () => card.Command(header, data), least: 1, recoverySteps: 50);
            Assert.That(card.Command(header, data), Is.EqualTo("00 9000"));
        }
    }

    [Test]
    public void An_installation_torn_at_any_word_leaves_no_byte_or_an_application_with_its_privileges()
    {
        var card = new ContentCard();
        card.Load();
        Tear(card, () => card.InstallApplet(privileges: "040200", parameters: "C900EF03CF0141"), least: 30);
    }

    [Test]
    public void An_installation_with_memory_set_aside_torn_at_any_word_leaves_no_byte_or_all_of_it()
    {
        var card = new ContentCard();
        card.Load();
        Tear(card, () => card.InstallApplet(parameters: "C900EF0CD8020100C8020400D7020040"), least: 30, recoverySteps: 20);
    }

    [Test]
    public void A_security_domain_torn_at_any_word_is_there_or_not()
    {
        var card = new ContentCard();
        Tear(card, () => card.InstallDomain(Domain), least: 5);
        card.InstallDomain(Domain);
        Tear(card, () => card.Delete(Domain), least: 3);
            }

    [Test]
    public void Changes_of_the_registry_torn_at_any_word_are_whole_or_not_there()
    {
        var card = new ContentCard();
        card.Load();
        card.InstallApplet(p: "0400");
        Tear(card, () => card.Install("0800", "", "", ContentCard.Applet, "04", "EF03CF0141", ""), least: 3);
        card.Install("0800", "", "", ContentCard.Applet, "04", "EF03CF0141", "");
        Tear(card, () => card.Install("4000", "", "", ContentCard.Applet, "000200", "EF0AD90100CB021234CF0142", ""), least: 3);
        Tear(card, () => card.Install("1000", Services, "", ContentCard.Applet, "", "", ""), least: 0);
        Tear(card, () => card.SetStatus("40", "80", ContentCard.Applet), least: 1);
        Tear(card, () => card.SetStatus("60", "80", "F0436172644F73440100"), least: 3);
        Tear(card, () => card.Send("80F0807F"), least: 1);
        Tear(card, () => card.Send("80F080FF"), least: 1);
    }

    [Test]
    public void A_deletion_torn_at_any_word_leaves_everything_or_no_byte()
    {
        var card = new ContentCard();
        card.Load();
        card.InstallApplet(privileges: "04", parameters: "C900EF03CF0141");
        Tear(card, () => card.Delete(ContentCard.Applet), least: 5);
        Tear(card, () => card.Delete(ContentCard.Package, "80"), least: 5);
    }

    private static void Tear(ContentCard card, Action act, int least, int recoverySteps = RecoverySteps)
    {
        int cuts = new CardTearing(card.Card.Card).LeavesOldOrNew(act, card.Describe, recoveryEvery: recoverySteps);
        Assert.That(cuts, Is.GreaterThanOrEqualTo(least));
    }
}
