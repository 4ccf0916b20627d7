using NUnit.Framework;

namespace CardOs.Tests.Core.GlobalPlatform.Content;

/// <summary>What an application may use of the memories, and what is set aside for it: GlobalPlatform 2.3.1 9.7.</summary>
public sealed class QuotaTests
{
    private const string NewArray = "bspush 100 / newarray byte / arraylength / sreturn";
    private const string NewTransient = "bspush 100 / sconst_1 / invokestatic javacard/framework/JCSystem.makeTransientByteArray(SB)[B / arraylength / sreturn";
    private const string Second = "F0436172644F7002";

    [TestCase(NewArray, "C8020200", 1, 4, TestName = "Of_the_heap")]
    [TestCase(NewTransient, "C7020100", 2, 2, TestName = "Of_working_memory")]
    public void An_application_gets_no_more_than_its_quota(string code, string quota, int least, int most)
    {
        ContentCard card = Loaded(code);
        Assert.That(card.InstallApplet(parameters: "C900EF04" + quota), Is.EqualTo("00 9000"));
        Assert.That(Runs(card, ContentCard.Applet), Is.InRange(least, most));
        card.Authenticate();
        Assert.That(card.InstallApplet(Second), Is.EqualTo("00 9000"));
        Assert.That(Runs(card, Second), Is.EqualTo(10), "another one has no limit");
    }

    [Test]
    public void Of_working_memory_nobody_else_gets_what_was_set_aside()
    {
        ContentCard card = Loaded("sspush 32000 / sconst_1 / invokestatic javacard/framework/JCSystem.makeTransientByteArray(SB)[B / arraylength / sreturn");
        Assert.That(card.InstallApplet(parameters: "C900EF04D7022000"), Is.EqualTo("00 9000"));
        Assert.That(card.InstallApplet(Second, parameters: "C900EF04D7027FFF"), Is.EqualTo("6A84"));
        Assert.That(card.InstallApplet(Second), Is.EqualTo("00 9000"));
        Assert.That(Runs(card, Second), Is.Zero);
    }

    [Test]
    public void Of_the_heap_what_was_set_aside_is_there_at_once()
    {
        ContentCard card = Loaded(NewArray);
        int free = card.State.NonVolatile.Allocator.FreeBytes();
        Assert.That(card.InstallApplet(parameters: "C900EF04D8024000"), Is.EqualTo("00 9000"));
        Assert.That(free - card.State.NonVolatile.Allocator.FreeBytes(), Is.GreaterThan(0x4000));
        Assert.That(card.Delete(ContentCard.Applet), Is.EqualTo("00 9000"));
        Assert.That(card.InstallApplet(parameters: "C900EF06D80400100000"), Is.EqualTo("6A84"));
    }

    private static ContentCard Loaded(string code)
    {
        var card = new ContentCard();
        card.InstallForLoad();
        card.LoadBlocks(ContentCard.DataBlock(ContentCard.LoadFileOf(code)));
        return card;
    }

    // How often of ten times the applet got its memory.
    private static int Runs(ContentCard card, string instance)
    {
        card.Card.Send("00A40400" + ContentCard.Lv(instance));
        int runs = 0;
        for (int i = 0; i < 10; i++)
        {
            runs += card.Card.Send("8030000000").EndsWith("9000", System.StringComparison.Ordinal) ? 1 : 0;
        }

        return runs;
    }
}
