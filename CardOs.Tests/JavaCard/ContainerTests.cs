using CardOs.Apdu;
using CardOs.JavaCard;
using CardOs.Memory;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>Applets of one package in several containers: each has its own objects, and only the activated one's can be reached.</summary>
[TestFixture]
public sealed class ContainerTests
{
    private const string Select = "00A4040008F0436172644F700100";

    // Each instance counts in a field of its own; the object that statics know is the last one installed.
    private const string Counts = "getstatic_s App.total / sconst_1 / sadd / dup / putstatic_s App.total / sreturn";

    [Test]
    public void One_name_reaches_the_instance_of_the_activated_container()
    {
        TestCard card = Installed();
        NvAddress first = AppletOf(card, 1);
        NvAddress second = AppletOf(card, 2);
        Assert.That(first, Is.Not.EqualTo(second));
        Assert.That(card.SendAll(Select, MachineCard.Run), Is.EqualTo("0001 9000"));
        Activate(card, 2);
        Assert.That(card.SendAll(Select, MachineCard.Run), Is.EqualTo("0001 9000"));
    }

    [Test]
    public void Objects_of_a_disabled_container_resolve_to_nothing()
    {
        TestCard card = Installed();
        Machine machine = card.Card.State.Machine;
        ushort first = new CardOs.Registry.AppletPart(machine.Memory, AppletOf(card, 1)).Object;
        ushort second = new CardOs.Registry.AppletPart(machine.Memory, AppletOf(card, 2)).Object;
        Assert.That((machine.Heap.Entry(first).IsFree, machine.Heap.Entry(second).IsFree), Is.EqualTo((false, true)));
        Activate(card, 2);
        Assert.That((machine.Heap.Entry(first).IsFree, machine.Heap.Entry(second).IsFree), Is.EqualTo((true, false)));
        Assert.That(HeapCheck.Check(machine), Is.Null);
    }

    [Test]
    public void A_package_of_a_container_is_not_seen_from_another_one()
    {
        var card = new TestCard(CardOptions.Uicc);
        Assert.That(card.Card.LoadPackage(Package(), container: 1), Is.EqualTo(StatusWord.Success));
        Assert.That(
            card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance, container: 2), Is.EqualTo(StatusWord.ReferencedDataNotFound));
        Assert.That(card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance, container: 1), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.LoadPackage(Package(), container: 9), Is.EqualTo(StatusWord.ReferencedDataNotFound));
    }

    // Two enhanced containers, each with the same package and an instance under the same name.
    private static TestCard Installed()
    {
        var card = new TestCard(CardOptions.Uicc);
        for (int container = 1; container <= 2; container++)
        {
            Assert.That(card.Card.LoadPackage(Package(), container), Is.EqualTo(StatusWord.Success));
            Assert.That(card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance, container: container), Is.EqualTo(StatusWord.Success));
        }

        return card;
    }

    private static byte[] Package() => Assembler.Assemble(MachineCard.Source(Counts)).ToLoadFile();

    private static NvAddress AppletOf(TestCard card, int container) =>
        CardOs.Registry.ApplicationRegistry.Find(card.Card.State.NonVolatile, MemoryView.Of(container), MachineCard.Instance);

    private static void Activate(TestCard card, int container)
    {
        card.Card.State.NonVolatile.WriteByte(new NvAddress(NonVolatileMap.ActiveContainer), (byte)container);
        card.Card.PowerOff();
        card.Card.PowerOn();
    }
}
