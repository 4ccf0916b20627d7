using NUnit.Framework;

namespace CardOs.Tests.JavaCard;

/// <summary>Code that no compiler makes and no verifier lets through: it ends with an error, and harms nothing.</summary>
[TestFixture]
public sealed class BreakOutTests
{
    private const string Fault = "6F00";

    [TestCase("pop / sconst_0 / sreturn", TestName = "Takes_from_an_empty_stack")]
    [TestCase("sconst_0 / sconst_0 / sconst_0 / sconst_0 / sconst_0 / sconst_0 / sconst_0 / sconst_0 / sconst_0 / sconst_0 / sconst_0 / sconst_0 / sconst_0 / sreturn", TestName = "Pushes_beyond_its_stack")]
    [TestCase("loop: sconst_1 / goto loop", TestName = "Pushes_in_a_loop")]
    [TestCase("loop: sconst_1 / sconst_1 / dup_x 4 4 / goto loop", TestName = "Duplicates_more_than_there_is")]
    [TestCase("sconst_1 / swap_x 2 2 / sreturn", TestName = "Swaps_more_than_there_is")]
    [TestCase("sload 6 / sreturn", TestName = "Reads_behind_its_locals")]
    [TestCase("sconst_1 / sstore 200 / sconst_0 / sreturn", TestName = "Writes_behind_its_locals")]
    [TestCase("iload 5 / i2s / sreturn", TestName = "Reads_an_int_half_behind_its_locals")]
    [TestCase("sinc 99 1 / sconst_0 / sreturn", TestName = "Counts_behind_its_locals")]
    [TestCase("goto_w +32000", TestName = "Jumps_behind_the_code")]
    [TestCase("goto_w -32000", TestName = "Jumps_in_front_of_the_code")]
    [TestCase("sspush 0x7FFF / sstore_0 / ret 0", TestName = "Returns_from_a_subroutine_to_nowhere")]
    [TestCase("getstatic_s #999 / sreturn", TestName = "Names_an_entry_that_is_not_there")]
    [TestCase("getstatic_s virtual:javacard/framework/Applet.register()V / sreturn", TestName = "Names_an_entry_of_another_kind")]
    [TestCase("aconst_null / getfield_s static-field:App.total / sreturn", TestName = "Takes_a_static_field_for_another")]
    [TestCase("sspush 0x7777 / putstatic_s App.kept / sconst_0 / sreturn", TestName = "Writes_a_number_over_a_static_reference")]
    [TestCase("getstatic_a App.kept / checkcast class App / sspush 0x7777 / putfield_s App.buffer / sconst_0 / sreturn", TestName = "Writes_a_number_over_a_reference")]
    [TestCase("invokestatic #999 / sconst_0 / sreturn", TestName = "Calls_what_is_not_there")]
    [TestCase("invokestatic field:App.count / sconst_0 / sreturn", TestName = "Calls_a_field")]
    [TestCase(".byte B9 / sreturn", TestName = "Has_an_instruction_that_is_none")]
    [TestCase("sconst_0 / stableswitch 0:+1 default:+1\n .byte 74 00 00 00 00 80 00 00 00", TestName = "Switches_into_its_operands")]
    [TestCase("sconst_0 / newarray byte / pop / sconst_1 / .byte 90 09 / sreturn", TestName = "Makes_an_array_of_no_kind")]
    public void Malformed(string code) => Ends(code, Fault);

    [TestCase("sspush 0x0102 / getfield_s App.count / sreturn", TestName = "Reads_a_field_of_a_number")]
    [TestCase("getstatic_a App.bytes / getfield_s App.count / sreturn", TestName = "Reads_a_field_of_an_array")]
    [TestCase("getstatic_a App.kept / sconst_0 / baload / sreturn", TestName = "Reads_an_element_of_an_object")]
    [TestCase("getstatic_a App.bytes / sconst_0 / saload / sreturn", TestName = "Reads_shorts_of_a_byte_array")]
    [TestCase("sconst_2 / getfield_s Other.far / sreturn", TestName = "Reads_a_field_of_the_buffer")]
    [TestCase("getstatic_a App.kept / getfield_s Other.far / sreturn", TestName = "Reads_a_field_that_its_class_does_not_have")]
    [TestCase("getstatic_a App.kept / sconst_5 / putfield_s Other.far / sconst_0 / sreturn", TestName = "Writes_a_field_that_its_class_does_not_have")]
    [TestCase("new Other / iconst_m1 / putfield_i Other.far / sconst_0 / sreturn", TestName = "Writes_an_int_half_behind_its_object")]
    [TestCase("new Other / getfield_i Other.far / i2s / sreturn", TestName = "Reads_an_int_half_behind_its_object")]
    [TestCase("sspush 0x7777 / putstatic_a App.kept / sconst_0 / sreturn", TestName = "Keeps_a_number_as_a_reference")]
    [TestCase("bspush 8 / sconst_0 / invokevirtual javacard/framework/AID.getBytes([BS)B / sreturn", TestName = "Calls_methods_of_a_number")]
    [TestCase("sconst_1 / putstatic_a App.kept / sconst_0 / sreturn", TestName = "Keeps_the_APDU")]
    [TestCase("sconst_2 / putstatic_a App.kept / sconst_0 / sreturn", TestName = "Keeps_the_buffer")]
    public void Refused(string code) => Ends(code, Fault);

    [TestCase("sspush 300 / newarray byte / sspush 300 / baload / sreturn", TestName = "Reads_behind_an_array")]
    [TestCase("sspush 300 / newarray short / sconst_m1 / saload / sreturn", TestName = "Reads_in_front_of_an_array")]
    [TestCase("sconst_1 / sconst_0 / sdiv / sreturn", TestName = "Divides_by_zero")]
    [TestCase("loop: invokestatic App.run / sreturn", TestName = "Calls_itself_without_end")]
    public void Thrown(string code) => Ends(code, Fault);

    [Test]
    public void A_loop_without_end_mutes_the_card_until_it_is_reset()
    {
        var card = new MachineCard("loop: goto loop", options: CardOptions.Uicc with { InstructionBudget = 100_000 });
        Assert.That(card.Card.Send(MachineCard.Run), Is.EqualTo("mute"));
        Assert.That(card.Card.Send("00A4000C023F00"), Is.EqualTo("mute"));
        card.Card.Card.WarmReset();
        Assert.That(card.Card.Send("00A4000C023F00"), Is.EqualTo("9000"));
        Assert.That(card.HeapProblem, Is.Null);
    }

    // The heap is whole, the card answers, and the applet's next command works as if nothing had been.
    private static void Ends(string code, string expected)
    {
        const string Members = """
            class Other < java/lang/Object
              field short near
              field short next
              field short third
              field short fourth
              field short fifth
              field short sixth
              field short far
              method constructor <init>()V
                return
            """;
        var card = new MachineCard(code, Members, verified: false);
        Assert.That((card.Loaded, card.Installed, card.Selected), Is.EqualTo((CardOs.Apdu.StatusWord.Success, CardOs.Apdu.StatusWord.Success, "9000")));
        string before = string.Join(' ', card.Card.Card.Account().Shares);
        Assert.That(card.Card.Send(MachineCard.Run), Is.EqualTo(expected));
        Assert.That(card.HeapProblem, Is.Null);
        Assert.That(card.Card.Send("00A4040008F0436172644F700100"), Is.EqualTo("9000"));
        Assert.That(card.Card.Send("00A4000C023F00"), Is.EqualTo("6F00").Or.EqualTo("9000"));
        Assert.That(before, Is.Not.Empty);
    }
}
