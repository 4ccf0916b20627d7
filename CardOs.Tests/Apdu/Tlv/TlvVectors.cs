using System;
using System.Text.Json;
using CardOs.Apdu;
using CardOs.Apdu.Tlv;
using CardOs.Tests.Vectors;
using NUnit.Framework;

namespace CardOs.Tests.Apdu.Tlv;

/// <summary>The checks of the known answers about TLV structures other than BER-TLV.</summary>
internal static class TlvVectors
{
    [VectorKind("simple_length")]
    public static void SimpleLengthEncode(VectorCase vector) =>
        CheckLength(vector, static (Span<byte> destination, int length, out int written) => SimpleLength.TryWrite(destination, length, out written));

    [VectorKind("dgi_length")]
    public static void DgiLengthEncode(VectorCase vector) => SimpleLengthEncode(vector);

    [VectorKind("dgi_length_decode")]
    public static void DgiLengthDecode(VectorCase vector) =>
        CheckLengthDecode(vector, static (ReadOnlySpan<byte> source, out int length, out int consumed) => SimpleLength.TryRead(source, out length, out consumed));

    [VectorKind("simple_length_decode")]
    public static void SimpleLengthDecode(VectorCase vector) => DgiLengthDecode(vector);

    [VectorKind("simple_decode")]
    public static void SimpleDecode(VectorCase vector)
    {
        var reader = new SimpleTlvReader(vector.Bytes("tlv"));
        foreach (JsonElement node in VectorTree.Of(vector))
        {
            Assert.That(reader.TryRead(out byte tag, out ReadOnlySpan<byte> value), Is.True);
            VectorTree.CheckLeaf(node, VectorCase.Hex([tag]), value);
        }

        Assert.That(reader.IsAtEnd, Is.True);
    }

    [VectorKind("dgi_decode")]
    public static void DgiDecode(VectorCase vector)
    {
        var reader = new DgiReader(vector.Bytes("tlv"));
        foreach (JsonElement node in VectorTree.Of(vector))
        {
            Assert.That(reader.TryRead(out ushort identifier, out ReadOnlySpan<byte> value), Is.True);
            VectorTree.CheckLeaf(node, identifier.ToString("x4"), value);
        }

        Assert.That(reader.IsAtEnd, Is.True);
    }

    [VectorKind("simple_malformed")]
    public static void SimpleMalformed(VectorCase vector)
    {
        Assert.That(vector.IsExpected("error"), Is.True);
        if (vector.HasInput("tag"))
        {
            // A tag alone: refused when no object with it can be written, nor one read.
            byte[] tag = vector.Bytes("tag");
            var writer = new SimpleTlvWriter(new byte[8]);
            bool isWritten = tag.Length == 1 && writer.TryWrite(tag[0], []);
            var tagReader = new SimpleTlvReader([.. tag, 0x00]);
            Assert.That(isWritten, Is.False);
            Assert.That(tagReader.TryRead(out _, out _) && tagReader.IsAtEnd, Is.False);
            return;
        }

        var reader = new SimpleTlvReader(vector.Bytes(vector.HasInput("tlv") ? "tlv" : "length_bytes"));
        if (vector.HasInput("tlv"))
        {
            while (reader.TryRead(out _, out _))
            {
            }

            Assert.That(reader.IsAtEnd, Is.False);
            return;
        }

        byte[] bytes = vector.Bytes("length_bytes");
        Assert.That(bytes, Is.Not.Empty, "neither tag, tlv nor length_bytes");
        Assert.That(SimpleLength.TryRead(bytes, out _, out int consumed) && consumed == bytes.Length, Is.False);
    }

    [VectorKind("compact_decode")]
    public static void CompactDecode(VectorCase vector)
    {
        var reader = new CompactTlvReader(vector.Bytes("tlv"));
        foreach (JsonElement node in VectorTree.Of(vector))
        {
            Assert.That(reader.TryRead(out int tag, out ReadOnlySpan<byte> value), Is.True);
            VectorTree.CheckLeaf(node, tag.ToString("x"), value);
        }

        Assert.That(reader.IsAtEnd, Is.True);
    }

    [VectorKind("ctlv_decode")]
    public static void ComprehensionDecode(VectorCase vector)
    {
        var reader = new ComprehensionTlvReader(vector.Bytes("tlv"));
        byte[] again = new byte[vector.Bytes("tlv").Length];
        var writer = new ComprehensionTlvWriter(again);
        foreach (JsonElement node in VectorTree.Of(vector))
        {
            Assert.That(reader.TryRead(out ComprehensionTag tag, out ReadOnlySpan<byte> value), Is.True);
            VectorTree.CheckLeaf(node, tag.Value.ToString(tag.EncodedLength == 1 ? "x2" : "x4"), value, "cr");
            Assert.That(tag.IsComprehensionRequired, Is.EqualTo(node.GetProperty("cr").GetBoolean()));
            Assert.That(writer.TryWrite(tag.Value, tag.IsComprehensionRequired, value), Is.True);
        }

        Assert.That(reader.IsAtEnd, Is.True);
        Assert.That(VectorCase.Hex(writer.Written), Is.EqualTo(vector.Text("tlv")));
    }

    [VectorKind("ctlv_tag")]
    public static void ComprehensionTagDecode(VectorCase vector)
    {
        byte[] bytes = vector.Bytes("bytes");
        bool isRead = ComprehensionTag.TryRead(bytes, out ComprehensionTag tag, out int consumed);
        if (vector.IsExpected("error"))
        {
            Assert.That(isRead, Is.False);
            return;
        }

        Assert.That(isRead, Is.True);
        foreach (JsonProperty property in vector.Expected.EnumerateObject())
        {
            switch (property.Name)
            {
                case "tag":
                    Assert.That(tag.Value, Is.EqualTo(property.Value.GetInt32()));
                    break;
                case "comprehension":
                    Assert.That(tag.IsComprehensionRequired, Is.EqualTo(property.Value.GetBoolean()));
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

    [VectorKind("ctlv_tag_encode")]
    public static void ComprehensionTagEncode(VectorCase vector)
    {
        var tag = new ComprehensionTag(vector.Number("tag"), vector.HasInput("comprehension") && vector.Inputs.GetProperty("comprehension").GetBoolean());
        byte[] destination = new byte[3];
        Assert.That(tag.TryWrite(destination, out int written), Is.True);
        Assert.That(VectorCase.Hex(destination.AsSpan(0, written)), Is.EqualTo(vector.ExpectedText("bytes")));
    }

    internal delegate bool LengthWriter(Span<byte> destination, int length, out int written);

    internal delegate bool LengthReader(ReadOnlySpan<byte> source, out int length, out int consumed);

    internal static void CheckLength(VectorCase vector, LengthWriter write)
    {
        byte[] destination = new byte[8];
        bool isWritten = write(destination, vector.Number("length"), out int written);
        if (vector.IsExpected("error"))
        {
            Assert.That(isWritten, Is.False);
            return;
        }

        Assert.That(isWritten, Is.True);
        Assert.That(VectorCase.Hex(destination.AsSpan(0, written)), Is.EqualTo(vector.ExpectedText("encoded")));
    }

    internal static void CheckLengthDecode(VectorCase vector, LengthReader read)
    {
        byte[] bytes = vector.Bytes("bytes");
        bool isRead = read(bytes, out int length, out int consumed);
        if (vector.IsExpected("error"))
        {
            Assert.That(isRead, Is.False);
            return;
        }

        Assert.That(isRead, Is.True);
        Assert.That(length, Is.EqualTo(vector.ExpectedNumber("length")));
        Assert.That(VectorCase.Hex(bytes.AsSpan(consumed)), Is.EqualTo(vector.ExpectedText("rest")));
    }
}
