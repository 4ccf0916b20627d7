using System;

namespace CardOs.OffCard.Files;

/// <summary>Says in words what a transparent file or a record holds; null when it is not what it should be.</summary>
internal delegate string? ContentDecoder(ReadOnlySpan<byte> bytes);
