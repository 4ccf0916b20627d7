using System;
using CardOs.Apdu.Sms;
using CardOs.Tests.Vectors;
using NUnit.Framework;
using static CardOs.Tests.Vectors.ExpectedFields;

namespace CardOs.Tests.Apdu.Sms;

/// <summary>The known answers of TPDUs that are written from their fields.</summary>
internal static class SmsEncodingVectors
{
    [VectorKind("sms_encode")]
    public static void Encode(VectorCase vector)
    {
        byte[] tpdu = new byte[256];
        int length = vector.Algorithm switch
        {
            "SMS-DELIVER-REPORT" => DeliverReport(vector, tpdu),
            "SMS-COMMAND" => Command(vector, tpdu),
            "SMS-SUBMIT" => Submit(vector, tpdu),
            var other => throw new InvalidOperationException($"{vector.Id}: {other}"),
        };
        Check(vector, new() { ["tpdu"] = Hex(tpdu.AsSpan(0, length)) });
    }

    public static byte[] EncodeAddress(string digits, int typeOfNumber, int numberingPlan)
    {
        byte[] address = new byte[Address.MaxEncodedLength];
        var type = new AddressType((TypeOfNumber)typeOfNumber, (NumberingPlan)numberingPlan);
        Assert.That(Address.TryWrite(address, type, digits, out int length), Is.True);
        return address.AsSpan(0, length).ToArray();
    }

    private static int DeliverReport(VectorCase vector, Span<byte> tpdu)
    {
        VectorFields.AllowInputs(vector, "udhi", "fcs", "pid", "dcs", "udl", "ud");
        var first = new FirstOctet { HasUserDataHeader = Flag(vector, "udhi") };
        FailureCause? cause = vector.HasInput("fcs") ? (FailureCause)One(vector, "fcs") : null;
        var pid = (ProtocolIdentifier)One(vector, "pid");
        Assert.That(
            SmsDeliverReport.TryWriteHead(tpdu, first, cause, pid, new DataCodingScheme(One(vector, "dcs")), One(vector, "udl"), out int length), Is.True);
        return length + Append(vector, "ud", tpdu.Slice(length));
    }

    private static int Command(VectorCase vector, Span<byte> tpdu)
    {
        VectorFields.AllowInputs(vector, "udhi", "srr", "mr", "pid", "ct", "mn", "da", "ton", "npi", "cdl", "cd");
        var first = new FirstOctet { HasUserDataHeader = Flag(vector, "udhi"), IsStatusReport = Flag(vector, "srr") };
        Assert.That(
            SmsCommand.TryWriteHead(
                tpdu,
                first,
                One(vector, "mr"),
                (ProtocolIdentifier)One(vector, "pid"),
                One(vector, "ct"),
                One(vector, "mn"),
                EncodeAddress(vector.Text("da"), vector.Number("ton"), vector.Number("npi")),
                One(vector, "cdl"),
                out int length),
            Is.True);
        return length + Append(vector, "cd", tpdu.Slice(length));
    }

    private static int Submit(VectorCase vector, Span<byte> tpdu)
    {
        VectorFields.AllowInputs(vector, "udhi", "srr", "rd", "rp", "mr", "vpf", "pid", "dcs", "da", "ton", "npi", "vp", "udl", "ud");
        byte[] period = vector.Bytes("vp");
        var first = new FirstOctet
        {
            HasUserDataHeader = Flag(vector, "udhi"),
            IsStatusReport = Flag(vector, "srr"),
            RejectsDuplicates = Flag(vector, "rd"),
            HasReplyPath = Flag(vector, "rp"),
            ValidityPeriodFormat = FormatOf(vector.Text("vpf"), period.Length),
        };
        Assert.That(
            SmsSubmit.TryWriteHead(
                tpdu,
                first,
                One(vector, "mr"),
                EncodeAddress(vector.Text("da"), vector.Number("ton"), vector.Number("npi")),
                (ProtocolIdentifier)One(vector, "pid"),
                new DataCodingScheme(One(vector, "dcs")),
                period,
                One(vector, "udl"),
                out int length),
            Is.True);
        return length + Append(vector, "ud", tpdu.Slice(length));
    }

    private static ValidityPeriodFormat FormatOf(string text, int length)
    {
        if (text.Length > 0)
        {
            return Enum.Parse<ValidityPeriodFormat>(text, ignoreCase: true);
        }

        return length switch
        {
            0 => ValidityPeriodFormat.None,
            1 => ValidityPeriodFormat.Relative,
            _ => ValidityPeriodFormat.Absolute,
        };
    }

    private static bool Flag(VectorCase vector, string name) => vector.HasInput(name) && vector.Inputs.GetProperty(name).GetBoolean();

    private static byte One(VectorCase vector, string name) => vector.HasInput(name) ? vector.Bytes(name)[0] : (byte)0;

    private static int Append(VectorCase vector, string name, Span<byte> destination)
    {
        byte[] bytes = vector.Bytes(name);
        bytes.CopyTo(destination);
        return bytes.Length;
    }
}
