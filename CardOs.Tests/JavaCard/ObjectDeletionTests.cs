using CardOs.Apdu;
using CardOs.Tests.Core;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>JCSystem.requestObjectDeletion: what nothing refers to is gone behind the command, and everything else is whole.</summary>
[TestFixture]
public sealed class ObjectDeletionTests
{
    private const int RecoverySteps = 7;

    private static readonly byte[] Buffer = new byte[300];

    // Ten arrays with references in them, and arrays that they refer to.
    private const string Garbage = """
        sconst_0 / sstore_0
        next: sload_0 / bspush 10 / if_scmpge done
        sconst_3 / anewarray javacard/framework/Applet / pop
        bspush 100 / newarray byte / pop
        sinc 0 1 / goto next
        done: invokestatic javacard/framework/JCSystem.requestObjectDeletion
        getstatic_s App.total / sreturn
        """;

    [Test]
    public void Garbage_gives_its_memory_back_command_after_command()
    {
        var card = new MachineCard(Garbage);
        Assert.That(card.Card.Send(MachineCard.Run), Is.EqualTo("0000 9000"));
        long free = card.Card.Card.State.NonVolatile.Allocator.FreeBytes();
        for (int i = 0; i < 500; i++)
        {
            Assert.That(card.Card.Send(MachineCard.Run), Is.EqualTo("0000 9000"));
        }

        Assert.That(card.Card.Card.State.NonVolatile.Allocator.FreeBytes(), Is.EqualTo(free));
        Assert.That(card.HeapProblem, Is.Null);
    }

    [Test]
    public void A_deletion_torn_at_any_word_leaves_a_heap_that_goes_on()
    {
        var card = new MachineCard(Garbage);
        int cuts = new CardTearing(card.Card.Card).AtEveryWord(
            () => card.Card.Card.Transmit([0x80, 0x30, 0, 0, 0], Buffer),
            place =>
            {
                Assert.That(card.HeapProblem, Is.Null, place);
                card.Card.Send("00A4040008F0436172644F700100");
                Assert.That(card.Card.Send(MachineCard.Run), Is.EqualTo("0000 9000"), place);
            },
            recoveryEvery: RecoverySteps);
        Assert.That(cuts, Is.GreaterThan(40));
    }

    // The first command leaves ten arrays that refer to an object of a neighbour, and one with the only reference to each; the second one deletes them.
    private const string GarbageWithReferences = $"""
        getstatic_s App.total / ifne delete
        sconst_1 / putstatic_s App.total / sconst_0 / sstore_0
        next: sload_0 / bspush 10 / if_scmpge done
        sconst_2 / anewarray java/lang/Object / astore_1
        aload_1 / sconst_0 / getstatic_a farObject / aastore
        aload_1 / sconst_1 / bspush 100 / newarray byte / aastore
        sinc 0 1 / goto next
        done: nop
        {NeighbourCard.ForgetsNeighbour}
        sconst_0 / sreturn
        delete: invokestatic javacard/framework/JCSystem.requestObjectDeletion
        sconst_1 / sreturn
        """;

    [Test]
    public void A_deletion_of_objects_torn_at_any_word_is_ended_at_power_on()
    {
        var card = new NeighbourCard(GarbageWithReferences);
        Assert.That(card.Run(), Is.EqualTo("0000 9000"));
        Assert.That(card.Card.Card.DeleteApplet(NeighbourCard.FarInstance), Is.EqualTo(StatusWord.ConditionsOfUseNotSatisfied));
        string before = Account(card.Card);
        string after = string.Empty;
        int ended = 0;
        var tearing = new CardTearing(card.Card.Card);
        int cuts = tearing.AtEveryWord(
            () => card.Card.Card.Transmit([0x80, 0x30, 0, 0, 0], Buffer),
            place =>
            {
                Assert.That(CardOs.JavaCard.HeapCheck.Check(card.Machine), Is.Null, place);
                string account = Account(card.Card);
                bool isEnded = account != before;
                if (isEnded)
                {
                    ended++;
                    after = after.Length == 0 ? account : after;
                    Assert.That(account, Is.EqualTo(after), place);
                }

                StatusWord expected = isEnded ? StatusWord.Success : StatusWord.ConditionsOfUseNotSatisfied;
                Assert.That(card.Card.Card.DeleteApplet(NeighbourCard.FarInstance), Is.EqualTo(expected), place);
            },
            recoveryEvery: RecoverySteps);
        Assert.That(cuts, Is.GreaterThan(40));
        Assert.That(ended, Is.GreaterThan(cuts / 2));
        Assert.That(card.Run(), Is.EqualTo("0001 9000"));
        Assert.That(Account(card.Card), Is.EqualTo(after));
    }

    [Test]
    public void A_global_array_is_gone_wherever_the_command_that_made_it_is_torn()
    {
        var card = new MachineCard("sconst_2 / bspush 100 / invokestatic javacard/framework/JCSystem.makeGlobalArray(BS)Ljava/lang/Object; / pop / sconst_0 / sreturn");
        int free = card.Card.Card.State.Machine.Heap.FreeTransientBytes;
        int cuts = new CardTearing(card.Card.Card).AtEveryWord(
            () => card.Card.Card.Transmit([0x80, 0x30, 0, 0, 0], Buffer),
            place => Assert.That(card.Card.Card.State.Machine.Heap.FreeTransientBytes, Is.EqualTo(free), place),
            recoveryEvery: RecoverySteps);
        Assert.That(cuts, Is.GreaterThan(3));
    }

    private static string Account(TestCard card) => string.Join(' ', card.Card.Account().Shares);

    [Test]
    public void Objects_of_statics_and_instances_stay()
    {
        const string Code = """
            invokestatic javacard/framework/JCSystem.requestObjectDeletion
            getstatic_a App.kept / checkcast class App / getfield_a App.buffer / arraylength
            getstatic_a App.bytes / arraylength / sadd / sreturn
            """;
        var card = new MachineCard(Code);
        Assert.That(card.Card.SendAll(MachineCard.Run, MachineCard.Run), Is.EqualTo("002C 9000"));
        Assert.That(card.HeapProblem, Is.Null);
    }

    [Test]
    public void A_deletion_allocates_nothing()
    {
        var card = new MachineCard(Garbage);
        byte[] command = [0x80, 0x30, 0, 0, 0];
        card.Card.Send(MachineCard.Run);
        card.Card.Card.Transmit(command, Buffer);
        Allocation.IsNoneOf(() => card.Card.Card.Transmit(command, Buffer));
    }
}
