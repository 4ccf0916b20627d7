using System;

namespace CardOs.Tests.Robustness;

/// <summary>Something that takes any bytes at all, and neither throws nor reads outside of them.</summary>
internal delegate void SpanParser(ReadOnlySpan<byte> source);
