using System;
using CardOs.Apdu;
using CardOs.Memory;
using CardOs.Registry;
using CardOs.Tests.Tearing;
using NUnit.Framework;
using static CardOs.Tests.Core.Agents.AgentCard;

namespace CardOs.Tests.Core.Agents;

/// <summary>The agent that routes by header: behaviours RTE-01 to RTE-16.</summary>
[TestFixture]
public sealed class MessageAgentTests
{
    private const string One = "application/x-one";
    private const string Two = "application/x-two";
    private const string Unknown = "X-Admin-Script-Status: unknown-application||";
    private const string CommandData = "application/vnd.etsi.scp.command-data;version=1.0";
    private const string ResponseData = "application/vnd.etsi.scp.response-data;version=1.0";

    // Select EF ICCID and read it: a script of definite length.
    private static readonly string Script = Encode("AA10220700A4000C022FE2" + "220500B000000A");
    private static readonly string ScriptAnswer = Encode("AB15800102" + "23029000" + "230C98880100000000000010" + "9000");

    [Test]
    [Property("Behaviour", "RTE-01")]
    public void A_message_with_the_registered_value_is_delivered_to_the_application_once()
    {
        AgentCard card = new AgentCard().Install(1, One);
        Assert.That(card.Feed(Message(One, "hello")), Is.EqualTo($"X-Admin-Script-Status: ok|Content-Type: {One}|Content-Length: 5||hello"));
        Assert.That(card.Counts(1), Is.EqualTo("1 1 5"));
    }

    [Test]
    [Property("Behaviour", "RTE-02")]
    public void A_message_without_a_registered_value_is_delivered_to_nobody()
    {
        AgentCard card = new AgentCard().Install(1, One);
        Assert.That(card.Feed(Message(Two, "hello")), Is.EqualTo(Unknown));
        Assert.That(card.Feed("HTTP/1.1 200 OK\r\nX-Admin-Next-URI: /next\r\nContent-Length: 2\r\n\r\nhi"), Is.EqualTo(Unknown));
        Assert.That(card.Counts(1), Is.EqualTo("0 0 0"));
    }

    [Test]
    [Property("Behaviour", "RTE-03")]
    public void Two_applications_get_only_their_own_messages()
    {
        AgentCard card = new AgentCard().Install(1, One).Install(2, Two);
        card.Feed(Message(One, "a"));
        card.Feed(Message(Two, "bc"));
        card.Feed(Message(Two, "def"));
        Assert.That((card.Counts(1), card.Counts(2)), Is.EqualTo(("1 1 1", "2 1 3")));
    }

    [Test]
    [Property("Behaviour", "RTE-04")]
    public void The_answer_goes_to_the_server_on_the_same_session()
    {
        var card = new AgentCard(isStarted: false);
        card.Install(1, One);
        Assert.That(card.Start(), Is.EqualTo(FirstRequest));
        Assert.That(card.Feed(Message(One, "ping")), Does.EndWith("||ping"));
        Assert.That(card.Feed(Message(One, "pong")), Does.EndWith("||pong"));
        Assert.That(card.Feed("HTTP/1.1 204 No Content\r\n\r\n"), Is.EqualTo("Closed"));
        Assert.That(card.Feed("HTTP/1.1 204 No Content\r\n\r\n"), Is.EqualTo("None"));
    }

    [TestCase(true)]
    [TestCase(false)]
    [Property("Behaviour", "RTE-05")]
    public void Whether_the_channel_is_secured_makes_no_difference_to_applications(bool isSecured)
    {
        AgentCard card = new AgentCard().Install(1, One, isWhole: true);
        card.Start(isSecured);
        Assert.That(card.Feed(Message(One, "hello"), piece: 1), Does.EndWith("||hello"));
    }

    [Test]
    [Property("Behaviour", "RTE-06")]
    public void Content_Type_is_the_key_when_none_is_named()
    {
        AgentCard card = new AgentCard().Install(1, One);
        Assert.That(card.Feed(Message(Two, "x", $"X-Admin-Next-URI: /next\r\nX-Type: {One}\r\n")), Is.EqualTo(Unknown));
        Assert.That(card.Feed(Message(One, "x")), Does.EndWith("||x"));
    }

    [TestCase("X-Service", "meter")]
    [TestCase("x-service", "meter")]
    [Property("Behaviour", "RTE-07")]
    public void Any_header_element_can_be_the_key(string element, string value)
    {
        AgentCard card = new AgentCard().Install(1, value, element);
        Assert.That(
            card.Feed(Message(Two, "x", "X-Admin-Next-URI: /next\r\nX-Service: meter\r\n")),
            Is.EqualTo("X-Admin-Script-Status: ok|Content-Type: application/octet-stream|Content-Length: 1||x"));
        Assert.That(card.Feed(Message(Two, "x", "X-Admin-Next-URI: /next\r\nX-Service: METER\r\n")), Is.EqualTo(Unknown));
    }

    [Test]
    public void An_element_that_was_chosen_counts_more_than_Content_Type_wherever_it_stands()
    {
        AgentCard card = new AgentCard().Install(1, One).Install(2, "meter", "X-Service");
        card.Feed(Message(One, "x", "X-Admin-Next-URI: /next\r\nX-Service: meter\r\n"));
        card.Feed($"HTTP/1.1 200 OK\r\nX-Admin-Next-URI: /next\r\nContent-Type: {One}\r\nX-Service: meter\r\nContent-Length: 1\r\n\r\nx");
        Assert.That((card.Counts(1), card.Counts(2)), Is.EqualTo(("0 0 0", "2 1 1")));
    }

    [TestCase("", "", 0x6A80)]
    [TestCase("no type", "", 0x6A80)]
    [TestCase("a\r\nb", "X-Service", 0x6A80)]
    [TestCase("a", "X Service", 0x6A80)]
    [TestCase("application/x-one", "content-type", 0x6985)]
    [Property("Behaviour", "RTE-08")]
    public void What_cannot_be_registered_is_refused_and_nothing_is_stored(string value, string element, int status)
    {
        var card = new AgentCard();
        string before = string.Join(' ', card.Card.Card.Account().Shares);
        Assert.That(card.TryInstall(1, value, element), Is.EqualTo((StatusWord)status));
        Assert.That(string.Join(' ', card.Card.Card.Account().Shares), Is.EqualTo(before));
    }

    [Test]
    [Property("Behaviour", "RTE-08")]
    public void An_application_of_another_security_domain_or_a_locked_one_is_refused()
    {
        var card = new AgentCard();
        card.Card.Card.InstallApplet(Courier.Package, Courier.Module, Aid(1));
        NonVolatileMemory memory = card.Card.Card.State.NonVolatile;
        card.Card.Send($"00A4040007{Convert.ToHexString(Aid(1))}00");
        byte[] register = Parameters(One);
        string command = $"80040000{register.Length:X2}{Convert.ToHexString(register)}";
        memory.WriteByte(card.Find(1) + ApplicationEntry.DomainOffset, 1);
        Assert.That(card.Card.Send(command), Is.EqualTo("6985"));
        memory.WriteByte(card.Find(1) + ApplicationEntry.DomainOffset, 0);
        card.SetLifeCycle(1, LifeCycles.Selectable | LifeCycles.LockedBit);
        Assert.That(card.Card.Send(command), Is.EqualTo("6985"));
        Assert.That(card.Feed(Message(One, "x")), Is.EqualTo(Unknown));
        card.SetLifeCycle(1, LifeCycles.Selectable);
        Assert.That(card.Card.Send(command), Is.EqualTo("9000"));
        Assert.That(card.Feed(Message(One, "x")), Does.EndWith("||x"));
    }

    [TestCase("application/x-one", "")]
    [TestCase("APPLICATION/X-ONE", "")]
    [TestCase("meter", "X-Service")]
    [TestCase("meter", "X-SERVICE")]
    [Property("Behaviour", "RTE-09")]
    public void A_second_application_for_the_same_value_is_refused_and_the_first_is_kept(string value, string element)
    {
        AgentCard card = new AgentCard().Install(1, One).Install(3, "meter", "X-Service");
        Assert.That(card.TryInstall(2, value, element), Is.EqualTo(StatusWord.FileIdentifierExists));
        Assert.That(card.Find(2).IsNull, Is.True);
        Assert.That(card.Feed(Message(One, "x")), Does.EndWith("||x"));
        Assert.That(card.Counts(1), Is.EqualTo("1 1 1"));
    }

    [Test]
    [Property("Behaviour", "RTE-10")]
    public void A_deleted_application_has_no_entries_and_leaves_no_byte()
    {
        var card = new AgentCard();
        string before = string.Join(' ', card.Card.Card.Account().Shares);
        card.Install(1, One);
        Assert.That(card.Card.Card.DeleteApplet(Aid(1)), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Feed(Message(One, "x")), Is.EqualTo(Unknown));
        Assert.That(string.Join(' ', card.Card.Card.Account().Shares), Is.EqualTo(before));
        Assert.That(card.TryInstall(2, One), Is.EqualTo(StatusWord.Success));
    }

    [Test]
    [Property("Behaviour", "RTE-10")]
    public void A_locked_application_gets_nothing_until_it_is_unlocked()
    {
        AgentCard card = new AgentCard().Install(1, One);
        card.SetLifeCycle(1, LifeCycles.Selectable | LifeCycles.LockedBit);
        Assert.That(card.Feed(Message(One, "x")), Is.EqualTo(Unknown));
        card.SetLifeCycle(1, LifeCycles.Selectable);
        Assert.That(card.Feed(Message(One, "x")), Does.EndWith("||x"));
    }

    [Test]
    [Property("Behaviour", "RTE-10")]
    public void An_application_that_goes_between_two_parts_gets_no_more()
    {
        AgentCard card = new AgentCard().Install(1, One);
        string message = Message(One, "hello");
        Assert.That(card.Feed(message[..^2]), Is.EqualTo("NeedMore"));
        card.Card.Card.DeleteApplet(Aid(1));
        Assert.That(card.Feed(message[^2..]), Is.EqualTo(Unknown));
    }

    [TestCase("application/vnd.globalplatform.card-content-mgt")]
    [TestCase("Application/VND.globalplatform.card-content-mgt;version=2.0")]
    [TestCase("application/vnd.etsi.scp.command-data;version=1.0")]
    [TestCase("application/vnd.oma.scws-config")]
    [TestCase("application/vnd.cardos.named-application")]
    [Property("Behaviour", "RTE-11")]
    public void Reserved_types_cannot_be_registered(string type) =>
        Assert.That(new AgentCard().TryInstall(1, type), Is.EqualTo(StatusWord.ConditionsOfUseNotSatisfied));

    [TestCase(CommandData, ResponseData)]
    [TestCase("application/vnd.globalplatform.card-content-mgt;version=1.0", "application/vnd.globalplatform.card-content-mgt-response;version=1.0")]
    [Property("Behaviour", "RTE-11")]
    public void Reserved_types_go_to_remote_management_whatever_else_the_header_says(string type, string answer)
    {
        AgentCard card = new AgentCard().Install(1, "meter", "X-Service");
        string message = Message(type, Script, "X-Admin-Next-URI: /next\r\nX-Service: meter\r\nX-Admin-Targeted-Application: //aid/F043617264/4F7303\r\n");
        Assert.That(card.Feed(message, piece: 3), Is.EqualTo($"X-Admin-Script-Status: ok|Content-Type: {answer}|Content-Length: {ScriptAnswer.Length}||{ScriptAnswer}"));
        Assert.That(card.Counts(1), Is.EqualTo("0 0 0"));
    }

    [TestCase("")]
    [TestCase("X-Admin-Targeted-Application: //aid/A000000151/000000\r\n")]
    [Property("Behaviour", "RTE-11")]
    public void A_security_domain_runs_scripts_of_its_type(string target)
    {
        string message = Message("application/vnd.globalplatform.card-content-mgt;version=1.0", Encode("AA07220580CA006600"), "X-Admin-Next-URI: /next\r\n" + target);
        Assert.That(new AgentCard().Feed(message, piece: 50), Does.StartWith("X-Admin-Script-Status: ok|").And.Contain(Encode("800101")).And.Contain(Encode("06072A864886FC6B01")).And.EndsWith(Encode("9000")));
    }

    [Test]
    [Property("Behaviour", "RTE-11")]
    public void A_script_in_compact_format_fails() => Assert.That(
        new AgentCard().Feed(Message("application/vnd.globalplatform.card-content-mgt", Encode("80CA006600"))),
        Is.EqualTo("X-Admin-Script-Status: application-error|X-Admin-Application-Status: 6A80||"));

    [Test]
    [Property("Behaviour", "RTE-11")]
    public void A_script_that_waits_for_the_terminal_goes_on_behind_its_answer()
    {
        var card = new AgentCard();
        string objects = "8103012180820281028D0604" + "48656C6C6F";
        string script = Encode("AA16" + $"81{objects.Length / 2:X2}" + objects + "810181");
        Assert.That(card.Feed(Message(CommandData, script)), Is.EqualTo("Waiting"));
        Assert.That(card.Feed(""), Is.EqualTo("Waiting"));
        Assert.That(card.Card.Send("8012000000").Length, Is.GreaterThan(4));
        card.Card.Send("801400000C810301218002028281030100");
        Assert.That(card.Feed(""), Does.StartWith("X-Admin-Script-Status: ok|"));
    }

    [TestCase("//aid/F043617264/4F7399", "unknown-application")]
    [TestCase("//aid/F043617264/4F7301", "not-a-security-domain")]
    [Property("Behaviour", "RTE-11")]
    public void A_script_for_nobody_or_for_who_runs_none_is_refused(string target, string status) => Assert.That(
        new AgentCard().Feed(Message(CommandData, Script, $"X-Admin-Next-URI: /next\r\nX-Admin-Targeted-Application: {target}\r\n")),
        Is.EqualTo($"X-Admin-Script-Status: {status}||"));

    [Test]
    [Property("Behaviour", "RTE-11")]
    public void A_script_that_comes_through_a_channel_without_security_is_refused()
    {
        var card = new AgentCard();
        card.Start(isSecured: false);
        Assert.That(card.Feed(Message(CommandData, Script)), Is.EqualTo("X-Admin-Script-Status: security-error||"));
    }

    [Test]
    [Property("Behaviour", "RTE-11")]
    public void A_script_longer_than_the_card_holds_fails_and_the_next_one_runs()
    {
        var card = new AgentCard();
        Assert.That(card.Feed(Message(CommandData, new string('x', 3000)), piece: 100), Is.EqualTo("X-Admin-Script-Status: application-error|X-Admin-Application-Status: 6700||"));
        Assert.That(card.Feed(Message(CommandData, Script)), Does.EndWith(ScriptAnswer));
    }

    [TestCase("application/x-one", "Application/X-One; charset=x", true)]
    [TestCase("application/x-one;version=1.0", "application/x-one", false)]
    [TestCase("application/x-one;version=1.0", "application/x-one;a=b;version=1.0", true)]
    [TestCase("application/x-one;version=1.0", "application/x-one;version=2.0", false)]
    [Property("Behaviour", "RTE-12")]
    public void The_media_type_counts_and_its_parameters_when_registered_with_them(string registered, string type, bool isDelivered) =>
        Assert.That(new AgentCard().Install(1, registered).Feed(Message(type, "x")).EndsWith("||x", StringComparison.Ordinal), Is.EqualTo(isDelivered));

    [Test]
    [Property("Behaviour", "RTE-12")]
    public void A_type_with_parameters_is_another_one_and_counts_more()
    {
        AgentCard card = new AgentCard().Install(1, One).Install(2, One + ";version=2");
        card.Feed(Message(One + ";version=2", "x"));
        card.Feed(Message(One + ";version=1", "xy"));
        Assert.That((card.Counts(1), card.Counts(2)), Is.EqualTo(("1 1 2", "1 1 1")));
    }

    [TestCase("!throw", "6F00")]
    [TestCase("!fail", "6A8F")]
    [TestCase("!long", "6700")]
    [Property("Behaviour", "RTE-13")]
    public void A_failing_application_is_a_failure_status_and_the_session_goes_on(string order, string status)
    {
        AgentCard card = new AgentCard().Install(1, One);
        Assert.That(card.Feed(Message(One, order)), Is.EqualTo($"X-Admin-Script-Status: application-error|X-Admin-Application-Status: {status}||"));
        Assert.That(card.Feed(Message(One, "hello")), Does.EndWith("||hello"));
    }

    [Test]
    [Property("Behaviour", "RTE-13")]
    public void The_rest_of_a_message_that_failed_is_not_delivered()
    {
        AgentCard card = new AgentCard().Install(1, One);
        Assert.That(card.Feed(Chunked(One, "ab", "!fail", "cd")), Does.Contain("application-error"));
        Assert.That(card.Counts(1), Is.EqualTo("1 1 2"));
    }

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(1000)]
    [Property("Behaviour", "RTE-14")]
    public void A_message_that_names_its_application_in_its_body_goes_there(int piece)
    {
        AgentCard card = new AgentCard().Install(1, "", isByName: true).Install(2, "", isByName: true);
        string answer = card.Feed(Message("application/vnd.cardos.named-application", Encode("4F07F0436172644302") + "hello"), piece);
        Assert.That(answer, Does.StartWith("X-Admin-Script-Status: ok|Content-Type: application/vnd.cardos.named-application|"));
        Assert.That(answer, Does.EndWith(piece == 1000 ? "||hello" : "o"));
        Assert.That((card.Counts(1), card.Counts(2).Split(' ')[2]), Is.EqualTo(("0 0 0", "5")));
    }

    [TestCase("4F07F0436172644303", TestName = "Named_application_that_is_unknown")]
    [TestCase("4F07F0436172644301", TestName = "Named_application_that_is_not_registered_for_it")]
    [TestCase("4F08F0436172644F7303", TestName = "Named_application_that_is_no_applet")]
    [TestCase("4F04F0436172", TestName = "Named_application_with_a_name_that_is_too_short")]
    [TestCase("5007F0436172644302", TestName = "Named_application_without_a_name")]
    [TestCase("4F07F043", TestName = "Named_application_whose_name_ends_early")]
    [Property("Behaviour", "RTE-14")]
    public void A_message_that_names_nobody_is_delivered_to_nobody(string body)
    {
        AgentCard card = new AgentCard().Install(1, One).Install(2, "", isByName: true);
        Assert.That(card.Feed(Message("application/vnd.cardos.named-application", Encode(body))), Is.EqualTo(Unknown));
        Assert.That((card.Counts(1), card.Counts(2)), Is.EqualTo(("0 0 0", "0 0 0")));
    }

    [Test]
    [Property("Behaviour", "RTE-15")]
    public void A_registration_is_there_after_a_reset()
    {
        AgentCard card = new AgentCard().Install(1, One);
        card.Card.Card.PowerOff();
        card.Card.Card.PowerOn();
        Assert.That(card.Feed(Message(One, "x")), Is.EqualTo("None"));
        card.Start();
        Assert.That(card.Feed(Message(One, "x")), Does.EndWith("||x"));
    }

    [TestCase("8004", false)]
    [TestCase("8006", true)]
    [Property("Behaviour", "RTE-15")]
    public void A_registration_or_its_end_torn_at_any_word_is_whole_or_has_not_happened(string command, bool isRegistered)
    {
        var card = new AgentCard();
        card.Card.Card.InstallApplet(Courier.Package, Courier.Module, Aid(1), isRegistered ? Parameters(One) : default);
        card.Card.Send($"00A4040007{Convert.ToHexString(Aid(1))}00");
        byte[] data = Parameters(One);
        byte[] apdu = [.. Convert.FromHexString(command), 0, 0, (byte)data.Length, .. data];
        byte[] buffer = new byte[Card.MaxShortResponse];
        int cuts = new CardTearing(card.Card.Card).LeavesOldOrNew(
            () => card.Card.Card.Transmit(apdu, buffer),
            () =>
            {
                card.Start();
                return card.Feed(Message(One, "x")) + string.Join(' ', card.Card.Card.Account().Shares);
            });
        Assert.That(cuts, Is.GreaterThan(3));
    }

    [TestCase(false, 5, "1 5 10")]
    [TestCase(false, 1000, "1 3 10")]
    [TestCase(true, 5, "1 1 10")]
    [TestCase(true, 1000, "1 1 10")]
    [Property("Behaviour", "RTE-16")]
    public void A_body_comes_in_parts_or_as_one_as_it_was_registered(bool isWhole, int piece, string counts)
    {
        AgentCard card = new AgentCard().Install(1, One, isWhole: isWhole);
        string message = Chunked(One, "0123", "456789");
        int head = message.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        card.Feed(message[..head]);
        card.Feed(message[head..], piece);
        Assert.That(card.Counts(1), Is.EqualTo(counts));
    }

    [Test]
    [Property("Behaviour", "RTE-16")]
    public void A_mebibyte_streams_through_four_kibibytes_of_working_memory_without_allocation()
    {
        AgentCard card = new AgentCard().Install(1, One);
        Assert.That(WorkingMap.AgentPart + WorkingMap.AgentPartCapacity - WorkingMap.Agent + CardOs.JavaCard.Machine.MessageBufferLength, Is.LessThanOrEqualTo(4096));
        const int Length = 1024 * 1024;
        byte[] head = Latin(Message(One, "").Replace("Content-Length: 0", $"Content-Length: {Length}", StringComparison.Ordinal));
        byte[] part = new byte[1400];
        new Random(1).NextBytes(part);
        byte[] answer = new byte[1024];
        AgentStep step = default;
        Action feed = () =>
        {
            card.Card.Card.Agent.Feed(head, answer);
            for (int left = Length; left > 0; left -= part.Length)
            {
                step = card.Card.Card.Agent.Feed(part.AsSpan(0, Math.Min(left, part.Length)), answer);
            }
        };
        feed();
        Allocation.IsNoneOf(feed);
        Assert.That(step.Status, Is.EqualTo(AgentStatus.Request));
        Assert.That(card.Counts(1), Is.EqualTo("2 749 1048576"));
    }

    [Test]
    [Property("Behaviour", "RTE-16")]
    public void A_body_that_is_wanted_whole_and_too_long_fails()
    {
        AgentCard card = new AgentCard().Install(1, One, isWhole: true);
        Assert.That(card.Feed(Message(One, new string('x', 1025)), piece: 500), Does.Contain("application-error|X-Admin-Application-Status: 6700"));
        Assert.That(card.Feed(Message(One, new string('x', 1024)), piece: 500), Does.Contain("status: ok").IgnoreCase);
    }

    [Test]
    public void An_application_that_takes_its_registration_back_while_it_is_served_still_answers()
    {
        AgentCard card = new AgentCard().Install(1, One);
        Assert.That(card.Feed(Message(One, "!leave")), Is.EqualTo("X-Admin-Script-Status: ok|Content-Type: application/octet-stream|Content-Length: 6||!leave"));
        Assert.That(card.Feed(Message(One, "x")), Is.EqualTo(Unknown));
    }

    // The claim in one session: three applets and remote management, messages in any order and cut anyhow. 2.5
    [TestCase(1)]
    [TestCase(7)]
    [TestCase(64)]
    [TestCase(10_000)]
    public void Three_applets_and_remote_management_share_one_session(int piece)
    {
        AgentCard card = new AgentCard().Install(1, One).Install(2, Two, isWhole: true).Install(3, "meter", "X-Service", isWhole: true);
        Assert.That(card.Feed(Message(CommandData, Script), piece), Does.EndWith(ScriptAnswer));
        Assert.That(card.Feed(Message(One, "a"), piece), Does.EndWith("||a"));
        Assert.That(card.Feed(Chunked(Two, "bc", "d"), piece), Does.EndWith("||bcd"));
        Assert.That(card.Feed(Message("text/plain", "efgh", "X-Admin-Next-URI: /next\r\nX-Service: meter\r\n"), piece), Does.EndWith("||efgh"));
        Assert.That(card.Feed("HTTP/1.1 100 Continue\r\n\r\n" + Message("text/plain", "ijk"), piece), Is.EqualTo(Unknown));
        Assert.That(card.Feed(Message(One, "!throw"), piece), piece < 6 ? Does.Contain("ok") : Does.Contain("application-error"));
        Assert.That(card.Feed(Message(CommandData, Script), piece), Does.EndWith(ScriptAnswer));
        Assert.That(card.Feed(Message(Two, "last", fields: ""), piece), Is.EqualTo("Closed"));
        Assert.That((card.Counts(2), card.Counts(3)), Is.EqualTo(("2 1 4", "1 1 4")));
    }

    private static string Encode(string hex) => System.Text.Encoding.Latin1.GetString(Convert.FromHexString(hex));
}
