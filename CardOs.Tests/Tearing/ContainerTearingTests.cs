using System;
using System.Linq;
using CardOs.Apdu;
using CardOs.Containers;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Tests.Core;
using CardOs.Tests.Core.Containers;
using CardOs.Tests.JavaCard;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Tearing;

/// <summary>The power is cut at every word that switch, creation and deletion of a container write.</summary>
[TestFixture]
public sealed class ContainerTearingTests
{
    private readonly byte[] _buffer = new byte[Card.MaxShortResponse];

    [Test]
    public void Ctr_10_a_switch_by_REFRESH_torn_at_any_word_leaves_the_old_or_the_new_container_activated()
    {
        var card = new TestCard(ContainerCard.Small);
        int cuts = new CardTearing(card.Card).AtEveryWord(
            () =>
            {
                card.Card.ActivateContainer(2);
                foreach (string command in new[] { "80F2000C", ContainerCard.Fetch, ContainerCard.Performed })
                {
                    if (card.Card.IsPowered)
                    {
                        card.Card.Transmit(VectorCase.Hex(command), _buffer);
                    }
                }
            },
            place => CheckOneWorld(card, place));
        Assert.That(cuts, Is.GreaterThanOrEqualTo(6), "two words, in each mode");
    }

    [Test]
    public void Ctr_10_a_switch_by_a_reset_torn_at_any_word_leaves_the_old_or_the_new_container_activated()
    {
        var card = new TestCard(ContainerCard.Small);
        int cuts = new CardTearing(card.Card).AtEveryWord(
            () =>
            {
                card.Card.ActivateContainer(2, tellsTerminal: false);
                if (card.Card.IsPowered)
                {
                    card.Card.WarmReset();
                }
            },
            place => CheckOneWorld(card, place));
        Assert.That(cuts, Is.GreaterThan(6));
    }

    [Test]
    public void A_creation_torn_at_any_word_leaves_a_whole_container_or_no_byte()
    {
        var card = new TestCard(ContainerCard.Small);
        byte[] create = VectorCase.Hex("80F4010011" + "81057468697264" + "82083132333435363738");
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(() => Manage(card, create), () => Observe(card));
        Assert.That(cuts, Is.GreaterThan(20));
    }

    [Test]
    public void A_creation_from_a_profile_torn_at_any_word_leaves_a_whole_container_or_no_byte()
    {
        var card = new TestCard(ContainerCard.Small);
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(
            () => card.Card.CreateContainer(ContainerCard.World("third", "C300000000000000"), out _), () => Observe(card), recoveryEvery: 25);
        Assert.That(cuts, Is.GreaterThan(20));
    }

    [Test]
    public void A_deletion_torn_at_any_word_leaves_a_whole_container_or_no_byte_of_it()
    {
        var card = new TestCard(ContainerCard.Small);
        ContainerDeletionTests.Fill(card);
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(
            () => card.Card.DeleteContainer(3),
            () => $"{Observe(card)} {(card.Card.ListContainers().Count == 3 ? ContainerDeletionTests.Find(card) : -1)}",
            recoveryEvery: 20);
        Assert.That(cuts, Is.GreaterThan(50));
    }

    [Test]
    public void A_deletion_with_objects_that_another_container_refers_to_is_finished_wherever_it_was_torn()
    {
        TestCard card = ContainerObjectTests.WithServerIn(1, clientIn: 0, ContainerCard.Small);
        card.SendAll(ContainerObjectTests.SelectClient, MachineCard.Run);
        card.Switch(2);
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(
            () => card.Card.DeleteContainer(1), () => $"{Observe(card)} {card.SendAll(ContainerObjectTests.SelectClient, MachineCard.Run)}", recoveryEvery: 50);
        Assert.That(cuts, Is.GreaterThan(100));
    }

    private static void CheckOneWorld(TestCard card, string place)
    {
        int[] activated = [.. card.Card.Activated().Select(one => one.Number)];
        Assert.That(activated, Has.Length.EqualTo(1), place);
        Assert.That(card.SendAll(ContainerCard.SelectFile, ContainerCard.ReadFile), Is.EqualTo($"C{activated[0]}00000000000000 9000"), place);
    }

    private static string Observe(TestCard card)
    {
        Assert.That(StructureCheck.Check(card.Card.State.NonVolatile) ?? StructureCheck.CheckContainers(card.Card.State.NonVolatile), Is.Null);
        Assert.That(HeapCheck.Check(card.Card.State.Machine), Is.Null);
        return card.Card.States() + string.Join(' ', card.Card.Account().Shares);
    }

    // At its door, and the card loses its power as Transmit would have it.
    private void Manage(TestCard card, ReadOnlySpan<byte> command)
    {
        var reply = new ResponseWriter(_buffer);
        _ = CommandApdu.TryParse(command, out CommandApdu parsed);
        ContainerCommands.Handle(card.Card.State, parsed, ref reply);
        if (card.Card.State.NonVolatile.IsCut)
        {
            card.Card.PowerOff();
        }
    }
}
