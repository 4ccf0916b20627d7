using System;
using System.Collections.Generic;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Tlv;
using CardOs.Apdu.Toolkit;
using CardOs.Tests.Apdu.Sms;
using CardOs.Tests.Vectors;
using NUnit.Framework;
using static CardOs.Tests.Vectors.ExpectedFields;

namespace CardOs.Tests.Apdu.Toolkit;

/// <summary>The known answers of terminal responses, event data and proactive commands that are written.</summary>
internal static class ToolkitVectors
{
    [VectorKind("terminal_response")]
    public static void Response(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "terminal_response");
        Assert.That(TerminalResponse.TryParse(vector.Bytes("terminal_response"), out TerminalResponse response), Is.True);
        var fields = new Dictionary<string, object?>
        {
            ["command_number"] = (int)response.Details.Number,
            ["type"] = Hex((byte)response.Details.Type),
            ["qualifier"] = Hex(response.Details.Qualifier),
            ["device_identities"] = Hex([(byte)response.Devices.Source, (byte)response.Devices.Destination]),
            ["result"] = Hex((byte)response.Result),
            ["additional"] = Hex(response.AdditionalInformation),
        };
        ToolkitObjectFields.Add(fields, response.Read());
        Check(vector, fields);
    }

    [VectorKind("event_data")]
    public static void EventData(VectorCase vector)
    {
        Check(vector, new() { ["tlvs"] = Hex(EventDataWriter.Write(vector)) });
        var reader = new ComprehensionTlvReader(vector.ExpectedBytes("tlvs"));
        while (reader.TryRead(out _, out _))
        {
        }

        Assert.That(reader.IsAtEnd, Is.True);
    }

    /// <summary>Writes the proactive commands that bring a short message in one or several parts.</summary>
    public static void SendShortMessage(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "da", "dcs", "ud", "udl", "ud_header_ies", "concat_ref");
        byte[] recipient = SmsEncodingVectors.EncodeAddress(vector.Text("da"), (int)TypeOfNumber.Unknown, (int)NumberingPlan.Telephone);
        var coding = new DataCodingScheme(vector.HasInput("dcs") ? vector.Bytes("dcs")[0] : (byte)0);
        byte[] content = vector.Bytes("ud");
        var tpdus = new List<string>();
        byte[] tpdu = new byte[256];
        byte[] proactive = new byte[256];
        if (!vector.HasInput("concat_ref"))
        {
            int udl = vector.HasInput("udl") ? vector.Number("udl") : content.Length;
            Assert.That(SmsSubmit.TryWrite(tpdu, default, 0, recipient, ProtocolIdentifier.Normal, coding, default, (byte)udl, content, out int length), Is.True);
            tpdus.Add(Hex(tpdu.AsSpan(0, length)));
        }
        else
        {
            var message = new ConcatenatedMessage(vector.Bytes("ud_header_ies"), content, (ushort)vector.Number("concat_ref"));
            byte[] userData = new byte[UserData.MaxBytes];
            for (int sequence = 1; sequence <= message.Count; sequence++)
            {
                Assert.That(message.TryWriteUserData(sequence, userData, out int size), Is.True);
                Assert.That(
                    SmsSubmit.TryWrite(
                        tpdu, new FirstOctet { HasUserDataHeader = true }, 0, recipient, ProtocolIdentifier.Normal, coding, default, (byte)size, userData.AsSpan(0, size), out int length),
                    Is.True);
                tpdus.Add(Hex(tpdu.AsSpan(0, length)));
            }
        }

        Assert.That(
            ProactiveCommandWriter.TryWriteSendShortMessage(proactive, 1, isPackingRequired: false, default, VectorCase.Hex(tpdus[0]), out int written), Is.True);
        string command = Hex(proactive.AsSpan(0, written));
        Check(vector, new()
        {
            ["command"] = command,
            ["first_command"] = command,
            ["tpdu"] = tpdus[0],
            ["following_tpdus"] = tpdus.GetRange(1, tpdus.Count - 1),
        });
    }
}
