using System;
using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using CardOs.Apdu.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http;

namespace CardOs.Benchmarks;

/// <summary>The head of a request, with a call for its first line and for each field: ours, and Kestrel's parser. The ratio is to stay below 0.5.</summary>
[MemoryDiagnoser]
public class HttpHeadBenchmarks
{
    private readonly byte[] _line = new byte[HttpLimits.Default.Line];
    private readonly HttpSink _sink = new();
    private readonly HttpParser<HttpSinkHandler> _parser = new();
    private byte[] _source = [];

    public enum Head
    {
        /// <summary>A card's answer to its administration server: 8 fields.</summary>
        Administration,

        /// <summary>What a browser sends: 14 fields.</summary>
        Browser,
    }

    [Params(Head.Administration, Head.Browser)]
    public Head Source { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _source = Encoding.ASCII.GetBytes(Source == Head.Browser ? HttpSamples.Browser : HttpSamples.Administration);
        long ours = CardOs();
        if (ours == 0 || ours != Kestrel())
        {
            throw new InvalidOperationException("the parsers disagree");
        }
    }

    [Benchmark]
    public long CardOs()
    {
        _sink.Sum = 0;
        var handler = new HttpSinkHandler(_sink);
        var reader = new HttpReader(HttpReaderState.ForRequest(HttpLimits.Default), _line, _source);
        reader.Read();
        handler.OnLine(reader.Name.Length + reader.Value.Length + 1);
        reader.ReadFields(ref handler);
        handler.OnHeadersComplete(endStream: false);
        return _sink.Sum;
    }

    [Benchmark(Baseline = true)]
    public long Kestrel()
    {
        _sink.Sum = 0;
        var handler = new HttpSinkHandler(_sink);
        var reader = new SequenceReader<byte>(new ReadOnlySequence<byte>(_source));
        _parser.ParseRequestLine(handler, ref reader);
        _parser.ParseHeaders(handler, ref reader);
        return _sink.Sum;
    }
}
