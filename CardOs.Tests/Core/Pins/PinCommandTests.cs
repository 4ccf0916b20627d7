using NUnit.Framework;
using static CardOs.Tests.Core.Pins.PinCard;

namespace CardOs.Tests.Core.Pins;

/// <summary>Every status word of the PIN commands, each by a real sequence: TS 102 221 11.1.9 to 11.1.13.</summary>
[TestFixture]
public sealed class PinCommandTests
{
    private const string VerifyWrong = "0020000108" + Wrong;
    private const string ThreeWrong = VerifyWrong + "|" + VerifyWrong + "|" + VerifyWrong;
    private const string UnblockWrong = "002C000110" + Wrong + New;
    private const string NineWrongUnblocks = UnblockWrong + "|" + UnblockWrong + "|" + UnblockWrong + "|" + UnblockWrong + "|" + UnblockWrong
        + "|" + UnblockWrong + "|" + UnblockWrong + "|" + UnblockWrong + "|" + UnblockWrong;

    private const string DisableReplaced = "0026910108" + Pin1;

    [TestCase("", "0020000108" + Pin1, "9000")]
    [TestCase("", VerifyWrong, "63C2")]
    [TestCase(VerifyWrong, VerifyWrong, "63C1")]
    [TestCase(VerifyWrong + "|" + VerifyWrong, VerifyWrong, "63C0")]
    [TestCase(ThreeWrong, "0020000108" + Pin1, "6983")]
    [TestCase("", "0020000308" + Pin3, "6984", TestName = "Verify_of_a_disabled_PIN")]
    [TestCase("", "0020000508" + Pin1, "6A88")]
    [TestCase("", "0020008108" + Pin2, "6A88", TestName = "Verify_of_a_local_PIN_without_its_ADF")]
    [TestCase(SelectUsim, "0020008108" + Pin2, "9000")]
    [TestCase("", "0020010108" + Pin1, "6A86")]
    [TestCase("", "0020000107" + "31313131FFFFFF", "6700")]
    [TestCase("", "0020000A08" + Adm1, "9000")]
    [TestCase("", "00200001", "63C3")]
    [TestCase("", "0020000100", "63C3")]
    [TestCase(VerifyWrong, "00200001", "63C2")]
    [TestCase("", "00200003", "63C3", TestName = "Tries_of_a_disabled_PIN")]
    [TestCase(ThreeWrong, "00200001", "63C0", TestName = "Tries_of_a_blocked_PIN")]
    [TestCase(VerifyWrong + "|0020000108" + Pin1, "00200001", "63C3", TestName = "Right_value_gives_the_tries_back")]
    [TestCase("", "8020000108" + Pin1, "6E00")]
    public void Verify_answers(string before, string command, string expected) => Assert.That(Answer(before, command), Is.EqualTo(expected));

    [TestCase("", "0024000110" + Pin1 + New, "9000")]
    [TestCase("", "0024000110" + Wrong + New, "63C2")]
    [TestCase(ThreeWrong, "0024000110" + Pin1 + New, "6983")]
    [TestCase("", "0024000310" + Pin3 + New, "6984")]
    [TestCase("", "0024000510" + Pin1 + New, "6A88")]
    [TestCase("", "0024010110" + Pin1 + New, "6A86")]
    [TestCase("", "0024000108" + Pin1, "6700")]
    [TestCase("", "00240001", "6700")]
    [TestCase("0024000110" + Pin1 + New, "0020000108" + New, "9000")]
    [TestCase("0024000110" + Pin1 + New, "0020000108" + Pin1, "63C2")]
    [TestCase("0024000110" + Wrong + New, "0020000108" + Pin1, "9000")]
    [TestCase(VerifyWrong + "|0024000110" + Pin1 + New, "00200001", "63C3")]
    public void Change_answers(string before, string command, string expected) => Assert.That(Answer(before, command), Is.EqualTo(expected));

    [TestCase("", "0026000108" + Pin1, "9000")]
    [TestCase("", DisableReplaced, "9000")]
    [TestCase("", "0026000108" + Wrong, "63C2")]
    [TestCase(ThreeWrong, "0026000108" + Pin1, "6983")]
    [TestCase("", "0026000308" + Pin3, "6984")]
    [TestCase("", "0026000508" + Pin1, "6A88")]
    [TestCase("", "0026000A08" + Adm1, "6985", TestName = "Administrative_key_cannot_be_disabled")]
    [TestCase("", "0026010108" + Pin1, "6A86")]
    [TestCase("", "0026920108" + Pin1, "6A86")]
    [TestCase(SelectUsim, "0026918108" + Pin2, "6A86", TestName = "Local_PIN_has_no_replacement")]
    [TestCase("", "00260001", "6700")]
    [TestCase("0026000108" + Pin1, "0020000108" + Pin1, "6984")]
    [TestCase("0026000108" + Pin1, "0026000108" + Pin1, "6984")]
    public void Disable_answers(string before, string command, string expected) => Assert.That(Answer(before, command), Is.EqualTo(expected));

    [TestCase("", "0028000308" + Pin3, "9000")]
    [TestCase("", "0028000308" + Wrong, "63C2")]
    [TestCase("", "0028000108" + Pin1, "6985", TestName = "Enable_of_an_enabled_PIN")]
    [TestCase("", "0028000508" + Pin1, "6A88")]
    [TestCase("", "0028010308" + Pin3, "6A86")]
    [TestCase("", "00280003", "6700")]
    [TestCase("0028000308" + Wrong + "|0028000308" + Wrong + "|0028000308" + Wrong, "0028000308" + Pin3, "6983")]
    [TestCase("0028000308" + Pin3, "0020000308" + Pin3, "9000")]
    public void Enable_answers(string before, string command, string expected) => Assert.That(Answer(before, command), Is.EqualTo(expected));

    [TestCase("", "002C000110" + Puk1 + New, "9000", TestName = "Unblock_of_a_PIN_that_is_not_blocked")]
    [TestCase(ThreeWrong, "002C000110" + Puk1 + New, "9000")]
    [TestCase("", UnblockWrong, "63C9")]
    [TestCase(NineWrongUnblocks, UnblockWrong, "63C0")]
    [TestCase(NineWrongUnblocks + "|" + UnblockWrong, "002C000110" + Puk1 + New, "6983")]
    [TestCase("", "002C00010A", "63CA")]
    [TestCase("", "002C0001", "63CA")]
    [TestCase("", "002C000A10" + Puk1 + New, "6984", TestName = "Key_without_an_unblock_value")]
    [TestCase("", "002C000510" + Puk1 + New, "6A88")]
    [TestCase("", "002C010110" + Puk1 + New, "6A86")]
    [TestCase("", "002C000108" + Puk1, "6700")]
    [TestCase(ThreeWrong + "|002C000110" + Puk1 + New, "0020000108" + New, "9000")]
    [TestCase("0026000108" + Pin1 + "|002C000110" + Puk1 + New, "0020000108" + New, "9000", TestName = "Unblock_enables")]
    [TestCase(UnblockWrong + "|002C000110" + Puk1 + New, "002C0001", "63CA", TestName = "Right_unblock_value_gives_its_tries_back")]
    [TestCase(SelectIsim, "002C008110" + Puk2 + New, "9000")]
    public void Unblock_answers(string before, string command, string expected) => Assert.That(Answer(before, command), Is.EqualTo(expected));
}
