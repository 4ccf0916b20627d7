using System;
using System.Text;
using NUnit.Framework;

namespace CardOs.Tests.Core.Transport;

/// <summary>Command chaining: ISO 7816-4 5.3.3.</summary>
[TestFixture]
public sealed class ChainingTests
{
    private const string Select = "00A4000C022F01";
    private const string Read = "00B0000004";

    [TestCase(Select + "|10D60000021122|00D60000023344", Read, "11223344 9000", TestName = "Chain_of_two_parts_is_one_command")]
    [TestCase(Select + "|10D600000111|10D600000122|00D60000023344", Read, "11223344 9000", TestName = "Chain_of_three_parts_is_one_command")]
    [TestCase(Select, "10D60000021122", "9000", TestName = "Part_is_acknowledged")]
    [TestCase(Select + "|10D60000021122", Read, "00010203 9000", TestName = "Another_command_ends_a_chain_and_is_executed")]
    [TestCase(Select + "|10D60000021122|" + Read + "|00D60000023344", Read, "33440203 9000", TestName = "Chain_that_was_ended_is_gone")]
    [TestCase(Select + "|10D60000021122|10D60002023344|00D60002025566", "00B0000006", "000133445566 9000", TestName = "Chain_with_other_parameters_begins_anew")]
    [TestCase(Select + "|10D60000021122|0070000001|01A4000C022F01|01D60000023344", Read, "33440203 9000", TestName = "Same_command_on_another_channel_is_not_of_the_chain")]
    [TestCase(Select, "FFD60000021122", "6E00", TestName = "Class_FF_is_no_part_of_a_chain")]
    [TestCase(Select, "B0D60000021122", "6E00", TestName = "Reserved_class_is_no_part_of_a_chain")]
    [TestCase(Select, "10D50000021122", "6D00", TestName = "Part_of_an_unknown_command_is_refused_at_once")]
    [TestCase(Select, "13D60000021122", "6881", TestName = "Part_on_a_closed_channel_is_refused_at_once")]
    [TestCase(Select, "14D60000021122", "6882", TestName = "Part_with_secure_messaging_is_refused_at_once")]
    [TestCase(Select, "10B0000004", "6884", TestName = "Command_without_data_cannot_be_chained")]
    [TestCase(Select, "10C0000004", "6884", TestName = "Get_response_cannot_be_chained")]
    public void Chain(string before, string command, string expected) => Assert.That(TestCard.Answer(before, command), Is.EqualTo(expected));

    [Test]
    public void Chain_longer_than_its_room_is_refused_and_forgotten()
    {
        var card = new TestCard();
        card.Send(Select);
        string part = "10D60000FF" + new StringBuilder().Insert(0, "77", 255);
        string answer = "9000";
        int sent = 0;
        while (answer == "9000" && sent < 100)
        {
            answer = card.Send(part);
            sent++;
        }

        Assert.That((answer, sent), Is.EqualTo(("6A84", 17)));
        Assert.That(card.Send(Read), Is.EqualTo("00010203 9000"));
    }

    [Test]
    public void Chain_carries_an_update_longer_than_a_short_command()
    {
        var card = new TestCard();
        card.Send(Select);
        card.Send("10D60000C8" + new string('A', 400));
        Assert.That(card.Send("00D6000064" + new string('B', 200)), Is.EqualTo("9000"));
        Assert.That(card.Send("00B0000000012C"), Is.EqualTo(new string('A', 400) + new string('B', 200) + " 9000"));
    }

    [Test]
    public void Chain_is_lost_with_power()
    {
        var card = new TestCard();
        card.SendAll(Select, "10D60000021122");
        card.Card.WarmReset();
        card.SendAll(Select, "00D60000023344");
        Assert.That(card.Send(Read), Is.EqualTo("33440203 9000"));
    }
}
