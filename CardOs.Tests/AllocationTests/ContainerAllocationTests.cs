using CardOs.Apdu;
using CardOs.Containers;
using CardOs.Tests.Core;
using CardOs.Tests.Core.Containers;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.AllocationTests;

/// <summary>Administration of containers allocates nothing, the switch included.</summary>
[TestFixture]
public sealed class ContainerAllocationTests
{
    private readonly byte[] _buffer = new byte[300];

    [TestCase("80F4060000", TestName = "List_of_containers")]
    [TestCase("80F4010011" + "81057468697264" + "82083132333435363738|80F4040003800103", TestName = "Creation_and_deletion_of_a_container")]
    [TestCase("80F4020003800102|80F4030000", TestName = "Preparation_taken_back")]
    [TestCase("80F4050003800102|80F4050000", TestName = "Target_of_a_channel")]
    [TestCase("80F4040003800101|80F4020000|80F4090000", TestName = "Refusals_of_containers")]
    public void Command(string commands)
    {
        var card = new TestCard(ContainerCard.Small);
        byte[][] sequence = System.Array.ConvertAll(commands.Split('|'), VectorCase.Hex);
        Allocation.IsNone(() =>
        {
            foreach (byte[] command in sequence)
            {
                Manage(card.Card.State, command);
            }
        });
    }

    [Test]
    public void A_switch_allocates_nothing()
    {
        var card = new TestCard(ContainerCard.Uicc);
        byte[][] commands = System.Array.ConvertAll(["80F2000C", ContainerCard.Fetch, ContainerCard.Performed, "00A4000C022FE2", "00B000000A"], VectorCase.Hex);
        int next = 2;
        Allocation.IsNone(() =>
        {
            card.Card.ActivateContainer(next);
            next = 3 - next;
            foreach (byte[] command in commands)
            {
                card.Card.Transmit(command, _buffer);
            }
        });
        Assert.That(card.Card.ActiveContainer, Is.EqualTo(3 - next));
    }

    [Test]
    public void A_switch_by_a_reset_allocates_nothing()
    {
        var card = new TestCard(ContainerCard.Uicc);
        int next = 2;
        Allocation.IsNone(() =>
        {
            card.Card.ActivateContainer(next, tellsTerminal: false);
            next = 3 - next;
            card.Card.WarmReset();
        });
    }

    private void Manage(CardState state, byte[] command)
    {
        var reply = new ResponseWriter(_buffer);
        _ = CommandApdu.TryParse(command, out CommandApdu parsed);
        ContainerCommands.Handle(state, parsed, ref reply);
    }
}
