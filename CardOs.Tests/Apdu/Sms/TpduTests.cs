using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CardOs.Apdu.Sms;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Sms;

[TestFixture]
public sealed class TpduTests
{
    private const string Deliver = "40 05812143F5 7F F6 52101021436500 05 027000AABB";
    private const string Submit = "51 00 05812143F5 7F F6 05 05 027100AABB";

    [Test]
    public void Deliver_is_seen_in_its_bytes()
    {
        byte[] source = VectorCase.Hex(Deliver);
        Assert.That(SmsDeliver.TryParse(source, out SmsDeliver message), Is.True);
        Assert.That((message.ProtocolIdentifier, message.Coding.Value, message.IsDataDownload), Is.EqualTo((ProtocolIdentifier.SimDataDownload, 0xF6, true)));
        Assert.That(SmsVectors.Text(message.Originator), Is.EqualTo("12345"));
        Assert.That(VectorCase.Hex(message.EncodedTime), Is.EqualTo("52101021436500"));
        Assert.That(message.UserData.TryGetHeader(out UserDataHeader header), Is.True);
        Assert.That(VectorCase.Hex(header.Content), Is.EqualTo("aabb"));
        Assert.That(Unsafe.AreSame(ref MemoryMarshal.GetReference(header.Content), ref source[19]), Is.True);
    }

    [TestCase("", "nothing")]
    [TestCase("41 05812143F5 7F F6 52101021436500 05 027000AABB", "another type")]
    [TestCase("40 05812143F5 7F F6 52101021436500", "no user data length")]
    [TestCase("40 05812143F5 7F F6 52101021436500 06 027000AABB", "user data cut short")]
    [TestCase("40 05812143F5 7F F6 52101021436500 04 027000AABB", "a byte behind the user data")]
    [TestCase("40 05812143F5 7F 00 52101021436500 08 027000AABBCCDDEE", "eight septets are seven bytes")]
    [TestCase("40 0581", "address cut short")]
    public void Deliver_that_is_malformed_is_refused(string hex, string reason) =>
        Assert.That(SmsDeliver.TryParse(VectorCase.Hex(hex), out _), Is.False, reason);

    [TestCase("7F", "F6", true)]
    [TestCase("7F", "16", true)]
    [TestCase("7F", "F5", false)]
    [TestCase("7F", "04", false)]
    [TestCase("00", "F6", false)]
    public void Only_class_2_with_the_download_identifier_is_for_the_card(string pid, string dcs, bool isDownload)
    {
        Assert.That(SmsDeliver.TryParse(VectorCase.Hex("00 0081" + pid + dcs + "52101021436500 00"), out SmsDeliver message), Is.True);
        Assert.That(message.IsDataDownload, Is.EqualTo(isDownload));
    }

    [Test]
    public void Submit_is_seen_in_its_bytes()
    {
        Assert.That(SmsSubmit.TryParse(VectorCase.Hex(Submit), out SmsSubmit message), Is.True);
        Assert.That(message.ValidityPeriod.TryGetSeconds(out int seconds), Is.True);
        Assert.That((message.ValidityPeriod.Format, seconds), Is.EqualTo((ValidityPeriodFormat.Relative, 30 * 60)));
        Assert.That(VectorCase.Hex(message.UserData.Bytes), Is.EqualTo("027100aabb"));
    }

    [TestCase("09 00 0081 00 04 01050000000000 00", 1800)]
    [TestCase("09 00 0081 00 04 021E0000000000 00", 30)]
    [TestCase("09 00 0081 00 04 03102030000000 00", 3600 + 120 + 3)]
    [TestCase("09 00 0081 00 04 00000000000000 00", -1)]
    [TestCase("09 00 0081 00 04 031A2030000000 00", -1)]
    public void Enhanced_validity_period_is_read(string hex, int expected)
    {
        Assert.That(SmsSubmit.TryParse(VectorCase.Hex(hex), out SmsSubmit message), Is.True);
        Assert.That(message.ValidityPeriod.TryGetSeconds(out int seconds) ? seconds : -1, Is.EqualTo(expected));
    }

    [Test]
    public void Absolute_validity_period_is_a_time()
    {
        Assert.That(SmsSubmit.TryParse(VectorCase.Hex("19 00 0081 00 04 62105080709080 00"), out SmsSubmit message), Is.True);
        Assert.That(message.ValidityPeriod.TryGetTime(out ServiceCentreTime time), Is.True);
        Assert.That(time.Day, Is.EqualTo(5));
    }

    [TestCase("00 07 7F F6 05 0271000000", false)]
    [TestCase("00 D5 07 7F F6 05 0271000000", true)]
    public void Deliver_report_is_read_and_written(string hex, bool isError)
    {
        byte[] source = VectorCase.Hex(hex);
        Assert.That(SmsDeliverReport.TryParse(source, isError, out SmsDeliverReport report), Is.True);
        Assert.That(report.Cause, Is.EqualTo(isError ? FailureCause.DataDownloadError : null));
        ReportParameters parameters = report.Parameters;
        byte[] written = new byte[source.Length];
        Assert.That(
            SmsDeliverReport.TryWrite(
                written, report.First, report.Cause, parameters.ProtocolIdentifier, parameters.Coding, (byte)parameters.UserData.Length, parameters.UserData.Bytes, out int length),
            Is.True);
        Assert.That(VectorCase.Hex(written.AsSpan(0, length)), Is.EqualTo(VectorCase.Hex(source)));
    }

    [TestCase("00 00", "")]
    [TestCase("00 01 7F", "")]
    [TestCase("00 80 00", "")]
    public void Report_has_only_what_its_indicator_says(string hex, string userData)
    {
        Assert.That(SmsDeliverReport.TryParse(VectorCase.Hex(hex), isError: false, out SmsDeliverReport report), Is.True);
        Assert.That(VectorCase.Hex(report.Parameters.UserData.Bytes), Is.EqualTo(userData));
    }

    [TestCase("00 00 00", "bytes behind")]
    [TestCase("00 07 7F", "no coding")]
    [TestCase("00 07 7F F6 02 00", "user data cut short")]
    [TestCase("00 80", "no second indicator")]
    [TestCase("01 00", "another type")]
    public void Report_that_is_malformed_is_refused(string hex, string reason) =>
        Assert.That(SmsDeliverReport.TryParse(VectorCase.Hex(hex), isError: false, out _), Is.False, reason);

    [Test]
    public void Text_behind_a_header_begins_at_a_septet()
    {
        byte[] bytes = [0x05, 0x00, 0x03, 0x01, 0x02, 0x01, .. new byte[5]];
        byte[] packed = new byte[11];
        Assert.That(DefaultAlphabet.TryEncode("hello", firstBit: 49, packed, out int length), Is.True);
        bytes.AsSpan(0, 6).CopyTo(packed);
        byte[] tpdu = new byte[64];
        Assert.That(
            SmsDeliver.TryWrite(
                tpdu, new FirstOctet { HasUserDataHeader = true }, [0x00, 0x81], ProtocolIdentifier.Normal, default, new ServiceCentreTime(26, 1, 1, 0, 0, 0, 0), 12, packed.AsSpan(0, length), out int written),
            Is.True);
        Assert.That(SmsDeliver.TryParse(tpdu.AsSpan(0, written), out SmsDeliver message), Is.True);
        char[] text = new char[16];
        Assert.That(message.UserData.TryGetText(text, out int count), Is.True);
        Assert.That(new string(text, 0, count), Is.EqualTo("hello"));
    }

    [Test]
    public void Reading_and_writing_allocate_nothing()
    {
        byte[] deliver = VectorCase.Hex(Deliver);
        byte[] submit = VectorCase.Hex(Submit);
        byte[] buffer = new byte[64];
        Allocation.IsNone(() =>
        {
            _ = SmsDeliver.TryParse(deliver, out SmsDeliver message);
            message.UserData.TryGetHeader(out UserDataHeader header);
            header.TryGetConcatenation(out _);
            _ = SmsSubmit.TryParse(submit, out SmsSubmit answer);
            SmsSubmit.TryWrite(
                buffer, answer.First, 0, message.Originator.Encoded, answer.ProtocolIdentifier, answer.Coding, answer.ValidityPeriod.Encoded, (byte)answer.UserData.Length, answer.UserData.Bytes, out _);
        });
    }
}
