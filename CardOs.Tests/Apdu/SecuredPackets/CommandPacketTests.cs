using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Apdu.SecuredPackets;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.SecuredPackets;

[TestFixture]
public sealed class CommandPacketTests
{
    private const string Checked = "0029 15 1219 15 15 B00000 0000000001 00 1BBC8C1090EF7360 00A40004023F0000A40004022FE200B000000A";
    private const string Streamed = "01 29 15 1219 15 15 B00000 0000000001 00 1BBC8C1090EF7360 00A40004023F0000A40004022FE200B000000A";

    [TestCase(Checked, PacketForm.Sms, "00291512191515b00000")]
    [TestCase(Streamed, PacketForm.Identified, "01291512191515b00000")]
    public void Packet_is_seen_in_its_bytes(string hex, PacketForm form, string header)
    {
        byte[] source = VectorCase.Hex(hex);
        Assert.That(CommandPacket.TryParse(source, form, out CommandPacket packet), Is.True);
        Assert.That((packet.Spi, packet.Kic, packet.Kid), Is.EqualTo((new Spi(0x1219), new Kic(0x15), new Kid(0x15))));
        Assert.That(packet.Tar, Is.EqualTo(Tar.Parse("B00000")));
        Assert.That(VectorCase.Hex(packet.Header), Is.EqualTo(header));
        Assert.That((packet.TextOffset, packet.CheckLength), Is.EqualTo((10, 8)));
        CommandText text = packet.ReadText();
        Assert.That((text.Counter, text.PaddingCounter, text.IsPaddingValid), Is.EqualTo((1UL, 0, true)));
        Assert.That(VectorCase.Hex(text.Head), Is.EqualTo("000000000100"));
        Assert.That(VectorCase.Hex(text.Check), Is.EqualTo("1bbc8c1090ef7360"));
        Assert.That(VectorCase.Hex(text.Data), Is.EqualTo("00a40004023f0000a40004022fe200b000000a"));
    }

    [Test]
    public void Packet_is_a_view_and_copies_nothing()
    {
        byte[] source = VectorCase.Hex(Checked);
        CommandPacket.TryParse(source, PacketForm.Sms, out CommandPacket packet);
        ReadOnlySpan<byte> data = packet.ReadText().Data;
        Assert.That(Unsafe.AreSame(ref MemoryMarshal.GetReference(packet.Header), ref source[0]), Is.True);
        Assert.That(Unsafe.AreSame(ref MemoryMarshal.GetReference(packet.Text), ref source[10]), Is.True);
        Assert.That(Unsafe.AreSame(ref MemoryMarshal.GetReference(data), ref source[24]), Is.True);
    }

    [TestCase("", "nothing")]
    [TestCase("00", "half a length")]
    [TestCase("0000", "no header length")]
    [TestCase("000E 0D 0000 00 00 B00000 0000000001", "cut in the counter")]
    [TestCase("000D 0D 0000 00 00 B00000 0000000000", "no room for the padding counter")]
    [TestCase("000E 0D 0000 00 00 B00000 0000000001 00 00", "a byte behind the packet")]
    [TestCase("000F 0D 0000 00 00 B00000 0000000001 00", "a byte missing")]
    [TestCase("000E 0F 0000 00 00 B00000 0000000001 00", "no room for the check")]
    [TestCase("000E 0C 0000 00 00 B00000 0000000001 00", "header too short")]
    [TestCase("000F 0E 0000 00 00 B00000 0000000001 00 00", "a check of one byte")]
    [TestCase("0012 FF 0000 00 00 B00000 0000000001 00 00000000", "header too long")]
    public void Packet_with_lengths_that_do_not_fit_is_refused(string hex, string reason) =>
        Assert.That(CommandPacket.TryParse(VectorCase.Hex(hex), PacketForm.Sms, out _), Is.False, reason);

    [TestCase("", "nothing")]
    [TestCase("01", "only the identifier")]
    [TestCase("02 0E 0D 0000 00 00 B00000 0000000001 00", "another identifier")]
    [TestCase("01 80 0D 0000 00 00 B00000 0000000001 00", "no definite length")]
    [TestCase("01 81", "half a length")]
    [TestCase("01 0D 0D 0000 00 00 B00000 0000000001 00", "a byte behind the packet")]
    [TestCase("01 00", "no header length")]
    public void Packet_on_a_stream_with_lengths_that_do_not_fit_is_refused(string hex, string reason) =>
        Assert.That(CommandPacket.TryParse(VectorCase.Hex(hex), PacketForm.Identified, out _), Is.False, reason);

    [Test]
    public void Padding_counter_beyond_the_data_gives_no_data()
    {
        Assert.That(CommandText.TryParse(VectorCase.Hex("0000000001 03 AABB"), 0, out CommandText text), Is.True);
        Assert.That((text.IsPaddingValid, text.Data.Length, text.PaddedData.Length), Is.EqualTo((false, 0, 2)));
        Assert.That(CommandText.TryParse(VectorCase.Hex("0000000001 02 AABB"), 0, out text), Is.True);
        Assert.That((text.IsPaddingValid, text.Data.Length), Is.EqualTo((true, 0)));
    }

    [TestCase(PacketForm.Sms)]
    [TestCase(PacketForm.Identified)]
    public void Packet_that_was_composed_is_the_one_that_is_parsed(PacketForm form) =>
        Properties.Hold<ulong, byte, byte[]>((counter, padding, data) =>
        {
            byte[] buffer = new byte[data.Length + 300];
            int checkLength = (padding % 4) switch { 0 => 0, 1 => 2, 2 => 4, _ => 8 };
            counter &= PacketCounter.MaxValue;
            bool isWritten = CommandPacketLayout.TryWrite(
                buffer, form, new Spi(0x1639), new Kic(0x12), new Kid(0x22), new Tar(0xB00011), counter, checkLength, padding, data, out CommandPacketLayout layout);
            bool isParsed = CommandPacket.TryParse(buffer.AsSpan(0, layout.Length), form, out CommandPacket packet);
            CommandText text = packet.ReadText();
            return isWritten && isParsed && packet.Spi.Value == 0x1639 && packet.Kic.Value == 0x12 && packet.Kid.Value == 0x22
                && packet.Tar.Value == 0xB00011 && text.Counter == counter && text.PaddingCounter == padding
                && text.Data.SequenceEqual(data) && layout.TextOffset == packet.TextOffset && text.Check.Length == checkLength;
        });

    [Test]
    public void Packet_that_does_not_fit_is_not_composed()
    {
        byte[] data = new byte[8];
        for (int room = 0; room < 24; room++)
        {
            Assert.That(
                CommandPacketLayout.TryWrite(new byte[room], PacketForm.Sms, default, default, default, default, 1, 0, 0, data, out _), Is.False, $"{room} bytes");
        }

        Assert.That(CommandPacketLayout.TryWrite(new byte[24], PacketForm.Sms, default, default, default, default, 1, 0, 0, data, out _), Is.True);
        Assert.That(CommandPacketLayout.TryWrite(new byte[99], PacketForm.Sms, default, default, default, default, 1, 3, 0, data, out _), Is.False);
    }

    [TestCase(8, 26, 8, 0)]
    [TestCase(8, 7, 16, 11)]
    [TestCase(0, 2, 8, 0)]
    public void Padding_fills_the_last_block(int checkLength, int dataLength, int blockLength, int padding) =>
        Assert.That(CommandPacketLayout.PaddingFor(checkLength, dataLength, blockLength), Is.EqualTo(padding));

    [Test]
    public void Composing_and_parsing_allocate_nothing()
    {
        byte[] buffer = new byte[256];
        byte[] data = new byte[32];
        Allocation.IsNone(() =>
        {
            CommandPacketLayout.TryWrite(
                buffer, PacketForm.Sms, new Spi(0x1639), new Kic(0x12), new Kid(0x12), new Tar(0xB00010), 7, 8, 2, data, out CommandPacketLayout layout);
            CommandPacket.TryParse(buffer.AsSpan(0, layout.Length), PacketForm.Sms, out CommandPacket packet);
            _ = packet.ReadText().Data.Length;
        });
    }
}
