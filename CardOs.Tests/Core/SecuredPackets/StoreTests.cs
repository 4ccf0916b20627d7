using System;
using NUnit.Framework;

namespace CardOs.Tests.Core.SecuredPackets;

/// <summary>The two stores, and that a packet for the second one is opened by its own keys only.</summary>
[TestFixture]
public sealed class StoreTests
{
    private const string SelectFirst = "00A4040C08F043617264000009";
    private const string SelectSecond = "00A4040C08F04361726400000A";

    private static TestPacket Inner => new()
    {
        IsIdentified = true,
        Tar = "BFFF02",
        Spi = "1619",
        Kic = "12",
        Kid = "12",
        CipherKey = TestKeys.ServiceCipher,
        CheckKey = TestKeys.ServiceCheck,
        Data = "DF01021234",
    };

    [Test]
    public void Objects_in_the_clear_are_of_the_first_type()
    {
        var card = new TestCard();
        Assert.That(Deliver(card, 1, "DF0102ABCD" + "C10155"), Is.EqualTo("00 029000"));
        Assert.That(card.SendAll(SelectFirst, "80CADF0100"), Is.EqualTo("DF0102ABCD 9000"));
        Assert.That(card.Send("80CA00C100"), Is.EqualTo("C10155 9000"));
        Assert.That(card.SendAll(SelectSecond, "80CADF0100"), Is.EqualTo("6A88"));
    }

    [Test]
    public void Sealed_packet_goes_to_the_second_store()
    {
        var card = new TestCard();
        string answer = Deliver(card, 1, Convert.ToHexString(Inner.Seal()));
        Assert.That(answer, Does.StartWith("00 01900002"), "the inner receipt follows, with its own identifier");
        Assert.That(card.SendAll(SelectSecond, "80CADF0100"), Is.EqualTo("DF01021234 9000"));
        Assert.That(card.SendAll(SelectFirst, "80CADF0100"), Is.EqualTo("6A88"));
        Assert.That(Deliver(card, 2, Convert.ToHexString(Inner.Seal())), Does.StartWith("00 006982"), "the inner counter is used up");
    }

    [Test]
    public void Sealed_packet_is_refused_for_each_of_its_own_reasons()
    {
        var card = new TestCard();
        Assert.Multiple(() =>
        {
            Assert.That(DeliverSealed(card, 1, Inner with { Tar = "BFFF01" }), Does.StartWith("00 006A82"), "no second store");
            Assert.That(DeliverSealed(card, 2, Inner with { CheckKey = TestKeys.Check }), Does.StartWith("00 006982"), "its keys");
            Assert.That(DeliverSealed(card, 3, Inner with { Spi = "1201" }), Does.StartWith("00 006982"), "its level");
            Assert.That(DeliverSealed(card, 4, Inner with { Kic = "22", Kid = "22" }), Does.StartWith("00 006982"), "keys of the first side");
            Assert.That(DeliverSealed(card, 5, Inner with { Data = "DF01" }), Does.StartWith("00 006A80"), "no objects");
            Assert.That(Deliver(card, 6, "0102"), Is.EqualTo("00 006A80"), "no packet");
        });
        Assert.That(card.SendAll(SelectSecond, "80CADF0100"), Is.EqualTo("6A88"));
    }

    [TestCase("", "006A80", TestName = "No_objects")]
    [TestCase("DF0102AB", "006A80", TestName = "Truncated_object")]
    [TestCase("C101AAC2", "006A80", TestName = "Truncated_object_behind_a_good_one")]
    [TestCase("C100", "006A80", TestName = "Empty_object")]
    [TestCase("DF81010155", "006A80", TestName = "Tag_of_three_bytes")]
    public void Malformed_objects_store_nothing(string data, string expected)
    {
        var card = new TestCard();
        Assert.That(Deliver(card, 1, data), Is.EqualTo("00 " + expected));
        Assert.That(card.SendAll(SelectFirst, "80CA00C100"), Is.EqualTo("6A88"));
    }

    [Test]
    public void Object_is_replaced_and_its_room_comes_back()
    {
        var card = new TestCard();
        card.Send(SelectFirst);
        for (int i = 1; i <= 100; i++)
        {
            string value = new string("0123456789ABCDEF"[i % 16], 2 * 100);
            Assert.That(Deliver(card, (ulong)i, "C164" + value), Is.EqualTo("00 019000"), $"round {i}");
            Assert.That(card.Send("80CA00C100"), Is.EqualTo("C164" + value + " 9000"));
        }
    }

    [Test]
    public void Quota_bounds_the_store_and_what_is_in_it_stays()
    {
        var card = new TestCard();
        ulong counter = 0;
        string answer;
        do
        {
            counter++;
            answer = Deliver(card, counter, $"DF{counter:X2}5A" + new string('5', 180));
        }
        while (answer == "00 019000" && counter < 100);

        Assert.That(answer, Is.EqualTo("00 006A84"));
        Assert.That(counter, Is.EqualTo(1 + (4096 / (12 + 90))));
        Assert.That(card.SendAll(SelectFirst, "80CADF0100"), Does.StartWith("DF015A55"));
    }

    [Test]
    public void Longest_object_that_a_message_can_bring_can_be_read()
    {
        var card = new TestCard();
        TestPacket packet = Outer(1, "C1820A00" + new string('7', 2 * 2560));
        string answer = string.Empty;
        foreach (byte[] part in packet.Envelopes())
        {
            answer = card.Send(part);
        }

        Assert.That(packet.Open(answer), Is.EqualTo("00 019000"));
        Assert.That(card.SendAll(SelectFirst, "80CA00C1000000"), Is.EqualTo("C1820A00" + new string('7', 2 * 2560) + " 9000"));
    }

    [Test]
    public void Long_object_is_read_in_parts_too()
    {
        var card = new TestCard();
        TestPacket packet = Outer(1, "C182012C" + new string('7', 600));
        foreach (byte[] part in packet.Envelopes())
        {
            card.Send(part);
        }

        string first = card.SendAll(SelectFirst, "80CA00C100");
        Assert.That(first, Has.Length.EqualTo(512 + 5).And.EndsWith(" 6130"));
        Assert.That(card.Send("00C0000030"), Has.Length.EqualTo(96 + 5).And.EndsWith(" 9000"));
    }

    private static TestPacket Outer(ulong counter, string data) =>
        new() { Tar = "BFFF01", Spi = "1601", Kic = "22", Kid = "22", Counter = counter, Data = data };

    private static string DeliverSealed(TestCard card, ulong counter, TestPacket inner) => Deliver(card, counter, Convert.ToHexString(inner.Seal()));

    private static string Deliver(TestCard card, ulong counter, string data)
    {
        TestPacket packet = Outer(counter, data);
        string answer = string.Empty;
        foreach (byte[] part in packet.Envelopes())
        {
            answer = card.Send(part);
        }

        return packet.Open(answer);
    }
}
