using System;
using CardOs.Apdu.Toolkit;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Toolkit;

[TestFixture]
public sealed class ProactiveCommandTests
{
    [TestCase("D009 8103012500 82028182")]
    [TestCase("D009 0103012500 02028182")]
    public void Command_is_read_with_either_comprehension_bit(string hex)
    {
        Assert.That(ProactiveCommand.TryParse(VectorCase.Hex(hex), out ProactiveCommand command), Is.True);
        Assert.That(command.Details, Is.EqualTo(new CommandDetails(1, ProactiveCommandType.SetUpMenu, 0)));
        Assert.That(command.Devices, Is.EqualTo(DeviceIdentities.UiccToTerminal));
        Assert.That(command.TryFind(ToolkitTag.AlphaIdentifier, out _), Is.False);
    }

    [TestCase("", "nothing")]
    [TestCase("D109 8103012500 82028182", "an envelope")]
    [TestCase("D005 8103012500", "no devices")]
    [TestCase("D009 82028182 8103012500", "devices first")]
    [TestCase("D008 81020125 82028182", "details too short")]
    [TestCase("D008 8103012500 820181", "devices too short")]
    [TestCase("D00A 8103012500 82028182 85", "an object without length")]
    public void Command_that_is_malformed_is_refused(string hex, string reason) =>
        Assert.That(ProactiveCommand.TryParse(VectorCase.Hex(hex), out _), Is.False, reason);

    [Test]
    public void Short_message_is_sent_through_a_service_centre_when_one_is_given()
    {
        byte[] buffer = new byte[64];
        Assert.That(ProactiveCommandWriter.TryWriteSendShortMessage(buffer, 1, isPackingRequired: true, [0x91, 0x21], [0x01, 0x00], out int length), Is.True);
        Assert.That(VectorCase.Hex(buffer.AsSpan(0, length)), Is.EqualTo("d011810301130182028183860291218b020100"));
        Assert.That(ProactiveCommandWriter.TryWriteSendShortMessage(new byte[12], 1, isPackingRequired: false, default, [0x01, 0x00], out _), Is.False);
    }

    [Test]
    public void Terminal_response_is_written_and_read()
    {
        byte[] buffer = new byte[64];
        var details = new CommandDetails(1, ProactiveCommandType.OpenChannel, 1);
        Assert.That(
            TerminalResponse.TryWrite(buffer, details, GeneralResult.BearerIndependentProtocolError, [0x02], VectorCase.Hex("B9020200"), out int length), Is.True);
        Assert.That(VectorCase.Hex(buffer.AsSpan(0, length)), Is.EqualTo("81030140018202828183023a02b9020200"));
        Assert.That(TerminalResponse.TryParse(buffer.AsSpan(0, length), out TerminalResponse response), Is.True);
        Assert.That((response.Details, response.Devices, response.Result), Is.EqualTo((details, DeviceIdentities.TerminalToUicc, GeneralResult.BearerIndependentProtocolError)));
        Assert.That(VectorCase.Hex(response.AdditionalInformation), Is.EqualTo("02"));
        Assert.That(response.TryFind(ToolkitTag.BufferSize, out ReadOnlySpan<byte> size) && size.Length == 2, Is.True);
    }

    [TestCase("8103012500 82028281", "no result")]
    [TestCase("8103012500 82028281 8300", "empty result")]
    [TestCase("8103012500 830100", "no devices")]
    [TestCase("82028281 8103012500 830100", "devices first")]
    [TestCase("8103012500 82028281 830100 85", "an object without length")]
    public void Terminal_response_that_is_malformed_is_refused(string hex, string reason) =>
        Assert.That(TerminalResponse.TryParse(VectorCase.Hex(hex), out _), Is.False, reason);

    [TestCase("417023", 14 * 3600 + 7 * 60 + 32)]
    [TestCase("000000", 0)]
    [TestCase("999595", 99 * 3600 + 59 * 60 + 59)]
    [TestCase("417026", -1)]
    [TestCase("41A023", -1)]
    [TestCase("4170", -1)]
    public void Timer_value_is_read_and_written(string hex, int seconds)
    {
        byte[] bytes = VectorCase.Hex(hex);
        Assert.That(TimerValue.TryRead(bytes, out TimerValue value), Is.EqualTo(seconds >= 0));
        if (seconds >= 0)
        {
            byte[] written = new byte[TimerValue.Length];
            Assert.That((value.TotalSeconds, value.TryWrite(written)), Is.EqualTo((seconds, true)));
            Assert.That(VectorCase.Hex(written), Is.EqualTo(VectorCase.Hex(bytes)));
        }
    }

    [TestCase("08696E7465726E6574", "internet")]
    [TestCase("03617063026E65", "apc.ne")]
    [TestCase("", "")]
    public void Access_point_name_is_read_and_written(string hex, string name)
    {
        byte[] bytes = VectorCase.Hex(hex);
        char[] text = new char[32];
        Assert.That(AccessPointName.TryDecode(bytes, text, out int count), Is.True);
        Assert.That(new string(text, 0, count), Is.EqualTo(name));
        byte[] written = new byte[32];
        Assert.That(AccessPointName.TryEncode(name, written, out int length), Is.True);
        Assert.That(VectorCase.Hex(written.AsSpan(0, length)), Is.EqualTo(VectorCase.Hex(bytes)));
    }

    [TestCase("0461")]
    [TestCase("00")]
    [TestCase("016100")]
    public void Access_point_name_that_is_malformed_is_refused(string hex) =>
        Assert.That(AccessPointName.TryDecode(VectorCase.Hex(hex), new char[32], out _), Is.False);

    [TestCase("250", "01", "52f010")]
    [TestCase("310", "410", "130014")]
    public void Network_code_is_encoded(string country, string network, string expected)
    {
        byte[] bytes = new byte[NetworkCode.Length];
        Assert.That(NetworkCode.TryEncode(country, network, bytes), Is.True);
        Assert.That(VectorCase.Hex(bytes), Is.EqualTo(expected));
        Assert.That(NetworkCode.TryEncode("25", network, bytes) || NetworkCode.TryEncode(country, "0x", bytes), Is.False);
    }

    [Test]
    public void Reading_and_writing_allocate_nothing()
    {
        byte[] tpdu = VectorCase.Hex("010005812143F57FF60100");
        byte[] buffer = new byte[64];
        Allocation.IsNone(() =>
        {
            ProactiveCommandWriter.TryWriteSendShortMessage(buffer, 1, isPackingRequired: false, default, tpdu, out int length);
            _ = ProactiveCommand.TryParse(buffer.AsSpan(0, length), out ProactiveCommand command);
            TerminalResponse.TryWrite(buffer, command.Details, GeneralResult.Performed, default, default, out length);
            _ = TerminalResponse.TryParse(buffer.AsSpan(0, length), out _);
        });
    }
}
