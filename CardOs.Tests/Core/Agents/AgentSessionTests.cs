using System;
using NUnit.Framework;
using static CardOs.Tests.Core.Agents.AgentCard;

namespace CardOs.Tests.Core.Agents;

/// <summary>What the server's messages do to the session: GlobalPlatform Amendment B.</summary>
[TestFixture]
public sealed class AgentSessionTests
{
    private const string One = "application/x-one";

    [TestCase("HTTP/1.1 204 No Content\r\n\r\n", "Closed")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "Closed")]
    [TestCase("HTTP/1.1 204 No Content\r\nX-Admin-Next-URI: /next\r\n\r\n", "|")]
    [TestCase("HTTP/1.1 200 OK\r\nx-admin-next-uri: /other?a=b\r\n\r\n", "POST /other?a=b HTTP/1.1\r\nHost: server\r\nX-Admin-Protocol: globalplatform-remote-admin/1.0\r\nX-Admin-From: //card/1\r\n\r\n")]
    [TestCase("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone", "Failed")]
    [TestCase("HTTP/1.1 500 Oops\r\n\r\n", "Failed")]
    [TestCase("HTTP/1.1 200 OK\r\nX-Admin-Protocol: other/1.0\r\n\r\n", "Failed")]
    [TestCase("HTTP/1.1 200 OK\r\nX-Admin-Next-URI: /a\r\nX-Admin-Next-URI: /b\r\n\r\n", "Failed")]
    [TestCase("HTTP/1.1 200 OK\r\nX-Admin-Next-URI: /a b\r\n\r\n", "Failed")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Type: a/b\r\nContent-Type: c/d\r\n\r\n", "Failed")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Type: nothing\r\n\r\n", "Failed")]
    [TestCase("HTTP/1.1 200 OK\r\nX-Admin-Targeted-Application: //aid/F0\r\n\r\n", "Failed")]
    [TestCase("HTTP/1.1 200 OK\r\nX-Admin-Targeted-Application: //aid/F04361726G/00\r\n\r\n", "Failed")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.globalplatform.card-content-mgt\r\nContent-Length: 1\r\n\r\nx", "Failed")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "Failed")]
    [TestCase("SSH-2.0-server\r\n", "Failed")]
    public void A_message_without_an_application_ends_the_session_or_goes_on_with_it(string message, string answer)
    {
        Assert.That(new AgentCard().Feed(message), Is.EqualTo(answer));
        Assert.That(new AgentCard().Feed(message, piece: 1), Is.EqualTo(answer));
    }

    [Test]
    public void A_server_that_says_more_than_it_was_asked_is_not_believed() => Assert.That(
        new AgentCard().Feed("HTTP/1.1 204 No Content\r\nX-Admin-Next-URI: /a\r\n\r\nHTTP/1.1 204 No Content\r\nX-Admin-Next-URI: /b\r\n\r\n"),
        Is.EqualTo("Failed"));

    [Test]
    public void Behind_a_failure_there_is_no_session_until_another_one_is_begun()
    {
        var card = new AgentCard();
        card.Feed("HTTP/1.1 500 Oops\r\n\r\n");
        Assert.That(card.Feed("HTTP/1.1 204 No Content\r\n\r\n"), Is.EqualTo("None"));
        Assert.That(card.Start(), Is.EqualTo(FirstRequest));
    }

    [Test]
    public void An_application_is_served_though_the_server_wants_no_answer()
    {
        AgentCard card = new AgentCard().Install(1, One);
        Assert.That(card.Feed(Message(One, "hello", fields: "")), Is.EqualTo("Closed"));
        Assert.That(card.Counts(1), Is.EqualTo("1 1 5"));
    }

    [Test]
    public void A_message_that_names_another_application_is_not_delivered()
    {
        AgentCard card = new AgentCard().Install(1, One).Install(2, "application/x-two");
        const string Fields = "X-Admin-Next-URI: /next\r\nX-Admin-Targeted-Application: //aid/F043617264/4302\r\n";
        Assert.That(card.Feed(Message(One, "x", Fields)), Does.Contain("unknown-application"));
        Assert.That(card.Feed(Message("application/x-two", "x", Fields)), Does.EndWith("||x"));
    }

    [Test]
    public void A_container_that_is_not_activated_gets_nothing()
    {
        AgentCard card = new AgentCard().Install(1, One, container: 2).Install(2, One, container: 1);
        Assert.That(card.Feed(Message(One, "x")), Does.EndWith("||x"));
        Assert.That(card.Counts(2), Is.EqualTo("1 1 1"));
    }

    [Test]
    public void A_stopped_session_is_over_and_leaves_room_for_scripts()
    {
        var card = new AgentCard();
        for (int i = 0; i < 10; i++)
        {
            card.Start();
            card.Feed(Message("application/vnd.etsi.scp.command-data;version=1.0", "xxxx")[..^2]);
            card.Card.Card.Agent.Stop();
        }

        Assert.That(card.Feed("x"), Is.EqualTo("None"));
        card.Start();
        Assert.That(card.Feed(Message("application/vnd.etsi.scp.command-data;version=1.0", "\u00AA\u0007\u0022\u0005\u0000\u00B0\u0000\u0000\u0001")), Does.Contain("ok"));
    }

    [Test]
    public void Texts_that_are_too_long_or_none_begin_no_session()
    {
        var card = new AgentCard();
        byte[] answer = new byte[1024];
        Assert.That(card.Card.Card.Agent.Start(new byte[200], "n"u8, "/"u8, answer, isSecured: true).Status, Is.EqualTo(AgentStatus.Failed));
        Assert.That(card.Card.Card.Agent.Start("h\r\n"u8, "n"u8, "/"u8, answer, isSecured: true).Status, Is.EqualTo(AgentStatus.Failed));
        Assert.That(card.Card.Card.Agent.Start("h"u8, "n"u8, ""u8, answer, isSecured: true).Status, Is.EqualTo(AgentStatus.Failed));
        Assert.That(card.Card.Card.Agent.Start("h"u8, "n"u8, "/"u8, answer.AsSpan(0, 20), isSecured: true).Status, Is.EqualTo(AgentStatus.Failed));
    }

    [Test]
    public void Messages_allocate_nothing()
    {
        AgentCard card = new AgentCard().Install(1, One).Install(2, "", isByName: true);
        byte[] whole = Latin(Message(One, "hello"));
        byte[] named = Latin(Message("application/vnd.cardos.named-application", "\u004F\u0007\u00F0\u0043\u0061\u0072\u0064\u0043\u0002hello"));
        byte[] script = Latin(Message("application/vnd.etsi.scp.command-data;version=1.0", "\u00AA\u0007\u0022\u0005\u0000\u00B0\u0000\u0000\u0001"));
        byte[] answer = new byte[1024];
        Allocation.IsNone(() =>
        {
            card.Card.Card.Agent.Start("h"u8, "n"u8, "/"u8, answer, isSecured: true);
            card.Card.Card.Agent.Feed(whole, answer);
            card.Card.Card.Agent.Feed(named, answer);
            card.Card.Card.Agent.Feed(script.AsSpan(0, 40), answer);
            card.Card.Card.Agent.Feed(script.AsSpan(40), answer);
        });
    }
}
