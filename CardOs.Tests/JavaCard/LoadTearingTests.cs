using System;
using System.Linq;
using CardOs.Apdu;
using CardOs.Apdu.LoadFiles;
using CardOs.GlobalPlatform;
using CardOs.JavaCard;
using CardOs.Tests.Core;
using CardOs.Tests.JavaCard.CapAssembler;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>The power is taken at every word of loads that come to nothing: refused at each component, or not ended. No byte is left.</summary>
[TestFixture]
public sealed class LoadTearingTests
{
    private const int RecoverySteps = 11;

    [TestCase(ComponentTag.Header)]
    [TestCase(ComponentTag.Directory)]
    [TestCase(ComponentTag.Import)]
    [TestCase(ComponentTag.ConstantPool)]
    [TestCase(ComponentTag.Class)]
    [TestCase(ComponentTag.Method)]
    [TestCase(ComponentTag.StaticField)]
    [TestCase(ComponentTag.Applet)]
    public void A_load_refused_for_a_component_and_torn_at_any_word_leaves_no_byte(ComponentTag tag)
    {
        AssembledCap cap = Assembler.Assemble(MachineCard.Source("sconst_0 / sreturn"));
        if (tag == ComponentTag.Directory)
        {
            cap.BreakDirectory = directory => directory[0] ^= 1;
        }
        else
        {
            cap.Truncate(tag, cap[tag]!.Length / 2);
        }

        LeavesNothing(cap.ToLoadFile(), StatusWord.IncorrectData);
    }

    [TestCase("import F04361726499 1.0", StatusWord.ReferencedDataNotFound)]
    [TestCase("import javacard/framework 1.99", StatusWord.ReferencedDataNotFound)]
    [TestCase("import javacardx/crypto 1.0\nconstant odd = 01 81 63 00", StatusWord.IncorrectData)]
    [TestCase("import javacardx/crypto 1.0\nconstant odd = 06 81 01 63", StatusWord.IncorrectData)]
    public void A_load_refused_for_what_is_not_there_and_torn_at_any_word_leaves_no_byte(string lines, StatusWord expected)
    {
        string code = lines.Contains("odd", StringComparison.Ordinal) ? "invokestatic odd / sconst_0 / sreturn" : "sconst_0 / sreturn";
        string source = MachineCard.Source(code).Replace("import javacard/framework 1.0", "import javacard/framework 1.0\n" + lines, StringComparison.Ordinal);
        LeavesNothing(Assembler.Assemble(source).ToLoadFile(), expected);
    }

    [TestCase("goto +1", "Branches")]
    [TestCase("sload 99 / sreturn", "Instructions")]
    [TestCase("nop", "Methods")]
    [TestCase("sconst_0 / iload_0 / sreturn", "Types")]
    public void A_load_refused_by_the_verifier_and_torn_at_any_word_leaves_no_byte(string code, string fault)
    {
        byte[] load = Assembler.Assemble(MachineCard.Source(code)).ToLoadFile();
        var card = new TestCard();
        card.Card.LoadPackage(load);
        Assert.That(card.Card.State.Machine.VerificationFault.ToString(), Is.EqualTo(fault));
        LeavesNothing(load, StatusWord.IncorrectData);
    }

    [Test]
    public void A_load_that_is_not_ended_leaves_no_byte_wherever_it_stops_and_is_torn()
    {
        byte[] load = Assembler.Assemble(MachineCard.Source("sconst_0 / sreturn")).ToLoadFile();
        foreach (int pieces in new[] { 1, 3, 7 })
        {
            var card = new TestCard();
            int length = load.Length * pieces / 8;
            LeavesNothing(card, () => Feed(card, load.AsSpan(0, length)));
        }
    }

    [Test]
    public void A_load_that_stops_anywhere_leaves_no_byte_at_power_on_and_at_a_warm_reset()
    {
        byte[] load = Assembler.Assemble(MachineCard.Source("sconst_0 / sreturn")).ToLoadFile();
        var card = new TestCard();
        string before = Account(card);
        for (int length = 0; length <= load.Length; length += 5)
        {
            Feed(card, load.AsSpan(0, length));
            if (length % 2 == 0)
            {
                card.Card.PowerOff();
                card.Card.PowerOn();
            }
            else
            {
                card.Card.WarmReset();
            }

            Assert.That(Account(card), Is.EqualTo(before), $"{length} bytes");
        }

        Assert.That(card.Card.LoadPackage(load), Is.EqualTo(StatusWord.Success));
    }

    private static void Feed(TestCard card, ReadOnlySpan<byte> bytes)
    {
        CardState state = card.Card.State;
        if (ContentLoader.BeginLoad(state, 0) != StatusWord.Success)
        {
            return;
        }

        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, 50);
            if (ContentLoader.Load(state, bytes[..count]) != StatusWord.Success)
            {
                return;
            }

            bytes = bytes[count..];
        }
    }

    private static void LeavesNothing(byte[] load, StatusWord expected)
    {
        var card = new TestCard();
        Assert.That(card.Card.LoadPackage(load), Is.EqualTo(expected));
        LeavesNothing(card, () => card.Card.LoadPackage(load));
    }

    private static void LeavesNothing(TestCard card, Action act)
    {
        string before = Account(card);
        int cuts = new CardTearing(card.Card).AtEveryWord(act, place => Assert.That(Account(card), Is.EqualTo(before), place), RecoverySteps);
        Assert.That(cuts, Is.GreaterThan(5));
        Assert.That(HeapCheck.Check(card.Card.State.Machine), Is.Null);
    }

    private static string Account(TestCard card) => string.Join(' ', card.Card.Account().Shares) + string.Join(' ', card.Card.Account().Containers.Select(one => one));
}
