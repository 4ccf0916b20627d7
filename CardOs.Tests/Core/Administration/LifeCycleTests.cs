using NUnit.Framework;

namespace CardOs.Tests.Core.Administration;

/// <summary>ACTIVATE, DEACTIVATE and TERMINATE, and what the other commands make of the states: TS 102 221 11.1.14, 11.1.15, TS 102 222 6.7 to 6.9.</summary>
[TestFixture]
public sealed class LifeCycleTests
{
    private const string File = "00A4000C022F01";
    private const string Deactivate = File + "|00040000";
    private const string Terminate = "00E80000022F01";
    private const string Records = "00A4000C022F02|00040000";
    private const string Ring = "00A4000C022F03|00040000";
    private const string Objects = "00A4000C022F04|00040000";

    [TestCase("", "00040000022F01", "9000", TestName = "Deactivate_by_identifier")]
    [TestCase("", "0004080002" + "2F01", "9000", TestName = "Deactivate_by_path")]
    [TestCase("", "00040800047F106F01", "9000", TestName = "Deactivate_by_path_of_two")]
    [TestCase("00A4000C027F10", "0004090002" + "6F01", "9000", TestName = "Deactivate_by_path_from_the_current_directory")]
    [TestCase(File, "00040000", "9000", TestName = "Deactivate_the_current_file")]
    [TestCase(File, "0004000000", "9000", TestName = "Deactivate_the_current_file_with_P3_00")]
    [TestCase("00A4000C027F10", "00040000", "9000", TestName = "Deactivate_the_current_directory")]
    [TestCase(Deactivate, "00040000", "9000", TestName = "Deactivate_a_deactivated_file")]
    [TestCase("", "00040100022F01", "6A86", TestName = "Deactivate_in_an_unknown_form")]
    [TestCase("", "00040004022F01", "6A86", TestName = "Deactivate_with_P2")]
    [TestCase("", "000400000300FFFF", "6700", TestName = "Deactivate_three_bytes")]
    [TestCase("", "000408000300FFFF", "6700", TestName = "Deactivate_a_path_of_three_bytes")]
    [TestCase("", "00040800", "6700", TestName = "Deactivate_an_empty_path")]
    [TestCase("", "00040000022F0100", "6700", TestName = "Deactivate_with_Le")]
    [TestCase("", "00040000022FFF", "6A82", TestName = "Deactivate_no_file")]
    [TestCase("", "00040000022F05", "6982", TestName = "Deactivate_what_may_not_be")]
    [TestCase(Terminate, "00040000022F01", "6985", TestName = "Deactivate_a_terminated_file")]
    [TestCase("", "80040000022F01", "6E00", TestName = "Deactivate_in_the_other_class")]
    [TestCase("", "00440000022F01", "9000", TestName = "Activate_an_activated_file")]
    [TestCase(Deactivate, "00440000", "9000", TestName = "Activate")]
    [TestCase("", "00440000022F05", "6982", TestName = "Activate_what_may_not_be")]
    [TestCase(Terminate, "00440000022F01", "6985", TestName = "Activate_a_terminated_file")]
    [TestCase("", "00440000022FFF", "6A82", TestName = "Activate_no_file")]
    [TestCase("", "00440200022F01", "6A86", TestName = "Activate_in_an_unknown_form")]
    [TestCase("", "0044000001FF", "6700", TestName = "Activate_one_byte")]
    [TestCase("", Terminate, "9000", TestName = "Terminate_a_file")]
    [TestCase(Terminate, Terminate, "9000", TestName = "Terminate_a_terminated_file")]
    [TestCase(Deactivate, Terminate, "9000", TestName = "Terminate_a_deactivated_file")]
    [TestCase("", "00E80000027F10", "6981", TestName = "Terminate_a_directory_as_a_file")]
    [TestCase("", "00E60000022F01", "6981", TestName = "Terminate_a_file_as_a_directory")]
    [TestCase("", "00E60000027F10", "9000", TestName = "Terminate_a_directory")]
    [TestCase("", "00E60000023F00", "6985", TestName = "Terminate_the_master_file")]
    [TestCase("", "00E80000022F05", "6982", TestName = "Terminate_what_may_not_be")]
    [TestCase("", "00E80000022FFF", "6A82", TestName = "Terminate_no_file")]
    [TestCase("", "00E80100022F01", "6A86", TestName = "Terminate_with_P1")]
    [TestCase("", "00E80000", "6700", TestName = "Terminate_without_an_identifier")]
    [TestCase("", "00E60001027F10", "6A86", TestName = "Terminate_a_directory_with_P2")]
    [TestCase("", "00E6000001FF", "6700", TestName = "Terminate_a_directory_of_one_byte")]
    [TestCase("", "00E60000027F20", "6982", TestName = "Terminate_a_directory_that_may_not_be")]
    [TestCase("", "00E60000027FFF", "6A82", TestName = "Terminate_no_application")]
    [TestCase("", "00FE0000", "9000", TestName = "Terminate_the_card")]
    [TestCase("", "00FE0100", "6A86", TestName = "Terminate_the_card_with_P1")]
    [TestCase("", "00FE000001FF", "6700", TestName = "Terminate_the_card_with_data")]
    public void Command(string before, string command, string expected) => Assert.That(AdminCard.Answer(before, command), Is.EqualTo(expected));

    [Test]
    public void Terminate_the_card_asks_for_the_master_files_condition() => Assert.That(new TestCard().Send("00FE0000"), Is.EqualTo("6982"));

    [TestCase(Deactivate, "00A4000C022F01", "6283", TestName = "Select_a_deactivated_file")]
    [TestCase(Terminate, "00A4000C022F01", "6285", TestName = "Select_a_terminated_file")]
    [TestCase("00040000027F10", "00A4000C027F10", "6283", TestName = "Select_a_deactivated_directory")]
    [TestCase("00040000027F10", "00A4080C047F106F01", "9000", TestName = "Select_in_a_deactivated_directory")]
    [TestCase("00E60000027F10", "00A4000C027F10", "6285", TestName = "Select_a_terminated_directory")]
    [TestCase("00E60000027F10", "00A4080C047F106F01", "9000", TestName = "Select_in_a_terminated_directory")]
    [TestCase("00A4040C10" + AdminCard.Usim + "|00040000027FFF", "00A4040C10" + AdminCard.Usim, "6283", TestName = "Select_a_deactivated_application")]
    [TestCase(Deactivate + "|" + File, "00B0000004", "6984", TestName = "Read_a_deactivated_file")]
    [TestCase(Deactivate + "|" + File, "00D600000111", "6984", TestName = "Update_a_deactivated_file")]
    [TestCase(Records, "00B2010405", "6984", TestName = "Read_a_record_of_a_deactivated_file")]
    [TestCase(Records, "00DC0104051122334455", "6984", TestName = "Update_a_record_of_a_deactivated_file")]
    [TestCase(Records, "00A2010401FF00", "6984", TestName = "Search_a_deactivated_file")]
    [TestCase(Ring, "803200000300000100", "6984", TestName = "Increase_a_deactivated_file")]
    [TestCase(Objects, "80CB0080015C00", "6984", TestName = "Retrieve_from_a_deactivated_file")]
    [TestCase(Objects, "80DB008003800111", "6984", TestName = "Set_in_a_deactivated_file")]
    [TestCase("00040000022F07|00A4000C022F07", "00B0000004", "FFFFFFFF 9000", TestName = "Read_a_file_that_is_usable_when_deactivated")]
    [TestCase("00040000022F07|00A4000C022F07", "00D600000111", "9000", TestName = "Update_a_file_that_is_usable_when_deactivated")]
    [TestCase("00040000022F07", "80D40000 0A 6208 83022F07 80020008", "6984", TestName = "Resize_a_file_that_is_usable_when_deactivated")]
    [TestCase(Deactivate, "80D40000 0A 6208 83022F01 80020008", "6984", TestName = "Resize_a_deactivated_file")]
    [TestCase(Deactivate, "00E40000022F01", "9000", TestName = "Delete_a_deactivated_file")]
    [TestCase(Terminate + "|" + File, "00B0000004", "6985", TestName = "Read_a_terminated_file")]
    [TestCase(Terminate + "|" + File, "00D600000111", "6985", TestName = "Update_a_terminated_file")]
    [TestCase(Terminate, "80D40000 0A 6208 83022F01 80020008", "6985", TestName = "Resize_a_terminated_file")]
    [TestCase(Terminate, "00E40000022F01", "9000", TestName = "Delete_a_terminated_file")]
    [TestCase("00E80000022F07|00A4000C022F07", "00B0000004", "6985", TestName = "Special_information_does_not_help_a_terminated_file")]
    [TestCase("00040000027F10|00A4080C047F106F01", "00B0000004", "6984", TestName = "Read_in_a_deactivated_directory")]
    [TestCase("00040000027F10|00A4080C067F105F104F01", "00B0000004", "6984", TestName = "Read_two_below_a_deactivated_directory")]
    [TestCase("00E60000027F10|00A4080C047F106F01", "00B0000004", "6985", TestName = "Read_in_a_terminated_directory")]
    [TestCase("00040000027F10|00A4000C027F10", "00E00000 18 6216 82024121 83026F02 8A0105 AB0580017F9000 80020004", "6984", TestName = "Create_in_a_deactivated_directory")]
    [TestCase("00E60000027F10|00A4000C027F10", "00E00000 18 6216 82024121 83026F02 8A0105 AB0580017F9000 80020004", "6985", TestName = "Create_in_a_terminated_directory")]
    [TestCase("00E60000027F10", "00E40000027F10", "9000", TestName = "Delete_a_terminated_directory")]
    [TestCase("00040000027F10|00A4000C027F10|00440000", "00A4000C027F10", "9000", TestName = "Activated_directory")]
    [TestCase("00040000022F06|00A4000C022F08", "00B0000004", "6982", TestName = "Rules_of_a_deactivated_file_allow_nothing")]
    [TestCase("00A4000C022F08|00B0000004|00040000022F06", "00B0000004", "6982", TestName = "Rules_that_were_read_are_forgotten_when_their_file_is_deactivated")]
    [TestCase("00A4000C022F08|00B0000004|00E80000022F06", "00B0000004", "6982", TestName = "Rules_that_were_read_are_forgotten_when_their_file_is_terminated")]
    public void Effect(string before, string command, string expected) =>
        Assert.That(AdminCard.Answer(before, command), Is.EqualTo(expected));

    [TestCase("00040000022F01", "00A40004022F0100", "8A0104", " 6283")]
    [TestCase("00E80000022F01", "00A40004022F0100", "8A010C", " 6285")]
    [TestCase("00040000022F01|00440000022F01", "00A40004022F0100", "8A0105", " 9000")]
    [TestCase("00040000022F01", "00A40004022F01|00C0000000", "8A0104", " 6283", TestName = "Warning_comes_behind_the_data_of_get_response")]
    public void Select_gives_the_state_and_the_parameters(string before, string command, string state, string status)
    {
        TestCard card = AdminCard.Create();
        card.SendAll(before.Split('|'));
        Assert.That(card.SendAll(command.Split('|')), Does.StartWith("62").And.Contain(state).And.EndsWith(status));
    }

    [Test]
    public void State_outlasts_the_power()
    {
        TestCard card = AdminCard.Create();
        card.Send("00040000022F01");
        card.Card.PowerOff();
        card.Card.PowerOn();
        Assert.That(card.Send(File), Is.EqualTo("6283"));
        Assert.That(card.SendAll("00440000", File), Is.EqualTo("9000"));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Created_and_initialised_files_work_and_are_activated(int state)
    {
        TestCard card = AdminCard.Create();
        Assert.That(card.Send(AdminCard.Create("82024121", "83022F20", $"8A01{state:X2}", AdminCard.Open, "80020004")), Is.EqualTo("9000"));
        Assert.That(card.Send("00B0000004"), Is.EqualTo("FFFFFFFF 9000"));
        Assert.That(card.Send("00A40004022F2000"), Does.Contain($"8A01{state:X2}"));
        Assert.That(card.SendAll("00440000", "00A40004022F2000"), Does.Contain("8A0105"));
    }

    [Test]
    public void Nothing_is_left_of_a_terminated_card_but_status()
    {
        TestCard card = AdminCard.Create();
        card.SendAll("0070000001", "00A4000C027F10", "00FE0000");
        for (int i = 0; i < 2; i++)
        {
            Assert.That(card.Send("80F2000000"), Does.Contain("83023F00").And.Contain("8A010C").And.EndsWith(" 9000"));
            string[] others =
            [
                "00A4000C", "00B0000001", "00D600000111", "0020000108FFFFFFFFFFFFFFFF", "0070000001", "0084000008", "80CAFF2100", "8010000001FF",
                "80C2000002D100", "00440000023F00", "00FE0000", "00E40000022F01", "10D600000111", "A0A40000023F00",
            ];
            foreach (string other in others)
            {
                Assert.That(card.Send(other), Is.EqualTo("6985"), other);
            }

            card.Card.PowerOff();
            card.Card.PowerOn();
        }

        Assert.That(card.Send("00FF0000"), Is.EqualTo("6D00"));
    }
}
