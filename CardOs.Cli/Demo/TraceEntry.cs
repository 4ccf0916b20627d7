using CardOs.Diagnostics;

namespace CardOs.Cli.Demo;

/// <summary>Something that a card told its trace.</summary>
internal sealed record TraceEntry(CardEvent What, byte[] Bytes, int Number);
