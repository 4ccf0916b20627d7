using System;
using CardOs.Tests.Core;
using NUnit.Framework;

namespace CardOs.Tests.Tearing;

/// <summary>What is left of commands and packets whose power was cut: before or after, never between.</summary>
[TestFixture]
public sealed class CommandTearingTests
{
    private const string File = "00A4000C022F01";
    private const string Records = "00A4000C022F02";
    private const string Old = "000102030405060708090A0B0C0D0E0F";
    private const string SelectStore = "00A4040C08F043617264000009";
    private const string SelectSecondStore = "00A4040C08F04361726400000A";

    [TestCase(0, 4, TestName = "Update_of_one_word_torn_at_any_write_leaves_the_old_or_the_new_bytes")]
    [TestCase(6, 4, TestName = "Update_across_two_words_torn_at_any_write_leaves_the_old_or_the_new_bytes")]
    [TestCase(3, 9, TestName = "Update_across_three_words_torn_at_any_write_leaves_the_old_or_the_new_bytes")]
    [TestCase(0, 96, TestName = "Update_of_many_words_torn_at_any_write_leaves_the_old_or_the_new_bytes")]
    public void Update_binary(int offset, int length)
    {
        string update = $"00D6{offset:X4}{length:X2}" + new string('7', 2 * length);
        string read = "00B0000080";
        string before = TestCard.Answer(File, read);
        string after = TestCard.Answer(File + "|" + update, read);
        TestCard card = Prepared(File);
        Tear(card, () => card.Send(update), () => Assert.That(card.SendAll(File, read), Is.AnyOf(before, after)));
    }

    [Test]
    public void Update_record_torn_at_any_write_leaves_the_old_or_the_new_record()
    {
        TestCard card = Prepared(Records);
        Tear(card, () => card.Send("00DC020405AABBCCDDEE"), () =>
        {
            card.Send(Records);
            Assert.That(card.Send("00B2010405"), Is.EqualTo("0101010101 9000"));
            Assert.That(card.Send("00B2020405"), Is.AnyOf("0202020202 9000", "AABBCCDDEE 9000"));
            Assert.That(card.Send("00B2030405"), Is.EqualTo("0303030303 9000"));
        });
    }

    [Test]
    public void Command_that_only_reads_is_never_torn()
    {
        TestCard card = Prepared(File);
        card.Card.CutPowerAfter(0);
        Assert.That(card.SendAll("00B0000010", "80F2000000", "0084000008", "0070000001", "80CAFF2100"), Does.EndWith(" 9000"));
        Assert.That(card.Send("00D600000155"), Is.EqualTo("mute"));
        Assert.That(card.Card.IsPowered, Is.False);
    }

    [TestCase("0201", false, TestName = "Packet_without_a_counter_torn_at_any_write_is_executed_or_not")]
    [TestCase("0A01", false, TestName = "Packet_with_an_unchecked_counter_torn_at_any_write_is_executed_or_not")]
    [TestCase("1201", true, TestName = "Packet_with_a_higher_counter_torn_at_any_write_is_never_executed_twice")]
    [TestCase("1A01", true, TestName = "Packet_with_a_counter_one_higher_torn_at_any_write_is_never_executed_twice")]
    [TestCase("1619", true, TestName = "Enciphered_packet_torn_at_any_write_is_never_executed_twice")]
    public void Packet(string spi, bool isCounted)
    {
        var packet = new TestPacket { Spi = spi, Data = File + "00D600060477777777" };
        byte[] envelope = packet.Envelope();
        TestCard card = Prepared();
        Tear(card, () => card.Send(envelope), () =>
        {
            string contents = card.SendAll(File, "00B0000010");
            Assert.That(contents, Is.AnyOf(Old + " 9000", "000102030405777777770A0B0C0D0E0F 9000"));
            card.Send("00D6000604" + Old[12..20]);
            string again = packet.Open(card.Send(envelope))[..2];
            Assert.That(again, Is.AnyOf("00", "02"));
            if (isCounted && !contents.StartsWith(Old, StringComparison.Ordinal))
            {
                Assert.That(again, Is.EqualTo("02"));
                Assert.That(card.Send("00B0000010"), Is.EqualTo(Old + " 9000"), "executed a second time");
            }

            Assert.That(packet.Open(card.Send(envelope))[..2], Is.EqualTo(isCounted ? "02" : "00"), "the counter is used up now at the latest");
        });
    }

    [TestCase("B00000", "{0}{1}{2}{3}", TestName = "Compact_script_torn_at_any_write_has_executed_its_first_commands_once")]
    [TestCase("B00120", "AA2E2207{0}220A{1}220A{2}220B{3}", TestName = "Expanded_script_torn_at_any_write_has_executed_its_first_commands_once")]
    public void Script(string tar, string form)
    {
        string[] updates = ["00D60006057777777777", "00D60020058888888888", "00D6004006999999999999"];
        string data = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, File, updates[0], updates[1], updates[2]);
        var packet = new TestPacket { Tar = tar, Spi = "1601", Data = data };
        byte[] envelope = packet.Envelope();
        TestCard done = Prepared();
        done.Send(envelope);
        Assert.That(Executed(done), Is.EqualTo(3));
        TestCard card = Prepared();
        Tear(card, () => card.Send(envelope), () =>
        {
            int executed = Executed(card);
            string again = packet.Open(card.Send(envelope))[..2];
            Assert.That(again, executed > 0 ? Is.EqualTo("02") : Is.AnyOf("00", "02"));
            Assert.That(Executed(card), Is.EqualTo(again == "00" ? 3 : executed));
        });
    }

    [Test]
    public void First_store_torn_at_any_write_has_all_objects_or_the_old_ones()
    {
        var packet = new TestPacket { Tar = "BFFF01", Spi = "1601", Kic = "22", Kid = "22", Counter = 2, Data = "C10422222222" + "C20122" };
        byte[] envelope = packet.Envelope();
        byte[] earlier = (packet with { Counter = 1, Data = "C1021111" }).Envelope();
        TestCard card = Prepared();
        card.Send(earlier);
        Tear(card, () => card.Send(envelope), () =>
        {
            string objects = card.SendAll(SelectStore, "80CA00C100") + "|" + card.Send("80CA00C200");
            Assert.That(objects, Is.AnyOf("C1021111 9000|6A88", "C10422222222 9000|C20122 9000"));
            string again = packet.Open(card.Send(envelope))[..2];
            Assert.That(again, objects.StartsWith("C104", StringComparison.Ordinal) ? Is.EqualTo("02") : Is.AnyOf("00", "02"));
            byte[] last = (packet with { Counter = 3, Data = "C1013355" }).Envelope();
            Assert.That(packet.Open(card.Send(last)), Is.EqualTo("00 006A80"), "the store works");
        });
    }

    [Test]
    public void Second_store_torn_at_any_write_has_the_object_or_not_and_never_takes_it_twice()
    {
        var inner = new TestPacket
        {
            IsIdentified = true, Tar = "BFFF02", Spi = "1619", Kic = "12", Kid = "12", CipherKey = TestKeys.ServiceCipher, CheckKey = TestKeys.ServiceCheck,
            Data = "C10422222222",
        };
        var packet = new TestPacket { Tar = "BFFF01", Spi = "1601", Kic = "22", Kid = "22", Data = Convert.ToHexString(inner.Seal()) };
        byte[] envelope = packet.Envelope();
        TestCard card = Prepared();
        Tear(card, () => card.Send(envelope), () =>
        {
            string stored = card.SendAll(SelectSecondStore, "80CA00C100");
            Assert.That(stored, Is.AnyOf("6A88", "C10422222222 9000"));

            // The same inner packet in another outer one.
            byte[] again = (packet with { Counter = 7 }).Envelope();
            string answer = packet.Open(card.Send(again));
            Assert.That(answer, stored == "6A88" ? Does.StartWith("00 0") : Does.StartWith("00 006982"));
            Assert.That(card.Send(again), Is.Not.EqualTo("mute"));
        });
    }

    [Test]
    public void Power_on_torn_at_any_write_never_repeats_a_challenge()
    {
        TestCard card = Prepared();
        string first = card.Send("0084000010");
        foreach (TearMode mode in Enum.GetValues<TearMode>())
        {
            card.Card.PowerOff();
            card.Card.CutPowerAfter(0, mode, 1);
            Assert.That(card.Card.PowerOn().IsEmpty, Is.True);
            Assert.That(card.Card.IsPowered, Is.False);
            Assert.That(card.Card.PowerOn().IsEmpty, Is.False);
            string next = card.Send("0084000010");
            Assert.That(next, Is.Not.EqualTo(first));
            first = next;
        }
    }

    [Test]
    public void Nothing_behind_a_cut_reaches_the_trace()
    {
        var trace = new CountingTrace();
        var card = new TestCard(TestProfile.Options with { Trace = trace });
        var packet = new TestPacket { Spi = "1201", Data = File + "00D60006021122" };
        card.Card.CutPowerAfter(0, TearMode.Nothing);
        Assert.That(card.Send(packet.Envelope()), Is.EqualTo("mute"));
        Assert.That(trace.Events, Is.EqualTo(1), "only that the message was complete, in front of the counter");
    }

    private static void Tear(TestCard card, Action act, Action check)
    {
        int cuts = new CardTearing(card.Card).AtEveryWord(act, _ => check());
        TestContext.Out.WriteLine($"{cuts} cuts");
        Assert.That(cuts, Is.GreaterThan(0), "the commands wrote nothing");
    }

    private static int Executed(TestCard card)
    {
        card.Send(File);
        int count = 0;
        bool isInOrder = true;
        foreach ((string read, string value, string old) in new[] { ("00B0000605", "7777777777", "060708090A"), ("00B0002005", "8888888888", "FFFFFFFFFF"), ("00B0004006", "999999999999", "FFFFFFFFFFFF") })
        {
            string contents = card.Send(read);
            Assert.That(contents, Is.AnyOf(value + " 9000", old + " 9000"));
            bool isDone = contents.StartsWith(value, StringComparison.Ordinal);
            Assert.That(!isDone || isInOrder, Is.True, "a command was executed and one in front of it was not");
            isInOrder = isDone;
            count += isDone ? 1 : 0;
        }

        return count;
    }

    private static TestCard Prepared(string select = "")
    {
        var card = new TestCard();
        if (select.Length != 0)
        {
            card.Send(select);
        }

        return card;
    }

    private sealed class CountingTrace : Diagnostics.ICardTrace
    {
        public int Events { get; private set; }

        public void On(Diagnostics.CardEvent what, ReadOnlySpan<byte> bytes, int number) => Events++;
    }
}
