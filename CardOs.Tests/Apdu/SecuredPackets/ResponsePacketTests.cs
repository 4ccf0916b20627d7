using System;
using CardOs.Apdu.SecuredPackets;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.SecuredPackets;

[TestFixture]
public sealed class ResponsePacketTests
{
    private const string Plain = "027100 0018 0A B00000 0000000001 00 00 03900098101032547698103254";

    [Test]
    public void Packet_is_seen_with_its_user_data_header()
    {
        Assert.That(ResponsePacket.TryParse(VectorCase.Hex(Plain), PacketForm.Sms, UserDataHeaderRule.Required, out ResponsePacket packet), Is.True);
        Assert.That((packet.HasUserDataHeader, packet.TextOffset, packet.CheckLength), Is.EqualTo((true, 9, 0)));
        Assert.That(packet.CheckPrefix.IsEmpty, Is.True);
        Assert.That(VectorCase.Hex(packet.Header), Is.EqualTo("02710000180ab00000"));
        ResponseText text = packet.ReadText();
        Assert.That((text.Counter, text.PaddingCounter, text.Status), Is.EqualTo((1UL, 0, ResponseStatusCode.PorOk)));
        Assert.That(VectorCase.Hex(text.Head), Is.EqualTo("00000000010000"));
        Assert.That(VectorCase.Hex(text.Data), Is.EqualTo("03900098101032547698103254"));
    }

    [Test]
    public void Packet_without_its_user_data_header_is_seen_only_where_that_is_allowed()
    {
        byte[] source = VectorCase.Hex(Plain).AsSpan(3).ToArray();
        Assert.That(ResponsePacket.TryParse(source, PacketForm.Sms, UserDataHeaderRule.Required, out _), Is.False);
        Assert.That(ResponsePacket.TryParse(source, PacketForm.Sms, UserDataHeaderRule.Optional, out ResponsePacket packet), Is.True);
        Assert.That((packet.HasUserDataHeader, packet.TextOffset), Is.EqualTo((false, 6)));
        Assert.That(VectorCase.Hex(packet.CheckPrefix) + VectorCase.Hex(packet.Header), Is.EqualTo("02710000180ab00000"));
    }

    [TestCase("", "nothing")]
    [TestCase("027100", "only the user-data header")]
    [TestCase("027100 000B 0A B00000 0000000001 00", "no status")]
    [TestCase("027100 000C 0A B00000 0000000001 00 02", "a byte missing")]
    [TestCase("027100 000B 0A B00000 0000000001 00 02 00", "a byte behind the packet")]
    [TestCase("027100 000B 09 B00000 0000000001 00 02", "header too short")]
    [TestCase("027100 000B 0C B00000 0000000001 00 02", "no room for the check")]
    [TestCase("027000 000B 0A B00000 0000000001 00 02", "the header of a command")]
    public void Packet_that_is_malformed_is_refused(string hex, string reason) =>
        Assert.That(ResponsePacket.TryParse(VectorCase.Hex(hex), PacketForm.Sms, UserDataHeaderRule.Required, out _), Is.False, reason);

    [TestCase(PacketForm.Sms)]
    [TestCase(PacketForm.Identified)]
    public void Packet_that_was_composed_is_the_one_that_is_parsed(PacketForm form) =>
        Properties.Hold<ulong, byte, byte[]>((counter, padding, data) =>
        {
            byte[] buffer = new byte[data.Length + 300];
            int checkLength = (padding % 4) switch { 0 => 0, 1 => 2, 2 => 4, _ => 8 };
            counter &= PacketCounter.MaxValue;
            bool isWritten = ResponsePacketLayout.TryWrite(
                buffer, form, new Tar(0xB00011), counter, ResponseStatusCode.CounterLow, checkLength, padding, data, out ResponsePacketLayout layout);
            bool isParsed = ResponsePacket.TryParse(buffer.AsSpan(0, layout.Length), form, UserDataHeaderRule.Required, out ResponsePacket packet);
            ResponseText text = packet.ReadText();
            return isWritten && isParsed && packet.Tar.Value == 0xB00011 && text.Counter == counter && text.PaddingCounter == padding
                && text.Status == ResponseStatusCode.CounterLow && text.Data.SequenceEqual(data) && layout.TextOffset == packet.TextOffset
                && text.Check.Length == checkLength;
        });

    [Test]
    public void Packet_is_composed_as_published()
    {
        byte[] buffer = new byte[64];
        byte[] data = VectorCase.Hex("03900098101032547698103254");
        Assert.That(
            ResponsePacketLayout.TryWrite(
                buffer, PacketForm.Sms, Tar.Parse("B00000"), 1, ResponseStatusCode.PorOk, 0, 0, data, out ResponsePacketLayout layout), Is.True);
        Assert.That(VectorCase.Hex(buffer.AsSpan(0, layout.Length)), Is.EqualTo(VectorCase.Hex(VectorCase.Hex(Plain))));
    }

    [Test]
    public void Composing_and_parsing_allocate_nothing()
    {
        byte[] buffer = new byte[256];
        byte[] data = new byte[32];
        Allocation.IsNone(() =>
        {
            ResponsePacketLayout.TryWrite(buffer, PacketForm.Sms, new Tar(0xB00010), 7, ResponseStatusCode.PorOk, 8, 2, data, out ResponsePacketLayout layout);
            ResponsePacket.TryParse(buffer.AsSpan(0, layout.Length), PacketForm.Sms, UserDataHeaderRule.Required, out ResponsePacket packet);
            _ = packet.ReadText().Data.Length;
        });
    }

    [Test]
    public void Packets_on_a_stream_are_read_one_by_one_and_a_part_of_one_waits()
    {
        byte[] stream = VectorCase.Hex("0304 8002AABB 020B 0AB0000000000000010002 0110 0D");
        var reader = new PacketStreamReader(stream);
        Assert.That(reader.TryRead(out PacketIdentifier identifier, out ReadOnlySpan<byte> packet), Is.True);
        Assert.That(identifier, Is.EqualTo(PacketIdentifier.Identification));
        Assert.That(IdentificationPacket.TryParse(packet, out IdentificationPacket identification), Is.True);
        Assert.That(VectorCase.Hex(identification.Data), Is.EqualTo("8002aabb"));
        Assert.That(reader.TryRead(out identifier, out packet), Is.True);
        Assert.That(identifier, Is.EqualTo(PacketIdentifier.Response));
        Assert.That(ResponsePacket.TryParse(packet, PacketForm.Identified, UserDataHeaderRule.Required, out ResponsePacket response), Is.True);
        Assert.That(response.ReadText().Status, Is.EqualTo(ResponseStatusCode.CounterLow));
        Assert.That(reader.TryRead(out _, out _), Is.False);
        Assert.That(VectorCase.Hex(reader.Remaining), Is.EqualTo("01100d"));
    }

    [Test]
    public void Identification_packet_is_written_and_its_malformed_forms_are_refused()
    {
        byte[] buffer = new byte[8];
        Assert.That(IdentificationPacket.TryWrite(buffer, [0x80, 0x01, 0xAA], out int length), Is.True);
        Assert.That(VectorCase.Hex(buffer.AsSpan(0, length)), Is.EqualTo("03038001aa"));
        Assert.That(IdentificationPacket.TryWrite(buffer, new byte[7], out _), Is.False);
        Assert.That(IdentificationPacket.TryParse([0x03, 0x01], out _) || IdentificationPacket.TryParse([0x01, 0x00], out _), Is.False);
        Assert.That(IdentificationPacket.TryParse([0x03, 0x00, 0x00], out _), Is.False);
    }
}
