using CardOs.Apdu;
using NUnit.Framework;

namespace CardOs.Tests.Core.Containers;

/// <summary>When a switch takes place, and when not.</summary>
[TestFixture]
public sealed class ContainerSwitchTests
{
    private const string Display = "AA03810103";
    private const string FetchText = "801200000E";
    private const string Shown = "801400000C" + "810301210082028281830100";

    private readonly TestCard _card = new(ContainerCard.Small);

    [SetUp]
    public void Start_in_the_first_world()
    {
        _card.Card.ActivateContainer(1, tellsTerminal: false);
        _card.Card.WarmReset();
        _card.Card.ActivateContainer(1);
        _card.Card.WarmReset();
        Assert.That(_card.Card.States(), Is.EqualTo("0+ 1+ 2-"));
    }

    [Test]
    public void A_warm_reset_activates_what_is_prepared()
    {
        _card.Card.ActivateContainer(2);
        _card.Card.WarmReset();
        Assert.That(_card.SendAll(ContainerCard.SelectFile, ContainerCard.ReadFile), Is.EqualTo("C200000000000000 9000"));
        Assert.That(_card.Send("80F2000C"), Is.EqualTo("9000"), "the terminal need not be told any more");
    }

    [Test]
    public void Power_on_activates_what_is_prepared()
    {
        _card.Card.ActivateContainer(2);
        _card.Card.PowerOff();
        _card.Card.PowerOn();
        Assert.That(_card.SendAll(ContainerCard.SelectFile, ContainerCard.ReadFile), Is.EqualTo("C200000000000000 9000"));
    }

    [Test]
    public void Until_then_the_old_world_goes_on()
    {
        _card.Card.ActivateContainer(2);
        Assert.That(_card.Send(ContainerCard.SelectFile), Is.EqualTo("910B"));
        Assert.That(_card.Send(ContainerCard.ReadFile), Is.EqualTo("C100000000000000 910B"));
        Assert.That(_card.Send(ContainerCard.Fetch), Is.EqualTo(ContainerCard.Refresh + " 9000"));
        Assert.That(_card.Send(ContainerCard.ReadFile), Is.EqualTo("C100000000000000 9000"));
    }

    [Test]
    public void A_terminal_that_could_not_refresh_leaves_the_switch_to_the_next_reset()
    {
        _card.Card.ActivateContainer(2);
        _card.SendAll(ContainerCard.SelectFile, ContainerCard.Fetch);
        Assert.That(_card.Send(ContainerCard.Unable), Is.EqualTo("9000"));
        Assert.That(_card.Card.States(), Is.EqualTo("0+ 1+ 2-p"));
        Assert.That(_card.Send(ContainerCard.ReadFile), Is.EqualTo("C100000000000000 9000"));
        _card.Card.ActivateContainer(2);
        Assert.That(_card.Send(ContainerCard.ReadFile), Is.EqualTo("C100000000000000 910B"), "the command again tells the terminal again");
        _card.Card.WarmReset();
        Assert.That(_card.Card.States(), Is.EqualTo("0+ 1- 2+"));
    }

    [Test]
    public void A_switch_is_taken_back_together_with_its_REFRESH()
    {
        _card.Card.ActivateContainer(2);
        Assert.That(_card.Send("80F2000C"), Is.EqualTo("910B"));
        Assert.That(_card.Manage("80F4030000"), Is.EqualTo("9000"));
        Assert.That(_card.Send("80F2000C"), Is.EqualTo("9000"));
        Assert.That(_card.Send(ContainerCard.Fetch), Is.EqualTo("6985"));
        _card.Card.WarmReset();
        Assert.That(_card.Card.States(), Is.EqualTo("0+ 1+ 2-"));
    }

    [Test]
    public void A_switch_that_is_taken_back_after_FETCH_does_not_take_place()
    {
        _card.Card.ActivateContainer(2);
        _card.SendAll(ContainerCard.SelectFile, ContainerCard.Fetch);
        _card.Card.CancelActivation();
        Assert.That(_card.Send(ContainerCard.Performed), Is.EqualTo("9000"));
        Assert.That(_card.Send(ContainerCard.ReadFile), Is.EqualTo("C100000000000000 9000"), "the session goes on");
        Assert.That(_card.Send("80F2000C"), Is.EqualTo("9000"));
    }

    [Test]
    public void The_activated_container_takes_the_preparation_of_another_back()
    {
        _card.Card.ActivateContainer(2);
        _card.Card.ActivateContainer(1);
        _card.Card.WarmReset();
        Assert.That(_card.Card.States(), Is.EqualTo("0+ 1+ 2-"));
    }

    [Test]
    public void Without_REFRESH_only_a_reset_activates()
    {
        Assert.That(_card.Manage("80F4020103800102"), Is.EqualTo("9000"));
        Assert.That(_card.Send("80F2000C"), Is.EqualTo("9000"));
        _card.Card.WarmReset();
        Assert.That(_card.Card.ActiveContainer, Is.EqualTo(2));
    }

    [Test]
    public void REFRESH_waits_behind_a_command_that_the_terminal_carries_out_and_behind_what_goes_out_in_messages()
    {
        var card = new TestCard();
        var display = new TestPacket { Tar = "B00120", Spi = "0000", Data = Display };
        Assert.That(card.Send(display.Envelope()), Is.EqualTo("910E"));
        card.Card.ActivateContainer(2);
        Assert.That(card.Send(FetchText), Does.StartWith("D00C8103012100"));
        Assert.That(card.Send(Shown), Is.EqualTo("910B"));
        Assert.That(card.SendAll(ContainerCard.Fetch, ContainerCard.Performed), Is.EqualTo("9000"));
        Assert.That(card.SendAll("00A4000C022F77", "00B0000001"), Is.EqualTo("77 9000"), "a file of the second world");
    }

    [Test]
    public void A_card_that_was_suspended_is_not_resumed_in_another_world()
    {
        var card = new TestCard(CardOptions.Uicc);
        card.Card.ActivateContainer(2, tellsTerminal: false);
        string answer = card.Send("8076000004" + "00010401" + "00");
        Assert.That(answer, Does.EndWith("9000"));
        card.Card.PowerOff();
        card.Card.PowerOn();
        Assert.That(card.Card.ActiveContainer, Is.EqualTo(2));
        Assert.That(card.Send("8076010008" + answer[4..20]), Is.EqualTo("6985"));
        Assert.That(card.Iccid(), Does.EndWith("20 9000"));
    }

    [Test]
    public void What_was_prepared_is_in_a_copy_of_the_card()
    {
        _card.Card.ActivateContainer(2);
        var fork = new TestCard(_card.Card.Fork());
        Assert.That(fork.SendAll("80F2000C", ContainerCard.Fetch, ContainerCard.Performed), Is.EqualTo("9000"));
        Assert.That((fork.Card.ActiveContainer, _card.Card.ActiveContainer), Is.EqualTo((2, 1)));
    }

    [TestCase(0, StatusWord.ConditionsOfUseNotSatisfied)]
    [TestCase(3, StatusWord.ReferencedDataNotFound)]
    [TestCase(-1, StatusWord.ReferencedDataNotFound)]
    [TestCase(255, StatusWord.ReferencedDataNotFound)]
    public void What_cannot_be_activated_is_refused(int container, StatusWord expected) =>
        Assert.That(_card.Card.ActivateContainer(container), Is.EqualTo(expected));
}
