using System;
using System.Formats.Asn1;
using BenchmarkDotNet.Attributes;
using CardOs.Apdu.Tlv;

namespace CardOs.Benchmarks;

/// <summary>Walking every object of a structure, into the constructed ones: ours, and the two readers of System.Formats.Asn1.</summary>
[MemoryDiagnoser]
public class BerTlvBenchmarks
{
    private byte[] _source = [];

    public enum Structure
    {
        /// <summary>What SELECT of an ADF answers, 49 bytes.</summary>
        FileControlParameters,

        /// <summary>2 KiB of objects, six levels deep, with long tags and lengths.</summary>
        Nested,
    }

    [Params(Structure.FileControlParameters, Structure.Nested)]
    public Structure Source { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _source = Source == Structure.Nested ? BerTlvSamples.Nested() : BerTlvSamples.FileControlParameters();
        int ours = Reader();
        if (ours == 0 || ours != Decoder() || ours != AsnReader())
        {
            throw new InvalidOperationException("the readers disagree");
        }
    }

    [Benchmark]
    public int Reader() => WalkReader(_source);

    [Benchmark(Baseline = true, Description = "AsnDecoder")]
    public int Decoder() => WalkDecoder(_source);

    [Benchmark(Description = "AsnReader")]
    public int AsnReader() => WalkAsnReader(new AsnReader(_source, AsnEncodingRules.BER));

    // Each gives the sum of the first tag byte numbers and the lengths of the primitive values, so that all of them do the same work.
    private static int WalkReader(ReadOnlySpan<byte> source)
    {
        int sum = 0;
        var reader = new BerTlvReader(source);
        while (reader.TryRead(out BerTag tag, out ReadOnlySpan<byte> value))
        {
            sum += tag.Number + (tag.IsConstructed ? WalkReader(value) : value.Length);
        }

        return sum;
    }

    private static int WalkDecoder(ReadOnlySpan<byte> source)
    {
        int sum = 0;
        while (!source.IsEmpty)
        {
            Asn1Tag tag = AsnDecoder.ReadEncodedValue(source, AsnEncodingRules.BER, out int offset, out int length, out int consumed);
            ReadOnlySpan<byte> value = source.Slice(offset, length);
            sum += tag.TagValue + (tag.IsConstructed ? WalkDecoder(value) : value.Length);
            source = source.Slice(consumed);
        }

        return sum;
    }

    private static int WalkAsnReader(AsnReader reader)
    {
        int sum = 0;
        while (reader.HasData)
        {
            Asn1Tag tag = reader.PeekTag();
            sum += tag.TagValue + (tag.IsConstructed ? WalkAsnReader(reader.ReadSequence(tag)) : reader.PeekContentBytes().Length);
            if (!tag.IsConstructed)
            {
                reader.ReadEncodedValue();
            }
        }

        return sum;
    }
}
