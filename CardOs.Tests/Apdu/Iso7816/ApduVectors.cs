using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CardOs.Apdu;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Iso7816;

/// <summary>The checks of the known answers about command and response APDUs.</summary>
internal static class ApduVectors
{
    [VectorKind("apdu_parse")]
    [VectorKind("apdu_form")]
    public static void Parse(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "apdu");
        byte[] apdu = vector.Bytes("apdu");
        bool isParsed = CommandApdu.TryParse(apdu, out CommandApdu command);
        if (vector.IsExpected("error"))
        {
            Assert.That(isParsed, Is.False);
            return;
        }

        if (!isParsed)
        {
            // One source takes a one-byte Le behind an extended Lc: it must be refused, and nothing else may be wrong.
            apdu = MendExpectedLength(apdu);
            isParsed = CommandApdu.TryParse(apdu, out command);
        }

        Assert.That(isParsed, Is.True);
        foreach (JsonProperty property in vector.Expected.EnumerateObject())
        {
            JsonElement expected = property.Value;
            switch (property.Name)
            {
                case "cla":
                    CheckByte(command.Cla, expected);
                    break;
                case "ins":
                    CheckByte(command.Ins, expected);
                    break;
                case "p1":
                    CheckByte(command.P1, expected);
                    break;
                case "p2":
                    CheckByte(command.P2, expected);
                    break;
                case "p1p2":
                    Assert.That(command.Parameters.ToString("x4"), Is.EqualTo(expected.GetString()));
                    break;
                case "lc":
                    Assert.That(command.Data.Length, Is.EqualTo(expected.ValueKind == JsonValueKind.Null ? 0 : expected.GetInt32()));
                    break;
                case "data":
                    Assert.That(VectorCase.Hex(command.Data), Is.EqualTo(expected.GetString() ?? ""));
                    break;
                case "le" or "ne":
                    CheckExpectedLength(command, expected);
                    break;
                case "extended":
                    Assert.That(command.IsExtended, Is.EqualTo(expected.GetBoolean()));
                    break;
                case "case":
                    Assert.That((command.Data.IsEmpty ? 1 : 3) + (command.ExpectedLength == 0 ? 0 : 1), Is.EqualTo(expected.GetInt32()));
                    break;
                case "meaning":
                    break;
                default:
                    Assert.Fail($"no check for '{property.Name}'");
                    break;
            }
        }

        CheckWrittenAgain(apdu, command);
    }

    [VectorKind("apdu_build")]
    public static void Build(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "cla", "ins", "p1", "p2", "data", "ne", "force_extended");
        byte[] data = vector.Bytes("data");
        var command = new CommandApdu(
            vector.Bytes("cla")[0], vector.Bytes("ins")[0], vector.Bytes("p1")[0], vector.Bytes("p2")[0], data, vector.Number("ne"),
            vector.HasInput("force_extended") && vector.Inputs.GetProperty("force_extended").GetBoolean());
        byte[] destination = new byte[command.EncodedLength];
        bool isWritten = command.TryWrite(destination, out int written);
        if (vector.IsExpected("error"))
        {
            Assert.That(isWritten, Is.False);
            return;
        }

        VectorFields.AllowExpected(vector, "apdu");
        Assert.That(isWritten, Is.True);
        Assert.That(VectorCase.Hex(destination.AsSpan(0, written)), Is.EqualTo(vector.ExpectedText("apdu")));
        Assert.That(CommandApdu.TryParse(destination, out CommandApdu again), Is.True);
        Assert.That(again.ExpectedLength, Is.EqualTo(command.ExpectedLength));
        Assert.That(again.Data.SequenceEqual(data), Is.True);
    }

    [VectorKind("cla")]
    public static void Class(VectorCase vector)
    {
        VectorFields.AllowInputs(vector, "function");
        string function = vector.Text("function");
        foreach (JsonProperty property in vector.Expected.EnumerateObject())
        {
            switch (property.Name)
            {
                case "true_for" or "false_for":
                    List<byte> values = ClassValues(property.Value);
                    Assert.That(values, Is.Not.Empty);
                    foreach (byte value in values)
                    {
                        Assert.That(ClassFunction(function, value), Is.EqualTo(property.Name == "true_for" ? 1 : 0), value.ToString("x2"));
                    }

                    break;
                case "values" or "map" or "for":
                    foreach (JsonProperty pair in property.Value.EnumerateObject())
                    {
                        Assert.That(ClassFunction(function, VectorCase.Hex(pair.Name)[0]), Is.EqualTo(Number(pair.Value)), pair.Name);
                    }

                    break;
                default:
                    Assert.Fail($"no check for '{property.Name}'");
                    break;
            }
        }
    }

    // A list of bytes, or ranges of them: 00..7f.
    private static List<byte> ClassValues(JsonElement property)
    {
        IEnumerable<string> texts = property.ValueKind == JsonValueKind.String
            ? property.GetString()!.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
            : property.EnumerateArray().Select(value => value.GetString()!);
        var values = new List<byte>();
        foreach (string text in texts)
        {
            string[] ends = text.Split(["..", "-"], StringSplitOptions.None);
            Assert.That(ends, Has.Length.InRange(1, 2), text);
            for (int value = VectorCase.Hex(ends[0]).Single(); value <= VectorCase.Hex(ends[^1]).Single(); value++)
            {
                values.Add((byte)value);
            }
        }

        return values;
    }

    private static int ClassFunction(string function, byte value)
    {
        var decoded = new ClassByte(value);
        return function switch
        {
            "isChaining" => decoded.IsChaining ? 1 : 0,
            "isValid" => decoded.IsValid ? 1 : 0,
            "isProprietary" => decoded.IsProprietary ? 1 : 0,
            "isInterindustry" => decoded.IsInterindustry ? 1 : 0,
            "isFirstInterindustry" => decoded.IsFirstInterindustry ? 1 : 0,
            "isFurtherInterindustry" => decoded.IsFurtherInterindustry ? 1 : 0,
            "isSecureMessaging" or "hasSecureMessaging" or "isSM" => decoded.HasSecureMessaging ? 1 : 0,
            "getChannel" or "channel" or "getLogicalChannel" => decoded.Channel,
            _ => throw new AssertionException($"no check for the function '{function}'"),
        };
    }

    private static int Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => value.GetInt32(),
    };

    private static void CheckByte(byte actual, JsonElement expected) => Assert.That(VectorCase.Hex([actual]), Is.EqualTo(expected.GetString()));

    // As text it is the length field's bytes; as a number it is what the field means, or for some publishers its bare value.
    private static void CheckExpectedLength(CommandApdu command, JsonElement expected)
    {
        if (expected.ValueKind == JsonValueKind.String)
        {
            int coded = Convert.ToInt32(expected.GetString(), 16);
            Assert.That(command.ExpectedLength, Is.EqualTo(coded != 0 ? coded : command.IsExtended ? 65536 : 256));
            return;
        }

        int number = expected.ValueKind == JsonValueKind.Null ? 0 : expected.GetInt32();
        Assert.That(command.ExpectedLength, Is.EqualTo(number));
    }

    private static byte[] MendExpectedLength(byte[] apdu)
    {
        const int dataOffset = 7;
        Assert.That(apdu, Has.Length.GreaterThan(dataOffset));
        int length = (apdu[5] << 8) | apdu[6];
        Assert.That(apdu[4], Is.Zero);
        Assert.That(apdu, Has.Length.EqualTo(dataOffset + length + 1));
        return [.. apdu[..^1], 0x00, apdu[^1]];
    }

    private static void CheckWrittenAgain(byte[] source, CommandApdu command)
    {
        byte[] destination = new byte[source.Length];
        Assert.That(command.TryWrite(destination, out int written), Is.True);
        Assert.That(VectorCase.Hex(destination.AsSpan(0, written)), Is.EqualTo(VectorCase.Hex(source)));
    }
}
