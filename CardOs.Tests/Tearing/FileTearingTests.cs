using CardOs.Tests.Core;
using NUnit.Framework;

namespace CardOs.Tests.Tearing;

/// <summary>What is left of updates of the default card's files.</summary>
[TestFixture]
public sealed class FileTearingTests
{
    private const string VerifyPin = "002000010831323334FFFFFFFF";
    private const string SelectNumbers = "00A4080C047F106F3A";

    private TestCard _card = new(CardOptions.Uicc);

    [SetUp]
    public void Power_a_card() => _card = new TestCard(CardOptions.Uicc);

    [Test]
    public void Update_record_torn_at_any_word_leaves_the_old_or_the_new_record()
    {
        _card.SendAll(VerifyPin, SelectNumbers);
        int cuts = new CardTearing(_card.Card).LeavesOldOrNew(
            () => _card.Send("00DC02041C" + "4D7920706C756D6265720000000000FF0891" + "7777777777777777777F"),
            () => _card.SendAll(VerifyPin, SelectNumbers) + _card.Send("00B201041C") + _card.Send("00B202041C") + _card.Send("00B203041C"));
        Assert.That(cuts, Is.GreaterThan(20));
    }

    [Test]
    public void Update_binary_torn_at_any_word_leaves_the_old_or_the_new_bytes()
    {
        _card.Send(VerifyPin);
        int cuts = new CardTearing(_card.Card).LeavesOldOrNew(() => _card.Send("00D68500026465"), () => _card.Send("00B0850002"));
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void A_command_that_reads_is_never_torn()
    {
        Assert.That(new CardTearing(_card.Card).LeavesOldOrNew(() => _card.Send("00B0820000"), () => _card.Send("00B0820000")), Is.Zero);
    }
}
