using System;
using CardOs.Apdu.Uicc;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Uicc;

[TestFixture]
public sealed class AuthenticateTests
{
    [TestCase("DB 02 A1A2 01 B1 01 C1", AuthenticateOutcome.Success, "a1a2", "b1", "c1", "")]
    [TestCase("DB 02 A1A2 01 B1 01 C1 01 D1", AuthenticateOutcome.Success, "a1a2", "b1", "c1", "d1")]
    [TestCase("DC 02 A1A2", AuthenticateOutcome.SynchronisationFailure, "a1a2", "", "", "")]
    [TestCase("04 A1A2A3A4 08 D1D2D3D4D5D6D7D8", AuthenticateOutcome.Gsm, "a1a2a3a4", "", "", "d1d2d3d4d5d6d7d8")]
    public void Response_of_each_form_is_read(string hex, AuthenticateOutcome outcome, string result, string ck, string ik, string kc)
    {
        Assert.That(AuthenticateResponse.TryParse(VectorCase.Hex(hex), out AuthenticateResponse response), Is.True);
        Assert.That(response.Outcome, Is.EqualTo(outcome));
        Assert.That(
            (VectorCase.Hex(response.Result), VectorCase.Hex(response.CipherKey), VectorCase.Hex(response.IntegrityKey), VectorCase.Hex(response.GsmCipherKey)),
            Is.EqualTo((result, ck, ik, kc)));
    }

    [TestCase("", "nothing")]
    [TestCase("DB", "no field")]
    [TestCase("DB 01 A1 01 B1", "no IK")]
    [TestCase("DB 01 A1 01 B1 01 C1 01 D1 00", "bytes behind")]
    [TestCase("DC 02 A1", "cut short")]
    [TestCase("DC 01 A1 00", "bytes behind")]
    [TestCase("01 A1", "no Kc")]
    public void Response_that_is_malformed_is_refused(string hex, string reason) =>
        Assert.That(AuthenticateResponse.TryParse(VectorCase.Hex(hex), out _), Is.False, reason);

    [Test]
    public void Command_data_has_one_or_two_fields()
    {
        Assert.That(AuthenticateCommandData.TryParse([0x01, 0xAA], out AuthenticateCommandData gsm), Is.True);
        Assert.That(VectorCase.Hex(gsm.Challenge) + "/" + VectorCase.Hex(gsm.Token), Is.EqualTo("aa/"));
        Assert.That(AuthenticateCommandData.TryParse([0x01, 0xAA, 0x01, 0xBB], out AuthenticateCommandData umts), Is.True);
        Assert.That(VectorCase.Hex(umts.Challenge) + "/" + VectorCase.Hex(umts.Token), Is.EqualTo("aa/bb"));
        Assert.That(AuthenticateCommandData.TryParse([], out _) || AuthenticateCommandData.TryParse([0x01, 0xAA, 0x01, 0xBB, 0x00], out _), Is.False);
    }
}
