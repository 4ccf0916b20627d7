using System;
using CardOs.Apdu;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.Core.Toolkit;

/// <summary>A C# applet and a Java Card applet show texts in the middle of their work, wait for the terminal, and finish.</summary>
[TestFixture]
public sealed class ToolkitTests
{
    private static readonly byte[] Buffer = new byte[300];

    [Test]
    public void A_sharp_applet_goes_on_with_what_it_kept()
    {
        var card = new ToolkitCard();
        Assert.That(card.Card.Send(ToolkitCard.ChooseGreeter), Is.EqualTo("9110"));
        Assert.That(card.GoOnWithGreeter("5"), Is.EqualTo("9000"));
        Assert.That(card.GreeterSession("4"), Is.EqualTo("9000"));
        Assert.That(card.GreeterState(), Is.EqualTo("09000002"));
    }

    [Test]
    public void A_Java_applet_goes_on_in_the_middle_of_its_method()
    {
        var card = new ToolkitCard();
        Assert.That(card.Card.Send(ToolkitCard.ChooseGuests), Is.EqualTo("9110"));
        Assert.That(card.GoOnWithGuests("416461"), Is.EqualTo("9000"));
        Assert.That(card.GuestState(), Is.EqualTo("00010000" + "416461"));
        Assert.That(card.GuestSession("426F62"), Is.EqualTo("9000"));
        Assert.That(card.GuestState(), Is.EqualTo("00020000" + "426F62"));
    }

    [Test]
    public void A_user_who_ends_the_session_ends_the_work()
    {
        var card = new ToolkitCard();
        card.Card.Send(ToolkitCard.ChooseGuests);
        Assert.That(card.Respond(card.Fetch(), result: "830110"), Is.EqualTo("9000"));
        Assert.That(card.GuestState(), Is.EqualTo("00000000"));
        card.Card.Send(ToolkitCard.ChooseGreeter);
        Assert.That(card.Respond(card.Fetch(), result: "830110"), Is.EqualTo("9000"));
        Assert.That(card.GreeterState(), Is.EqualTo("00000000"));
    }

    [Test]
    public void An_applet_that_is_triggered_while_another_waits_is_triggered_again_when_the_terminal_is_free()
    {
        var card = new ToolkitCard();
        card.Card.Send(ToolkitCard.ChooseGuests);
        string greeting = card.Fetch();
        Assert.That(card.Card.Send(ToolkitCard.ChooseGreeter), Is.EqualTo("9000"));
        Assert.That(card.GreeterState(), Is.EqualTo("00000100"));
        card.Respond(greeting);
        string question = card.Fetch();
        Assert.That(question, Is.EqualTo(ToolkitCard.GuestQuestion), "the session of the first one lasts until it ends");
        Assert.That(card.Respond(question, "8D04044576" + "61"), Is.EqualTo("9110"));
        Assert.That(card.GoOnWithGreeter(), Is.EqualTo("9000"));
        Assert.That(card.GreeterState(), Is.EqualTo("050101C1"), "told once; without an envelope and an entry");
        Assert.That(card.GuestState(), Is.EqualTo("00010000457661"));
    }

    [Test]
    public void A_container_that_is_prepared_while_an_applet_waits_is_activated_behind_its_session()
    {
        var card = new ToolkitCard();
        card.Card.Send(ToolkitCard.ChooseGuests);
        string greeting = card.Fetch();
        Assert.That(card.Card.Card.ActivateContainer(2), Is.EqualTo(StatusWord.Success));
        card.Respond(greeting);
        Assert.That(card.Respond(card.Fetch(), "8D0404416461"), Does.StartWith("91"), "REFRESH");
        string refresh = card.Fetch();
        Assert.That(refresh, Does.Match("^8103..0104"));
        Assert.That(card.Respond(refresh), Is.EqualTo("9000"));
        Assert.That(card.Card.SendAll("00A4000C022FE2", "00B000000A"), Is.EqualTo("98880100000000000020 9000"));
        Assert.That(card.GuestState(), Is.EqualTo("00010000" + "416461"), "an applet of the common container keeps what it wrote");
        Assert.That(card.TakeMenu(), Is.EqualTo(ToolkitCard.Menu));
    }

    [Test]
    public void A_reset_that_switches_while_an_applet_waits_drops_its_session_and_nothing_else()
    {
        var card = new ToolkitCard();
        card.GuestSession("426F62");
        card.Card.Send(ToolkitCard.ChooseGuests);
        card.Fetch();
        card.Card.Card.ActivateContainer(2);
        card.Card.Card.PowerOff();
        card.Card.Card.PowerOn();
        Assert.That(card.Card.SendAll("00A4000C022FE2", "00B000000A"), Is.EqualTo("98880100000000000020 9000"));
        Assert.That(card.Card.Send("8012000000"), Is.EqualTo("6985"));
        Assert.That(card.GuestState(), Is.EqualTo("00010000" + "426F62"));
        Assert.That(card.TakeMenu(), Is.EqualTo(ToolkitCard.Menu));
        Assert.That(card.GuestSession("416461"), Is.EqualTo("9000"));
    }

    [Test]
    public void Both_ask_for_the_terminal_in_turn()
    {
        var card = new ToolkitCard();
        card.Card.Send(ToolkitCard.ChooseGreeter);
        string hello = card.Fetch();
        Assert.That(card.Card.SendAll(ToolkitCard.ChooseGuests, ToolkitCard.ChooseGreeter, ToolkitCard.ChooseGuests), Is.EqualTo("9000"));
        Assert.That(card.GuestState(), Is.EqualTo("00000002"));
        card.Respond(hello);
        card.Respond(card.Fetch(), "8D020431");
        Assert.That(card.Respond(card.Fetch()), Is.EqualTo("9110"), "the guest book asked first");
        Assert.That(card.GoOnWithGuests(), Is.EqualTo("9110"), "then the other one, which was triggered above itself");
        Assert.That(card.GoOnWithGreeter(), Is.EqualTo("9000"));
        Assert.That(card.GuestState(), Is.EqualTo("00010002426F62"));
        Assert.That(card.GreeterState(), Is.EqualTo("060101C2"));
    }

    [Test]
    public void The_resumed_work_of_a_Java_applet_torn_at_any_word_is_done_or_not()
    {
        var card = new ToolkitCard();
        card.GuestSession("416461");
        card.Card.Send(ToolkitCard.ChooseGuests);
        card.Respond(card.Fetch());
        string question = card.Fetch();
        int cuts = new CardTearing(card.Card.Card).AtEveryWord(
            () => card.Respond(question, "8D0404426F62"),
            place =>
            {
                Assert.That(CardOs.JavaCard.HeapCheck.Check(card.Card.Card.State.Machine), Is.Null, place);
                Assert.That(card.GuestState(), Is.AnyOf("00010000416461", "00010000426F62", "00020000426F62"), place);
                Assert.That(card.TakeMenu(), Is.EqualTo(ToolkitCard.Menu), place);
            },
            recoveryEvery: 5);
        Assert.That(cuts, Is.GreaterThan(10));
    }

    [Test]
    public void The_resumed_work_of_a_sharp_applet_torn_at_any_word_is_done_or_not()
    {
        var card = new ToolkitCard();
        card.Card.Send(ToolkitCard.ChooseGreeter);
        card.Respond(card.Fetch());
        string question = card.Fetch();
        int cuts = new CardTearing(card.Card.Card).AtEveryWord(
            () => card.Respond(question, "8D020435"),
            place => Assert.That(card.GreeterState(), Is.AnyOf("00000000", "05000000", "05000001"), place));
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [Test]
    public void An_installation_with_a_menu_entry_torn_at_any_word_leaves_all_of_it_or_nothing()
    {
        var card = new ToolkitCard(takesMenu: false);
        card.Card.Card.DeleteApplet(Greeter.Module);
        int cuts = new CardTearing(card.Card.Card).LeavesOldOrNew(
            () => card.Card.Card.InstallApplet(Greeter.Package, Greeter.Module, Greeter.Module),
            () => string.Join(' ', card.Card.Card.Account().Shares) + card.TakeMenu(),
            recoveryEvery: 3);
        Assert.That(cuts, Is.GreaterThan(10));
    }

    [Test]
    public void A_deletion_with_a_menu_entry_torn_at_any_word_leaves_all_of_it_or_nothing()
    {
        var card = new ToolkitCard(takesMenu: false);
        int cuts = new CardTearing(card.Card.Card).LeavesOldOrNew(
            () => card.Card.Card.DeletePackage(ToolkitCard.GuestPackage, withInstances: true),
            () => string.Join(' ', card.Card.Card.Account().Shares) + card.TakeMenu(),
            recoveryEvery: 5);
        Assert.That(cuts, Is.GreaterThan(10));
    }

    [Test]
    public void A_reset_loses_what_waits_and_nothing_else()
    {
        var card = new ToolkitCard();
        card.GreeterSession("3");
        card.Card.Send(ToolkitCard.ChooseGreeter);
        card.Respond(card.Fetch());
        card.Card.Send(ToolkitCard.ChooseGuests);
        card.Card.Card.WarmReset();
        Assert.That(card.GreeterState(), Is.EqualTo("03000001"));
        Assert.That(card.GuestState(), Is.EqualTo("00000001"), "it was triggered meanwhile");
        Assert.That(card.Fetch(), Is.Empty);
        Assert.That(card.TakeMenu(), Is.EqualTo(ToolkitCard.Menu));
        Assert.That(card.Fetch(), Is.Empty, "nobody waits for the terminal");
        Assert.That(card.GreeterSession("2"), Is.EqualTo("9000"));
        Assert.That(card.GreeterState(), Is.EqualTo("05000002"));
    }

    [Test]
    public void Deleting_the_applet_that_waits_leaves_the_other_one_and_its_turn()
    {
        var card = new ToolkitCard();
        card.Card.Send(ToolkitCard.ChooseGreeter);
        string hello = card.Fetch();
        card.Card.Send(ToolkitCard.ChooseGuests);
        Assert.That(card.Card.Card.DeleteApplet(Greeter.Module), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Respond(hello), Does.StartWith("91"));
        string menu = card.Fetch();
        Assert.That(menu, Is.EqualTo("8103012500820281828506436172644F738F0781" + "477565737473"), "without its entry");
        Assert.That(card.Respond(menu), Is.EqualTo("9110"));
        Assert.That(card.GoOnWithGuests(), Is.EqualTo("9000"));
        Assert.That(card.GuestState(), Is.EqualTo("00010001426F62"));
    }

    [Test]
    public void An_applet_that_asked_for_the_terminal_and_is_deleted_is_not_triggered()
    {
        var card = new ToolkitCard();
        card.Card.Send(ToolkitCard.ChooseGreeter);
        card.Card.Send(ToolkitCard.ChooseGuests);
        Assert.That(card.Card.Card.DeletePackage(ToolkitCard.GuestPackage, withInstances: true), Is.EqualTo(StatusWord.Success));
        Assert.That(card.GoOnWithGreeter(), Does.StartWith("91"), "the menu");
        Assert.That(card.Respond(card.Fetch()), Is.EqualTo("9000"));
        Assert.That(card.Fetch(), Is.Empty);
    }

    [Test]
    public void A_script_and_its_receipt_wait_behind_the_applet()
    {
        var card = new ToolkitCard();
        card.Card.Send(ToolkitCard.ChooseGuests);
        string greeting = card.Fetch();
        Assert.That(CardOs.Toolkit.ProactiveSession.TryQueue(card.Card.Card.State.Working, Convert.FromHexString("D009810301010482028182")), Is.True);
        Assert.That(card.Respond(greeting), Is.EqualTo("9116"), "the applet's next command");
        Assert.That(card.Respond(card.Fetch(), "8D020441"), Is.EqualTo("910B"));
        Assert.That(card.Respond(card.Fetch()), Is.EqualTo("9000"));
    }

    [Test]
    public void Scripts_run_while_an_applet_waits_and_one_that_waits_for_the_end_goes_on_behind_it()
    {
        var card = new TestCard(TestProfile.Options with { Rom = ToolkitCard.Options.Rom });
        card.Card.InstallApplet(Greeter.Package, Greeter.Module, Greeter.Module);
        card.Send("8010000001FF");
        Assert.That(card.Send(ToolkitCard.ChooseGreeter), Is.EqualTo("9110"));
        card.Send("8012000010");
        var file = new TestPacket { Data = "00A4000C022F01" + "00B0000004" };
        Assert.That(file.Open(card.Send(file.Envelope())), Does.StartWith("00 "));
        var waiting = new TestPacket { Tar = "B00120", Counter = 2, Data = "AA14" + "810181" + "220700A4000C022F01" + "220600D600000177" };
        Assert.That(waiting.Open(card.Send(waiting.Envelope())), Is.EqualTo("0B "), "it waits for the end of the session");
        Assert.That(card.Send("801400000C" + "810301218082028281830100"), Is.EqualTo("9110"), "the applet goes on");
        card.Send("8012000010");
        Assert.That(card.Send("8014000010" + "810301220082028281830100" + "8D020435"), Is.EqualTo("9110"));
        card.Send("8012000010");
        string receipt = card.Send("801400000C" + "810301218082028281830100");
        Assert.That(receipt, Does.StartWith("91"));
        string command = card.Send("80120000" + receipt[^2..]);
        Assert.That(waiting.Open(command[command.IndexOf("027100", StringComparison.Ordinal)..]), Is.EqualTo("00 AB0B800103" + "23029000" + "23029000"));
        card.Send("801400000C" + "810301130082028281830100");
        Assert.That(card.SendAll("00A4000C022F01", "00B0000001"), Is.EqualTo("77 9000"));
    }

    [Test]
    public void Sessions_allocate_nothing()
    {
        var card = new ToolkitCard();
        byte[] guests = Convert.FromHexString(ToolkitCard.ChooseGuests);
        byte[] greeter = Convert.FromHexString(ToolkitCard.ChooseGreeter);
        byte[] profile = Convert.FromHexString(ToolkitCard.Profile);
        byte[] fetch = Convert.FromHexString("8012000000");
        byte[] menu = Convert.FromHexString("801400000C" + "810301250082028281830100");
        byte[] text = Convert.FromHexString("801400000C" + "810301218082028281830100");
        byte[] name = Convert.FromHexString("8014000012" + "810301230182028281830100" + "8D0404426F62");
        byte[] key = Convert.FromHexString("8014000010" + "810301220082028281830100" + "8D020435");
        Transmit transmit = command => card.Card.Card.Transmit(command, Buffer).Status;
        Allocation.IsNone(() =>
        {
            transmit(profile);
            transmit(fetch);
            transmit(menu);
            transmit(guests);
            transmit(greeter);
            transmit(fetch);
            transmit(text);
            transmit(fetch);
            transmit(name);
            transmit(fetch);
            transmit(text);
            transmit(fetch);
            transmit(key);
            transmit(fetch);
            transmit(text);
        });
        Assert.That(card.Card.Send("80F2000C"), Is.EqualTo("9000"));
        Assert.That(card.GuestState(), Does.EndWith("426F62"));
    }

    private delegate StatusWord Transmit(byte[] command);
}
