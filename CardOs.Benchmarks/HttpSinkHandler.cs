using System;
using CardOs.Apdu.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http;

namespace CardOs.Benchmarks;

/// <summary>What Kestrel's parser calls, as its own server gives it: a structure around the connection.</summary>
public readonly struct HttpSinkHandler(HttpSink sink) : IHttpRequestLineHandler, IHttpHeadersHandler, IHttpFieldHandler
{
    /// <summary>The first line, by its length.</summary>
    public void OnLine(int length) => sink.Sum += length;

    /// <inheritdoc/>
    public void OnStartLine(HttpVersionAndMethod versionAndMethod, TargetOffsetPathLength targetPath, Span<byte> startLine) => OnLine(startLine.Length);

    /// <inheritdoc/>
    public void OnField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => OnHeader(name, value);

    /// <inheritdoc/>
    public void OnHeader(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => sink.Sum += name.Length + (value.Length << 8) + name[0];

    /// <inheritdoc/>
    public void OnHeadersComplete(bool endStream) => sink.Sum += 1;

    /// <inheritdoc/>
    public void OnStaticIndexedHeader(int index) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void OnStaticIndexedHeader(int index, ReadOnlySpan<byte> value) => throw new NotSupportedException();
}
