using System;
using System.Collections.Generic;
using CardOs.Apdu;
using CardOs.Apdu.SecuredPackets;
using CardOs.Apdu.Sms;
using CardOs.Apdu.Toolkit;
using CardOs.Tests.Apdu.Sms;
using CardOs.Tests.Vectors;
using NUnit.Framework;
using static CardOs.Tests.Vectors.ExpectedFields;

namespace CardOs.Tests.Apdu.Toolkit;

/// <summary>The known answers of envelopes, down to the command packet in their short message.</summary>
internal static class EnvelopeVectors
{
    [VectorKind("envelope")]
    public static void OneEnvelope(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "apdu", "envelope", "tp_ud");
        var fields = new Dictionary<string, object?>();
        if (vector.HasInput("tp_ud"))
        {
            AddPacket(fields, vector.Bytes("tp_ud"));
        }
        else
        {
            byte[] envelope = vector.HasInput("apdu") ? CommandData(vector) : vector.Bytes("envelope");
            AddEnvelope(fields, envelope);
        }

        Check(vector, fields);
    }

    private static byte[] CommandData(VectorCase vector)
    {
        Assert.That(CommandApdu.TryParse(vector.Bytes("apdu"), out CommandApdu command), Is.True);
        Assert.That(command.Ins, Is.EqualTo((byte)Instruction.Envelope));
        return command.Data.ToArray();
    }

    private static void AddEnvelope(Dictionary<string, object?> fields, byte[] bytes)
    {
        Assert.That(Envelope.TryParse(bytes, out Envelope envelope), Is.True);
        Assert.That(envelope.TryGetDevices(out DeviceIdentities devices), Is.True);
        fields["tag"] = Hex((byte)envelope.Tag);
        fields["content"] = Hex(envelope.Content);
        fields["device_identities"] = Hex([(byte)devices.Source, (byte)devices.Destination]);
        if (envelope.TryGetEvent(out ToolkitEvent toolkitEvent))
        {
            fields["event"] = Hex((byte)toolkitEvent);
        }

        var writer = new ContainerWriter(new byte[bytes.Length], envelope.Tag);
        Assert.That(writer.TryWriteEncoded(envelope.Content), Is.True);
        Assert.That(writer.TryComplete(out int length), Is.True);
        Assert.That(length, Is.EqualTo(bytes.Length));
        if (envelope.Tag == EnvelopeTag.SmsPpDownload)
        {
            AddMessage(fields, envelope);
        }
    }

    private static void AddMessage(Dictionary<string, object?> fields, Envelope envelope)
    {
        Assert.That(envelope.TryFind(ToolkitTag.SmsTpdu, out ReadOnlySpan<byte> tpdu), Is.True);
        if (!SmsPpDownload.TryParse(envelope, out SmsPpDownload download))
        {
            // One source has a wrong TP-UDL: it must be refused, and nothing else may be wrong.
            byte[] mended = Mend(tpdu);
            byte[] buffer = new byte[mended.Length + 32];
            Assert.That(SmsPpDownload.TryWrite(buffer, default, mended, out int length), Is.True);
            Assert.That(Envelope.TryParse(buffer.AsSpan(0, length), out Envelope again), Is.True);
            Assert.That(SmsPpDownload.TryParse(again, out download), Is.True);
        }

        SmsDeliver message = download.Message;
        fields["tpdu_oa"] = SmsVectors.Text(message.Originator);
        fields["tp_oa"] = fields["tpdu_oa"];
        fields["pid"] = Hex((byte)message.ProtocolIdentifier);
        fields["dcs"] = Hex(message.Coding.Value);
        fields["scts"] = Hex(message.EncodedTime);
        Assert.That(message.UserData.TryGetHeader(out _), Is.True);
        AddPacket(fields, message.UserData.Bytes);
    }

    private static byte[] Mend(ReadOnlySpan<byte> tpdu)
    {
        Assert.That(Address.TryRead(tpdu.Slice(1), out _, out int addressLength), Is.True);
        int lengthOffset = 1 + addressLength + 2 + ServiceCentreTime.Length;
        byte[] mended = tpdu.ToArray();
        mended[lengthOffset] = (byte)(tpdu.Length - lengthOffset - 1);
        return mended;
    }

    private static void AddPacket(Dictionary<string, object?> fields, ReadOnlySpan<byte> userData)
    {
        Assert.That(UserDataHeader.TryParse(userData, out UserDataHeader header), Is.True);
        fields["udh"] = Hex(header.Encoded);
        fields["secured_packet"] = Hex(header.Content);
        if (!header.Has(InformationElementIdentifier.CommandPacket))
        {
            return;
        }

        Assert.That(CommandPacket.TryParse(header.Content, PacketForm.Sms, out CommandPacket packet), Is.True);
        fields["spi"] = packet.Spi.Value.ToString("x4");
        fields["kic"] = Hex(packet.Kic.Value);
        fields["kid"] = Hex(packet.Kid.Value);
        fields["tar"] = packet.Tar.Value.ToString("x6");
        if (packet.Spi.IsCiphered)
        {
            return;
        }

        CommandText text = packet.ReadText();
        fields["counter"] = text.Counter.ToString("x10");
        fields["pcntr"] = Hex((byte)text.PaddingCounter);
        fields["cc"] = Hex(text.Check);
        fields["script"] = Hex(text.Data);

        byte[] written = new byte[header.Content.Length];
        Assert.That(
            CommandPacketLayout.TryWrite(
                written,
                PacketForm.Sms,
                packet.Spi,
                packet.Kic,
                packet.Kid,
                packet.Tar,
                text.Counter,
                packet.CheckLength,
                text.PaddingCounter,
                text.Data,
                out CommandPacketLayout layout),
            Is.True);
        text.Check.CopyTo(written.AsSpan(layout.CheckOffset));
        Assert.That(Hex(written.AsSpan(0, layout.Length)), Is.EqualTo(Hex(header.Content)));
    }
}
