using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using CardOs.Apdu.Tlv;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Tlv;

/// <summary>The checks of the known answers about BER-TLV.</summary>
internal static class BerTlvVectors
{
    [VectorKind("ber_decode")]
    public static void Decode(VectorCase vector)
    {
        byte[] source = vector.Bytes("tlv");
        if (vector.HasInput("path"))
        {
            ReadOnlySpan<byte> value = source;
            foreach (JsonElement step in vector.Inputs.GetProperty("path").EnumerateArray())
            {
                bool isFound = new BerTlvReader(value, BerTlvRules.SkipFiller).TryFind(Tag(step.GetString()!), out value);
                if (!isFound)
                {
                    Assert.That(vector.Expected.GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Null), "not found");
                    return;
                }
            }

            VectorTree.CheckNames(vector.Expected, "value");
            Assert.That(VectorCase.Hex(value), Is.EqualTo(vector.ExpectedText("value")));
            return;
        }

        CheckNodes(source, VectorTree.Of(vector));
        Assert.That(BerTlvDecoder.IsWellFormed(source, BerTlvRules.SkipFiller), Is.True);
    }

    [VectorKind("ber_encode")]
    public static void Encode(VectorCase vector)
    {
        byte[] destination = new byte[vector.ExpectedBytes("tlv").Length];
        var writer = new BerTlvWriter(destination);
        WriteNodes(ref writer, vector.Inputs.GetProperty("tree"));
        VectorTree.CheckNames(vector.Inputs, "tree");
        Assert.That(VectorCase.Hex(writer.Written), Is.EqualTo(vector.ExpectedText("tlv")));
    }

    [VectorKind("ber_length")]
    public static void Length(VectorCase vector) =>
        TlvVectors.CheckLength(vector, static (Span<byte> destination, int length, out int written) => BerTlvEncoder.TryWriteLength(destination, length, out written));

    [VectorKind("ber_length_decode")]
    public static void LengthDecode(VectorCase vector) =>
        TlvVectors.CheckLengthDecode(vector, static (ReadOnlySpan<byte> source, out int length, out int consumed) => BerTlvDecoder.TryReadLength(source, out length, out consumed));

    [VectorKind("ber_tag")]
    public static void DecodeTag(VectorCase vector)
    {
        byte[] bytes = vector.Bytes(vector.HasInput("tag") ? "tag" : "bytes");
        bool isRead = BerTlvDecoder.TryReadTag(bytes, out BerTag tag, out int consumed);
        if (vector.IsExpected("error"))
        {
            Assert.That(isRead && consumed == bytes.Length, Is.False);
            return;
        }

        Assert.That(isRead, Is.True);
        Assert.That(tag.EncodedLength, Is.EqualTo(consumed));
        if (vector.HasInput("tag"))
        {
            Assert.That(consumed, Is.EqualTo(bytes.Length), "bytes behind the tag");
        }

        foreach (JsonProperty property in vector.Expected.EnumerateObject())
        {
            switch (property.Name)
            {
                case "length":
                    Assert.That(consumed, Is.EqualTo(property.Value.GetInt32()));
                    break;
                case "tag_number":
                    Assert.That(tag.Number, Is.EqualTo(property.Value.GetInt32()));
                    break;
                case "constructed":
                    Assert.That(tag.IsConstructed, Is.EqualTo(property.Value.GetBoolean()));
                    break;
                case "class":
                    Assert.That((int)tag.Class, Is.EqualTo(property.Value.GetInt32()));
                    break;
                case "rest":
                    Assert.That(VectorCase.Hex(bytes.AsSpan(consumed)), Is.EqualTo(property.Value.GetString()));
                    break;
                default:
                    Assert.Fail($"no check for '{property.Name}'");
                    break;
            }
        }
    }

    [VectorKind("ber_malformed")]
    public static void Malformed(VectorCase vector)
    {
        Assert.That(vector.IsExpected("error"), Is.True);
        JsonProperty input = vector.Inputs.EnumerateObject().Single();
        byte[] bytes = vector.Bytes(input.Name);
        switch (input.Name)
        {
            case "tag":
                Assert.That(BerTlvDecoder.TryReadTag(bytes, out _, out int tagLength) && tagLength == bytes.Length, Is.False);
                break;
            case "tlv":
                Assert.That(BerTlvDecoder.IsWellFormed(bytes), Is.False);
                Assert.That(BerTlvDecoder.IsWellFormed(bytes, BerTlvRules.Der), Is.False);
                break;
            case "length_bytes":
                Assert.That(BerTlvDecoder.TryReadLength(bytes, out _, out int lengthLength, BerTlvRules.Der) && lengthLength == bytes.Length, Is.False);
                break;
            default:
                Assert.Fail($"no check for '{input.Name}'");
                break;
        }
    }

    private static void CheckNodes(ReadOnlySpan<byte> source, IEnumerable<JsonElement> nodes)
    {
        var reader = new BerTlvReader(source, BerTlvRules.SkipFiller);
        foreach (JsonElement node in nodes)
        {
            Assert.That(reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value), Is.True);
            if (node.TryGetProperty("children", out JsonElement children))
            {
                Assert.That(tag.Value, Is.EqualTo(Tag(node.GetProperty("tag").GetString()!)));
                Assert.That(tag.IsConstructed, Is.True);
                VectorTree.CheckNames(node, "tag", "children");
                CheckNodes(value, children.EnumerateArray());
            }
            else
            {
                VectorTree.CheckLeaf(node, tag.Value.ToString("x2"), value);
            }
        }

        Assert.That(reader.TryRead(out _, out _), Is.False);
        Assert.That(reader.IsAtEnd, Is.True);
    }

    private static void WriteNodes(ref BerTlvWriter writer, JsonElement nodes)
    {
        foreach (JsonElement node in nodes.EnumerateArray())
        {
            uint tag = Tag(node.GetProperty("tag").GetString()!);
            if (node.TryGetProperty("children", out JsonElement children))
            {
                Assert.That(writer.TryOpen(tag, out int mark), Is.True);
                WriteNodes(ref writer, children);
                Assert.That(writer.TryClose(mark), Is.True);
            }
            else
            {
                Assert.That(writer.TryWrite(tag, VectorCase.Hex(node.GetProperty("value").GetString()!)), Is.True);
            }
        }
    }

    private static uint Tag(string hex) => Convert.ToUInt32(hex, 16);
}
