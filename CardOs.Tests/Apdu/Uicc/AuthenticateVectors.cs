using System.Text.Json;
using CardOs.Apdu;
using CardOs.Apdu.Uicc;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Uicc;

/// <summary>The check of the known answers about AUTHENTICATE.</summary>
internal static class AuthenticateVectors
{
    [VectorKind("usim_authenticate")]
    public static void Authenticate(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "command", "response");
        Assert.That(CommandApdu.TryParse(vector.Bytes("command"), out CommandApdu command), Is.True);
        Assert.That(command.Ins, Is.EqualTo((byte)Instruction.Authenticate));
        Assert.That(AuthenticateCommandData.TryParse(command.Data, out AuthenticateCommandData request), Is.True);
        Assert.That(ResponseApdu.TryParse(vector.Bytes("response"), out ResponseApdu response), Is.True);
        Assert.That(AuthenticateResponse.TryParse(response.Data, out AuthenticateResponse answer), Is.True);
        foreach (JsonProperty property in vector.Expected.EnumerateObject())
        {
            string expected = property.Value.ToString();
            string actual = property.Name switch
            {
                "context" => (command.P2 & 0x07) == 0 ? "gsm" : "umts",
                "rand" => VectorCase.Hex(request.Challenge),
                "autn" => VectorCase.Hex(request.Token),
                "res" => answer.Outcome == AuthenticateOutcome.Success ? VectorCase.Hex(answer.Result) : "",
                "auts" => answer.Outcome == AuthenticateOutcome.SynchronisationFailure ? VectorCase.Hex(answer.Result) : "",
                "sres" => answer.Outcome == AuthenticateOutcome.Gsm ? VectorCase.Hex(answer.Result) : "",
                "ck" => VectorCase.Hex(answer.CipherKey),
                "ik" => VectorCase.Hex(answer.IntegrityKey),
                "kc" => VectorCase.Hex(answer.GsmCipherKey),
                "sw" => ((ushort)response.Status).ToString("x4"),
                _ => $"no check for '{property.Name}'",
            };
            Assert.That(actual, Is.EqualTo(expected), property.Name);
        }
    }
}
