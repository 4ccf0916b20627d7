using CardOs.Apdu;
using CardOs.OffCard.LoadFiles;
using CardOs.Tests.Core;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>The power is taken at every word that loading, installing, running and deleting write.</summary>
[TestFixture]
public sealed class MachineTearingTests
{
    private const string Select = "00A4040008F0436172644F700100";
    private const int RecoverySteps = 7;

    private static readonly byte[] Buffer = new byte[300];

    // A command of eleven writes: fields, an int in two words, elements, a transaction, new objects.
    private const string Writes = """
        getstatic_s App.total / sconst_1 / sadd / putstatic_s App.total
        getstatic_a App.kept / checkcast class App / astore_0
        invokestatic javacard/framework/JCSystem.beginTransaction
        aload_0 / getstatic_s App.total / putfield_s App.count
        aload_0 / getstatic_s App.total / putfield_s App.sum
        aload_0 / getstatic_s App.total / s2i / putfield_i App.wide
        aload_0 / getfield_a App.buffer / bspush 39 / getstatic_s App.total / bastore
        aload_0 / bspush 40 / newarray byte / putfield_a App.buffer
        invokestatic javacard/framework/JCSystem.commitTransaction
        aload_0 / getfield_s App.sum / sreturn
        """;

    private const string Reads = """
        getstatic_a App.kept / checkcast class App / astore_0
        aload_0 / getfield_s App.count / aload_0 / getfield_s App.sum / if_scmpeq same / sspush 999 / sreturn
        same: aload_0 / getfield_i App.wide / i2s / aload_0 / getfield_s App.sum / if_scmpeq all / sspush 998 / sreturn
        all: aload_0 / getfield_s App.count / sreturn
        """;

    [Test]
    public void A_load_torn_at_any_word_leaves_no_byte_or_a_package()
    {
        byte[] load = new MachineCard("sconst_0 / sreturn").Cap.ToLoadFile();
        var card = new TestCard();
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(() => card.Card.LoadPackage(load), () => Describe(card), recoveryEvery: RecoverySteps);
        Assert.That(cuts, Is.GreaterThan(50));
    }

    [Test]
    public void An_installation_torn_at_any_word_leaves_no_byte_or_an_instance()
    {
        var card = new TestCard();
        card.Card.LoadPackage(new MachineCard("sconst_0 / sreturn").Cap.ToLoadFile());
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(
            () => card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance), () => Describe(card), recoveryEvery: RecoverySteps);
        Assert.That(cuts, Is.GreaterThan(30));
    }

    [Test]
    public void A_transaction_torn_at_any_word_leaves_the_old_fields_or_the_new_ones()
    {
        string source = MachineCard.Source(Writes).Replace("sconst_0 / invokestatic App.run", "sconst_0 / aload_1 / invokevirtual javacard/framework/APDU.getBuffer()[B / sconst_2 / baload / invokestatic App.choose", System.StringComparison.Ordinal)
            + "\n" + $"""
              method static choose(S)S stack 4 locals 2
                sload_0 / ifne reads / invokestatic App.run / sreturn
                reads: invokestatic App.read / sreturn
              method static read()S stack 6 locals 3
                {Reads.Replace("\n", "\n    ", System.StringComparison.Ordinal)}
            """;
        var card = new TestCard();
        Assert.That(card.Card.LoadPackage(CapAssembler.Assembler.Assemble(source).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance), Is.EqualTo(StatusWord.Success));
        card.Send(Select);
        Assert.That(card.Send("8030000000"), Is.EqualTo("0001 9000"));
        string[] answers = ["0001 9000", "0002 9000"];
        int cuts = new CardTearing(card.Card).AtEveryWord(
            () => card.Card.Transmit([0x80, 0x30, 0, 0, 0], Buffer),
            place =>
            {
                Assert.That(CardOs.JavaCard.HeapCheck.Check(card.Card.State.Machine), Is.Null, place);
                Assert.That(card.Send(Select), Is.EqualTo("9000"), place);
                Assert.That(card.Send("8030010000"), Is.AnyOf(answers), place);
            },
            recoveryEvery: 3);
        Assert.That(cuts, Is.GreaterThan(30));
    }

    [Test]
    public void A_deletion_torn_at_any_word_leaves_everything_or_nothing()
    {
        var card = new TestCard();
        card.Card.LoadPackage(CapFile.Open(Repository.PathOf("CardOs.Tests/Vectors/applets/objects/objects.cap")).ToLoadFile());
        Assert.That(card.Card.InstallApplet(Hex("F0436172644F03"), Hex("F0436172644F0301"), Hex("F0436172644F0301")), Is.EqualTo(StatusWord.Success));
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(
            () => card.Card.DeletePackage(Hex("F0436172644F03"), withInstances: true), () => Describe(card), recoveryEvery: RecoverySteps);
        Assert.That(cuts, Is.GreaterThan(10));
    }

    [Test]
    public void A_deletion_of_an_instance_torn_at_any_word_leaves_everything_or_nothing()
    {
        var card = new TestCard();
        string source = MachineCard.Source("sconst_0 / sreturn").Replace("aload_0 / putstatic_a App.kept", "nop", System.StringComparison.Ordinal);
        Assert.That(card.Card.LoadPackage(CapAssembler.Assembler.Assemble(source).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance), Is.EqualTo(StatusWord.Success));
        string before = Describe(card);
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(() => card.Card.DeleteApplet(MachineCard.Instance), () => Describe(card), recoveryEvery: RecoverySteps);
        Assert.That(cuts, Is.GreaterThan(10));
        Assert.That(card.Card.DeleteApplet(MachineCard.Instance), Is.EqualTo(StatusWord.Success));
        Assert.That(Describe(card), Is.Not.EqualTo(before));
    }

    // Who has how much of the memory, and that the heap is whole.
    private static string Describe(TestCard card) =>
        CardOs.JavaCard.HeapCheck.Check(card.Card.State.Machine) + string.Join(' ', card.Card.Account().Shares);

    private static byte[] Hex(string text) => System.Convert.FromHexString(text);
}
