using System;
using System.Threading;
using CardOs.Apdu;
using CardOs.Diagnostics;
using NUnit.Framework;

namespace CardOs.Tests.Core;

/// <summary>Power, resets, selection of a protocol, and the host's own mistakes.</summary>
[TestFixture]
public sealed class PowerTests
{
    private static readonly byte[] SelectMasterFile = [0x00, 0xA4, 0x00, 0x0C, 0x02, 0x3F, 0x00];

    [Test]
    public void Power_on_gives_an_answer_to_reset_with_both_protocols_and_20_channels()
    {
        var card = new Card(TestProfile.Options);
        Assert.That(AnswerToReset.TryParse(card.PowerOn(), out AnswerToReset answer), Is.True);
        Assert.Multiple(() =>
        {
            Assert.That(card.IsPowered, Is.True);
            Assert.That(card.WarmReset().Length, Is.GreaterThan(2));
        });
        Assert.That((answer.Offers(0), answer.Offers(1), answer.IsSpecificMode), Is.EqualTo((true, true, false)));
    }

    [Test]
    public void Command_without_power_is_the_hosts_mistake()
    {
        var card = new Card(TestProfile.Options);
        byte[] buffer = new byte[Card.MaxShortResponse];
        Assert.Throws<InvalidOperationException>(() => card.Transmit(SelectMasterFile, buffer));
        Assert.Throws<InvalidOperationException>(() => card.WarmReset());
        card.PowerOn();
        card.PowerOff();
        Assert.That(card.IsPowered, Is.False);
        Assert.Throws<InvalidOperationException>(() => card.Transmit(SelectMasterFile, buffer));
    }

    [Test]
    public void Buffer_under_258_bytes_is_the_hosts_mistake_and_leaves_the_card_usable()
    {
        var card = new TestCard();
        Assert.Throws<ArgumentException>(() => card.Card.Transmit(SelectMasterFile, new byte[257]));
        Assert.That(card.Send("00A4000C023F00"), Is.EqualTo("9000"));
    }

    [Test]
    public void Use_from_within_the_trace_is_refused()
    {
        var trace = new ReentrantTrace();
        var card = new TestCard(TestProfile.Options with { Trace = trace });
        trace.Card = card.Card;
        card.Send(new TestPacket { Data = "00A4000C023F00" }.Envelope());
        Assert.That(trace.Refusals, Is.GreaterThan(0));
        Assert.That(card.Send("00A4000C023F00"), Is.EqualTo("9000"));
    }

    [Test]
    public void Use_by_another_thread_meanwhile_is_refused()
    {
        var trace = new WaitingTrace();
        var card = new TestCard(TestProfile.Options with { Trace = trace });
        var other = new Thread(() => card.Send(new TestPacket { Data = "00A4000C023F00" }.Envelope()));
        other.Start();
        trace.Entered.Wait();
        Assert.Throws<InvalidOperationException>(() => card.Card.Transmit(SelectMasterFile, new byte[258]));
        Assert.Throws<InvalidOperationException>(() => card.Card.PowerOff());
        trace.Leave.Set();
        other.Join();
        Assert.That(card.Send("00A4000C023F00"), Is.EqualTo("9000"));
    }

    [TestCase("FF109679", "FF109679", TestName = "Selection_of_T0_with_a_speed_is_echoed")]
    [TestCase("FF00FF", "FF00FF", TestName = "Selection_of_T0_is_echoed")]
    [TestCase("FF01FE", "FF01FE", TestName = "Selection_of_T1_is_echoed")]
    [TestCase("FF02FD", "", TestName = "Selection_of_a_protocol_not_offered_is_not_answered")]
    [TestCase("FF109678", "", TestName = "Selection_with_a_wrong_check_is_not_answered")]
    [TestCase("", "", TestName = "Selection_of_nothing_is_not_answered")]
    public void Selection(string request, string expected)
    {
        var card = new TestCard();
        byte[] response = new byte[6];
        int length = card.Card.SelectProtocol(Convert.FromHexString(request), response);
        Assert.That(Convert.ToHexString(response, 0, length), Is.EqualTo(expected));
    }

    [Test]
    public void Selection_behind_the_first_command_or_without_power_is_not_answered()
    {
        var card = new TestCard();
        byte[] response = new byte[6];
        card.Send("00A4000C023F00");
        Assert.That(card.Card.SelectProtocol([0xFF, 0x00, 0xFF], response), Is.Zero);
        card.Card.WarmReset();
        Assert.That(card.Card.SelectProtocol([0xFF, 0x00, 0xFF], response), Is.EqualTo(3));
        card.Card.PowerOff();
        Assert.That(card.Card.SelectProtocol([0xFF, 0x00, 0xFF], response), Is.Zero);
    }

    [Test]
    public void Reset_closes_channels_and_forgets_what_was_selected()
    {
        var card = new TestCard();
        card.SendAll("00A40004022F01", "0070000001", "0070000200");
        card.Card.WarmReset();
        Assert.That(card.Send("00B0000001"), Is.EqualTo("6986"));
        Assert.That(card.Send("01A4000C023F00"), Is.EqualTo("6881"));
        Assert.That(card.Send("00C0000010"), Is.EqualTo("6985"));
    }

    [Test]
    public void Random_seed_longer_than_its_place_is_the_hosts_mistake()
    {
        Assert.Throws<ArgumentException>(() => _ = new Card(TestProfile.Options with { RandomSeed = new byte[33] }));
        Assert.DoesNotThrow(() => _ = new Card(TestProfile.Options with { RandomSeed = new byte[32] }));
    }

    private sealed class ReentrantTrace : ICardTrace
    {
        public Card? Card { get; set; }

        public int Refusals { get; private set; }

        public void On(CardEvent what, ReadOnlySpan<byte> bytes, int number)
        {
            try
            {
                Card?.PowerOff();
            }
            catch (InvalidOperationException)
            {
                Refusals++;
            }
        }
    }

    private sealed class WaitingTrace : ICardTrace
    {
        public ManualResetEventSlim Entered { get; } = new();

        public ManualResetEventSlim Leave { get; } = new();

        public void On(CardEvent what, ReadOnlySpan<byte> bytes, int number)
        {
            Entered.Set();
            Leave.Wait();
        }
    }
}
