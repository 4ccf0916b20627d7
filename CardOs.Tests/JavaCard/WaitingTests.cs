using System;
using System.IO;
using CardOs.Apdu;
using CardOs.Tests.Core;
using CardOs.Tests.Tearing;
using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>Frames of two applets wait for the terminal in the middle of their methods.</summary>
[TestFixture]
public sealed class WaitingTests
{
    private const string Pop = " / pop / ";

    private static readonly byte[] Buffer = new byte[300];

    private static byte[] RespondBytes => Convert.FromHexString(WaitingCard.Respond);

    [Test]
    public void Locals_and_operands_of_both_applets_are_there_behind_the_wait()
    {
        var card = new WaitingCard();
        Assert.That(card.Card.Send(WaitingCard.Choose), Is.EqualTo(WaitingCard.Waits));
        Assert.That(card.Machine.IsWaiting);
        Assert.That(card.Card.Send(WaitingCard.Fetch), Is.EqualTo("D00E" + WaitingCard.Text + " 9000"));
        Assert.That(card.Card.Send(WaitingCard.Respond), Is.EqualTo("9000"));
        Assert.That(card.Machine.IsWaiting, Is.False);
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Sum));
    }

    [Test]
    public void What_the_terminal_answers_is_the_result()
    {
        var card = new WaitingCard();
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch);
        Assert.That(card.Card.Send("801400000C" + "810301218082028281830110"), Is.EqualTo("9000"));
        Assert.That(card.Totals(), Is.EqualTo("058A0001 9000"));
    }

    [TestCase("00A40004023F00", "9110", TestName = "Select_of_a_file_meanwhile")]
    [TestCase("00B0820004", "6A82", TestName = "Read_binary_meanwhile")]
    [TestCase("80F2000C", "9110", TestName = "Status_meanwhile")]
    public void Files_are_there_while_frames_wait(string command, string expected)
    {
        var card = new WaitingCard();
        string before = card.Card.Send(command);
        card.Card.Send(WaitingCard.Choose);
        string meanwhile = card.Card.Send(command);
        Assert.That(meanwhile, Is.EqualTo(before.Replace("9000", "9110", StringComparison.Ordinal)).Or.EqualTo(expected));
        card.Card.Send(WaitingCard.Fetch);
        Assert.That(card.Card.Send(command), Is.EqualTo(before), "told until it is fetched");
        card.Card.Send(WaitingCard.Respond);
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Sum));
    }

    [Test]
    public void Other_applets_run_above_the_frames_that_wait()
    {
        var card = new WaitingCard();
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch, "0070000101", "01A4040008F0436172644F7001");
        Assert.That(card.Card.Send("8130000000"), Is.EqualTo("0001 9000"));
        Assert.That(card.Card.Send("8130000000"), Is.EqualTo("0002 9000"));
        Assert.That(card.Asked(), Is.EqualTo("0001 9000"), "an applet that waits can be selected, and answers");
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Nothing));
        Assert.That(card.Card.Send(WaitingCard.Respond), Is.EqualTo("9000"));
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Sum));
        Assert.That(card.Card.Send("8130000000"), Is.EqualTo("0003 9000"), "its channel is as it was");
    }

    [Test]
    public void Installation_and_deletion_of_others_meanwhile_leave_the_frames_alone()
    {
        var card = new WaitingCard();
        card.Card.Send(WaitingCard.Choose);
        Assert.That(card.Card.Card.DeletePackage(MachineCard.Package, withInstances: true), Is.EqualTo(StatusWord.Success));
        byte[] another = new MachineCard("sconst_5 / sreturn").Cap.ToLoadFile();
        Assert.That(card.Card.Card.LoadPackage(another), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Card.Card.InstallApplet(MachineCard.Package, MachineCard.Instance, MachineCard.Instance), Is.EqualTo(StatusWord.Success));
        card.Card.SendAll(WaitingCard.Fetch, WaitingCard.Respond);
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Sum));
        Assert.That(card.HeapProblem, Is.Null);
    }

    [Test]
    public void A_trigger_meanwhile_runs_above_and_may_not_wait()
    {
        var card = new WaitingCard();
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch);
        Assert.That(card.Card.Send(WaitingCard.Choose), Is.EqualTo("9000"), "its exception ends it");
        Assert.That(card.Asked(), Is.EqualTo("0002 9000"));
        Assert.That(card.Card.Send(WaitingCard.Respond), Is.EqualTo("9000"));
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Sum), "of the first one");
    }

    [Test]
    public void A_command_outside_of_a_trigger_is_refused()
    {
        var card = new WaitingCard();
        Assert.That(card.Card.SendAll("00A4040008F0436172644F7201", "8002000000"), Is.EqualTo("6F00"));
        Assert.That(card.Machine.IsWaiting, Is.False);
    }

    [Test]
    public void The_resumed_work_torn_at_any_word_leaves_the_old_fields_or_the_new_ones_and_nothing_that_waits()
    {
        var card = new WaitingCard();
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch);
        byte[] respond = RespondBytes;
        int cuts = new CardTearing(card.Card.Card).AtEveryWord(
            () => card.Card.Card.Transmit(respond, Buffer),
            place =>
            {
                Assert.That(card.HeapProblem, Is.Null, place);
                Assert.That(card.Machine.IsWaiting, Is.False, place);
                Assert.That(card.Totals(), Is.AnyOf(WaitingCard.Nothing, WaitingCard.Sum), place);
                Assert.That(card.Card.Send(WaitingCard.Profile), Is.EqualTo("9000"), place);
                Assert.That(card.Session(), Is.EqualTo("9000"), place);
            },
            recoveryEvery: 3);
        Assert.That(cuts, Is.GreaterThan(10));
        Assert.That(card.Card.Send(WaitingCard.Respond), Is.EqualTo("9000"), "a snapshot of a card that waits waits");
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Sum));
    }

    [Test]
    public void The_work_up_to_the_wait_torn_at_any_word_is_done_or_not()
    {
        var card = new WaitingCard();
        byte[] choose = Convert.FromHexString(WaitingCard.Choose);
        int cuts = new CardTearing(card.Card.Card).AtEveryWord(
            () => card.Card.Card.Transmit(choose, Buffer),
            place =>
            {
                Assert.That(card.HeapProblem, Is.Null, place);
                Assert.That(card.Asked(), Is.AnyOf("0000 9000", "0001 9000"), place);
                Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Nothing), place);
            });
        Assert.That(cuts, Is.GreaterThan(0));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_reset_drops_the_frames_and_nothing_else(bool isWarm)
    {
        var card = new WaitingCard();
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch);
        if (isWarm)
        {
            card.Card.Card.WarmReset();
        }
        else
        {
            card.Card.Card.PowerOff();
            card.Card.Card.PowerOn();
        }

        Assert.That(card.Machine.IsWaiting, Is.False);
        Assert.That(card.Card.Send(WaitingCard.Respond), Is.EqualTo("6985"));
        Assert.That(card.Asked(), Is.EqualTo("0001 9000"), "what was done stays");
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Nothing), "what waited was not run");
        card.Card.Send(WaitingCard.Profile);
        Assert.That(card.Session(), Is.EqualTo("9000"));
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Sum));
        Assert.That(card.HeapProblem, Is.Null);
    }

    [Test]
    public void Deleting_the_applet_that_was_triggered_drops_the_frames_and_nothing_else()
    {
        var card = new WaitingCard();
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch);
        Assert.That(card.Card.Card.DeleteApplet(WaitingCard.App), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Machine.IsWaiting, Is.False);
        Assert.That(card.Card.Send(WaitingCard.Respond), Is.EqualTo("9000"), "the terminal ends what it was told");
        Assert.That(card.Asked(), Is.EqualTo("0001 9000"));
        Assert.That(card.Card.Send(WaitingCard.Choose), Is.EqualTo("9000"), "its entry is gone");
        Assert.That(card.Asked(), Is.EqualTo("0001 9000"));
        Assert.That(card.HeapProblem, Is.Null);
    }

    [Test]
    public void Deleting_the_applet_that_sent_the_command_drops_the_frames_of_both()
    {
        var card = new WaitingCard();
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch);
        Assert.That(card.Card.Card.DeleteApplet(WaitingCard.Far), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Machine.IsWaiting, Is.False);
        Assert.That(card.Card.Send(WaitingCard.Respond), Is.EqualTo("9000"));
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Nothing));
        Assert.That(card.HeapProblem, Is.Null);
    }

    [Test]
    public void Deleting_the_package_that_waits_drops_the_frames()
    {
        var card = new WaitingCard();
        card.Card.Send(WaitingCard.Choose);
        Assert.That(card.Card.Card.DeletePackage(WaitingCard.AppPackage, withInstances: true), Is.EqualTo(StatusWord.Success));
        Assert.That(card.Machine.IsWaiting, Is.False);
        Assert.That(card.Card.SendAll(WaitingCard.Fetch, WaitingCard.Respond), Is.EqualTo("9000"));
        Assert.That(card.Card.Card.DeletePackage(WaitingCard.FarPackage, withInstances: true), Is.EqualTo(StatusWord.Success));
        Assert.That(card.HeapProblem, Is.Null);
    }

    [Test]
    public void The_deletion_of_a_waiting_applet_torn_at_any_word_leaves_all_of_it_or_nothing()
    {
        var card = new WaitingCard();
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch);
        int cuts = new CardTearing(card.Card.Card).LeavesOldOrNew(
            () => card.Card.Card.DeleteApplet(WaitingCard.App),
            () => card.HeapProblem + string.Join(' ', card.Card.Card.Account().Shares) + card.Card.Send(WaitingCard.Profile) + card.Session(),
            recoveryEvery: 7);
        Assert.That(cuts, Is.GreaterThan(5));
    }

    [Test]
    public void An_applet_whose_object_a_waiting_frame_may_have_is_not_deleted()
    {
        var card = new WaitingCard("invokestatic App.far / astore_2 / " + WaitingCard.Send + " / pop / aload_2 / bspush 20 / invokeinterface 2 farAsker 0 / putstatic_s App.total / return");
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch);
        Assert.That(card.Card.Card.DeleteApplet(WaitingCard.Far), Is.EqualTo(StatusWord.ConditionsOfUseNotSatisfied));
        Assert.That(card.Card.Send(WaitingCard.Respond), Is.EqualTo(WaitingCard.Waits), "it sends again, from the other one");
        card.Card.SendAll(WaitingCard.Fetch, WaitingCard.Respond);
        Assert.That(card.Totals(), Is.EqualTo("04490000 9000"));
        Assert.That(card.Card.Card.DeleteApplet(WaitingCard.Far), Is.EqualTo(StatusWord.Success));
    }

    [Test]
    public void Objects_that_only_waiting_frames_have_are_not_garbage()
    {
        const string Code = "sconst_4 / newarray short / astore_2 / aload_2 / sconst_1 / sspush 4660 / sastore / " + WaitingCard.Send + Pop
            + "aload_2 / sconst_1 / saload / putstatic_s App.total / aload_2 / arraylength / putstatic_s App.runs / return";
        var card = new WaitingCard(
            Code,
            beside: "sconst_0 / sstore_0\nnext: bspush 60 / newarray short / pop / sinc 0 1 / sload_0 / bspush 20 / if_scmplt next\ninvokestatic javacard/framework/JCSystem.requestObjectDeletion / sconst_0 / sreturn");
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch, "0070000101", "01A4040008F0436172644F7001");
        for (int i = 0; i < 3; i++)
        {
            Assert.That(card.Card.Send("8130000000"), Is.EqualTo("0000 9000"));
        }

        card.Card.Send(WaitingCard.Respond);
        Assert.That(card.Totals(), Is.EqualTo("12340004 9000"));
        Assert.That(card.HeapProblem, Is.Null);
    }

    [Test]
    public void An_exception_behind_the_wait_ends_the_session_and_its_transaction()
    {
        const string Code = WaitingCard.Send + Pop + "invokestatic javacard/framework/JCSystem.beginTransaction / bspush 9 / putstatic_s App.total / aconst_null / athrow";
        var card = new WaitingCard(Code);
        Assert.That(card.Session(), Is.EqualTo("9000"));
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Nothing));
        Assert.That(card.Card.Send(WaitingCard.Choose), Is.EqualTo(WaitingCard.Waits), "the next one can wait");
    }

    [Test]
    public void An_exception_in_the_called_applet_behind_the_wait_reaches_a_handler_of_the_caller()
    {
        const string Code = """
            start: invokestatic App.far / bspush -1 / invokeinterface 2 farAsker 0 / putstatic_s App.total / return
            caught: pop / bspush 33 / putstatic_s App.total / return
            catch start to caught at caught java/lang/NullPointerException last
            """;
        var card = new WaitingCard(Code);
        card.Session();
        Assert.That(card.Totals(), Is.EqualTo("00210000 9000"));
    }

    [Test]
    public void A_transaction_that_is_open_when_the_applet_waits_is_aborted()
    {
        const string Code = "invokestatic javacard/framework/JCSystem.beginTransaction / bspush 99 / putstatic_s App.total / " + WaitingCard.Send + Pop
            + "bspush 7 / invokestatic javacard/framework/JCSystem.getTransactionDepth / sadd / putstatic_s App.runs / return";
        var card = new WaitingCard(Code);
        card.Card.Send(WaitingCard.Choose);
        Assert.That(card.Card.Card.State.NonVolatile.Journal.IsOpen, Is.False);
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Nothing));
        card.Card.SendAll(WaitingCard.Fetch, WaitingCard.Respond);
        Assert.That(card.Totals(), Is.EqualTo("00000007 9000"));
    }

    [Test]
    public void The_reason_of_an_exception_that_a_waiting_frame_caught_stays()
    {
        const string Code = """
            getstatic_s App.runs / ifeq first / invokestatic App.far / sconst_0 / invokeinterface 2 farAsker 0 / return
            first: sconst_1 / putstatic_s App.runs
            start: sconst_3 / invokestatic javacard/framework/SystemException.throwIt / return
            caught: astore_2
            """ + "\n" + WaitingCard.Send + Pop + """
            aload_2 / invokevirtual javacard/framework/CardRuntimeException.getReason()S / putstatic_s App.total / return
            catch start to caught at caught javacard/framework/SystemException last
            """;
        var card = new WaitingCard(Code);
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch);
        Assert.That(card.Card.Send(WaitingCard.Choose), Is.EqualTo("9000"), "SystemException with reason 6");
        card.Card.Send(WaitingCard.Respond);
        Assert.That(card.Totals(), Is.EqualTo("00030001 9000"));
    }

    [TestCase("81030125008202818285008F00", 1, TestName = "Send_of_the_menu")]
    [TestCase("810301050082028182990100", 1, TestName = "Send_of_the_event_list")]
    [TestCase("81030103008202818284020101", 1, TestName = "Send_of_a_poll_interval")]
    [TestCase("810301040082028182", 1, TestName = "Send_of_polling_off")]
    [TestCase("820281028103012180", 1, TestName = "Send_without_details_in_front")]
    [TestCase("8103012180", 1, TestName = "Send_without_devices")]
    [TestCase("81030121808202810", 1, TestName = "Send_of_an_object_that_is_cut")]
    [TestCase("@F2", 1, TestName = "Send_of_more_than_a_command_holds")]
    [TestCase("@F1", 0, TestName = "Send_of_the_longest_command")]
    public void Commands(string objects, int reason)
    {
        // A text of that length: its object has two bytes of length.
        string bytes = objects[0] == '@'
            ? "810301218082028102" + "8D81" + objects[1..] + "04" + new string('4', 2 * (Convert.ToInt32(objects[1..], 16) - 1))
            : objects.Length % 2 == 0 ? objects : objects[..^1];
        string code = $"""
            start: getstatic_a App.other / sconst_0 / getstatic_a App.other / arraylength / invokestatic cardos/toolkit/Toolkit.send([BSS)S / putstatic_s App.total / return
            caught: invokevirtual javacard/framework/CardRuntimeException.getReason()S / putstatic_s App.runs / return
            catch start to caught at caught javacard/framework/SystemException last
            """;
        var card = new WaitingCard(code, $"  static byte[] other = {bytes}");
        Assert.That(card.Card.Send(WaitingCard.Choose), Is.EqualTo(reason == 0 ? "9100" : "9000"));
        if (reason == 0)
        {
            Assert.That(card.Card.Send("8012000000"), Is.EqualTo("D081FD" + bytes + " 9000"));
            Assert.That(card.Card.Send("801400000C" + "810301218082028281830112"), Is.EqualTo("9000"));
        }

        Assert.That(card.Totals(), Is.EqualTo(reason == 0 ? "00120000 9000" : $"0000{reason:X4} 9000"));
    }

    [TestCase("sspush 0x9300 / invokestatic javacard/framework/ISOException.throwIt / return", "9300", TestName = "Busy_is_the_answer")]
    [TestCase("sspush 0x6A80 / invokestatic javacard/framework/ISOException.throwIt / return", "9000", TestName = "Other_exceptions_are_nobodys")]
    [TestCase("return", "9000", TestName = "Return_is_the_end")]
    public void Triggers_that_do_not_wait(string code, string expected) => Assert.That(new WaitingCard(code).Card.Send(WaitingCard.Choose), Is.EqualTo(expected));

    [Test]
    public void Busy_behind_the_wait_is_not_the_answer()
    {
        var card = new WaitingCard(WaitingCard.Send + " / pop / sspush 0x9300 / invokestatic javacard/framework/ISOException.throwIt / return");
        Assert.That(card.Session(), Is.EqualTo("9000"));
    }

    [Test]
    public void Copies_that_do_not_fit_are_refused()
    {
        const string Code = """
            bspush 20 / newarray byte / astore_2
            """ + "\n" + WaitingCard.Send + Pop + """
            aload_2 / sconst_0 / bspush 12 / invokestatic cardos/toolkit/Toolkit.copyResponse([BSS)S / putstatic_s App.total
            aload_2 / sconst_0 / bspush 7 / invokestatic cardos/toolkit/Toolkit.copyEnvelope([BSS)S / getstatic_s App.total / sadd / putstatic_s App.total
            start: aload_2 / sconst_0 / bspush 11 / invokestatic cardos/toolkit/Toolkit.copyResponse([BSS)S / pop / return
            caught: pop / sconst_1 / putstatic_s App.runs / aload_2 / sconst_0 / bspush 6 / invokestatic cardos/toolkit/Toolkit.copyEnvelope([BSS)S / putstatic_s App.runs / return
            catch start to caught at caught java/lang/ArrayIndexOutOfBoundsException last
            """;
        var card = new WaitingCard(Code);
        Assert.That(card.Session(), Is.EqualTo("9000"));
        Assert.That(card.Totals(), Is.EqualTo("00130001 9000"));
    }

    [TestCase("", "00000003 9000", TestName = "Transient_arrays_of_a_selection_without_one")]
    [TestCase("00A4040008F0436172644F7201", "00040000 9000", TestName = "Transient_arrays_of_a_selection_while_it_is_selected")]
    public void Transient_arrays(string before, string expected)
    {
        string code = WaitingCard.Send + Pop + """
            start: sconst_4 / sconst_2 / invokestatic javacard/framework/JCSystem.makeTransientByteArray(SB)[B / arraylength / putstatic_s App.total / return
            caught: invokevirtual javacard/framework/CardRuntimeException.getReason()S / putstatic_s App.runs / return
            catch start to caught at caught javacard/framework/SystemException last
            """;
        var card = new WaitingCard(code);
        if (before.Length != 0)
        {
            card.Card.Send(before);
        }

        Assert.That(card.Session(), Is.EqualTo("9000"));
        Assert.That(before.Length == 0 ? card.Totals() : card.Card.Send("8001000000"), Is.EqualTo(expected));
    }

    [Test]
    public void A_native_method_that_called_is_on_the_stack_while_its_callee_waits()
    {
        const string Offered = "getstatic_a Far.command / sconst_0 / bspush 14 / invokestatic cardos/toolkit/Toolkit.send([BSS)S / pop / aload_0 / areturn";
        var card = new WaitingCard(offered: Offered);
        Assert.That(card.Card.Send(WaitingCard.Choose), Is.EqualTo(WaitingCard.Waits));
        card.Card.SendAll(WaitingCard.Fetch, "0070000101", "01A4040008F0436172644F7001", "8130000000");
        Assert.That(card.Card.Send(WaitingCard.Respond), Is.EqualTo(WaitingCard.Waits), "then the object is asked");
        Assert.That(card.Card.SendAll(WaitingCard.Fetch, WaitingCard.Respond), Is.EqualTo("9000"));
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Sum));
    }

    [Test]
    public void Asking_for_the_interface_is_no_trigger()
    {
        var card = new WaitingCard(beside: "sconst_0 / sreturn", asked: WaitingCard.Send + " / pop / aload_0 / areturn");
        Assert.That(card.Card.Send(WaitingCard.Choose), Is.EqualTo("9000"));
        Assert.That(card.Machine.IsWaiting, Is.False);
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Nothing));
    }

    [Test]
    public void The_budget_is_one_of_each_command()
    {
        // About 60 bytes of jumps, 600 times: less than the budget once, more than it twice.
        const string Loop = "sconst_0 / sstore_2\n@: sinc 2 1 / sload_2 / sspush 2000 / if_scmplt @\n";
        string code = Loop.Replace("@", "one", StringComparison.Ordinal) + WaitingCard.Send + " / pop\n" + Loop.Replace("@", "two", StringComparison.Ordinal) + "sconst_1 / putstatic_s App.runs / return";
        var card = new WaitingCard(code, options: CardOptions.Uicc with { InstructionBudget = 30_000 });
        Assert.That(card.Session(), Is.EqualTo("9000"));
        Assert.That(card.Totals(), Is.EqualTo("00000001 9000"));
    }

    [Test]
    public void A_loop_without_end_behind_the_wait_mutes_the_card_until_a_reset()
    {
        const string Code = WaitingCard.Send + Pop + "invokestatic javacard/framework/JCSystem.beginTransaction / sconst_5 / putstatic_s App.total\nagain: goto again";
        var card = new WaitingCard(Code, options: CardOptions.Uicc with { InstructionBudget = 30_000 });
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch);
        Assert.That(card.Card.Send(WaitingCard.Respond), Is.EqualTo("mute"));
        Assert.That(card.Card.Send("80F2000C"), Is.EqualTo("mute"));
        card.Card.Card.WarmReset();
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Nothing));
        Assert.That(card.HeapProblem, Is.Null);
    }

    [Test]
    public void A_card_that_is_saved_while_frames_wait_goes_on_where_it_is_loaded()
    {
        var card = new WaitingCard();
        card.Card.SendAll(WaitingCard.Choose, WaitingCard.Fetch);
        using var image = new MemoryStream();
        card.Card.Card.Save(image);
        image.Position = 0;
        var loaded = new TestCard(Card.Load(image, CardOptions.Uicc));
        Assert.That(loaded.Send(WaitingCard.Respond), Is.EqualTo("9000"));
        Assert.That(loaded.SendAll("00A4040008F0436172644F7201", "8001000000"), Is.EqualTo(WaitingCard.Sum));
        Assert.That(card.Totals(), Is.EqualTo(WaitingCard.Nothing), "the other card waits");
    }

    [Test]
    public void Waiting_allocates_nothing()
    {
        var card = new WaitingCard();
        byte[] choose = Convert.FromHexString(WaitingCard.Choose);
        byte[] fetch = Convert.FromHexString(WaitingCard.Fetch);
        byte[] respond = RespondBytes;
        Allocation.IsNone(() =>
        {
            card.Card.Card.Transmit(choose, Buffer);
            card.Card.Card.Transmit(choose, Buffer);
            card.Card.Card.Transmit(fetch, Buffer);
            card.Card.Card.Transmit(respond, Buffer);
        });
        Assert.That(card.HeapProblem, Is.Null);
    }
}
