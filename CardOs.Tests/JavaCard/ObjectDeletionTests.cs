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
