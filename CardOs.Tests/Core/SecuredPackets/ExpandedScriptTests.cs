using System;
using System.Globalization;
using System.Linq;
using NUnit.Framework;

namespace CardOs.Tests.Core.SecuredPackets;

/// <summary>Scripts in expanded format: TS 102 226 5.2.</summary>
[TestFixture]
public sealed class ExpandedScriptTests
{
    private const string Select = "220700A4000C022F01";
    private const string Read = "220500B0000001";
    private const string Update = "220600D600000177";
    private const string Missing = "220700A4000C02FFFE";
    private const string DisplayText = "810C" + "810301210082028102" + "8D0104";
    private const string Refresh = "8109" + "810301010482028182";
    private const string Response = "801400000C";

    [TestCase("AA00", "AB03800100", TestName = "Empty_script")]
    [TestCase("AE800000", "AF800000", TestName = "Empty_indefinite_script")]
    [TestCase("AA09" + Select, "AB07800101" + "23029000", TestName = "One_command")]
    [TestCase("AA10" + Select + Read, "AB0C800102" + "23029000" + "2303009000", TestName = "Every_answer_is_returned")]
    [TestCase("AE80" + Select + Read + "0000", "AF80" + "23029000" + "2303009000" + "0000", TestName = "Indefinite_script")]
    [TestCase("AA09" + "A20700A4000C022F01", "AB07800101" + "23029000", TestName = "Comprehension_bit")]
    [TestCase("AA12" + Missing + Select, "AB07800101" + "23026A82", TestName = "Error_stops")]
    [TestCase("AA09" + "220700A40004022F01", "AB07800101" + "23026131", TestName = "Command_without_Le_announces_its_data")]
    [TestCase("AA10" + "220700A40004022F01" + "220500C0000001", "AB0C800102" + "23026131" + "2303626130", TestName = "Get_response")]
    [TestCase("AA04" + "22020000", "AB07800101" + "23026700", TestName = "Command_that_is_none")]
    [TestCase("AA09" + "220700B00000000004", "AB07800101" + "23026700", TestName = "Extended_length")]
    [TestCase("AA0C" + Select + "990100", "AB0A800101" + "23029000" + "900101", TestName = "Unknown_tag_behind_a_command")]
    [TestCase("AA0C" + Select + "220500", "AB0A800101" + "23029000" + "900102", TestName = "Wrong_length_behind_a_command")]
    [TestCase("AA0A" + Select + "22", "AB0A800101" + "23029000" + "900103", TestName = "No_length_behind_a_command")]
    [TestCase("BB00", "AB06800100900101", TestName = "Unknown_template")]
    [TestCase("AA05" + "2205", "AB06800100900102", TestName = "Template_longer_than_the_message")]
    [TestCase("AA00" + "22", "AB06800100900102", TestName = "Template_shorter_than_the_message")]
    [TestCase("", "AB06800100900101", TestName = "Nothing_at_all")]
    [TestCase("AE80" + Select, "AF80" + "23029000" + "900102" + "0000", TestName = "Indefinite_script_without_its_end")]
    [TestCase("AA03" + "830101", "AB03800100", TestName = "First_script_of_a_chain")]
    [TestCase("AA03" + "830102", "AB06800100830101", TestName = "Next_script_without_a_first")]
    [TestCase("AA03" + "830103", "AB06800100830101", TestName = "Last_script_without_a_first")]
    [TestCase("AA03" + "830111", "AB06800100830102", TestName = "Chain_kept_across_resets_is_not_supported")]
    [TestCase("AA03" + "830104", "AB06800100830103", TestName = "Unknown_chaining")]
    [TestCase("AA0C" + Select + "830101", "AB0A800101" + "23029000" + "830103", TestName = "Chaining_behind_a_command")]
    [TestCase("AA03" + "810100", "AB06800101810101", TestName = "Immediate_action_0")]
    [TestCase("AA03" + "810183", "AB06800101810101", TestName = "Immediate_action_reserved")]
    [TestCase("AA03" + "81017F", "AB06800101810101", TestName = "Immediate_action_of_a_record_that_is_not_there")]
    [TestCase("AA03" + "810102", "AB06800101810101", TestName = "Immediate_action_of_a_record_without_a_command")]
    [TestCase("AA0B" + "8109810301250082028182", "AB06800101810101", TestName = "Immediate_action_that_is_not_allowed")]
    [TestCase("AA0C" + "810181" + Select, "AB07800102" + "23029000", TestName = "Proactive_session_indication_without_a_session")]
    public void Script(string script, string expected)
    {
        TestPacket packet = new() { Tar = "B00120", Data = script };
        string answer = packet.Open(new TestCard().Send(packet.Envelope()));
        Assert.That(answer, Is.EqualTo("00 " + expected));
    }

    [TestCase("810101", "910B", "D009810301010482028182", TestName = "Immediate_action_of_a_record")]
    [TestCase("810103", "910E", "D00C8103012100820281028D0104", TestName = "Immediate_action_of_another_record")]
    [TestCase(Refresh, "910B", "D009810301010482028182", TestName = "Immediate_action_refresh")]
    [TestCase(DisplayText, "910E", "D00C8103012100820281028D0104", TestName = "Immediate_action_display_text")]
    public void Immediate_action(string action, string status, string command)
    {
        var card = new TestCard();
        TestPacket packet = new() { Tar = "B00120", Data = Template(action + Select) };
        string answer = card.Send(packet.Envelope());
        Assert.That(packet.Open(answer), Is.EqualTo("00 AB07800102" + "23029000"));
        Assert.That(answer, Does.EndWith(status));
        Assert.That(card.Send("80120000" + status[2..]), Is.EqualTo(command + " 9000"));
    }

    [TestCase("820103" + Missing, "910E", TestName = "Error_action_of_a_record")]
    [TestCase("820C" + "8103012100820281028D0104" + Missing, "910E", TestName = "Error_action_display_text")]
    [TestCase("820103" + "8200" + Missing, "9000", TestName = "Error_action_taken_back")]
    [TestCase("820103" + "820101" + Missing, "910B", TestName = "Error_action_replaced")]
    [TestCase("820103" + Select, "9000", TestName = "Error_action_without_an_error")]
    public void Error_action(string objects, string status)
    {
        var card = new TestCard();
        TestPacket packet = new() { Tar = "B00120", Data = Template(objects) };
        Assert.That(card.Send(packet.Envelope()), Does.EndWith(status));
    }

    [Test]
    public void Error_action_that_is_not_allowed_is_refused()
    {
        TestPacket packet = new() { Tar = "B00120", Data = Template("8209810301010482028182" + Select) };
        Assert.That(packet.Open(new TestCard().Send(packet.Envelope())), Does.StartWith("00 AB06800101"));
    }

    [Test]
    public void Script_waits_for_the_end_of_the_proactive_session()
    {
        var card = new TestCard();
        card.Send(new TestPacket { Tar = "B00120", Data = Template(DisplayText) }.Envelope());
        TestPacket packet = new() { Tar = "B00120", Counter = 2, Data = Template("810181" + Select + Update) };
        string answer = card.Send(packet.Envelope());
        Assert.That(packet.Open(answer), Is.EqualTo("0B "), "the answer comes later");
        Assert.That(card.SendAll("00A4000C022F01", "00B0000001"), Does.StartWith("00 "), "nothing was executed yet");
        Assert.That(card.Send(new TestPacket().Envelope()), Is.EqualTo("9300"), "one script at a time");
        card.Send("801200000E");
        string response = card.Send(Response + "810301210082028281830100");
        Assert.That(response, Does.StartWith("91"));
        Assert.That(card.Send("00B0000001"), Does.StartWith("77 "));
        string command = card.Send("80120000" + response[^2..]);
        Assert.That(packet.Open(command[command.IndexOf("027100", StringComparison.Ordinal)..]), Is.EqualTo("00 AB0B800103" + "23029000" + "23029000"));
        card.Send(Response + "810301130082028281830100");
        Assert.That(card.Send(new TestPacket().Envelope()), Does.EndWith("9000"));
    }

    [Test]
    public void Script_that_waits_is_lost_at_reset_and_the_card_is_free()
    {
        var card = new TestCard();
        card.Send(new TestPacket { Tar = "B00120", Data = Template(DisplayText) }.Envelope());
        card.Send(new TestPacket { Tar = "B00120", Data = Template("810181" + Select + Update) }.Envelope());
        card.Card.WarmReset();
        Assert.That(card.SendAll("00A4000C022F01", "00B0000001"), Is.EqualTo("00 9000"));
        Assert.That(card.Send(new TestPacket().Envelope()), Does.EndWith("9000"));
    }

    [Test]
    public void Script_waits_behind_a_command_of_its_own()
    {
        var card = new TestCard();
        TestPacket packet = new() { Tar = "B00120", Spi = "0021", Data = Template(Select + DisplayText + "810181" + Update) };
        Assert.That(card.Send(packet.Envelope()), Is.EqualTo("910E"));
        card.Send("801200000E");
        string response = card.Send(Response + "810301210082028281830100");
        string command = card.Send("80120000" + response[^2..]);
        Assert.That(packet.Open(command[command.IndexOf("027100", StringComparison.Ordinal)..]), Is.EqualTo("00 AB0B800104" + "23029000" + "23029000"));
    }

    [Test]
    public void Early_response_is_sent_and_the_rest_is_executed()
    {
        var card = new TestCard();
        TestPacket packet = new() { Tar = "B00120", Data = Template(Select + "810182" + Update + Missing + Select) };
        Assert.That(packet.Open(card.Send(packet.Envelope())), Is.EqualTo("00 AB07800102" + "23029000"));
        Assert.That(card.SendAll("00A4000C022F01", "00B0000001"), Is.EqualTo("77 9000"));
    }

    [Test]
    public void Early_response_may_come_before_a_wait()
    {
        var card = new TestCard();
        TestPacket packet = new() { Tar = "B00120", Data = Template(Select + "810182" + DisplayText + "810181" + Update) };
        string answer = card.Send(packet.Envelope());
        Assert.That(packet.Open(answer), Is.EqualTo("00 AB07800102" + "23029000"));
        Assert.That(answer, Does.EndWith("910E"));
        card.Send("801200000E");
        Assert.That(card.Send(Response + "810301210082028281830100"), Is.EqualTo("9000"), "no second answer");
        Assert.That(card.SendAll("00A4000C022F01", "00B0000001"), Is.EqualTo("77 9000"));
    }

    [Test]
    public void Chain_keeps_the_context_and_ends_with_its_last_script()
    {
        var card = new TestCard();
        Assert.That(Run(card, "830101" + Select), Is.EqualTo("00 AB0780010123029000"));
        Assert.That(Run(card, "830102" + Update), Is.EqualTo("00 AB0780010123029000"));
        Assert.That(Run(card, "830103" + Read), Is.EqualTo("00 AB082380010177"[..3] + "AB08800101" + "2303779000"));
        Assert.That(Run(card, "830103" + Read), Is.EqualTo("00 AB06800100830101"));
    }

    [TestCase("B00120", Read, TestName = "Script_without_chaining_ends_a_chain")]
    [TestCase("B00120", "830111", TestName = "Chain_that_is_not_supported_ends_a_chain")]
    public void Chain_ended(string tar, string between)
    {
        var card = new TestCard();
        Run(card, "830101" + Select);
        Run(card, between, tar);
        Assert.That(Run(card, "830103" + Read), Is.EqualTo("00 AB06800100830101"));
    }

    [TestCase("B00121", Select, TestName = "Script_of_another_application_ends_a_chain")]
    [TestCase("B00000", "", TestName = "Compact_script_ends_a_chain")]
    public void Chain_is_never_continued_in_a_context_that_another_script_left(string tar, string between)
    {
        var card = new TestCard();
        Run(card, "830101" + Select);
        Run(card, between, tar);
        Assert.That(Run(card, "830103" + Read), Is.EqualTo("00 AB06800100830101"));
    }

    [Test]
    public void Chain_is_lost_at_reset()
    {
        var card = new TestCard();
        Run(card, "830101" + Select);
        card.Card.WarmReset();
        Assert.That(Run(card, "830103" + Read), Is.EqualTo("00 AB06800100830101"));
    }

    [TestCase("AA", TestName = "Answer_that_does_not_fit_is_cut_and_the_script_stops")]
    [TestCase("AE", TestName = "Answer_that_does_not_fit_an_indefinite_response_is_cut_and_the_script_stops")]
    public void Cut(string template)
    {
        var card = new TestCard();
        string reads = string.Concat(Enumerable.Repeat("220500B00000FA", 20));
        string objects = Select + reads + Update;
        string script = template == "AA" ? Template(objects) : "AE80" + objects + "0000";
        TestPacket packet = new() { Tar = "B00120", Spi = "0021", Data = script };
        string answer = string.Empty;
        foreach (byte[] part in packet.Envelopes())
        {
            answer = card.Send(part);
        }

        string received = string.Empty;
        while (answer.StartsWith("91", StringComparison.Ordinal))
        {
            string command = card.Send("80120000" + answer[^2..]);
            int at = command.IndexOf("05812143F57FF6", StringComparison.Ordinal) + 14;
            int headerLength = Convert.ToInt32(command.Substring(at + 2, 2), 16);
            received += command[(at + 4 + (2 * headerLength))..^5];
            answer = card.Send(Response + "810301130082028281830100");
        }

        string data = received[(4 + 2 + 6 + 10 + 2 + 2)..];
        Assert.That(data, template == "AA" ? Does.StartWith("AB82").And.EndsWith("62F1") : Does.StartWith("AF80").And.EndsWith("62F10000"));
        if (template == "AA")
        {
            int length = int.Parse(data.AsSpan(4, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Assert.That(data, Has.Length.EqualTo(8 + (2 * length)));
        }

        Assert.That(card.SendAll("00A4000C022F01", "00B0000001"), Is.EqualTo("00 9000"), "the update behind was not executed");
    }

    private static string Run(TestCard card, string objects, string tar = "B00120")
    {
        TestPacket packet = new() { Tar = tar, Data = tar == "B00000" ? objects : Template(objects) };
        return packet.Open(card.Send(packet.Envelope()));
    }

    private static string Template(string objects)
    {
        int length = objects.Length / 2;
        return "AA" + (length > 127 ? "81" : string.Empty) + length.ToString("X2", CultureInfo.InvariantCulture) + objects;
    }
}
