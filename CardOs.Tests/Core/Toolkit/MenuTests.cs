using System;
using System.Linq;
using System.Text;
using CardOs.Apdu;
using CardOs.Containers;
using CardOs.Registry;
using NUnit.Framework;

namespace CardOs.Tests.Core.Toolkit;

/// <summary>The terminal's menu, and who is triggered: TS 102 223 6.4.8, 7.4.</summary>
[TestFixture]
public sealed class MenuTests
{
    private const string Waits = "801200000E";

    [Test]
    public void The_menu_is_given_behind_the_profile()
    {
        var card = new ToolkitCard(takesMenu: false);
        Assert.That(card.Card.Send("80F2000C"), Is.EqualTo("9000"), "not before");
        Assert.That(card.Card.Send(ToolkitCard.Profile), Is.EqualTo("9126"));
        Assert.That(card.Fetch(), Is.EqualTo(ToolkitCard.Menu));
        Assert.That(card.Respond(ToolkitCard.Menu), Is.EqualTo("9000"));
        Assert.That(card.Card.Send(ToolkitCard.Profile), Is.EqualTo("9126"), "and behind each one");
    }

    [TestCase("801000000400000020", "9126", TestName = "Terminal_with_menu")]
    [TestCase("8010000004FFFFFFDF", "9000", TestName = "Terminal_without_menu")]
    [TestCase("8010000003FFFFFF", "9000", TestName = "Terminal_with_a_short_profile")]
    public void The_profile_says_whether_there_is_a_menu(string profile, string expected) =>
        Assert.That(new ToolkitCard(takesMenu: false).Card.Send(profile), Is.EqualTo(expected));

    [Test]
    public void No_menu_is_given_without_entries()
    {
        var card = new TestCard(ToolkitCard.Options);
        Assert.That(card.Send(ToolkitCard.Profile), Is.EqualTo("9000"));
    }

    [Test]
    public void A_change_gives_the_menu_again_and_the_last_entry_takes_it_away()
    {
        var card = new ToolkitCard();
        card.Card.Send("00A4040007F0436172647401");
        Assert.That(card.Card.Send("8002800000"), Is.EqualTo("911C"));
        string menu = card.Fetch();
        Assert.That(menu, Is.EqualTo("8103012500820281828506436172644F738F0781" + "477565737473"));
        card.Respond(menu);
        Assert.That(card.Card.Send("8003000003" + "4E6577" + "00"), Is.EqualTo("80 9122"), "the free number");
        menu = card.Fetch();
        Assert.That(menu, Is.EqualTo("8103012500820281828506436172644F738F04804E65778F0781" + "477565737473"));
        card.Respond(menu);
        card.Card.Send("8002800000");
        card.Respond(card.Fetch());
        card.Card.Card.DeletePackage(ToolkitCard.GuestPackage, withInstances: true);
        Assert.That(card.Card.Send("80F2000C"), Does.StartWith("91").Or.EqualTo("6D00"));
        card.Card.Send("00A4000C023F00");
        menu = card.Fetch();
        Assert.That(menu, Is.EqualTo("8103012500820281828500" + "8F00"));
        Assert.That(card.Respond(menu), Is.EqualTo("9000"));
    }

    [Test]
    public void What_is_no_entry_of_the_applet_is_not_taken_out()
    {
        var card = new ToolkitCard();
        card.Card.Send("00A4040007F0436172647401");
        Assert.That(card.Card.Send("8002810000"), Is.EqualTo("6A88"));
        card.Card.Send("00A4040008F0436172644F1C01");
        Assert.That(card.Card.SendAll("8002000000", "8002000000"), Is.EqualTo("6F00"), "the second time");
    }

    [Test]
    public void Entries_are_taken_until_the_menu_is_full()
    {
        var card = new ToolkitCard();
        card.Card.Send("00A4040007F0436172647401");
        string text = Convert.ToHexString(Encoding.ASCII.GetBytes(new string('m', 30)));
        string entry = "800300001E" + text + "00";
        string[] answers = [.. Enumerable.Range(0, 8).Select(_ => card.Card.Send(entry))];
        Assert.That(answers.Count(answer => answer.StartsWith('8')), Is.EqualTo(5));
        Assert.That(answers[^1], Is.EqualTo("6A84"));
        string menu = card.Fetch();
        Assert.That(card.Respond(menu), Does.StartWith("91"), "it changed since it was made ready");
        menu = card.Fetch();
        Assert.That(menu, Has.Length.LessThanOrEqualTo(2 * 253));
        Assert.That(menu.Split(text), Has.Length.EqualTo(6));
    }

    [Test]
    public void The_menu_is_that_of_the_common_and_the_activated_container()
    {
        var card = new TestCard(ToolkitCard.Options);
        foreach (int container in new[] { 1, 2, 0 })
        {
            byte[] instance = [.. Greeter.Module, (byte)container];
            Assert.That(card.Card.InstallApplet(Greeter.Package, Greeter.Module, instance, [(byte)(0x41 + container)], container), Is.EqualTo(StatusWord.Success));
        }

        Assert.That(card.Card.State.ActiveContainer, Is.EqualTo(1));
        card.Send(ToolkitCard.Profile);
        Assert.That(card.Send("8012000000"), Does.EndWith("8F028141" + "8F028042" + " 9000"), "each number once in any view");
    }

    [Test]
    public void A_switch_waits_until_the_session_is_over_and_takes_the_menu_with_it()
    {
        var card = new ToolkitCard(takesMenu: false);
        byte[] instance = [.. Greeter.Module, 2];
        card.Card.Card.InstallApplet(Greeter.Package, Greeter.Module, instance, "Two"u8, container: 2);
        card.TakeMenu();
        card.Card.Send(ToolkitCard.ChooseGuests);
        string greeting = card.Fetch();
        Assert.That(ContainerSwitch.Prepare(card.Card.Card.State, 2, tellsTerminal: true), Is.EqualTo(StatusWord.Success));
        card.Respond(greeting);
        Assert.That(card.Respond(card.Fetch(), "8D0404426F62"), Does.StartWith("91"));
        string refresh = card.Fetch();
        Assert.That(refresh, Does.StartWith("8103010104"));
        card.Respond(refresh);
        Assert.That(card.Card.Card.State.ActiveContainer, Is.EqualTo(2));
        Assert.That(card.TakeMenu(), Does.EndWith("8F048254776F"), "the common entries, then its own");
        Assert.That(card.GuestSession(), Is.EqualTo("9000"));
    }

    [Test]
    public void A_switch_at_a_reset_drops_who_waits()
    {
        var card = new ToolkitCard();
        card.Card.Send(ToolkitCard.ChooseGuests);
        card.Fetch();
        ContainerSwitch.Prepare(card.Card.Card.State, 2, tellsTerminal: false);
        card.Card.Card.WarmReset();
        Assert.That(card.Card.Card.State.ActiveContainer, Is.EqualTo(2));
        Assert.That(card.Card.Card.State.Machine.IsWaiting, Is.False);
        Assert.That(card.Respond(ToolkitCard.GuestGreeting), Is.EqualTo("6985"));
        Assert.That(card.GuestState(), Is.EqualTo("00000000"));
    }

    [Test]
    public void An_applet_that_cannot_be_selected_is_neither_shown_nor_triggered()
    {
        var card = new ToolkitCard();
        CardState state = card.Card.Card.State;
        CardOs.Memory.NvAddress application = ApplicationRegistry.Find(state.NonVolatile, state.RuntimeView, Greeter.Module);
        state.NonVolatile.WriteByte(application + ApplicationEntry.LifeCycleOffset, 0x03);
        Assert.That(card.TakeMenu(), Is.EqualTo("8103012500820281828506436172644F738F0781" + "477565737473"));
        Assert.That(card.Card.Send(ToolkitCard.ChooseGreeter), Is.EqualTo("9000"));
        Assert.That(card.GuestSession(), Is.EqualTo("9000"));
    }

    [TestCase(0)]
    [TestCase(127)]
    public void A_text_that_is_empty_or_too_long_is_refused(int length)
    {
        var card = new TestCard(ToolkitCard.Options);
        byte[] text = new byte[length];
        StatusWord status = card.Card.InstallApplet(Greeter.Package, Greeter.Module, Greeter.Module, text);
        Assert.That(status, Is.EqualTo(length == 0 ? StatusWord.Success : StatusWord.NotEnoughMemory), "without parameters it has a text of its own");
        Assert.That(MenuEntries.TryAdd(card.Card.State.NonVolatile, ApplicationRegistry.First(card.Card.State.NonVolatile, 0), text, out _), Is.False);
    }

    [TestCase("80C2000009" + "D30782020181900180", "9110", TestName = "Choice")]
    [TestCase("80C200000B" + "D30982020181900180" + "9500", "9110", TestName = "Choice_of_help")]
    [TestCase("80C2000009" + "D30782020181100180", "9110", TestName = "Choice_without_comprehension_bit")]
    [TestCase("80C2000009" + "D30782020181900182", "9000", TestName = "Choice_of_no_entry")]
    [TestCase("80C2000006" + "D30482020181", "6A80", TestName = "Choice_without_a_number")]
    [TestCase("80C2000008" + "D306820201819000", "6A80", TestName = "Choice_with_an_empty_number")]
    [TestCase("80C2000009" + "D30682020181900180", "6A80", TestName = "Choice_with_a_wrong_length")]
    [TestCase("80C2010009" + "D30782020181900180", "6A86", TestName = "Choice_with_parameters")]
    [TestCase("80C20000", "6700", TestName = "Choice_without_data")]
    public void Choices(string command, string expected) => Assert.That(new ToolkitCard().Card.Send(command), Is.EqualTo(expected));

    [Test]
    public void Envelopes_and_responses_beyond_the_room_are_refused()
    {
        var card = new ToolkitCard();
        string filling = "05820110" + new string('0', 2 * 0x110);
        string content = "82020181900180" + filling;
        string envelope = $"D382{content.Length / 2:X4}{content}";
        Assert.That(card.Card.Send($"80C20000" + $"00{envelope.Length / 2:X4}{envelope}"), Is.EqualTo("6700"));
        card.Card.Send(ToolkitCard.ChooseGreeter);
        string command = card.Fetch();
        string response = command[..10] + "82028281830100" + filling;
        Assert.That(card.Card.Send($"80140000" + $"00{response.Length / 2:X4}{response}"), Is.EqualTo("6700"));
        Assert.That(card.Respond(command), Is.EqualTo("9110"));
    }

    [Test]
    public void Without_a_profile_an_applet_is_triggered_and_cannot_send()
    {
        var card = new ToolkitCard(takesMenu: false);
        Assert.That(card.Card.SendAll(ToolkitCard.ChooseGreeter, ToolkitCard.ChooseGuests), Is.EqualTo("9000"));
        Assert.That(card.GreeterState(), Is.EqualTo("00000100"));
        Assert.That(card.GuestState(), Is.EqualTo("00000001"));
        Assert.That(card.TakeMenu(), Is.EqualTo(ToolkitCard.Menu));
        Assert.That(card.GoOnWithGreeter(), Is.EqualTo("9110"), "now it can, and the other one behind it");
        Assert.That(card.GoOnWithGuests(), Is.EqualTo("9000"));
    }

    [Test]
    public void A_command_sent_while_an_applet_processes_another_is_refused()
    {
        var card = new ToolkitCard();
        card.Card.Send("00A4040008F0436172644F1C01");
        Assert.That(card.Card.Send("8003000000"), Is.EqualTo("6F00"));
        Assert.That(card.Card.Send(Waits), Is.EqualTo("6D00"), "nothing waits, so that it is the applet's");
    }
}
