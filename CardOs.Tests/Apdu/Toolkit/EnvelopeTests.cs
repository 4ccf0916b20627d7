using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Apdu.Toolkit;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Toolkit;

[TestFixture]
public sealed class EnvelopeTests
{
    private const string Tpdu = "4005812143F57FF65210102143650005027000AABB";

    [TestCase("D121 82028381 0606912143658709 8B15" + Tpdu, "")]
    [TestCase("D121 82028381 0606912143658709 0B15" + Tpdu, "0500")]
    public void Short_message_is_found(string hex, string behind)
    {
        byte[] source = VectorCase.Hex(hex + behind);
        source[1] = (byte)(source.Length - 2);
        Assert.That(Envelope.TryParse(source, out Envelope envelope), Is.True);
        Assert.That(SmsPpDownload.TryParse(envelope, out SmsPpDownload download), Is.True);
        Assert.That(download.Devices, Is.EqualTo(DeviceIdentities.NetworkToUicc));
        Assert.That(VectorCase.Hex(download.Tpdu), Is.EqualTo(Tpdu.ToLowerInvariant()));
        char[] digits = new char[20];
        Assert.That(download.ServiceCentre.TryGetDigits(digits, out int count), Is.True);
        Assert.That(new string(digits, 0, count), Is.EqualTo("1234567890"));
        Assert.That(Unsafe.AreSame(ref MemoryMarshal.GetReference(download.Tpdu), ref source[16]), Is.True);
    }

    [Test]
    public void Short_message_is_wrapped_with_and_without_its_service_centre()
    {
        byte[] tpdu = VectorCase.Hex(Tpdu);
        byte[] buffer = new byte[256];
        Assert.That(SmsPpDownload.TryWrite(buffer, default, tpdu, out int length), Is.True);
        Assert.That(VectorCase.Hex(buffer.AsSpan(0, length)), Is.EqualTo("d11b820283818b15" + Tpdu.ToLowerInvariant()));
        Assert.That(SmsPpDownload.TryWrite(buffer, [0x91, 0x21], tpdu, out length), Is.True);
        Assert.That(VectorCase.Hex(buffer.AsSpan(0, 10)), Is.EqualTo("d11f8202838106029121"));
        Assert.That(length, Is.EqualTo(33));
    }

    [Test]
    public void Container_of_more_than_127_bytes_has_a_longer_length()
    {
        byte[] buffer = new byte[200];
        var writer = new ContainerWriter(buffer, EnvelopeTag.EventDownload);
        Assert.That(writer.TryWrite(ToolkitTag.ChannelData, new byte[126]), Is.True);
        Assert.That(writer.TryComplete(out int length), Is.True);
        Assert.That(VectorCase.Hex(buffer.AsSpan(0, 6)), Is.EqualTo("d68180b67e00"));
        Assert.That(length, Is.EqualTo(131));
        Assert.That(Envelope.TryParse(buffer.AsSpan(0, length), out _), Is.True);
        var tight = new ContainerWriter(new byte[130], EnvelopeTag.EventDownload);
        Assert.That(tight.TryWrite(ToolkitTag.ChannelData, new byte[126]) && !tight.TryComplete(out _), Is.True);
    }

    [TestCase("", "nothing")]
    [TestCase("D1", "no length")]
    [TestCase("D103FFFFFF", "the content is no object")]
    [TestCase("D104 82028381 00", "a byte behind")]
    [TestCase("D105 82028381", "cut short")]
    [TestCase("D105 8202838181", "an object without length")]
    public void Envelope_that_is_malformed_is_refused(string hex, string reason) =>
        Assert.That(Envelope.TryParse(VectorCase.Hex(hex), out _), Is.False, reason);

    [TestCase("D204 82028381", "another container")]
    [TestCase("D104 82028381", "no message")]
    [TestCase("D119 8B17" + Tpdu + "0000", "a malformed message and no devices")]
    public void Download_without_a_message_is_refused(string hex, string reason)
    {
        Assert.That(Envelope.TryParse(VectorCase.Hex(hex), out Envelope envelope), Is.True);
        Assert.That(SmsPpDownload.TryParse(envelope, out _), Is.False, reason);
    }

    [Test]
    public void Cell_broadcast_page_is_wrapped_and_found()
    {
        byte[] page = new byte[CellBroadcastPage.Length];
        VectorCase.Hex("0123 1080 F6 12 AA").CopyTo(page.AsSpan());
        byte[] buffer = new byte[128];
        Assert.That(CellBroadcastPage.TryWriteDownload(buffer, page, out int length), Is.True);
        Assert.That(Envelope.TryParse(buffer.AsSpan(0, length), out Envelope envelope), Is.True);
        Assert.That(CellBroadcastPage.TryParse(envelope, out CellBroadcastPage found), Is.True);
        Assert.That(
            (found.SerialNumber, found.MessageIdentifier, found.Coding, found.PageNumber, found.PageCount, found.Content[0]),
            Is.EqualTo((0x0123, 0x1080, 0xF6, 1, 2, 0xAA)));
        Assert.That(CellBroadcastPage.TryWriteDownload(buffer, page.AsSpan(1), out _), Is.False);
    }

    [TestCase("D60B 99010A 82028281 B8028205", ToolkitEvent.ChannelStatus)]
    [TestCase("D607 190103 82028281", ToolkitEvent.LocationStatus)]
    public void Event_is_found(string hex, ToolkitEvent expected)
    {
        Assert.That(Envelope.TryParse(VectorCase.Hex(hex), out Envelope envelope), Is.True);
        Assert.That(envelope.TryGetEvent(out ToolkitEvent found) && found == expected, Is.True);
    }

    [Test]
    public void Reading_and_writing_allocate_nothing()
    {
        byte[] tpdu = VectorCase.Hex(Tpdu);
        byte[] buffer = new byte[256];
        Allocation.IsNone(() =>
        {
            SmsPpDownload.TryWrite(buffer, default, tpdu, out int length);
            _ = Envelope.TryParse(buffer.AsSpan(0, length), out Envelope envelope);
            _ = SmsPpDownload.TryParse(envelope, out _);
        });
    }
}
