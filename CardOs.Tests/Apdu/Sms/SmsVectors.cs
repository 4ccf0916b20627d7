using System;
using System.Collections.Generic;
using CardOs.Apdu.Sms;
using CardOs.Tests.Vectors;
using NUnit.Framework;
using static CardOs.Tests.Vectors.ExpectedFields;

namespace CardOs.Tests.Apdu.Sms;

/// <summary>The known answers of short messages that are decoded.</summary>
internal static class SmsVectors
{
    public static string Text(Address address)
    {
        Span<char> text = stackalloc char[Address.MaxEncodedLength * 2];
        Assert.That(address.TryGetText(text, out int length), Is.True);
        return text.Slice(0, length).ToString();
    }

    [VectorKind("sms_deliver")]
    public static void Deliver(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "tpdu");
        byte[] tpdu = vector.Bytes("tpdu");
        Assert.That(SmsDeliver.TryParse(tpdu, out SmsDeliver message), Is.True);
        FirstOctet first = message.First;
        Dictionary<string, object?> fields = Common(first, message.UserData);
        fields["mms"] = first.HasNoMoreMessages;
        fields["mms_bit"] = first.HasNoMoreMessages ? 1 : 0;
        fields["lp"] = first.IsLoopPrevention;
        fields["rp"] = first.HasReplyPath;
        fields["sri"] = first.IsStatusReport;
        fields["pid"] = Hex((byte)message.ProtocolIdentifier);
        fields["dcs"] = Hex(message.Coding.Value);
        fields["scts"] = Hex(message.EncodedTime);
        AddAddress(fields, "oa", message.Originator);
        if (vector.IsExpected("tail") && vector.IsExpected("udl") && vector.ExpectedNumber("udl") != message.UserData.Length)
        {
            // One source cuts the user data two bytes later than TS 23.040: its words udl, udh and tail follow each other behind UDHL.
            ReadOnlySpan<byte> behindLength = message.UserData.Bytes.Slice(1);
            int headerLength = vector.IsExpected("udh") ? vector.ExpectedBytes("udh").Length : 0;
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
        VectorFields.AllowInputs(vector, "tpdu");
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
        AddAddress(fields, "da", message.Destination);
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
        VectorFields.AllowInputs(vector, "tpdu");
        Assert.That(SmsStatusReport.TryParse(vector.Bytes("tpdu"), out SmsStatusReport report), Is.True);
        Dictionary<string, object?> fields = Common(report.First, report.Parameters.UserData);
        fields["mr"] = Hex(report.Reference);
        fields["mms"] = report.First.HasNoMoreMessages;
        fields["lp"] = report.First.IsLoopPrevention;
        fields["srq"] = report.First.IsStatusReport;
        AddAddress(fields, "ra", report.Recipient);
        fields["scts"] = Hex(report.EncodedTime);
        fields["dt"] = Hex(report.EncodedDischargeTime);
        fields["st"] = Hex(report.Status);
        Check(vector, fields);
    }

    [VectorKind("sms_submit_report")]
    public static void SubmitReport(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "tpdu");
        Assert.That(SmsSubmitReport.TryParse(vector.Bytes("tpdu"), vector.IsExpected("fcs"), out SmsSubmitReport report), Is.True);
        Dictionary<string, object?> fields = Common(report.First, report.Parameters.UserData);
        fields["fcs"] = report.Cause is FailureCause cause ? Hex((byte)cause) : null;
        fields["pi"] = Hex(report.Parameters.Indicator.Value);
        fields["scts"] = Hex(report.Parameters.EncodedTime);
        fields["pid"] = Hex((byte)report.Parameters.ProtocolIdentifier);
        fields["dcs"] = Hex(report.Parameters.Coding.Value);
        Check(vector, fields);
    }

    private static void AddAddress(Dictionary<string, object?> fields, string name, Address address)
    {
        bool isExtended = (address.Type.Value & 0x80) != 0;
        fields[name] = Text(address);
        foreach (string prefix in new[] { "", name + "_" })
        {
            fields[prefix + "ext"] = isExtended;
            fields[prefix + "extension"] = isExtended;
            fields[prefix + "digits"] = Text(address);
            fields[prefix + "ton"] = (int)address.Type.TypeOfNumber;
            fields[prefix + "type_of_number"] = (int)address.Type.TypeOfNumber;
            fields[prefix + "npi"] = (int)address.Type.NumberingPlan;
            fields[prefix + "numbering_plan"] = (int)address.Type.NumberingPlan;
        }
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
            ["user_data"] = Hex(userData.Bytes),
            ["udh"] = hasHeader ? Hex(header.Encoded) : "",
            ["tail"] = hasHeader ? Hex(header.Content) : Hex(userData.Bytes),
        };
    }
}
