using System;
using CardOs.Apdu;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Iso7816;

[TestFixture]
public sealed class AnswerToResetTests
{
    // A UICC of the field, as documented with TS 102 221 6.3.
    private const string Uicc = "3B9F96801F878031E073FE211B674A357530350265F8";

    [Test]
    public void Answer_of_a_uicc_tells_interface_bytes_and_history()
    {
        Assert.That(AnswerToReset.TryParse(VectorCase.Hex(Uicc), out AnswerToReset answer), Is.True);
        Assert.That((answer.IsInverseConvention, answer.IsSpecificMode, answer.HasCheckByte, answer.FirstProtocol), Is.EqualTo((false, false, true, 0)));
        Assert.That((answer.Offers(0), answer.Offers(1), answer.Offers(AnswerToReset.GlobalInterfaceBytes), answer.Offers(32)), Is.EqualTo((true, false, true, false)));
        Assert.That(answer.TryGetInterfaceByte(InterfaceByte.A, 1, out byte speed), Is.True);
        Assert.That(answer.TryGetInterfaceByte(InterfaceByte.D, 1, out byte first), Is.True);
        Assert.That(answer.TryGetInterfaceByte(InterfaceByte.D, 2, out byte second), Is.True);
        Assert.That(answer.TryGetInterfaceByte(InterfaceByte.A, 3, out byte clock), Is.True);
        Assert.That((speed, first, second, clock), Is.EqualTo(((byte)0x96, (byte)0x80, (byte)0x1F, (byte)0x87)));
        Assert.That(answer.TryGetInterfaceByte(InterfaceByte.B, 1, out _), Is.False);
        Assert.That(answer.TryGetInterfaceByte(InterfaceByte.A, 4, out _) || answer.TryGetInterfaceByte(InterfaceByte.A, 0, out _), Is.False);
        Assert.That(new CompactTlvReader(answer.HistoricalObjects).TryFind(7, out ReadOnlySpan<byte> capabilities), Is.True);
        Assert.That(VectorCase.Hex(capabilities), Is.EqualTo("fe211b"));
    }

    [TestCase("3B00", 0, "")]
    [TestCase("3F02AABB", 0, "aabb")]
    [TestCase("3B800181", 1, "")]
    public void Short_answer_is_read(string hex, int protocol, string historical)
    {
        Assert.That(AnswerToReset.TryParse(VectorCase.Hex(hex), out AnswerToReset answer), Is.True);
        Assert.That(answer.FirstProtocol, Is.EqualTo(protocol));
        Assert.That(answer.Offers(protocol), Is.True);
        Assert.That(VectorCase.Hex(answer.HistoricalBytes), Is.EqualTo(historical));
        Assert.That(answer.HistoricalObjects.IsEmpty, Is.True);
    }

    [TestCase("3B", "no T0")]
    [TestCase("3A00", "no convention")]
    [TestCase("3B01", "historical bytes cut short")]
    [TestCase("3B10", "interface byte missing")]
    [TestCase("3B0000", "bytes behind")]
    [TestCase("3B8001", "check byte missing")]
    [TestCase("3B800180", "check byte wrong")]
    [TestCase("3B8080", "interface bytes without end")]
    [TestCase("3B800F8F", "global interface bytes first")]
    public void Answer_that_is_malformed_is_refused(string hex, string reason) =>
        Assert.That(AnswerToReset.TryParse(VectorCase.Hex(hex), out _), Is.False, reason);

    [Test]
    public void Answer_longer_than_any_is_refused()
    {
        byte[] source = new byte[AnswerToReset.MaxLength + 1];
        source.AsSpan().Fill(0x80);
        source[0] = 0x3B;
        Assert.That(AnswerToReset.TryParse(source, out _), Is.False);
    }

    [TestCase("FF109679", 0, 0x96, -1, -1)]
    [TestCase("FF00FF", 0, -1, -1, -1)]
    [TestCase("FF5195013A", 1, 0x95, -1, 0x01)]
    [TestCase("FF719502031A", 1, 0x95, 0x02, 0x03)]
    public void Selection_tells_protocol_and_parameters(string hex, int protocol, int first, int second, int third)
    {
        byte[] source = VectorCase.Hex(hex);
        Assert.That(ProtocolParametersSelection.TryParse(source, out ProtocolParametersSelection selection), Is.True);
        Assert.That(selection.Protocol, Is.EqualTo(protocol));
        Assert.That((Parameter(selection, 1), Parameter(selection, 2), Parameter(selection, 3)), Is.EqualTo((first, second, third)));
        Assert.That(selection.TryGetParameter(0, out _) || selection.TryGetParameter(4, out _), Is.False);
    }

    [TestCase("FF00", "no check byte")]
    [TestCase("FE00FE", "not the initial byte")]
    [TestCase("FF1096", "check byte missing")]
    [TestCase("FF109678", "check byte wrong")]
    [TestCase("FF807F", "reserved bit")]
    [TestCase("FF00FF00", "bytes behind")]
    public void Selection_that_is_malformed_is_refused(string hex, string reason) =>
        Assert.That(ProtocolParametersSelection.TryParse(VectorCase.Hex(hex), out _), Is.False, reason);

    private static int Parameter(ProtocolParametersSelection selection, int number) => selection.TryGetParameter(number, out byte value) ? value : -1;
}
