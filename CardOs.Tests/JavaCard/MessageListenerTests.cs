using CardOs.Apdu;
using CardOs.Tests.Core.Agents;
using CardOs.Tests.JavaCard.CapAssembler;
using CardOs.Tests.Tearing;
using NUnit.Framework;
using static CardOs.Tests.Core.Agents.AgentCard;

namespace CardOs.Tests.JavaCard;

/// <summary>cardos.agent: an applet in Java takes messages.</summary>
[TestFixture]
public sealed class MessageListenerTests
{
    private const string Type = "application/x-java";

    private static readonly byte[] Package = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x4F, 0x72];
    private static readonly byte[] Instance = [0xF0, 0x43, 0x61, 0x72, 0x64, 0x4F, 0x72, 0x01];

    // It registers with the value that stands in its parameters, and answers with what it got in the last part and how many bytes there were.
    private static readonly string Source = Applet("class App < javacard/framework/Applet : cardos/agent/MessageListener");

    [TestCase("hello", "hello\0\u0005")]
    [TestCase("", "")]
    public void An_applet_gets_a_message_and_answers(string body, string answer)
    {
        AgentCard card = Installed(Source);
        Assert.That(card.Feed(Message(Type, body)), answer.Length == 0 ? Is.EqualTo("|") : Does.EndWith("||" + answer));
    }

    [Test]
    public void A_long_message_comes_in_parts_that_fit_the_buffer()
    {
        AgentCard card = Installed(Source);
        Assert.That(card.Feed(Message(Type, new string('x', 2500))), Does.EndWith(new string('x', 452) + "\u0009\u00C4"));
        Assert.That(card.Feed(Chunked(Type, "ab", "cd"), piece: 1), Does.EndWith("||\0\u0004"));
    }

    [Test]
    public void An_exception_of_the_applet_is_a_failure_status()
    {
        AgentCard card = Installed(Source);
        Assert.That(card.Feed(Message(Type, "!")), Is.EqualTo("X-Admin-Script-Status: application-error|X-Admin-Application-Status: 6A80||"));
        Assert.That(card.Feed(Message(Type, "hello")), Does.EndWith("hello\0\u0005"));
    }

    // An installation has succeeded when the applet is registered with the card: what it throws behind that does not undo it. JCRE 3.1.
    [Test]
    public void An_applet_that_is_no_listener_is_not_registered()
    {
        AgentCard card = Installed(Applet("class App < javacard/framework/Applet"));
        Assert.That(card.Feed(Message(Type, "x")), Does.Contain("unknown-application"));
        Assert.That(card.Card.Card.State.Machine.TryFindMessageBuffer(out _), Is.False);
    }

    [Test]
    public void A_value_of_another_applet_is_refused()
    {
        AgentCard card = new AgentCard().Install(1, Type);
        Assert.That(Install(card, Source), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Feed(Message(Type, "x")), Does.EndWith("||x"));
        Assert.That(card.Counts(1), Is.EqualTo("1 1 1"));
    }

    [Test]
    public void The_buffer_outlives_deletions_and_resets_and_is_made_once()
    {
        AgentCard card = Installed(Source);
        card.Card.Card.State.Machine.Registers.IsDeletionRequested = 1;
        card.Card.Card.State.Machine.DeleteObjectsIfRequested();
        card.Card.Card.PowerOff();
        card.Card.Card.PowerOn();
        card.Start();
        Assert.That(card.Feed(Message(Type, "hello")), Does.EndWith("hello\0\u0005"));
        int free = card.Card.Card.State.Machine.Heap.FreeTransientBytes;
        Assert.That(card.Card.Card.DeleteApplet(Instance), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Feed(Message(Type, "hello")), Does.Contain("unknown-application"));
        Assert.That(InstallOnly(card), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.Card.State.Machine.Heap.FreeTransientBytes, Is.EqualTo(free));
        Assert.That(CardOs.JavaCard.HeapCheck.Check(card.Card.Card.State.Machine), Is.Null);
    }

    [Test]
    public void An_installation_that_registers_torn_at_any_word_leaves_an_instance_or_no_byte()
    {
        var card = new AgentCard();
        Assert.That(card.Card.Card.LoadPackage(Assembler.Assemble(Source).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        int cuts = new CardTearing(card.Card.Card).LeavesOldOrNew(() => InstallOnly(card), () => string.Join(' ', card.Card.Card.Account().Shares));
        Assert.That(cuts, Is.GreaterThan(10));
    }

    [Test]
    public void Messages_allocate_nothing()
    {
        AgentCard card = Installed(Source);
        byte[] message = Latin(Message(Type, new string('x', 2500)));
        byte[] answer = new byte[2048];
        Allocation.IsNone(() =>
        {
            card.Card.Card.Agent.Start("h"u8, "n"u8, "/"u8, answer, isSecured: true);
            card.Card.Card.Agent.Feed(message, answer);
        });
    }

    private static AgentCard Installed(string source)
    {
        var card = new AgentCard();
        Assert.That(Install(card, source), Is.EqualTo(StatusWord.Success));
        return card;
    }

    private static StatusWord Install(AgentCard card, string source)
    {
        Assert.That(card.Card.Card.LoadPackage(Assembler.Assemble(source).ToLoadFile()), Is.EqualTo(StatusWord.Success));
        return InstallOnly(card);
    }

    private static StatusWord InstallOnly(AgentCard card) => card.Card.Card.InstallApplet(Package, Instance, Instance, Latin(Type));

    private static string Applet(string head) => $$"""
        package F0436172644F72 1.0 test/listener
        import javacard/framework 1.0
        import cardos/agent 1.0
        applet F0436172644F7201 App
        {{head}}
          field short count
          method constructor <init>()V
            aload_0 / invokespecial javacard/framework/Applet.<init> / return
          method static install([BSB)V stack 12 locals 2
            new App / dup / invokespecial App.<init> / invokevirtual javacard/framework/Applet.register()V
            aload_0 / bspush {{3 + Instance.Length}} / baload / sstore_3
            aload_0 / bspush {{4 + Instance.Length}} / sload_3 / sconst_0
            invokestatic cardos/agent/MessageAgent.register([BSSB)V / return
          method process(Ljavacard/framework/APDU;)V
            return
          method processMessage([BSSB)S stack 12 locals 2
            sload 4 / sconst_1 / sand / ifeq more / aload_0 / sconst_0 / putfield_s App.count
            more: aload_0 / aload_0 / getfield_s App.count / sload_3 / sadd / putfield_s App.count
            aload_1 / sload_2 / baload / bspush 33 / if_scmpne good / sspush 27264 / invokestatic javacard/framework/ISOException.throwIt
            good: sload 4 / sconst_2 / sand / ifne last / sconst_0 / sreturn
            last: aload_1 / sload_3 / aload_0 / getfield_s App.count / invokestatic javacard/framework/Util.setShort([BSS)S / pop
            sload_3 / sconst_2 / sadd / sreturn
        """;
}
