using NUnit.Framework;

namespace CardOs.Tests.Tearing;

public class FileTearingTests
{
    private Card _card = new(CardOptions.Uicc);

    [SetUp]
    public void Power_a_card()
    {
        _card = new Card(CardOptions.Uicc);
        _card.PowerOn();
    }

    [Test]
    public void Update_record_torn_at_any_word_leaves_the_old_or_the_new_record()
    {
        Select(_card);
        int cuts = TearHarness.ForEveryCut(
            _card,
            card => card.Send("00DC02041C" + "4D7920706C756D6265720000000000FF0891" + "7777777777777777777F"),
            card => Select(card) + card.Send("00B201041C") + card.Send("00B202041C") + card.Send("00B203041C"));
        Assert.That(cuts, Is.GreaterThan(20));
    }

    [Test]
    public void Update_binary_torn_at_any_word_leaves_the_old_or_the_new_bytes()
    {
        int cuts = TearHarness.ForEveryCut(
            _card,
            card => card.Send("00D68500026465"),
            card => card.Send("00B0850002"));
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void A_command_that_reads_is_never_torn()
    {
        Assert.That(TearHarness.ForEveryCut(_card, card => card.Send("00B0820000"), card => card.Send("00B0820000")), Is.Zero);
    }

    private static string Select(Card card) => card.Send("00A4080C047F106F3A");
}
