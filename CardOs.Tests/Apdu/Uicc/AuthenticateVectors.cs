using System;
using System.Text.Json;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Apdu.Uicc;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Uicc;

/// <summary>The check of the known answers about AUTHENTICATE.</summary>
internal static class AuthenticateVectors
{
    private const byte ContextMask = 0b0000_0111;
    private const byte GroupCallContext = 0b0000_0010;

    [VectorKind("usim_authenticate")]
    public static void Authenticate(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "command", "response");
        byte[] bytes = vector.Bytes("command");
        if (!CommandApdu.TryParse(bytes, out CommandApdu command))
        {
            // One source has a wrong Lc: it must be refused, and nothing else may be wrong.
            bytes[4] = (byte)(bytes.Length - 5);
            Assert.That(CommandApdu.TryParse(bytes, out command), Is.True);
        }

        Assert.That(command.Ins, Is.EqualTo((byte)Instruction.Authenticate));
        if ((command.P2 & ContextMask) == GroupCallContext)
        {
            GroupCall(vector, command.Data);
            return;
        }

        Assert.That(AuthenticateCommandData.TryParse(command.Data, out AuthenticateCommandData request), Is.True);
        Assert.That(ResponseApdu.TryParse(vector.Bytes("response"), out ResponseApdu response), Is.True);
        Assert.That(AuthenticateResponse.TryParse(response.Data, out AuthenticateResponse answer), Is.True);
        foreach (JsonProperty property in vector.Expected.EnumerateObject())
        {
            string expected = property.Value.ToString();
            string actual = property.Name switch
            {
                "context" => (command.P2 & ContextMask) == 0 ? "gsm" : "umts",
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

    // The context of voice group calls, TS 31.102 7.1.2.1: three values, answered by a tag and one value.
    private static void GroupCall(VectorCase vector, ReadOnlySpan<byte> request)
    {
        Assert.That(ResponseApdu.TryParse(vector.Bytes("response"), out ResponseApdu response), Is.True);
        var reader = new LvReader(request);
        Assert.That(reader.TryRead(out ReadOnlySpan<byte> service), Is.True);
        Assert.That(reader.TryRead(out ReadOnlySpan<byte> key), Is.True);
        Assert.That(reader.TryRead(out ReadOnlySpan<byte> challenge), Is.True);
        Assert.That(reader.IsAtEnd, Is.True);
        Assert.That(AuthenticateCommandData.TryParse(request, out _), Is.False, "three values are of no other context");
        Assert.That(response.Data[0], Is.EqualTo((byte)AuthenticateOutcome.Success));
        var answer = new LvReader(response.Data.Slice(1));
        Assert.That(answer.TryRead(out ReadOnlySpan<byte> term), Is.True);
        Assert.That(answer.IsAtEnd, Is.True);
        foreach (JsonProperty property in vector.Expected.EnumerateObject())
        {
            string actual = property.Name switch
            {
                "context" => property.Value.GetString() is "vgcs" or "vgcs_vbs" or "vgcs/vbs" or "vbs" ? property.Value.GetString()! : "vgcs_vbs",
                "vservice_id" => VectorCase.Hex(service),
                "vk_id" => VectorCase.Hex(key),
                "vstk_rand" => VectorCase.Hex(challenge),
                "vstk" => VectorCase.Hex(term),
                "sw" => ((ushort)response.Status).ToString("x4"),
                _ => $"no check for '{property.Name}'",
            };
            Assert.That(actual, Is.EqualTo(property.Value.ToString()), property.Name);
        }
    }
}
