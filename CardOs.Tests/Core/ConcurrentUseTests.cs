using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using CardOs.Diagnostics;
using NUnit.Framework;

namespace CardOs.Tests.Core;

/// <summary>A card that is in use refuses another call, whichever it is, and goes on as if there had been none.</summary>
[TestFixture]
public sealed class ConcurrentUseTests
{
    private static readonly Dictionary<string, Action<Card>> Calls = new()
    {
        [nameof(Card.Transmit)] = card => card.Transmit([0x00, 0xA4, 0x00, 0x0C, 0x02, 0x3F, 0x00], new byte[Card.MaxShortResponse]),
        [nameof(Card.PowerOn)] = card => card.PowerOn(),
        [nameof(Card.PowerOff)] = card => card.PowerOff(),
        [nameof(Card.WarmReset)] = card => card.WarmReset(),
        [nameof(Card.SelectProtocol)] = card => card.SelectProtocol([0xFF, 0x00, 0xFF], new byte[3]),
        [nameof(Card.CutPowerAfter)] = card => card.CutPowerAfter(0),
        [nameof(Card.KeepPower)] = card => card.KeepPower(),
        [nameof(Card.Snapshot)] = card => card.Snapshot(),
        [nameof(Card.SnapshotInto)] = card => card.SnapshotInto(new CardSnapshot()),
        [nameof(Card.Restore)] = card => card.Restore(new TestCard().Card.Snapshot()),
        [nameof(Card.Fork)] = card => card.Fork(),
        [nameof(Card.Save)] = card => card.Save(new MemoryStream()),
        [nameof(Card.Account)] = card => card.Account(),
    };

    private static IEnumerable<string> Names => Calls.Keys;

    [Test]
    public void Call_from_the_cards_own_trace_is_refused([ValueSource(nameof(Names))] string call)
    {
        var caller = new CallingTrace(Calls[call]);
        var card = new TestCard(TestProfile.Options with { Trace = caller });
        caller.Card = card.Card;
        var packet = new TestPacket { Spi = "1201", Data = "00A4000C022F01" + "00B0000001" };
        string answer = card.Send(packet.Envelope());
        Assert.That(caller.Refused, Is.GreaterThan(0).And.EqualTo(caller.Events));
        Assert.That(packet.Open(answer), Is.EqualTo("00 02900000"));
    }

    [Test]
    public void Call_from_another_thread_is_refused([ValueSource(nameof(Names))] string call)
    {
        var holder = new CallingTrace(card => OnAnotherThread(() => Calls[call](card)));
        var card = new TestCard(TestProfile.Options with { Trace = holder });
        holder.Card = card.Card;
        card.Send(new TestPacket { Data = "00A4000C022F01" }.Envelope());
        Assert.That(holder.Refused, Is.GreaterThan(0).And.EqualTo(holder.Events));
    }

    [Test]
    public void Call_behind_a_refused_one_is_answered()
    {
        var card = new Card(TestProfile.Options);
        Assert.That(() => { card.WarmReset(); }, Throws.InvalidOperationException);
        Assert.That(() => { card.Transmit([0x00], new byte[Card.MaxShortResponse]); }, Throws.InvalidOperationException);
        Assert.That(() => card.CutPowerAfter(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        card.PowerOn();
        Assert.That(() => { card.Transmit([0x00], new byte[Card.MaxShortResponse - 1]); }, Throws.ArgumentException);
        Assert.That(card.Transmit([0x80, 0xF2, 0x00, 0x0C], new byte[Card.MaxShortResponse]).IsMute, Is.False);
    }

    private static void OnAnotherThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (InvalidOperationException refused)
            {
                failure = refused;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            throw failure;
        }
    }

    private sealed class CallingTrace(Action<Card> call) : ICardTrace
    {
        public Card? Card { get; set; }

        public int Events { get; private set; }

        public int Refused { get; private set; }

        public void On(CardEvent what, ReadOnlySpan<byte> bytes, int number)
        {
            if (Card is null)
            {
                return;
            }

            Events++;
            try
            {
                call(Card);
            }
            catch (InvalidOperationException)
            {
                Refused++;
            }
        }
    }
}
