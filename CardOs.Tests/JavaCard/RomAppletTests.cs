using System;
using System.Buffers.Binary;
using System.IO;
using CardOs.Apdu;
using CardOs.Applications;
using CardOs.Tests.Core;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

[TestFixture]
public sealed class RomAppletTests
{
    private const string SelectIt = "00A4040006F0436172640100";
    private const string Count = "8002000000";

    private static readonly byte[] Package = [0xF0, 0x43, 0x61, 0x72, 0x64];
    private static readonly byte[] Module = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x01];

    [Test]
    public void A_counter_counts_over_power_cuts()
    {
        TestCard card = Installed();
        Assert.That(card.Send(SelectIt), Is.EqualTo("9000"));
        Assert.That(card.Send(Count), Is.EqualTo("00000001 9000"));
        card.Card.PowerOff();
        card.Card.PowerOn();
        Assert.That(card.SendAll(SelectIt, Count), Is.EqualTo("00000002 9000"));
        Assert.That(card.Send("8099000000"), Is.EqualTo("6D00"));
    }

    [Test]
    public void A_count_torn_at_any_word_is_the_old_one_or_the_new_one()
    {
        TestCard card = Installed();
        card.Send(SelectIt);
        byte[] buffer = new byte[Card.MaxShortResponse];
        int cuts = new CardTearing(card.Card).AtEveryWord(
            () => card.Card.Transmit([0x80, 0x02, 0, 0, 0], buffer), place => Assert.That(card.SendAll(SelectIt, Count), Is.AnyOf("00000001 9000", "00000002 9000"), place));
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void An_installation_torn_at_any_word_leaves_an_instance_or_no_byte()
    {
        var card = new TestCard(Options);
        int cuts = new CardTearing(card.Card).LeavesOldOrNew(() => card.Card.InstallApplet(Package, Module, Module), () => string.Join(' ', card.Card.Account().Shares));
        Assert.That(cuts, Is.GreaterThan(10));
    }

    [Test]
    public void Commands_allocate_nothing()
    {
        TestCard card = Installed();
        byte[] select = Convert.FromHexString(SelectIt);
        byte[] count = Convert.FromHexString(Count);
        byte[] buffer = new byte[Card.MaxShortResponse];
        Allocation.IsNone(() =>
        {
            card.Card.Transmit(select, buffer);
            card.Card.Transmit(count, buffer);
        });
    }

    [Test]
    public void A_deleted_instance_gives_its_bytes_back()
    {
        var card = new TestCard(Options);
        string before = string.Join(' ', card.Card.Account().Shares);
        card.Card.InstallApplet(Package, Module, Module);
        Assert.That(card.Card.DeleteApplet(Module), Is.EqualTo(StatusWord.Success));
        Assert.That(string.Join(' ', card.Card.Account().Shares), Is.EqualTo(before));
        Assert.That(card.Send(SelectIt), Is.EqualTo("6A82"));
    }

    [Test]
    public void A_selected_instance_is_not_deleted()
    {
        TestCard card = Installed();
        card.Send(SelectIt);
        Assert.That(card.Card.DeleteApplet(Module), Is.EqualTo(StatusWord.ConditionsOfUseNotSatisfied));
    }

    [Test]
    public void A_card_with_an_instance_loads_only_where_the_code_is()
    {
        TestCard card = Installed();
        using var image = new MemoryStream();
        card.Card.Save(image);
        image.Position = 0;
        Assert.That(() => Card.Load(image, TestProfile.Options), Throws.InstanceOf<CardImageException>());
        image.Position = 0;
        var loaded = new TestCard(Card.Load(image, Options));
        Assert.That(loaded.SendAll(SelectIt, Count), Is.EqualTo("00000001 9000"));
    }

    [Test]
    public void A_type_with_fields_is_refused() =>
        Assert.That(() => RomApplet.Of<WithField>(Package, Module), Throws.ArgumentException.With.Message.Contains("has no fields"));

    private static CardOptions Options => TestProfile.Options with { Rom = [RomApplet.Of<Counter>(Package, Module)] };

    private static TestCard Installed()
    {
        var card = new TestCard(Options);
        Assert.That(card.Card.InstallApplet(Package, Module, Module), Is.EqualTo(StatusWord.Success));
        return card;
    }

    private sealed class Counter : Applet
    {
        public override int PersistentBytes => sizeof(uint);

        public override StatusWord Process(ref AppletContext context, scoped CommandApdu command)
        {
            if (context.IsSelecting)
            {
                return StatusWord.Success;
            }

            if (command.Ins != 0x02)
            {
                return StatusWord.InstructionNotSupported;
            }

            Span<byte> next = stackalloc byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(next, BinaryPrimitives.ReadUInt32BigEndian(context.Persistent) + 1);
            return context.Write(0, next) ? context.Reply(next) : StatusWord.MemoryProblem;
        }
    }

    private sealed class WithField : Applet
    {
        private int _count;

        public override StatusWord Process(ref AppletContext context, scoped CommandApdu command) => (StatusWord)_count++;
    }
}
