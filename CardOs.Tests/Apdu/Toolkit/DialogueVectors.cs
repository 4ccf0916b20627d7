using System;
using System.Collections.Generic;
using System.Linq;
using CardOs.Apdu;
using CardOs.Apdu.RemoteScripts;
using CardOs.Apdu.SecuredPackets;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Toolkit;
using CardOs.Tests.Apdu.Sms;
using CardOs.Tests.Vectors;
using NUnit.Framework;
using static CardOs.Tests.Vectors.ExpectedFields;

namespace CardOs.Tests.Apdu.Toolkit;

/// <summary>What other cards answered: command and response must both be read, and fit each other.</summary>
internal static class DialogueVectors
{
    [VectorKind("apdu_dialogue")]
    public static void Dialogue(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "command");
        Assert.That(vector.Expected.EnumerateObject().Select(field => field.Name), Is.EquivalentTo(new[] { "response" }));
        Assert.That(CommandApdu.TryParse(vector.Bytes("command"), out CommandApdu command), Is.True);
        byte[] response = vector.ExpectedBytes("response");
        Assert.That(response, Has.Length.GreaterThanOrEqualTo(2));
        bool isSuccess = response[^2] is 0x90 or 0x91 or 0x92 or 0x9F or 0x61;
        ReadOnlySpan<byte> data = response.AsSpan(0, response.Length - 2);
        switch ((Instruction)command.Ins)
        {
            case Instruction.Envelope:
                CheckEnvelope(command.Data, data, isSuccess);
                break;
            case Instruction.Fetch:
                Assert.That(data.Length, Is.EqualTo(command.ExpectedLength));
                CheckFetched(data);
                break;
            case Instruction.TerminalResponse:
                Assert.That(TerminalResponse.TryParse(command.Data, out _), Is.EqualTo(isSuccess));
                Assert.That(data.IsEmpty, Is.True);
                break;
            default:
                Assert.That(command.ExpectedLength, Is.GreaterThanOrEqualTo(data.Length));
                break;
        }
    }

    private static void CheckEnvelope(ReadOnlySpan<byte> command, ReadOnlySpan<byte> response, bool isSuccess)
    {
        bool isPacket = TryReadPacket(command, out Tar tar);
        if (!isSuccess)
        {
            // A card refuses what is no packet; one that is may be refused for its security.
            Assert.That(response.IsEmpty || isPacket, Is.True);
            return;
        }

        Assert.That(Envelope.TryParse(command, out _), Is.True);
        if (!response.IsEmpty)
        {
            Assert.That(isPacket, Is.True);
            Assert.That(ResponsePacket.TryParse(response, PacketForm.Sms, UserDataHeaderRule.Required, out ResponsePacket packet), Is.True);
            Assert.That(packet.Tar, Is.EqualTo(tar));
        }
    }

    private static bool TryReadPacket(ReadOnlySpan<byte> command, out Tar tar)
    {
        tar = default;
        if (!Envelope.TryParse(command, out Envelope envelope)
            || !SmsPpDownload.TryParse(envelope, out SmsPpDownload download)
            || !download.Message.UserData.TryGetHeader(out UserDataHeader header)
            || !header.Has(InformationElementIdentifier.CommandPacket))
        {
            return false;
        }

        Assert.That(download.Message.IsDataDownload, Is.True);
        if (header.TryGetConcatenation(out _))
        {
            // Only a part: the packet is whole when all parts are there.
            return true;
        }

        bool isPacket = CommandPacket.TryParse(header.Content, PacketForm.Sms, out CommandPacket packet);
        tar = isPacket ? packet.Tar : default;
        return isPacket;
    }

    private static void CheckFetched(ReadOnlySpan<byte> data)
    {
        Assert.That(ProactiveCommand.TryParse(data, out ProactiveCommand command), Is.True);
        if (command.Details.Type != ProactiveCommandType.SendShortMessage)
        {
            return;
        }

        Assert.That(command.Devices, Is.EqualTo(DeviceIdentities.UiccToNetwork));
        Assert.That(command.TryFind(ToolkitTag.SmsTpdu, out ReadOnlySpan<byte> tpdu), Is.True);
        Assert.That(SmsSubmit.TryParse(tpdu, out SmsSubmit message), Is.True);
        if (message.UserData.TryGetHeader(out UserDataHeader header) && header.Has(InformationElementIdentifier.ResponsePacket)
            && !header.TryGetConcatenation(out _))
        {
            Assert.That(ResponsePacket.TryParse(message.UserData.Bytes, PacketForm.Sms, UserDataHeaderRule.Required, out _), Is.True);
        }
    }

    [VectorKind("proactive_por_in_submit")]
    public static void ResponseBySubmit(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "fetch");
        var tpdus = new List<string>();
        var parts = new List<object>();
        string packetText = "";
        string destination = "";
        string format = "";
        foreach (string fetched in vector.Inputs.GetProperty("fetch").EnumerateArray().Select(item => item.GetString()!))
        {
            Assert.That(ProactiveCommand.TryParse(VectorCase.Hex(fetched), out ProactiveCommand command), Is.True);
            Assert.That(command.TryFind(ToolkitTag.SmsTpdu, out ReadOnlySpan<byte> tpdu), Is.True);
            Assert.That(SmsSubmit.TryParse(tpdu, out SmsSubmit message), Is.True);
            Assert.That(message.UserData.TryGetHeader(out UserDataHeader header), Is.True);
            Assert.That(header.Has(InformationElementIdentifier.ResponsePacket), Is.EqualTo(parts.Count == 0));
            if (header.TryGetConcatenation(out Concatenation part))
            {
                parts.Add(new { @ref = (int)part.Reference, total = (int)part.Total, num = (int)part.Sequence });
            }

            tpdus.Add(Hex(tpdu));
            packetText += Hex(header.Content);
            destination = SmsVectors.Text(message.Destination);
            format = message.ValidityPeriod.Format.ToString().ToLowerInvariant();
        }

        byte[] bytes = VectorCase.Hex(packetText);
        Assert.That(ResponsePacket.TryParse(bytes, PacketForm.Sms, UserDataHeaderRule.Optional, out ResponsePacket packet), Is.True);
        ResponseText text = packet.ReadText();
        Assert.That(CompactScriptResponse.TryParse(text.Data, out CompactScriptResponse script), Is.True);
        Check(vector, new()
        {
            ["tpdu"] = tpdus,
            ["concat"] = parts,
            ["vp_format"] = format,
            ["da"] = destination,
            ["response_packet"] = packetText,
            ["rpl"] = bytes.Length - 2,
            ["rhl"] = Tar.Length + ResponseText.HeadLength + packet.CheckLength,
            ["tar"] = packet.Tar.Value.ToString("x6"),
            ["counter"] = text.Counter.ToString("x10"),
            ["padding_counter"] = text.PaddingCounter,
            ["status"] = Hex((byte)text.Status),
            ["number_of_commands"] = script.CommandsExecuted,
            ["last_sw"] = ((ushort)script.LastStatus).ToString("x4"),
            ["data"] = Hex(script.Data),
        });
    }
}
