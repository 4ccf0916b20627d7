using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;

namespace CardOs.Tests.Core.SecuredPackets;

/// <summary>Messages in parts: TS 31.115 4, TS 23.040 9.2.3.24.1.</summary>
[TestFixture]
public sealed class ReassemblyTests
{
    private const string Done = "00 0290000001";
    private const string Select = "00A4000C022F01";
    private const string Read = "00B0000002";

    // About 460 bytes: a script that selects the same file many times, so that it needs four parts.
    private static TestPacket Long => new() { Spi = "0201", Data = string.Concat(Enumerable.Repeat(Select, 60)) + Read };

    private static string Answer => "00 3D90000001";

    [TestCase("1 2 3 4", TestName = "Parts_in_order")]
    [TestCase("4 3 2 1", TestName = "Parts_in_reverse")]
    [TestCase("2 4 1 3", TestName = "Parts_in_any_order")]
    [TestCase("1 1 2 2 2 3 3 4", TestName = "Parts_more_than_once")]
    public void Order(string order)
    {
        var card = new TestCard();
        IReadOnlyList<byte[]> parts = Long.Envelopes();
        Assert.That(parts, Has.Count.EqualTo(4));
        string[] numbers = order.Split(' ');
        for (int i = 0; i < numbers.Length; i++)
        {
            string answer = card.Send(parts[numbers[i][0] - '1']);
            Assert.That(i < numbers.Length - 1 ? answer : Long.Open(answer), Is.EqualTo(i < numbers.Length - 1 ? "9000" : Answer));
        }
    }

    [Test]
    public void Three_messages_are_interleaved()
    {
        var card = new TestCard();
        for (int part = 0; part < 4; part++)
        {
            for (int message = 1; message <= 3; message++)
            {
                string answer = card.Send(Long.Envelopes(message)[part]);
                Assert.That(part < 3 ? answer : Long.Open(answer), Is.EqualTo(part < 3 ? "9000" : Answer));
            }
        }
    }

    [Test]
    public void Fourth_message_takes_the_place_of_the_oldest()
    {
        var card = new TestCard();
        for (int message = 1; message <= 4; message++)
        {
            card.Send(Long.Envelopes(message)[0]);
        }

        for (int message = 2; message <= 4; message++)
        {
            string answer = SendRest(card, message);
            Assert.That(Long.Open(answer), Is.EqualTo(Answer), $"message {message}");
        }

        Assert.That(SendRest(card, 1), Is.EqualTo("9000"), "its first part is gone");
    }

    [TestCase("05812143F5", 2, false, TestName = "Another_reference_is_another_message")]
    [TestCase("05812143F6", 1, false, TestName = "Another_originator_is_another_message")]
    [TestCase("05812143F5", 1, true, TestName = "A_long_reference_is_another_message")]
    public void Other_message(string originator, int reference, bool isLong)
    {
        var card = new TestCard();
        IReadOnlyList<byte[]> parts = Long.Envelopes();
        card.Send(parts[0]);
        card.Send(parts[1]);
        card.Send(parts[2]);
        byte[] last = Long.Seal().AsSpan(396).ToArray();
        Assert.That(card.Send(TestMessage.Envelope(TestMessage.Part(last, reference, 4, 4, isLong), originator)), Is.EqualTo("9000"));
        Assert.That(Long.Open(card.Send(parts[3])), Is.EqualTo(Answer));
    }

    [Test]
    public void Long_references_work_alike()
    {
        var card = new TestCard();
        string answer = string.Empty;
        foreach (byte[] part in TestMessage.Parts(Long.Seal(), 0x1234, 131, isLong: true))
        {
            answer = card.Send(TestMessage.Envelope(part));
        }

        Assert.That(Long.Open(answer), Is.EqualTo(Answer));
    }

    [TestCase(1)]
    [TestCase(50)]
    public void Short_parts_are_closed_up(int length)
    {
        TestPacket packet = length == 1 ? new TestPacket() : Long;
        var card = new TestCard();
        string answer = string.Empty;
        foreach (byte[] part in packet.Envelopes(partLength: length == 1 ? 2 : length).Reverse())
        {
            answer = card.Send(part);
        }

        Assert.That(packet.Open(answer), Is.EqualTo(length == 1 ? "00 009000" : Answer));
    }

    [Test]
    public void Longest_message_has_20_parts()
    {
        TestPacket packet = new() { Spi = "0201", Data = string.Concat(Enumerable.Repeat("00D60000FF" + new string('A', 510), 10)) };
        IReadOnlyList<byte[]> parts = packet.Envelopes();
        Assert.That(parts, Has.Count.EqualTo(20));
        var card = new TestCard();
        string answer = string.Empty;
        foreach (byte[] part in parts)
        {
            answer = card.Send(part);
        }

        Assert.That(packet.Open(answer), Is.EqualTo("00 016986"));
    }

    [Test]
    public void Message_of_21_parts_is_refused()
    {
        var card = new TestCard();
        Assert.That(card.Send(TestMessage.Envelope(TestMessage.Part([1], 1, 21, 1))), Is.EqualTo("6200"));
        Assert.That(card.Send(TestMessage.Envelope(TestMessage.Part([1], 1, 255, 255))), Is.EqualTo("6200"));
    }

    [Test]
    public void Part_that_is_none_takes_no_place_of_another()
    {
        var card = new TestCard();
        for (int message = 1; message <= 3; message++)
        {
            card.Send(Long.Envelopes(message)[0]);
        }

        // Empty ones, and a first part that carries no packet.
        for (int i = 0; i < 5; i++)
        {
            Assert.That(card.Send(TestMessage.Envelope(TestMessage.Part([], 50 + i, 4, 2))), Is.EqualTo("9000"));
            Assert.That(card.Send(TestMessage.Envelope([0x05, 0x00, 0x03, (byte)(60 + i), 0x04, 0x01, 0xAA])), Is.EqualTo("9000"));
        }

        for (int message = 1; message <= 3; message++)
        {
            Assert.That(Long.Open(SendRest(card, message)), Is.EqualTo(Answer));
        }
    }

    [Test]
    public void Sequence_beyond_the_total_or_0_is_no_part()
    {
        var card = new TestCard();
        Assert.That(card.Send(TestMessage.Envelope(TestMessage.Part([1], 1, 2, 3))), Is.EqualTo("9000"));
        Assert.That(card.Send(TestMessage.Envelope(TestMessage.Part([1], 1, 2, 0))), Is.EqualTo("9000"));
    }

    [Test]
    public void One_part_of_one_is_a_whole_message()
    {
        TestPacket packet = new() { Data = Select + Read };
        string answer = new TestCard().Send(TestMessage.Envelope(TestMessage.Part(packet.Seal(), 1, 1, 1)));
        Assert.That(packet.Open(answer), Is.EqualTo(Done));
    }

    [Test]
    public void Parts_are_forgotten_at_reset()
    {
        var card = new TestCard();
        IReadOnlyList<byte[]> parts = Long.Envelopes();
        card.Send(parts[0]);
        card.Send(parts[1]);
        card.Send(parts[2]);
        card.Card.WarmReset();
        Assert.That(card.Send(parts[3]), Is.EqualTo("9000"));
    }

    private static string SendRest(TestCard card, int message)
    {
        string answer = string.Empty;
        foreach (byte[] part in Long.Envelopes(message).Skip(1))
        {
            answer = card.Send(part);
        }

        return answer;
    }
}
