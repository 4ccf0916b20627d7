using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.Core.Files;

/// <summary>EF.ARR: what is written into a record holds at once. Record 1 allows reading, record 2 reading and updating; 2F21 refers to record 1.</summary>
[TestFixture]
public sealed class AccessRuleRecordTests
{
    private const string Rules = "00A4000C022F06";
    private const string File = "00A4000C022F21";
    private const string Read = "00B0000003";
    private const string Update = "00D6000001AA";
    private const string Allow = "00DC010410" + DataFiles.ReadAndUpdate + "FFFFFFFFFFFFFFFFFFFFFF";
    private const string Refuse = "00DC010410" + DataFiles.OnlyRead + "FFFFFFFFFFFFFFFFFFFFFF";

    [Test]
    public void Updated_rule_holds_at_once()
    {
        var card = new TestCard(DataFiles.Options);
        Assert.That(card.SendAll(File, Update), Is.EqualTo("6982"));
        Assert.That(card.SendAll(Rules, Allow), Is.EqualTo("9000"));
        Assert.That(card.SendAll(File, Update), Is.EqualTo("9000"));
        Assert.That(card.SendAll(Rules, Refuse), Is.EqualTo("9000"));
        Assert.That(card.SendAll(File, Update), Is.EqualTo("6982"));
        Assert.That(card.Send(Read), Is.EqualTo("AACDEF 9000"));
    }

    [Test]
    public void Updated_rule_holds_on_a_channel_that_has_the_file_open()
    {
        var card = new TestCard(DataFiles.Options);
        card.SendAll("0070000001", "01A4000C022F21");
        Assert.That(card.Send("01D6000001AA"), Is.EqualTo("6982"));
        card.SendAll(Rules, Allow);
        Assert.That(card.Send("01D6000001AA"), Is.EqualTo("9000"));
    }

    [Test]
    public void Rule_that_cannot_be_read_allows_nothing()
    {
        var card = new TestCard(DataFiles.Options);
        card.SendAll(File, Read, Rules, "00DC010410" + "8001" + new string('E', 28));
        Assert.That(card.SendAll(File, Read), Is.EqualTo("6982"));
    }

    [Test]
    public void Rule_torn_at_any_word_is_the_old_or_the_new_one()
    {
        var card = new TestCard(DataFiles.Options);
        card.SendAll(File, Update, Rules);
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(
            () => card.Send(Allow),
            () => card.SendAll(File, Update) + card.SendAll(Rules, "00B2010410"));
        Assert.That(cuts, Is.GreaterThan(0));
    }
}
