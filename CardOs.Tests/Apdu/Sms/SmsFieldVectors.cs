using System;
using System.Collections.Generic;
using System.Globalization;
using CardOs.Apdu.Sms;
using CardOs.Tests.Vectors;
using NUnit.Framework;
using static CardOs.Tests.Vectors.ExpectedFields;

namespace CardOs.Tests.Apdu.Sms;

/// <summary>The known answers of the fields of short messages.</summary>
internal static class SmsFieldVectors
{
    [VectorKind("udh")]
    public static void Header(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "tp_ud");
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
        if (vector.HasInput("digits"))
        {
            VectorFields.AllowInputs(vector, "digits", "ton", "npi");
            Check(vector, new() { ["bytes"] = Hex(SmsEncodingVectors.EncodeAddress(vector.Text("digits"), TypeOf(vector.Text("ton")), PlanOf(vector.Text("npi")))) });
            return;
        }

        VectorFields.AllowInputs(vector, "bytes");
        byte[] source = vector.Bytes("bytes");
        Assert.That(Address.TryRead(source, out Address address, out int consumed), Is.True);
        string text = SmsVectors.Text(address);
        Check(vector, new()
        {
            ["digits"] = text,
            ["text"] = text,
            ["ton"] = (int)address.Type.TypeOfNumber,
            ["npi"] = (int)address.Type.NumberingPlan,
            ["ext"] = (address.Type.Value & 0x80) != 0,
            ["extension"] = (address.Type.Value & 0x80) != 0,
            ["tail"] = Hex(source.AsSpan(consumed)),
        });

        if (!address.IsAlphanumeric)
        {
            // What fills an odd number of digits is not kept: some write another digit than F there.
            byte[] written = new byte[Address.MaxEncodedLength];
            Assert.That(Address.TryWrite(written, address.Type, text, out int length), Is.True);
            Assert.That(Address.TryRead(written.AsSpan(0, length), out Address again, out _), Is.True);
            Assert.That(SmsVectors.Text(again), Is.EqualTo(text));
        }
    }

    private static int TypeOf(string text) => text switch
    {
        "" or "unknown" => (int)TypeOfNumber.Unknown,
        "international" => (int)TypeOfNumber.International,
        _ => int.Parse(text, CultureInfo.InvariantCulture),
    };

    private static int PlanOf(string text) => text switch
    {
        "" or "unknown" => (int)NumberingPlan.Unknown,
        "isdn_e164" => (int)NumberingPlan.Telephone,
        _ => int.Parse(text, CultureInfo.InvariantCulture),
    };

    [VectorKind("scts")]
    public static void Time(VectorCase vector)
    {
        if (vector.HasInput("scts"))
        {
            VectorFields.AllowInputs(vector, "scts");
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

        VectorFields.AllowInputs(vector, "year", "month", "day", "hour", "min", "sec", "tz_east_min");
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
}
